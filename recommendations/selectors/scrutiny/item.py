"""One action as the DCC has it before them: what was asked, what was answered, what is new, and what may be decided."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Exists, OuterRef

from safeguarding.lib.dates import london_date
from safeguarding.roles import Ruling, standing

from ... import waiting
from ...models import Action
from ...permissions import interests, may_decide, status_under
from ...workflow import MOVES, Status
from ..action_lines import ActionLine
from ..evidence import proof
from .conflicts import conflicts
from .dates import date_rows
from .history import history
from .parts import part_lines
from .records import ActionRecords
from .state_digest import state_digest

# The moves that are made on this page.
OUTCOMES = [move for move in MOVES.values() if "scrutiny-item" in move.pages]


@dataclass(frozen=True)
class Item:
    """What the page shows. digest: the state digest of it. statuses: Status by the key of each part covered; None: the whole."""

    action: Action
    today: date
    looked_at: datetime
    digest: str
    covers: str
    parts: list  # of PartLine: those the action covers
    siblings: list  # of PartLine: the others of the same recommendations
    said: ActionRecords
    dates: list
    conflicts: tuple
    statuses: dict
    blocked: frozenset  # of keys of parts, and None for the whole, that an open question keeps from being supported
    outcomes: list  # names of MOVES that the reader may make now
    ruling: Ruling

    @property
    def proof(self):
        return proof(self.said.evidence)

    @property
    def history(self):
        return history(self.said)

    @property
    def decidable(self):
        """Whether something is complete, or recommended so."""
        return bool({"support", "reopen"} & set(self.outcomes))


def scrutiny_item(action, user, *, at, looked_at=None):
    """The Item of `action` for `user` at `at`. looked_at: when they opened the page, to mark what came since.

    A constant number of queries.
    """
    today = london_date(at)
    lines = part_lines(action.coverages.filter(ended_at=None).order_by().values("part__recommendation"), user, at)
    covering = {c.part_id: c for line in lines for c in line.coverages if c.action_id == action.pk}
    recommending = [c.recommended_in_id for c in covering.values() if not c.supported_in_id]
    said = ActionRecords(action, user, at=at, recommending=recommending, looked_at=looked_at)
    parts = [line for line in lines if line.part.pk in covering]
    described = ActionLine(action, today, [line.part for line in parts])
    ruling = may_decide(user, action, at=at, known=interests(user, [action], at=at))
    statuses = {None: Status(action.status)} | {key: status_under(action, c) for key, c in covering.items()}
    return Item(
        action=action,
        today=today,
        looked_at=at,
        digest=state_digest(action),
        covers=described.covers,
        parts=parts,
        siblings=[line for line in lines if line.part.pk not in covering],
        said=said,
        dates=date_rows(action, described.parts, said.deadlines, today),
        conflicts=_conflicts(said, described, statuses, today),
        statuses=statuses,
        blocked=_blocked(said),
        outcomes=_outcomes(ruling, statuses, standing(user, at).roles),
        ruling=ruling,
    )


def _conflicts(said, described, statuses, today):
    due = described.first_due
    return conflicts(
        described.action,
        due_on=due and due.due_on,
        assessment=said.assessment,
        recommended=Status.RECOMMENDED_COMPLETE in statuses.values(),
        words=said.words,
        has_evidence=bool(said.evidence),
        today=today,
    )


def _blocked(said):
    """The whole and the parts that a question keeps from being supported: {None, key of a part}. One query, or none."""
    if not said.open_questions:
        return frozenset()
    asked = Exists(waiting.blocking(OuterRef("action"), OuterRef("part")))
    return frozenset({None, *waiting.coverages().filter(asked, action=said.action).values_list("part", flat=True)})


def _outcomes(ruling, statuses, roles):
    """The moves of scrutiny that fit a status here, of the whole or of a part, and that are the reader's to make."""
    found = []
    for move in OUTCOMES:
        concerned = [statuses[None]] if move.whole else statuses.values()
        theirs = ruling if move.four_eyes else roles & move.by
        if theirs and any(status in move.sources for status in concerned):
            found.append(move.name)
    return found
