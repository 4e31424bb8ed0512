"""The gaps as their list shows them, severe ones first: read a slice at a time, in the order of CHECKS."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse

from ...workflow import Gap
from ..standings import Standings
from .checks import CHECKS, Check
from .mended import mended_at
from .named import Named, key_of, named
from .sentences import sentence

READ = 100  # at a time, where all are read


@dataclass(frozen=True)
class FoundGap:
    """One gap. mend: (words, address) of the page that mends it, for this reader, or None; waive_url: "" where it cannot be."""

    gap: Gap
    thing: Named
    sentence: str
    mend: tuple[str, str] | None
    waive_url: str

    @property
    def around(self) -> tuple[str, str]:
        """The sentence before and after the name of what has the gap, which leads to it."""
        before, _name, after = self.sentence.partition(self.thing.name)
        return before, after


class FoundGaps(Sequence[FoundGap]):
    """All gaps `kept` that `counts` has (selectors.gaps.counted), none of them read before it is asked for."""

    def __init__(self, asked: Standings, counts: Mapping[Check, int], kept: Collection[Gap] = Gap) -> None:
        self.asked = asked
        self.counts = {check: number for check, number in counts.items() if number and check.gap in kept}

    def __len__(self) -> int:
        return sum(self.counts.values())

    def __getitem__(self, place: slice) -> list[FoundGap]:
        """Those of a slice without a step: a query for each check that it has a row of, and a few for each kind of thing."""
        start, stop, _ = place.indices(len(self))
        return _read(list(self._rows(start, stop)), self.asked)

    def __iter__(self) -> Iterator[FoundGap]:
        for start in range(0, len(self), READ):
            yield from self[start : start + READ]

    def _rows(self, start, stop):
        """(Check, row) of those from `start` to `stop`."""
        before = 0
        for check, number in self.counts.items():
            first, last = max(start - before, 0), min(stop - before, number)
            if first < last:
                yield from ((check, row) for row in check.rows(self.asked)[first:last])
            before += number


def _read(found, asked):
    standings = defaultdict(list)
    for check, row in found:
        standings[check.about].append(row)
    things = {about: named(about, rows, asked) for about, rows in standings.items()}
    return [_found(check, things[check.about][key_of(check.about, row)], asked) for check, row in found]


def _found(check, thing, asked):
    waived = check.gap.can_be_waived and not asked.as_at
    return FoundGap(
        check.gap,
        thing,
        sentence(check.gap, thing, asked),
        mended_at(check.gap, check.about, thing, asked),
        reverse("gap-waive", args=[check.gap, check.about.value, thing.key]) if waived else "",
    )


def check_of(gap: str, about: str) -> Check | None:
    """The Check that finds this gap on things of this kind, as an address names them."""
    return next((check for check in CHECKS if (check.gap, check.about.value) == (gap, about)), None)


def one(check: Check, key: int, asked: Standings) -> FoundGap | None:
    """The gap of one thing; None where it has none, or one that is waived, or may not be seen."""
    rows = check.rows(asked).filter(**{check.about.value: key})
    return next(iter(_read([(check, row) for row in rows], asked)), None)
