"""The actions of a dashboard, counted in one statement: by state, by date, by age, and what falls due."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Min, Q

from safeguarding.lib.dates import days_between
from safeguarding.lib.pages.charts import Slice

from ...workflow import OPEN, Status
from ..ages import AGES, age_of
from ..figures import Addresses, Figure
from ..lateness import AHEAD, STANDINGS, comes_soon, is_past, target_stands_at
from .within import Within, prepared_within


@dataclass(frozen=True)
class Actions:
    """All of them by `states`; the open ones by `standings`, which add up to `open`, and by `ages`.

    with_dcc: of the late ones, those recommended complete. longest: by how many days the latest is late; None where none is.
    ahead: those due in the days of AHEAD.
    """

    states: list[Slice]
    open: Figure
    standings: list[Slice]
    late: Figure
    with_dcc: Figure
    longest: int | None
    unowned: Figure
    ages: list[Slice]
    ahead: list[Figure]


def actions(within: Within) -> Actions:
    """The Actions of `within`. One statement."""
    keys, counts, firsts = list(_conditions(within)), Counter(), []
    for status, age, total, first, *numbers in _counted(within):
        counts["state", status] += total
        if status in OPEN:
            found = dict(zip(keys, numbers, strict=True))
            counts.update(found | {("age", age): total})
            firsts += [first] if first else []
            if status == Status.RECOMMENDED_COMPLETE:
                counts["with-dcc"] += found["due", "overdue"]
    return _actions(counts, min(firsts, default=None), within.asked.today, within.to)


@prepared_within
def _counted(within):
    """Rows of (status, age, how many, the earliest target that is past, how many are as each of _conditions says)."""
    counts = {f"count_{place}": Count("pk", filter=each) for place, each in enumerate(_conditions(within).values())}
    first = Min("target_on", filter=is_past("current", within.asked))
    grouped = within.actions().order_by().annotate(age=age_of(within.asked)).values_list("status", "age")
    return grouped.annotate(total=Count("pk"), first=first, **counts)


def _conditions(within):
    asked = within.asked
    return {
        **{("due", key): target_stands_at(key, asked) for key in STANDINGS},
        **{("ahead", days): comes_soon("target_on", asked, days) for days in AHEAD},
        "unowned": Q(owner=None),
    }


def _actions(counts: Counter, first_late: date | None, today: date, to: Addresses) -> Actions:
    late = {"late": "current"}
    return Actions(
        states=[Slice(key, key.label, counts["state", key], to.actions(state=key.value)) for key in Status],
        open=Figure(sum(counts["due", key] for key in STANDINGS), "action", to.actions(state="open")),
        standings=standing_slices({key: counts["due", key] for key in STANDINGS}, to),
        late=Figure(counts["due", "overdue"], "action", to.actions(**late)),
        with_dcc=Figure(counts["with-dcc"], "action", to.actions(**late, state=Status.RECOMMENDED_COMPLETE.value)),
        longest=days_between(first_late, today) if first_late else None,
        unowned=Figure(counts["unowned"], "action", to.actions(unowned="on")),
        ages=[Slice(age, words, counts["age", age], to.actions(age=age)) for age, (*_, words) in AGES.items()],
        ahead=[Figure(counts["ahead", days], "action", to.actions(due=f"next-{days}")) for days in AHEAD],
    )


def standing_slices(counts: Mapping[str, int], to: Addresses, **asked: str) -> list[Slice]:
    """A Slice for each of STANDINGS, led to by their list filtered by `asked` too."""
    return [Slice(key, words, counts.get(key, 0), to.actions(**asked, due=key)) for key, words in STANDINGS.items()]


QUESTIONS = (_counted.unfiltered,)  # to be asked at once with others
