"""How many gaps there are, by check: counted in the database."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from django.db.models import Count, IntegerField, Value
from django.utils.translation import gettext

from ...workflow import Gap
from ..figures import Addresses, Figure
from ..prepared import prepared
from ..standings import Standings
from .checks import CHECKS, Check, milestones
from .of_actions import open_actions, put_forward
from .of_recommendations import parts_of_ours, recommendations

# Checks among the same rows are counted in one pass over these, and so many of them in one statement as its parameters allow.
# The first of a statement is that of the least SQL: Django puts it together once more for the columns of the whole.
_STATEMENTS = ((open_actions,), (recommendations,), (milestones, parts_of_ours, put_forward))


SEVERE = "severe"  # as an address asks for all that are


def gaps_asked_for(check: str) -> tuple[str, list[Gap]]:
    """The heading and the gaps that an address asks for: severe ones, one, or all of them."""
    if check == SEVERE:
        return gettext("Severe gaps"), [gap for gap in Gap if gap.severe]
    return (Gap(check).label, [Gap(check)]) if check in Gap else ("", list(Gap))


def counted(asked: Standings, *, severe: bool = False) -> dict[Check, int]:
    """How many things have each gap, of what may be seen, in the order of CHECKS; what is waived is not among them.

    severe: of the severe gaps alone. Three statements, whatever there is.
    """
    found = {}
    for together in _STATEMENTS:
        for place, *numbers in _counting(together, severe)(asked):
            found |= dict(zip(_checks(together[place], severe), numbers, strict=False))
    return {check: found.get(check, 0) for check in CHECKS if check.gap.severe or not severe}


@dataclass(frozen=True)
class Tally:
    """How many gaps of one kind there are, and where they are listed."""

    gap: Gap
    figure: Figure


def tallied(counts: Mapping[Check, int], to: Addresses) -> list[Tally]:
    """A Tally of each Gap that there is, severe ones first."""
    numbers = {gap: sum(number for check, number in counts.items() if check.gap == gap) for gap in Gap}
    return [Tally(gap, Figure(number, "gap", to.gaps(check=gap.value))) for gap, number in numbers.items() if number]


@dataclass(frozen=True)
class SevereGaps:
    """All the severe gaps, and of them the recommendations of which a later document drops a caveat."""

    total: Figure
    caveats: Figure


def severe_gaps(asked: Standings, to: Addresses) -> SevereGaps:
    """The SevereGaps of what may be seen. Three statements."""
    counts = counted(asked, severe=True)
    caveats = sum(number for check, number in counts.items() if check.gap == Gap.CAVEAT_DROPPED)
    return SevereGaps(
        Figure(sum(counts.values()), "severe gap", to.gaps(check=SEVERE)),
        Figure(caveats, "recommendation", to.gaps(check=Gap.CAVEAT_DROPPED.value)),
    )


def _checks(among, severe):
    return [check for check in CHECKS if check.among == among and (check.gap.severe or not severe)]


@cache
def _counting(together, severe):
    """The prepared statement of a row each of `together`: its place, and the counts of its checks."""

    @prepared
    def counts(asked):
        checks = [_checks(among, severe) for among in together]
        columns = max(map(len, checks))
        first, *others = (_counts(place, of_them, columns, asked) for place, of_them in enumerate(checks))
        return first.union(*others, all=True) if others else first

    return counts


def _counts(place, checks, columns, asked):
    """One row: the place, and the counts of these checks, filled up to so many columns."""
    counts = [Count("pk", filter=check.found(asked)) for check in checks]
    nothing = [Value(0, output_field=IntegerField())] * (columns - len(checks))
    named = {f"count_{number}": column for number, column in enumerate((*counts, *nothing))}
    rows = checks[0].among(asked).order_by().annotate(of=Value(place)).values("of")
    return rows.annotate(**named).values_list("of", *named)
