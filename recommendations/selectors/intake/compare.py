"""Comparing a plan with the register: what each row would open and change, why it cannot go in, or what is asked first."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from django.core.exceptions import ValidationError
from django.utils.text import Truncator, get_text_list
from django.utils.translation import gettext

from safeguarding.lib.dates import in_words
from safeguarding.models import User

from ...models import Action, Recommendation
from ...workflow import Status
from ..plan_export import plan_rows
from .answers import DOCUMENT, NEW, TRACKER, Answers, OpenQuestion
from .changes import Change, action_changes, issue_changes, left_alone, not_taken_over
from .known import Known, normalised
from .matching import Matching, Owners
from .named_inspections import inspection_question
from .named_parts import offers, parts_key, parts_named
from .outcomes import ComparedRow
from .planned_rows import PlannedRow
from .reference_questions import Register

UNFINISHED = (Status.AWAITING_ALLOCATION, Status.IN_PROGRESS)


def compare(
    rows: Sequence[PlannedRow], answers: Answers | None = None, *, by: User, at: datetime
) -> tuple[ComparedRow, ...]:
    """The ComparedRow of each row (PlannedRow), in their order, with what was answered (Answers); nothing is written.

    A cell that says just what an export prints today says nothing new. A constant number of queries, however many the rows.
    """
    return _Comparison(rows, answers or Answers(), by, at).compare()


def compare_both_ways(
    rows: Sequence[PlannedRow], answers: Answers, *, by: User, at: datetime
) -> tuple[tuple[ComparedRow, ...], tuple[Action, ...]]:
    """The rows as compare gives them, and the actions of the same inspections that no row means or may mean, by number."""
    comparison = _Comparison(rows, answers, by, at)
    compared = comparison.compare()
    return compared, comparison.not_in_the_plan()


def cautious(
    rows: Sequence[PlannedRow], *, by: User, at: datetime
) -> tuple[Answers, tuple[ComparedRow, ...], list[str]]:
    """Compare rows that nobody can be asked about: what both changed stays the tracker's, a row with a question stays out.

    Returns the Answers that say so, the ComparedRows with them, and a sentence for each. Rows are compared again only where
    an answer was added, since what one row leaves free another may mean.
    """
    answers, warnings = Answers(), []
    compared = compare(rows, answers, by=by, at=at)
    conflicts = [(row, question) for row in compared for question in row.questions if question.kind == "keeps"]
    if conflicts:
        answers = answers.adding(keeps={question.key: TRACKER for _, question in conflicts})
        warnings += [
            f"{row.row.place}: the {question.column} was changed in the tracker since; the document’s was not taken over."
            for row, question in conflicts
        ]
        compared = compare(rows, answers, by=by, at=at)
    if doubtful := [row for row in compared if row.questions]:
        answers = answers.adding(left_out={row.key: True for row in doubtful})
        warnings += [
            f"{row.row.place}: left out. {' '.join(question.sentence for question in row.questions)}"
            for row in doubtful
        ]
        compared = compare(rows, answers, by=by, at=at)
    return answers, compared, warnings


class _Comparison:
    def __init__(self, rows, answers, by, at) -> None:
        self.answers = answers
        self.owners = Owners(answers)
        self.known = Known({row.inspection for row in rows}, by=by, at=at)
        self.printed = {
            (row.recommendation, row.action): row.cells
            for inspection in self.known.inspections.values()
            for row in plan_rows(inspection, by, at)
        }
        self.rows = defaultdict(list)  # the same by recommendation
        for (pk, _), cells in self.printed.items():
            self.rows[pk].append(cells)
        self.registers = {
            inspection.pk: Register(self.known.of_inspection[inspection.pk])
            for inspection in self.known.inspections.values()
        }
        self.worded = set()  # recommendations whose words the plan gives
        self.opened = {}  # by the place where the action stands: the row that it belongs to
        self.compared = [self._in_register(key, row) for key, row in keyed(rows)]

    def compare(self) -> tuple[ComparedRow, ...]:
        self._match()
        for compared in self.compared:
            if not (compared.left_out or compared.refusals):
                self._compare_row(compared)
                compared.refusals += _too_long(compared)
        return tuple(self.compared)

    def not_in_the_plan(self) -> tuple[Action, ...]:
        """The actions of the register that no row means or may mean."""
        meant = {str(compared.action.pk) for compared in self.compared if compared.action}
        questions = [
            question for compared in self.compared for question in compared.questions if question.kind == "actions"
        ]
        meant |= {value for question in questions for value, _ in question.choices}
        actions = {action.pk: action for group in self.known.actions.values() for action in group}
        return tuple(action for pk, action in sorted(actions.items()) if str(pk) not in meant)

    def _in_register(self, key, row):
        """The row with its inspection and recommendation, and what is in its way."""
        compared = ComparedRow(key, row, left_out=key in self.answers.left_out)
        compared.inspection = self.known.inspections.get(row.inspection)
        if compared.inspection:
            compared.recommendation, letters = self.known.with_parts(compared.inspection, row.reference)
            is_answered = parts_key(row) in self.answers.cells
            letters = row.part_letters if is_answered else letters or row.part_letters
            compared.letters = parts_named(row, compared.recommendation, letters)
        elif row.inspection:
            compared.refusals.append(
                gettext("no inspection “%(name)s” is registered. Register it first.") % {"name": row.inspection}
            )
        else:
            compared.refusals.append(gettext("Say which inspection this sheet or table answers."))
        compared.questions += [
            OpenQuestion("cells", f"{row.source}|{column}", why, choices, column)
            for column, why, choices in row.questions
        ]
        if compared.inspection:
            compared.questions += inspection_question(row, compared.inspection, self.answers)
        asked = "reference" in {question.column for question in compared.questions}
        if compared.inspection and not asked and f"{row.source}|reference" not in self.answers.cells:
            register = self.registers[compared.inspection.pk]
            compared.questions += register.questions(row, compared.recommendation)
        if compared.inspection:
            self._shared(compared)
        compared.offers = [*offers(compared, self.answers)]
        return compared

    def _shared(self, compared):
        """A row that names several recommendations has the words of none, so each is known or stands in a row above."""
        row, named = compared.row, (compared.inspection.pk, normalised(compared.row.reference))
        if not row.shares:
            self.worded.add(named)
        elif not compared.recommendation and named not in self.worded:
            sentence = gettext(
                "%(named)s are several recommendations, and the register has no %(number)s: say which are meant."
            )
            sentence %= {"named": row.shares, "number": row.reference}
            compared.questions.append(
                OpenQuestion("cells", f"{row.source}|reference", sentence, column="reference", was=row.shares)
            )

    def _match(self):
        """Give each row the action that it means, recommendation by recommendation."""
        groups = defaultdict(list)
        for compared in self.compared:
            if compared.recommendation and compared.row.task and not compared.left_out:
                groups[compared.recommendation.pk].append(compared)
        # By recommendation, since which action a row means depends on what the other rows leave free.
        for pk, group in groups.items():
            known = {action.pk: action for action in self.known.actions[pk]}
            rows = [(compared.key, compared.row) for compared in group]
            matching = Matching(rows, known, self.answers.actions, self.known.histories)
            for compared in group:
                compared.action = matching.meant.get(compared.key)
                if doubt := matching.in_doubt.get(compared.key):
                    compared.questions.append(_which(compared, doubt))

    def _compare_row(self, compared):
        """Fill in the changes, statements and links of the row, and whether it opens an action."""
        row, recommendation, action = compared.row, compared.recommendation, compared.action
        printed = self.printed.get((recommendation and recommendation.pk, action and action.pk), {})
        if recommendation:
            self._take(compared, issue_changes(row, recommendation, self.owners, printed, self.known.histories))
        compared.owner, compared.issue_owner = self.owners.meant(row.action_owner), self.owners.meant(row.issue_owner)
        if action:
            changes = action_changes(row, action, self.owners, printed, self.known.histories)
            compared.notes += left_alone(row, action, changes, printed)
            # What the DCC signed off is not changed behind them; the note above says so.
            if action.status != Status.COMPLETE:
                self._take(compared, changes)
            self._take(compared, self._moves(row, action))
        # An export prints in this column what answers a part that has no action, so the same words open none when they come back.
        answered = row.says_as_printed("action", printed)
        if action or (row.task and not answered and not compared.questions):
            # Merged cells: one action over several recommendations is opened by the first row and covers the others too.
            first = self.opened.setdefault(row.action_place or compared.key, compared)
            compared.opens = action is None and first is compared
            compared.covers_too = "" if action or first is compared else first.key
            self._insist_on_open(compared, first.action)
        if row.says_complete and not compared.owner and (compared.opens or (action and action.owner_id is None)):
            compared.notes.append(gettext("It is not put forward as complete, because nobody owns the action yet."))
        compared.statements = [draft for draft in row.statements if self._is_new(compared, draft, printed)]
        pk = recommendation and recommendation.pk
        compared.links = [] if row.task else [to for to in row.links if (pk, to) not in self.known.links]
        compared.notes += not_taken_over(row, recommendation, action, self.owners, printed)
        compared.ask_nothing_moot()

    def _insist_on_open(self, compared, shared):
        """Work that is done, or put forward as done, was not done for another recommendation."""
        if compared.covers_too and shared and shared.status not in UNFINISHED:
            sentence = gettext(
                "The row shares the cell of action %(number)s, which is %(status)s: give it an action of its own"
            )
            sentence %= {"number": shared.pk, "status": gettext(Status(shared.status).label).lower()}
            compared.questions.append(OpenQuestion("cells", f"{compared.row.source}|action", sentence, column="action"))

    def _take(self, compared, changes):
        """Keep the changes that go in; ask about those that somebody changed here since."""
        for change in changes:
            key = f"{compared.key}|{change.name}"
            keep = self.answers.keeps.get(key)
            # One date at a time waits for a decision (services.actions.request_deadline), so another is told and not asked for.
            waiting = change.needs_agreement and self.known.waiting.get(compared.action.pk)
            if waiting:
                if waiting != change.values["target_on"]:
                    compared.notes.append(
                        gettext("%(on)s is not asked for: %(waiting)s waits for a decision.")
                        % {"on": change.new, "waiting": in_words(waiting)}
                    )
            elif change.since and keep is None:
                compared.questions.append(_whose(key, change))
            elif not change.since or keep == DOCUMENT:
                compared.changes.append(change)

    def _moves(self, row, action):
        """An action that a document calls complete is recommended complete, unless the DCC has spoken since."""
        if row.says_complete and action.status == Status.IN_PROGRESS:
            decision = self.known.decisions.get(action.pk)
            since = f"{decision.get_outcome_display().lower()}, {decision.decided_on:%d/%m/%Y}" if decision else ""
            labels = (Status.IN_PROGRESS.label, Status.RECOMMENDED_COMPLETE.label)
            yield Change("status", "status", "status", *labels, {}, since=since)

    def _is_new(self, compared, draft, printed):
        # Without the column of actions, or with another action, an update is still one that the tracker printed.
        own = compared.recommendation and (draft.column == "update" or not compared.row.task)
        rows = self.rows[compared.recommendation.pk] if own else ()
        if any(compared.row.says_as_printed(draft.column, cells) for cells in (printed, *rows)):
            return False
        return compared.recommendation is None or not self.known.has_transcribed(compared.recommendation, draft)


def _whose(key, change):
    """Both changed: whose words stand?"""
    choices = (
        (TRACKER, gettext("Keep the tracker’s: %(words)s") % {"words": change.old or gettext("nothing")}),
        (DOCUMENT, gettext("Take the document’s: %(words)s") % {"words": change.new}),
    )
    sentence = gettext("The %(what)s was changed in the tracker since (%(since)s)")
    sentence %= {"since": change.since, "what": gettext(change.label)}
    return OpenQuestion("keeps", key, sentence, choices, change.label)


def _which(compared, doubt):
    choices = [(str(action.pk), f"{action}: {Truncator(action.text).words(16)}") for action in doubt]
    if len(doubt) == 1:
        sentence = gettext(
            "Action %(number)s answers this recommendation in other words: say whether the row means it."
        )
        sentence %= {"number": doubt[0].pk}
    else:
        numbers = get_text_list([str(action.pk) for action in doubt], gettext("and"))
        sentence = gettext("Actions %(numbers)s answer this recommendation: say which one the row means.")
        sentence %= {"numbers": numbers}
    return OpenQuestion("actions", compared.key, sentence, (*choices, (NEW, gettext("A new action"))))


def _too_long(compared):
    """A sentence for each of the row's words that no field can hold, naming the field."""
    row = compared.row
    issue = {"kind": row.kind} | ({"reference": row.reference} if row.reference else {})
    # A row without a reference asks for it; what is known, or stands in a row above, has its words.
    issue |= {} if compared.recommendation or row.shares else {"text": row.wording}
    issue |= row.issue_fields | {"issue_owner_words": row.issue_owner or ""}
    action = {"text": row.task or "none", "owner_words": row.action_owner or ""} | row.action_fields
    for model, fields in ((Recommendation, issue), (Action, action)):
        # Only these, for the rest is not there yet: an action without owner or number is no fault of the row's.
        others = [field.name for field in model._meta.fields if field.name not in fields]
        try:
            model(**fields).clean_fields(exclude=others)
        except ValidationError as error:
            for name, messages in error.message_dict.items():
                yield from (f"{name.replace('_', ' ')}: {message}" for message in messages)


def keyed(rows: Iterable[PlannedRow]) -> Iterator[tuple[str, PlannedRow]]:
    """(key, row) of each: its source, and which it is of several that stand in one place."""
    met = Counter()
    for row in rows:
        place = row.source or row.place
        met[place] += 1
        yield (f"{place} ({met[place]})" if met[place] > 1 else place), row
