"""The list of actions: what each filter means, and what a row shows.

Figures elsewhere lead here by query string; both count the same Register, so that they agree.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from ...models import Action
from ...workflow import OPEN, Status
from ..lateness import Late, is_soon
from ..post_holders import Holders
from ..register_rows import Register

# What a filter keeps: (RegisterAction, value asked for, day on which it is asked) -> whether it stays.
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
    "theme": lambda action, slug, today: any(part.recommendation.theme == slug for part in action.parts),
    "owner": lambda action, post, today: action.row.owner_id == int(post),
}


def _due(action, today):
    return action.status in OPEN and is_soon(action.row.target_on, today)


def _inspections(action):
    return [part.recommendation.inspection for part in action.parts]


@dataclass(frozen=True)
class Cover:
    """The parts that an action answers in one inspection: (recommendation, its part in words) of each part."""

    inspection: str
    parts: list[tuple[int, str]]


@dataclass(frozen=True)
class ActionRow:
    """One action in a list. text: "" while its words are withheld."""

    number: int
    text: str
    covers: list[Cover]
    owner: str
    holder: str
    status: Status
    target_on: date | None
    target_words: str
    original_on: date | None
    late: Late | None
    immediate_days: int | None
    marking: str


def action_rows(actions: Iterable[Action], register: Register, *, at: datetime) -> list[ActionRow]:
    """Rows for `actions` (as visible_to gives them), in their order. One query, for the posts' holders."""
    holders = Holders(register.posts)
    return [_action_row(action, register.actions[action.number], holders.of(action.owner_id, at)) for action in actions]


def _action_row(action, joined, holder):
    stands = joined.lateness
    return ActionRow(
        number=action.number,
        text="" if action.withheld else action.text,
        covers=_covers(joined),
        owner=joined.owner,
        holder=holder,
        status=joined.status,
        target_on=action.target_on,
        target_words="" if action.withheld else action.target_words,
        original_on=action.original_target_on if stands.moved else None,
        late=stands.late,
        immediate_days=stands.immediate_days,
        marking=action.marking,
    )


def _covers(joined):
    parts = defaultdict(list)
    for part in joined.parts:
        parts[part.recommendation.inspection.title].append((part.recommendation.pk, str(part)))
    return [Cover(title, answered) for title, answered in parts.items()]
