"""One action as the DCC has it before them: what was asked, what was answered, what is new, and what may be decided."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Exists, OuterRef

from safeguarding.lib.dates import london_date
from safeguarding.models import User
from safeguarding.roles import Ruling, authority

from ...blocking import blocking_questions, coverages
from ...models import Action, Recommendation
from ...permissions import hides, interests, may_decide, status_under
from ...permissions.moves import what_is_gone
from ...workflow import MOVES, Status
from ..action_lines import ActionLine
from ..actions.entries import Entry
from ..evidence import Proof, proof
from ..inspectorate import AskedInspectorate
from .conflicts import conflicts
from .dates import DateRow, date_rows
from .history import history
from .parts import PartLine, part_lines_about
from .records import ActionRecords
from .state_digest import state_digest
from .wording import reworded

# Read from the table, so that a move added there for this page is offered on it.
OUTCOMES = [move for move in MOVES.values() if "scrutiny-item" in move.pages]


@dataclass(frozen=True)
class Item:
    """One action as its scrutiny page shows it.

    digest: the state digest of what is shown. parts: those that the action covers; siblings: the others of the same
    recommendations. statuses: by the key of each part covered; None: the whole. blocked: keys of parts, and None for the whole,
    that an open question keeps from being supported. outcomes: names of MOVES that the reader may make now. hides: the action
    answers a part that they may not see, so nothing is theirs to decide of the whole. against: those of `conflicts` over which
    completion is supported only with the reason why.
    """

    action: Action
    today: date
    looked_at: datetime
    digest: str
    covers: str
    parts: list[PartLine]
    siblings: list[PartLine]
    records: ActionRecords
    conflicts: tuple[str, ...]
    against: tuple[str, ...]
    statuses: dict[int | None, Status]
    blocked: frozenset[int | None]
    outcomes: list[str]
    ruling: Ruling
    hides: bool

    @property
    def asked(self) -> list[AskedInspectorate]:
        """All that inspectorates were asked on it."""
        return self.records.inspectorate

    @property
    def dates(self) -> list[DateRow]:
        return date_rows(
            self.action, [line.part for line in self.parts], self.records.deadlines, self.today, self.asked
        )

    @property
    def proof(self) -> list[Proof]:
        return proof(self.records.evidence)

    @property
    def history(self) -> list[Entry]:
        return history(self.records)

    @property
    def recommendations(self) -> list[Recommendation]:
        """Those that it answers, of those that are seen."""
        return list({line.part.recommendation_id: line.part.recommendation for line in self.parts}.values())

    @property
    def decidable(self) -> bool:
        """Return whether something is complete, or recommended so."""
        return bool({"support", "reopen"} & set(self.outcomes))


def scrutiny_item(action: Action, user: User, *, at: datetime, looked_at: datetime | None = None) -> Item:
    """The Item of `action` for `user` at `at`. looked_at: when they opened the page, to mark what came since.

    A constant number of queries.
    """
    today = london_date(at)
    lines = part_lines_about(action, user, at)
    covering = {c.part_id: c for line in lines for c in line.coverages if c.action_id == action.pk}
    # By part, for the owner may have recommended this part in one update and that in another.
    recommending = [c.recommended_in_id for c in covering.values() if not c.supported_in_id]
    records = ActionRecords(action, user, at=at, recommending=recommending, looked_at=looked_at)
    parts = [line for line in lines if line.part.pk in covering]
    described = ActionLine(action, today, [line.part for line in parts])
    ruling = may_decide(user, action, at=at, known=interests(user, [action], at=at))
    statuses = {None: Status(action.status)} | {key: status_under(action, c) for key, c in covering.items()}
    hidden = hides(user, action, None, at=at)
    against = _conflicts(records, described, statuses, today)
    return Item(
        action=action,
        today=today,
        looked_at=at,
        digest=state_digest(action),
        covers=described.covers,
        parts=parts,
        siblings=[line for line in lines if line.part.pk not in covering],
        records=records,
        conflicts=(*records.changed_after_sign_off, *reworded(records.recommended), *against),
        against=against,
        statuses=statuses,
        blocked=_blocked(records),
        outcomes=_outcomes(action, ruling, statuses, authority(user, at).roles, hidden),
        ruling=ruling,
        hides=hidden,
    )


def _conflicts(records, described, statuses, today):
    due = described.first_due
    return conflicts(
        described.action,
        due_on=due and due.due_on,
        assessment=records.assessment,
        recommended=Status.RECOMMENDED_COMPLETE in statuses.values(),
        words=records.words,
        has_evidence=bool(records.evidence),
        opcc_asks=records.opcc_asks,
        today=today,
    )


def _blocked(records):
    """The whole and the parts that a question keeps from being supported: {None, key of a part}. One query, or none."""
    if not records.open_questions:
        return frozenset()
    asked = Exists(blocking_questions(OuterRef("action"), OuterRef("part")))
    return frozenset({None, *coverages().filter(asked, action=records.action).values_list("part", flat=True)})


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
        if theirs and fits and not (move.undoes and what_is_gone(action, move)):
            names.append(move.name)
    return names
