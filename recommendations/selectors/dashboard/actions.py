"""The actions of a dashboard, counted in one statement: by state, by date, by age, and what falls due."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Min, Q

from safeguarding.lib.charts import Slice
from safeguarding.lib.dates import days_between

from ...workflow import Status
from ..ages import AGES, is_of_age
from ..figures import Addresses, Figure
from ..lateness import AHEAD, STANDINGS, comes_soon, is_late_in, is_open, stands_at
from ..prepared import in_all
from .within import Within


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
    conditions, to = _conditions(within), within.to
    places = {f"count_{place}": Count("pk", filter=condition) for place, condition in enumerate(conditions.values())}
    first = Min("target_on", filter=is_late_in("current", within.asked))
    rows = list(in_all(within.actions(), **places, first=first))
    *numbers, first_late = rows[0] if rows else (*(0 for _ in conditions), None)
    counts = dict(zip(conditions, numbers, strict=True))
    return _actions(counts, first_late, within.asked.today, to)


def _conditions(within):
    asked = within.asked
    return {
        **{("state", status): Q(status=status) for status in Status},
        **{("due", key): stands_at(key, asked) for key in STANDINGS},
        **{("age", age): is_of_age(age, asked) for age in AGES},
        **{("ahead", days): is_open() & comes_soon("target_on", asked, days) for days in AHEAD},
        "unowned": is_open() & Q(owner=None),
        "with-dcc": Q(status=Status.RECOMMENDED_COMPLETE) & is_late_in("current", asked),
    }


def _actions(counts: Mapping[object, int], first_late: date | None, today: date, to: Addresses) -> Actions:
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
