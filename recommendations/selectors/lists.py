"""The lists of inspections, recommendations and actions: what each filter means, and the rows that are shown.

Figures elsewhere lead here by query string; both count the same Register, so that they agree.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date, timedelta

from inspections.models import Milestone
from safeguarding.lib.dates import days_between, is_late
from safeguarding.models import Marking

from ..models import Recommendation
from ..workflow import OPEN, PartState, Status
from .deadlines import CLOSED
from .ownership import Holders

SOON = timedelta(days=30)
LATE = {
    "current": "Past the current target",
    "original": "Past the original target",
    "inspectorate": "Past the inspectorate's date",
}
OURS, OTHERS = "ours", "others"

# What a filter keeps: (row of the Register, value asked for, day on which it is asked) -> whether it stays.
INSPECTION_TESTS = {
    "body": lambda inspection, slug, today: inspection.body.slug == slug,
    "kind": lambda inspection, slug, today: inspection.kind.slug == slug,
}
ACTION_TESTS = {
    "state": lambda action, state, today: action.status in OPEN if state == "open" else action.status == state,
    "late": lambda action, way, today: getattr(action.lateness, way),
    "due": lambda action, when, today: _due(action, today) if when == "next-30" else action.lateness.standing == when,
    "due_after": lambda action, day, today: action.row.target_on is not None and action.row.target_on >= day,
    "due_before": lambda action, day, today: action.row.target_on is not None and action.row.target_on <= day,
    "no_date": lambda action, value, today: action.lateness.no_date,
    "unowned": lambda action, value, today: action.status in OPEN and action.row.owner_id is None,
    "immediate": lambda action, value, today: action.lateness.immediate_days is not None,
    "inspection": lambda action, slug, today: any(i.slug == slug for i in _inspections(action)),
    "body": lambda action, slug, today: any(i.body.slug == slug for i in _inspections(action)),
    "theme": lambda action, slug, today: any(_theme(part.recommendation) == slug for part in action.parts),
    "owner": lambda action, post, today: action.row.owner_id == int(post),
}
RECOMMENDATION_TESTS = {
    "kind": lambda found, kinds, today: found.row.kind in kinds,
    "state": lambda found, state, today: found.state == state,
    "part_state": lambda found, state, today: any(part.state == state for part in found.parts),
    "ours": lambda found, whose, today: any(part.row.ours == (whose == OURS) for part in found.parts),
    "late": lambda found, way, today: any(is_late(part.row.due_on, today) for part in _open(found)),
    "due": lambda found, value, today: any(_soon(part.row.due_on, today) for part in _open(found)),
    "due_after": lambda found, day, today: any(part.row.due_on and part.row.due_on >= day for part in found.parts),
    "due_before": lambda found, day, today: any(part.row.due_on and part.row.due_on <= day for part in found.parts),
    "no_date": lambda found, value, today: any(not _dated(part) for part in _open(found)),
    "unowned": lambda found, value, today: _unowned(found),
    "immediate": lambda found, value, today: any(part.row.asked_immediately for part in _open(found)),
    "inspection": lambda found, slug, today: found.inspection.slug == slug,
    "body": lambda found, slug, today: found.inspection.body.slug == slug,
    "theme": lambda found, slug, today: _theme(found) == slug,
    "owner": lambda found, post, today: found.row.issue_owner_id == int(post),
}


def _due(action, today):
    return action.status in OPEN and _soon(action.row.target_on, today)


def keep(rows, tests, asked, today):
    """Those of `rows` that pass every test in `asked` ({filter: value}); `today` is London's day."""
    return [row for row in rows if all(tests[name](row, value, today) for name, value in asked.items())]


def counted(recommendations):
    """Those that count as recommendations: next steps, which are demands beside them, do not."""
    return [found for found in recommendations if found.counted]


@dataclass(frozen=True)
class Late:
    """By how many days, and past which date; "" for the target in force."""

    days: int
    against: str


@dataclass(frozen=True)
class Cover:
    """What an action answers in one inspection: (recommendation, reference and letter) of each part."""

    inspection: str
    parts: list


@dataclass(frozen=True)
class ActionRow:
    """One action in a list. text: "" while its words are withheld."""

    number: int
    text: str
    covers: list
    owner: str
    holder: str
    status: Status
    target_on: date | None
    target_words: str
    original_on: date | None
    late: Late | None
    no_date: bool
    immediate_days: int | None
    marking: str


def action_rows(actions, register, *, at):
    """Rows for `actions` (as visible_to gives them), in their order. One query, for the posts' holders."""
    holders = Holders(register.posts)
    return [_action_row(action, register.actions[action.number], holders.of(action.owner_id, at)) for action in actions]


