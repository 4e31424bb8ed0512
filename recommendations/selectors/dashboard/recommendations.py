"""The recommendations of a dashboard, counted in one statement: by state, against their dates, in both ledgers, by age."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Count, Min, Q
from django.utils.translation import gettext_noop as _

from safeguarding.lib.dates import days_between
from safeguarding.lib.pages.charts import Slice

from ...workflow import Ledgers, PartState
from ..ages import AGES, UNKNOWN, was_published
from ..figures import Figure
from ..lateness import AHEAD
from ..position.by_kind import asks_of_us
from ..recommendations.list import has_part_due, has_verdict
from ..repeats import is_repeat
from .within import Within, prepared_within

PUBLISHED = {age: words for age, (*_, words) in AGES.items()} | {UNKNOWN: _("No publication date recorded")}


@dataclass(frozen=True)
class Recommendations:
    """Those that ask something of us by `states`, worst first; of them, and by `ages` since publication, those that are open.

    longest: by how many days one is past the inspectorate's date; None where none is. ahead: with a part due in the days of AHEAD.
    """

    states: list[Slice]
    total: int
    open: Figure
    past: Figure
    longest: int | None
    immediate: Figure
    unowned: Figure
    verified: Figure
    disputed: Figure
    repeats: Figure
    ages: list[Slice]
    ahead: list[Figure]


def recommendations(within: Within) -> Recommendations:
    """The Recommendations of `within`. One statement."""
    keys, to = list(_conditions(within)), within.to
    states, counts, firsts = Counter(), Counter(), []
    for kind, state, total, first, *numbers in _counted(within):
        state, found = PartState(state), dict(zip(keys, numbers, strict=True))
        if asks_of_us(kind, state):
            states[state] += total
        if state.closed:
            counts.update({key: found[key] for key in _WHATEVER_STATE})
        else:
            counts.update(found | {"open": total})
            firsts += [first] if first else []

    def figure(key, **asked):
        return Figure(counts[key], "recommendation", to.recommendations(**asked))

    return Recommendations(
        states=[
            Slice(key, key.label, states[key], to.recommendations(state=key.value)) for key in PartState if states[key]
        ],
        total=states.total(),
        open=figure("open", state="open"),
        past=figure("past", late="inspectorate"),
        longest=days_between(min(firsts), within.asked.today) if firsts else None,
        immediate=figure("immediate", immediate="on"),
        unowned=figure("unowned", unowned="on"),
        verified=figure("verified", verdict=Ledgers.VERIFIED.value),
        disputed=figure("disputed", verdict=Ledgers.DISPUTED.value),
        repeats=figure("repeats", repeat="on"),
        ages=[Slice(age, words, counts["age", age], to.recommendations(age=age)) for age, words in PUBLISHED.items()],
        ahead=[figure(("ahead", days), due=f"next-{days}") for days in AHEAD],
    )


@prepared_within
def _counted(within):
    """Rows of (kind, state, how many, the earliest date before today, how many are as each of _conditions says)."""
    counts = {f"count_{place}": Count("pk", filter=each) for place, each in enumerate(_conditions(within).values())}
    first = Min("due_on", filter=Q(due_on__lt=within.asked.today))
    grouped = within.recommendations().order_by().values_list("kind", "state")
    return grouped.annotate(total=Count("pk"), first=first, **counts)


# Of _conditions; the others are counted of the open ones alone.
_WHATEVER_STATE = ("immediate", "verified", "disputed", "repeats", *(("ahead", days) for days in AHEAD))


def _conditions(within):
    asked = within.asked
    return {
        "past": Q(due_on__lt=asked.today),
        "immediate": Q(immediate=True),
        "unowned": Q(issue_owner=None),
        "verified": has_verdict(Ledgers.VERIFIED),
        "disputed": has_verdict(Ledgers.DISPUTED),
        "repeats": is_repeat(asked),
        **{("age", age): was_published(age, asked) for age in PUBLISHED},
        **{("ahead", days): has_part_due(days, asked) for days in AHEAD},
    }


QUESTIONS = (_counted.unfiltered,)  # to be asked at once with others
