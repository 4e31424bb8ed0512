"""What each row of a plan would do: open, change, leave as it is; or why it cannot go in, or what must be asked first."""

from collections import Counter, defaultdict

from django.core.exceptions import ValidationError
from django.utils.text import Truncator

from safeguarding.lib.dates import in_words
from safeguarding.lib.words import listed

from ...models import Action, Recommendation
from ...workflow import Status
from ..plan import plan_rows
from .answers import DOCUMENT, NEW, TRACKER, Answers
from .changes import Change, action_changes, issue_changes, left_alone
from .compared import Ask, Compared
from .known import Known
from .matching import Matching
from .owners import Owners

WORKED_ON = (Status.AWAITING_ALLOCATION, Status.IN_PROGRESS)


def compare(rows, answers=None, *, by, at):
    """The Compared of each row (PlannedRow), in their order, with what was answered (Answers); nothing is written.

    A cell that says just what an export prints today says nothing new. A constant number of queries, however many the rows.
    """
    return _Comparison(rows, answers or Answers(), by, at).compared()


def cautious(rows, *, by, at):
    """The Answers of nobody: where both changed the tracker's words stand, and a row that has to be asked about stays out.

    Returns them with a sentence for each.
    """
    answers, told = Answers(), []
    for found in compare(rows, answers, by=by, at=at):
        for ask in (ask for ask in found.asks if ask.kind == "keeps"):
            answers = answers.adding(keeps={ask.key: TRACKER})
            told.append(
                f"{found.row.place}: the {ask.column} was changed in the tracker since; the document's was not taken over."
            )
    for found in compare(rows, answers, by=by, at=at):
        if found.asks:
            answers = answers.adding(left_out={found.key: True})
            told.append(f"{found.row.place}: left out. {' '.join(ask.sentence for ask in found.asks)}")
    return answers, told


class _Comparison:
    def __init__(self, rows, answers, by, at):
        self.answers = answers
        self.owners = Owners(answers)
        self.known = Known({row.inspection for row in rows}, by=by, at=at)
        self.printed = {
            (row.recommendation, row.action): row.cells
            for inspection in self.known.inspections.values()
            for row in plan_rows(inspection, by, at)
        }
        self.opened = {}  # by the place where the action stands: the row that it belongs to
        self.found = [self._placed(key, row) for key, row in keyed(rows)]

    def compared(self):
        self._match()
        for found in self.found:
            if not (found.left_out or found.refusals):
                self._compare(found)
                found.refusals += _too_long(found.row)
        return tuple(self.found)

    def _placed(self, key, row):
        """The row with its inspection and recommendation, and what is in its way."""
        found = Compared(key, row, left_out=key in self.answers.left_out)
        found.inspection = self.known.inspections.get(row.inspection)
        if found.inspection:
            found.recommendation = self.known.recommendation(found.inspection, row.reference)
        elif row.inspection:
            found.refusals.append(f"no inspection “{row.inspection}” is registered. Register it first.")
        else:
            found.refusals.append("Say which inspection this sheet or table answers.")
        found.asks += [Ask("cells", f"{row.source}|{column}", why, column=column) for column, why in row.asks]
        return found

    def _match(self):
        """Give each row the action that it means, recommendation by recommendation."""
        groups = defaultdict(list)
        for found in self.found:
            if found.recommendation and found.row.task and not found.left_out:
                groups[found.recommendation.pk].append(found)
        for pk, group in groups.items():
            known = {action.pk: action for action in self.known.actions[pk]}
            matching = Matching([(found.key, found.row) for found in group], known, self.answers.actions)
            for found in group:
                found.action = matching.meant.get(found.key)
                if doubt := matching.in_doubt.get(found.key):
                    found.asks.append(_which(found, doubt))

    def _compare(self, found):
        """What the row changes, says and opens."""
        row, recommendation, action = found.row, found.recommendation, found.action
        printed = self.printed.get((recommendation and recommendation.pk, action and action.pk), {})
        if recommendation:
            self._take(found, issue_changes(row, recommendation, self.owners, printed, self.known.histories))
        found.owner, found.issue_owner = self.owners.meant(row.action_owner), self.owners.meant(row.issue_owner)
        if action:
            changes = action_changes(row, action, self.owners, printed, self.known.histories)
            found.notes += left_alone(row, action, changes)
            if action.status != Status.COMPLETE:
                self._take(found, changes)
            self._take(found, self._moves(row, action))
        answered = row.says_as_printed("action", printed)
        if action or (row.task and not answered and not found.asks):
            first = self.opened.setdefault(row.action_place or found.key, found)
            found.opens = action is None and first is found
            found.covers_too = "" if action or first is found else first.key
            self._insist_on_open(found, first.action)
        if row.says_complete and not found.owner and (found.opens or (action and action.owner_id is None)):
            found.notes.append("It is not put forward as complete, because nobody owns the action yet.")
        found.statements = [draft for draft in row.statements if self._is_new(found, draft, printed)]
        pk = recommendation and recommendation.pk
        found.links = [] if row.task else [to for to in row.links if (pk, to) not in self.known.links]

    def _insist_on_open(self, found, shared):
        """Work that is done, or put forward as done, was not done for another recommendation."""
        if found.covers_too and shared and shared.status not in WORKED_ON:
            status = Status(shared.status).label.lower()
            sentence = (
                f"The row shares the cell of action {shared.pk}, which is {status}: give this row an action of its own"
            )
            found.asks.append(Ask("cells", f"{found.row.source}|action", sentence, column="action"))

    def _take(self, found, changes):
        """Keep the changes that go in; ask about those that somebody changed here since."""
        for change in changes:
            key = f"{found.key}|{change.name}"
            keep = self.answers.keeps.get(key)
            waiting = change.asked and self.known.waiting.get(found.action.pk)
            if waiting:
                if waiting != change.values["target_on"]:
                    found.notes.append(f"{change.new} is not asked for: {in_words(waiting)} waits for a decision.")
            elif change.since and keep is None:
                found.asks.append(_whose(key, change))
            elif not change.since or keep == DOCUMENT:
                found.changes.append(change)

    def _moves(self, row, action):
        """An action that a document calls complete is recommended complete, unless the DCC has spoken since."""
        if row.says_complete and action.status == Status.IN_PROGRESS:
            decision = self.known.decisions.get(action.pk)
            since = f"{decision.get_outcome_display().lower()}, {decision.decided_on:%d/%m/%Y}" if decision else ""
            labels = (Status.IN_PROGRESS.label, Status.RECOMMENDED_COMPLETE.label)
            yield Change("status", "status", "status", *labels, {}, since=since)

    def _is_new(self, found, draft, printed):
        if found.row.says_as_printed(draft.column, printed):
            return False
        return found.recommendation is None or not self.known.says(found.recommendation, draft)


