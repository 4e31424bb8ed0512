"""Recording the rows of a plan, each as it was compared with the register; part of accepting it."""

from collections import defaultdict
from collections.abc import Iterable
from contextlib import contextmanager
from datetime import datetime

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError

from safeguarding.history import write, write_changed, write_new
from safeguarding.lib.counting import Count, counted_off
from safeguarding.lib.database.batches import batched
from safeguarding.models import Post, User

from ..models import (
    Action,
    Coverage,
    DeadlineRequest,
    Link,
    Part,
    Recommendation,
    TranscribedStatement,
)
from ..selectors.intake.answers import Answers
from ..selectors.intake.known import FROM_A_DOCUMENT
from ..selectors.intake.matching import Owners
from ..selectors.intake.outcomes import ComparedRow
from ..workflow import ResponseKind, Status
from .acceptance import Acceptance
from .actions import ActionDraft, date_request, open_actions
from .links import link
from .moves import move
from .progress import transcribe_recommendation
from .recommendations import TOGETHER, PartDraft, RecommendationDraft, add_recommendations, respond


def record_rows(
    rows: Iterable[ComparedRow], acceptance: Acceptance, answers: Answers, count: Count, *, by: User, at: datetime
) -> None:
    """Record the rows that go in, in their order, and count in `acceptance` what was done. Raises ValidationError.

    count is told first of the actions that are opened, all before the rest, and then of the rows.
    """
    _Recording(acceptance, answers, count, by, at).record(rows)


@contextmanager
def _named(row=None):
    """Say in which row, and of which field, something is that cannot be kept; None: that of the reason with which it was written."""
    try:
        yield
    except ValidationError as error:
        place = row.place if row else getattr(error, "why", "").removeprefix(FROM_A_DOCUMENT)
        if not place:
            raise
        by_field = error.message_dict if hasattr(error, "error_dict") else {NON_FIELD_ERRORS: error.messages}
        sentences = [
            message if name == NON_FIELD_ERRORS else f"{name.replace('_', ' ')}: {message}"
            for name, messages in by_field.items()
            for message in messages
        ]
        raise ValidationError(f"{place}: {' '.join(sentences)}") from error


OPENED_TOGETHER = 500  # actions: between two of them it is said how far the plan is


