"""One action as the DCC has it before them: what was asked, what was answered, what is new, and what may be decided."""

from datetime import datetime
from functools import cached_property

from django.db.models import Exists, OuterRef

from safeguarding.lib.dates import london_date
from safeguarding.models import User
from safeguarding.roles import authority

from ...blocking import blocking_questions, coverages
from ...models import Action, Question, Recommendation
from ...permissions import hides, may_decide, status_under
from ...permissions.moves import nothing_to_undo
from ...workflow import MOVES, Status
from ..action_lines import ActionLine
from ..actions.entries import Entry
from ..evidence import Proof, proof
from ..inspectorate import AskedInspectorate
from .conflicts import conflicts
from .dates import DateRow, date_rows
from .history import history
from .parts import PartLine, coverages_of, part_lines_about
from .records import ActionRecords, questions_on
from .state_digest import state_digest
from .wording import reworded

# Read from the table, so that a move added there for this page is offered on it.
OUTCOMES = [move for move in MOVES.values() if "scrutiny-item" in move.pages]


class Item:
    """One action as its scrutiny page shows it. What it is decided by is read at once, what else the page shows when it is shown.

    digest: the state digest of what is shown. answered: the parts that the action covers; `parts` are the same as lines, and
    `siblings` the others of the same recommendations. statuses: by the key of each part covered; None: the whole. blocked: keys
    of parts, and None for the whole, that an open question keeps from being supported. outcomes: names of MOVES that the reader
    may make now. hides: the action answers a part that they may not see, so nothing is theirs to decide of the whole.
    """

    def __init__(self, action: Action, user: User, *, at: datetime, opened_at: datetime | None = None) -> None:
        """opened_at: when they opened the page, to mark what came since. A constant number of queries."""
        self.action, self.today, self.looked_at = action, london_date(at), at
        self._user, self._opened_at = user, opened_at
        self._covering = coverages_of(action, user, at)
        self.answered = [coverage.part for coverage in self._covering]
        self.questions = questions_on(action, user, at)
        self.ruling = may_decide(user, action, at=at)
        self.hides = hides(user, action, None, at=at)
        self.digest = state_digest(action)
        under = {coverage.part_id: status_under(action, coverage) for coverage in self._covering}
        self.statuses = {None: Status(action.status)} | under
        self.blocked = _blocked(action, self.open_questions)
        self.outcomes = _outcomes(action, self.ruling, self.statuses, authority(user, at).roles, self.hides)

    @property
    def open_questions(self) -> list[Question]:
        """Those that block completion."""
        return [question for question in self.questions if question.blocks_now]

    @cached_property
    def records(self) -> ActionRecords:
        """Every record on it."""
        # By part, for the owner may have recommended this part in one update and that in another.
        recommending = [each.recommended_in_id for each in self._covering if not each.supported_in_id]
        marked = {"recommending": recommending, "looked_at": self._opened_at}
        return ActionRecords(self.action, self._user, self.questions, at=self.looked_at, **marked)

    @cached_property
    def against(self) -> tuple[str, ...]:
        """Those of `conflicts` over which completion is supported only with the reason why."""
        due = self._described.first_due
        return conflicts(
            self.action,
            due_on=due and due.due_on,
            assessment=self.records.assessment,
            recommended=Status.RECOMMENDED_COMPLETE in self.statuses.values(),
            words=self.records.words,
            has_evidence=bool(self.records.evidence),
            opcc_asks=self.records.opcc_asks,
            today=self.today,
        )

    @property
    def conflicts(self) -> tuple[str, ...]:
        """Sentences on all that is to be looked at twice before deciding."""
        return (*self.records.changed_after_sign_off, *reworded(self.records.recommended), *self.against)

    @property
    def covers(self) -> str:
        """The parts that it answers, in words."""
        return self._described.covers

    @property
    def _described(self):
        return ActionLine(self.action, self.today, self.answered)

    @cached_property
    def _lines(self):
        return part_lines_about(self.action, self._user, self.looked_at)

    @property
    def parts(self) -> list[PartLine]:
        return [line for line in self._lines if line.part.pk in self.statuses]

    @property
    def siblings(self) -> list[PartLine]:
        return [line for line in self._lines if line.part.pk not in self.statuses]

    @property
    def asked(self) -> list[AskedInspectorate]:
        """All that inspectorates were asked on it."""
        return self.records.inspectorate

    @property
    def dates(self) -> list[DateRow]:
        return date_rows(self.action, self.answered, self.records.deadlines, self.today, self.asked)

    @property
    def proof(self) -> list[Proof]:
        return proof(self.records.evidence)

    @property
    def history(self) -> list[Entry]:
        return history(self.records)

    @property
    def recommendations(self) -> list[Recommendation]:
        """Those that it answers, of those that are seen."""
        return list({part.recommendation_id: part.recommendation for part in self.answered}.values())

    @property
    def decidable(self) -> bool:
        """Return whether something is complete, or recommended so."""
        return bool({"support", "reopen"} & set(self.outcomes))


def _blocked(action, questions):
    """The whole and the parts that one of the open `questions` keeps from being supported: {None, key of a part}. One query, or none."""
    if not questions:
        return frozenset()
    asked = Exists(blocking_questions(OuterRef("action"), OuterRef("part")))
    return frozenset({None, *coverages().filter(asked, action=action).values_list("part", flat=True)})


def _outcomes(action, ruling, statuses, roles, hidden):
    """The moves of scrutiny that fit a status here, of the whole or of a part, and that are the reader's to make."""
    names = []
    for move in OUTCOMES:
        # A question is asked by roles alone: four eyes forbid deciding on one's own work, not asking about it.
        theirs = ruling if move.four_eyes else roles & move.by
        concerned = {None: statuses[None]} if move.whole else dict(statuses)
        if move.four_eyes and hidden:
            del concerned[None]
        fits = any(status in move.sources for status in concerned.values())
        if theirs and fits and not (move.undoes and nothing_to_undo(action, move)):
            names.append(move.name)
    return names
