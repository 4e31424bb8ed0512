"""The life of each action of a made-up register, from its opening to where it stands; the same for the same day and number.

Of a hundred actions 58 are in progress, 30 complete, 10 await allocation and 2 are recommended complete; half of the
targets are past, a third have been moved, a quarter of the actions were handed over. Two to five updates each, but none
where nobody owns the action.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from recommendations.workflow import Status

from .words import promise, title

DAYS = 400  # how long ago the register began
POSTS = 50
THEMES = 10
PER_INSPECTION = 100

# How a hundred actions stand, and what waits on some of them: facts of a Life, and how many have them.
HUNDRED = [
    ({"status": Status.IN_PROGRESS}, 53),
    ({"status": Status.IN_PROGRESS, "question": "asked"}, 1),
    ({"status": Status.IN_PROGRESS, "question": "answered"}, 1),
    ({"status": Status.IN_PROGRESS, "asks_date": True}, 1),
    ({"status": Status.IN_PROGRESS, "stated": True}, 1),
    ({"status": Status.IN_PROGRESS, "responded": True}, 1),
    ({"status": Status.COMPLETE}, 30),
    ({"status": Status.AWAITING_ALLOCATION}, 10),
    ({"status": Status.RECOMMENDED_COMPLETE}, 2),
]


@dataclass(frozen=True, kw_only=True)
class Life:
    """One recommendation, its one or two parts and the action that answers them. Posts and themes are numbers from 0.

    The moments are days since the register began, None for what did not happen. `question`: "", "asked" or "answered";
    `asks_date`: a date asked for waits; `stated`: a document says it is complete; `responded`: a response waits.
    """

    i: int
    title: str
    text: str
    status: Status
    theme: int
    issue_owner: int
    parts: int
    target_on: date
    original_on: date
    opened: int
    first_owner: int | None = None
    owner: int | None = None
    handed_over: int | None = None
    moved: int | None = None
    updates: tuple[int, ...] = ()
    recommends: bool = False
    supported: int | None = None
    question: str = ""
    asks_date: bool = False
    stated: bool = False
    responded: bool = False

    @property
    def inspection(self) -> int:
        """The number of the inspection, from 0."""
        return self.i // PER_INSPECTION

    @property
    def order(self) -> int:
        """Where its recommendation stands in the report, from 1."""
        return self.i % PER_INSPECTION + 1


def lives(number: int, *, today: date, seed: int = 2026) -> Iterator[Life]:
    """So many Lives, in the order of their actions."""
    chance = random.Random(seed)
    for i in range(number):
        if i % 100 == 0:
            standings = [facts for facts, many in HUNDRED for _ in range(many)]
            chance.shuffle(standings)
        stands = standings[i % 100]
        target_on = today + timedelta(days=chance.randrange(-180, 181))
        moved = 160 + i % 40 if i % 3 == 0 else None
        yield Life(
            i=i,
            title=title(i),
            text=promise(i, chance),
            theme=i % THEMES,
            issue_owner=chance.randrange(1, POSTS),
            parts=2 if i % 10 == 0 else 1,
            target_on=target_on,
            original_on=target_on - timedelta(days=30) if moved else target_on,
            moved=moved,
            opened=5 + i % 90,
            **stands,
            **_worked_on(stands["status"], i, chance),
        )


def _worked_on(status, i, chance):
    """Whose it was and what they did; nothing where there is no owner yet."""
    owner = chance.randrange(POSTS)
    updates = sorted(chance.sample(range(100, 300), chance.randrange(1, 5)))
    if status == Status.AWAITING_ALLOCATION:
        return {}
    last = 300 + i % 80
    handed_over = 110 + i % 40 if i % 4 == 0 else None
    return {
        "owner": owner,
        "first_owner": (owner + 1) % POSTS if handed_over else owner,
        "handed_over": handed_over,
        "updates": (*updates, last),
        "recommends": status != Status.IN_PROGRESS,
        "supported": last + 7 if status == Status.COMPLETE else None,
    }


@dataclass(frozen=True)
class Calendar:
    """When things happened: the register began DAYS before `now`."""

    now: datetime

    def at(self, life: Life, day: int) -> datetime:
        """The moment of `day` in a life; within an hour of the day's start, so that two lives seldom share one."""
        return self.now + timedelta(days=day - DAYS, seconds=life.i % 3600)

    @property
    def began(self) -> datetime:
        """The moment at which people were given their roles and posts."""
        return self.now - timedelta(days=DAYS)