class _Recording:
    """One plan being recorded: the rows in their order, each as it was compared."""

    def __init__(self, acceptance, answers, count, by, at) -> None:
        self.acceptance, self.count, self.by, self.at = acceptance, count, by, at
        self.who = {"by": by, "at": at}
        self.owners = Owners(answers)
        self.added = {}  # recommendations by inspection and reference
        self.parts = {}  # those that stand, by the key of their recommendation
        self.opened = {}  # actions by the row that opens them
        self.actions = {}  # by the key of the row that they belong to
        self.requests, self.statements = [], []  # to be written all together, each with its reason
        self.changes = {
            Action: {},
            Recommendation: {},
        }  # the same: by key, with the reason of the first row that changes it

    def record(self, rows: Iterable[ComparedRow]) -> None:
        going = [compared for compared in rows if compared.outcome.goes_in]
        # What is new is written all together first: thousands of rows one by one would keep everybody else waiting.
        with _named():
            self._add_recommendations(going)
            self._read_parts(going)
            self._open_actions(going)
        for compared in counted_off(going, self.count, "rows"):
            with _named(compared.row):
                self._row(compared)
        with _named():
            for changes in self.changes.values():
                write_changed(list(changes.values()), **self.who)
            write_new(self.requests, **self.who)
            write_new(self.statements, **self.who)
        # Last, since the update that recommends complete belongs to an action as the document leaves it.
        for compared in going:
            with _named(compared.row):
                self._recommend_complete(compared)

    def _row(self, compared):
        row, recommendation = compared.row, self._recommendation(compared)
        self._set(recommendation, compared, "issue")
        parts = self.parts[recommendation.pk]
        action = self._action(compared)
        if not row.task:
            self._answer_under_links(compared, recommendation, parts)
        for draft in compared.statements:
            self._transcribe(draft, compared, recommendation, parts, action)

    def _recommend_complete(self, compared):
        """Recommend complete what a row says is so: at most that, however sure the words are (domain.md, An import never signs off)."""
        row, action = compared.row, self.actions.get(compared.key)
        moves = compared.opens or any(change.of == "status" for change in compared.changes)
        if row.says_complete and moves and action and action.status == Status.IN_PROGRESS:
            transcribe_recommendation(action, words=row.says_complete, source=row.place, **self.who)

    def _recommendation(self, compared):
        """The recommendation that a row means: the register's, or the one that was added from its words."""
        return compared.recommendation or self.added[compared.inspection, compared.row.reference]

    def _add_recommendations(self, going):
        """Add those that the register does not have, each once, from the first row that means it."""
        drafts = defaultdict(dict)  # by inspection, then by reference
        for compared in going:
            if not compared.recommendation and compared.row.reference not in drafts[compared.inspection]:
                drafts[compared.inspection][compared.row.reference] = self._recommendation_draft(compared.row)
        for inspection, by_reference in drafts.items():
            for added in add_recommendations(inspection, list(by_reference.values()), **self.who):
                self.added[inspection, added.reference] = added

    def _recommendation_draft(self, row):
        parts = [PartDraft(text=text, letter=letter, timescale=row.timescale) for letter, text in row.parts]
        return RecommendationDraft(
            row.reference,
            row.wording,
            parts or [PartDraft(text=row.wording, timescale=row.timescale)],
            kind=row.kind,
            why=self._why(row),
            details=row.issue_fields | self._owner(row.issue_owner, "issue_owner", row),
        )

    def _read_parts(self, going):
        """Read the parts that stand, of some recommendations at a time."""
        meant = {one.pk: one for one in map(self._recommendation, going)}
        self.parts = {key: [] for key in meant}
        for keys in batched(meant, TOGETHER):
            for part in Part.objects.filter(recommendation__in=keys, ended_at=None):
                part.recommendation = meant[part.recommendation_id]
                self.parts[part.recommendation_id].append(part)

    def _open_actions(self, going):
        """Open those that no row before them has opened and the register does not have."""
        opening, known = [], set()
        for compared in going:
            if compared.opens or (compared.covers_too and compared.covers_too not in known):
                opening.append(compared)
            if compared.opens or compared.covers_too or compared.action:
                known.add(compared.key)
        for start in range(0, len(opening), OPENED_TOGETHER):
            self.count(start, len(opening), "actions")
            some = opening[start : start + OPENED_TOGETHER]
            opened = open_actions([self._action_draft(compared) for compared in some], **self.who)
            self.opened |= {compared.key: action for compared, action in zip(some, opened, strict=True)}

    def _action_draft(self, compared):
        row = compared.row
        details = row.action_fields | {"origin": row.place} | self._owner(row.action_owner, "owner", row)
        owner, asked_on = details.pop("owner", None), row.moved_to.get("target_on")
        return ActionDraft(row.task, self._covered(compared), owner, self._why(row), details, asked_on)

    def _covered(self, compared):
        """The parts of ours that a row's action covers: those whose letters it names, all where it names none."""
        ours = [part for part in self.parts[self._recommendation(compared).pk] if part.ours]
        return [part for part in ours if part.letter in compared.letters] or ours

    def _action(self, compared):
        """The action that a row means: opened, changed, or as it was; None where the row has none of its own."""
        if action := self.opened.get(compared.key):
            self.acceptance.opened += 1
        elif compared.covers_too:
            action = self.actions[compared.covers_too]
            for part in self._covered(compared):
                write(Coverage(action=action, part=part), why=self._why(compared.row), **self.who)
        elif compared.action:
            action = compared.action
            changed = self._set(action, compared, "action")
            self.acceptance.changed += changed
            self.acceptance.unchanged += not changed
        else:
            return None
        return self.actions.setdefault(compared.key, action)

    def _set(self, noun, compared, of):
        """Change what a document says otherwise, or ask for it where it is a date; return whether it said anything otherwise."""
        changes = [change for change in compared.changes if change.of == of]
        values = {}
        for change in changes:
            if change.needs_agreement:
                request = date_request(
                    noun,
                    change.values["target_on"],
                    because=DeadlineRequest.Because.PLAN,
                    reason=f"{compared.row.place} says so.",
                    document=self.acceptance.document,
                )
                self.requests.append((request, self._why(compared.row)))
            else:
                values |= change.values
        # Again by the words: the post that they mean may have been made for an earlier row of this plan.
        for name in values.keys() & {"owner", "issue_owner"}:
            values |= self._owner(values[f"{name}_words"], name, compared.row)
        if values.get("owner") and noun.status == Status.AWAITING_ALLOCATION:
            self.changes[Action].pop(noun.pk, None)  # what another row changed is written with it
            move("allocate", noun, why=self._why(compared.row), **values, **self.who)
        elif values:
            for name, value in values.items():
                setattr(noun, name, value)
            self.changes[type(noun)].setdefault(noun.pk, (noun, self._why(compared.row)))
        return bool(changes)

    def _owner(self, words, name, row):
        """The fields of an owner: the post that the words mean, made where that was answered, and the words."""
        if words is None:
            return {}
        if self.owners.is_new(words):
            self.owners.add(write(Post(title=self.owners.new_title(words)), why=self._why(row), **self.who))
        post = self.owners.post(words)
        return {f"{name}_words": words} | ({name: post} if post else {})

    def _answer_under_links(self, compared, recommendation, parts):
        """A row that only points at others: the links, and the response that they answer it, which closes nothing."""
        # What it points at may stand further down or in another plan: then there is nothing to link yet.
        for reference in compared.links:
            target = Recommendation.objects.filter(
                inspection=recommendation.inspection, reference=reference, withdrawn_at=None
            ).first()
            if target:
                link(recommendation, target, Link.Kind.ANSWERED_UNDER, words=compared.row.place, **self.who)
        for part in parts if compared.row.links else ():
            if part.response is None:
                respond(
                    part,
                    ResponseKind.ANSWERED_UNDER,
                    source=compared.row.place,
                    document=self.acceptance.document,
                    **self.who,
                )

    def _transcribe(self, draft, compared, recommendation, parts, action):
        statement = TranscribedStatement(
            recommendation=recommendation,
            part=next((part for part in parts if draft.letter and part.letter == draft.letter), None),
            action=action,
            means=draft.means,
            words=draft.words,
            said_by=draft.said_by,
            said_on=draft.said_on,
            document=self.acceptance.document,
            source=compared.row.place,
            audience=recommendation.inspection.audience,
            marking=recommendation.inspection.marking,
        )
        self.statements.append((statement, self._why(compared.row)))
        self.acceptance.statements += 1

    @staticmethod
    def _why(row) -> str:
        return f"{FROM_A_DOCUMENT}{row.place}"