def _whose(key, change):
    """Both changed: whose words stand?"""
    choices = (
        (TRACKER, f"Keep the tracker's: {change.old or 'nothing'}"),
        (DOCUMENT, f"Take the document's: {change.new}"),
    )
    return Ask(
        "keeps", key, f"The {change.label} was changed in the tracker since ({change.since})", choices, change.label
    )


def _which(found, doubt):
    choices = [(str(action.pk), f"Action {action.pk}: {Truncator(action.text).words(16)}") for action in doubt]
    if len(doubt) == 1:
        sentence = f"Action {doubt[0].pk} answers this recommendation in other words: say whether the row means it."
    else:
        numbers = listed([str(action.pk) for action in doubt])
        sentence = f"Actions {numbers} answer this recommendation: say which one the row means."
    return Ask("actions", found.key, sentence, (*choices, (NEW, "A new action")))


def _too_long(row):
    """A sentence for each of the row's words that no field can hold, naming the field."""
    issue = {"reference": row.reference, "kind": row.kind, "text": row.wording, "page_reference": row.page_reference}
    issue |= row.issue_fields | {"issue_owner_words": row.issue_owner or ""}
    action = {"text": row.task or "none", "owner_words": row.action_owner or ""} | row.action_fields
    for model, fields in ((Recommendation, issue), (Action, action)):
        others = [field.name for field in model._meta.fields if field.name not in fields]
        try:
            model(**fields).clean_fields(exclude=others)
        except ValidationError as error:
            for name, messages in error.message_dict.items():
                yield from (f"{name.replace('_', ' ')}: {message}" for message in messages)


def keyed(rows):
    """(key, row) of each: its source, and which it is of several that stand in one place."""
    met = Counter()
    for row in rows:
        place = row.source or row.place
        met[place] += 1
        yield (f"{place} ({met[place]})" if met[place] > 1 else place), row
