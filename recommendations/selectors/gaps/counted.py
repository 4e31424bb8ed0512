"""How many gaps there are, by check: counted in the database."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache

from django.db.models import Count
from django.utils.translation import gettext

from ...workflow import Gap
from ..figures import Addresses, Figure
from ..prepared import ask_at_once, in_all, prepared
from ..standings import Standings
from .checks import CHECKS, Check, milestones
from .of_actions import open_actions, put_forward
from .of_recommendations import parts_of_ours, recommendations

_AMONG = (open_actions, recommendations, milestones, parts_of_ours, put_forward)
SEVERE = "severe"  # as an address asks for all that are


def gaps_asked_for(check: str) -> tuple[str, list[Gap]]:
    """The heading and the gaps that an address asks for: severe ones, one, or all of them."""
    if check == SEVERE:
        return gettext("Severe gaps"), [gap for gap in Gap if gap.severe]
    return (Gap(check).label, [Gap(check)]) if check in Gap else ("", list(Gap))


def counted(asked: Standings, *, severe: bool = False) -> dict[Check, int]:
    """How many things have each gap, of what may be seen, in the order of CHECKS; what is waived is not among them.

    severe: of the severe gaps alone. One statement.
    """
    checks = counting(severe=severe)
    ask_at_once(asked, checks)
    found = {}
    for counts, of_them in checks.items():
        for numbers in counts(asked):
            found |= dict(zip(of_them, numbers, strict=True))
    return {check: found.get(check, 0) for check in CHECKS if check.gap.severe or not severe}


def counting(*, severe: bool) -> dict[Callable[[Standings], list[object]], tuple[Check, ...]]:
    """The questions by which the gaps are counted, to be asked at once, each with its checks: those among the same rows in one pass."""
    found = {}
    for among in _AMONG:
        checks = tuple(check for check in CHECKS if check.among == among and (check.gap.severe or not severe))
        found[_counts(among, checks)] = checks
    return found


@cache
def _counts(among, checks):
    @prepared
    def counts(asked):
        return in_all(among(asked), **{check.gap.name: Count("pk", filter=check.found(asked)) for check in checks})

    return counts


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
    """The SevereGaps of what may be seen. One statement."""
    counts = counted(asked, severe=True)
    caveats = sum(number for check, number in counts.items() if check.gap == Gap.CAVEAT_DROPPED)
    return SevereGaps(
        Figure(sum(counts.values()), "severe gap", to.gaps(check=SEVERE)),
        Figure(caveats, "recommendation", to.gaps(check=Gap.CAVEAT_DROPPED.value)),
    )