def _action_row(action, seen, holder):
    stands = seen.lateness
    return ActionRow(
        number=action.number,
        text="" if action.withheld else action.text,
        covers=_covers(seen),
        owner=seen.owner,
        holder=holder,
        status=seen.status,
        target_on=action.target_on,
        target_words="" if action.withheld else action.target_words,
        original_on=action.original_target_on if stands.moved else None,
        late=late(seen),
        no_date=stands.no_date,
        immediate_days=stands.immediate_days,
        marking=action.marking,
    )


def _covers(seen):
    parts = defaultdict(list)
    for part in seen.parts:
        parts[part.recommendation.inspection.title].append((part.recommendation.pk, named(part)))
    return [Cover(title, found) for title, found in parts.items()]


def late(action):
    """The most pressing Late of a SeenAction, or None."""
    stands, row, today = action.lateness, action.row, action.today
    if stands.current:
        return Late(days_between(row.target_on, today), "")
    if stands.inspectorate:
        return Late(days_between(action.due_on, today), "the inspectorate's date")
    if stands.original:
        return Late(days_between(row.original_target_on, today), "its first target")
    return None


def named(part):
    """A part as people say it: the reference as printed, with its letter."""
    return f"{part.recommendation.row.reference}{part.row.letter}"


@dataclass(frozen=True)
class RecommendationRow:
    """One recommendation in a list, with the earliest date that binds us and is still open.

    unowned: it asks something of us still, and no post holds the issue.
    """

    pk: int
    reference: str
    kind: str
    inspection: object
    text: str
    state: PartState
    due_on: date | None
    due_precision: str
    late: Late | None
    immediate_days: int | None
    owner: str
    holder: str
    unowned: bool


def recommendation_rows(recommendations, register, *, at):
    """Rows for SeenRecommendations, in their order. One query, for the posts' holders."""
    holders, today = Holders(register.posts), register.today
    return [_recommendation_row(found, today, holders.of(found.row.issue_owner_id, at)) for found in recommendations]


def _recommendation_row(found, today, holder):
    still = _open(found) or [part for part in found.parts if part.row.ours]
    first = min((part for part in still if part.row.due_on), key=lambda part: part.row.due_on, default=None)
    asked_on = min((part.asked_on for part in _open(found) if part.asked_on), default=None)
    overdue = first and first.state not in CLOSED and is_late(first.row.due_on, today)
    return RecommendationRow(
        pk=found.pk,
        reference=found.row.reference,
        kind="" if found.row.kind == Recommendation.Kind.RECOMMENDATION else found.kind_label,
        inspection=found.inspection,
        text=found.row.text,
        state=found.state,
        due_on=first and first.row.due_on,
        due_precision=first.row.due_precision if first else "",
        late=Late(days_between(first.row.due_on, today), "") if overdue else None,
        immediate_days=asked_on and days_between(asked_on, today),
        owner=found.issue_owner,
        holder=holder,
        unowned=_unowned(found),
    )


@dataclass(frozen=True)
class InspectionRow:
    """One inspection in a list. states: (PartState, how many of its recommendations), worst first."""

    inspection: object
    total: int
    states: list
    next_steps: int
    milestone: Milestone | None
    milestone_late: bool


def inspection_rows(inspections, register):
    """Rows for `inspections`, in their order; the milestone is the next one not met. One query."""
    waiting = {}
    for milestone in Milestone.objects.filter(inspection__in=inspections, done_on=None).exclude(due_on=None):
        waiting.setdefault(milestone.inspection_id, milestone)
    return [_inspection_row(inspection, register, waiting.get(inspection.pk)) for inspection in inspections]


def _inspection_row(inspection, register, milestone):
    found = [each for each in register.recommendations.values() if each.inspection.pk == inspection.pk]
    states = Counter(each.state for each in counted(found))
    return InspectionRow(
        inspection=inspection,
        total=states.total(),
        states=[(state, states[state]) for state in PartState if states[state]],
        next_steps=len(found) - states.total(),
        milestone=milestone,
        milestone_late=milestone is not None and is_late(milestone.due_on, register.today),
    )


def highest(markings):
    """The label of the highest of `markings` (Marking values): a page takes the highest of what is on it."""
    return max((Marking(marking) for marking in markings), key=list(Marking).index, default=Marking.OFFICIAL).label


def _open(found):
    """The parts of ours that still ask for something."""
    return [part for part in found.parts if part.row.ours and part.state not in CLOSED]


def _unowned(found):
    return found.state not in CLOSED and found.row.issue_owner_id is None


def _dated(part):
    return part.row.due_on is not None or part.row.asked_immediately


def _soon(day, today):
    return day is not None and today <= day <= today + SOON


def _inspections(action):
    return [part.recommendation.inspection for part in action.parts]


def _theme(found):
    return found.row.theme and found.row.theme.slug
