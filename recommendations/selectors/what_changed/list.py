"""The changes of a period as their page lists them, kind by kind: read some at a time."""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence

from .counted import SOURCES, counted
from .period import Period
from .rows import ChangeRow, read
from .sources import Change

READ = 200  # at a time, where all are read
_TOGETHER = 4  # sources in one statement, so that none has more parameters than it may


class Changes(Sequence[ChangeRow]):
    """The changes of some `kinds`, in the order of SOURCES and then of their recording; none is read before it is asked for.

    counts: how many there are of every kind, asked for or not. Three statements.
    """

    def __init__(self, period: Period, kinds: Collection[Change] = Change) -> None:
        self.period = period
        self.counts = Counter(dict.fromkeys(Change, 0))
        numbers = counted(period)
        for source, number in numbers.items():
            self.counts[source.kind] += number
        asked = ((place, source, numbers[source]) for place, source in enumerate(SOURCES))
        self._asked = [(place, number) for place, source, number in asked if number and source.kind in kinds]

    def __len__(self) -> int:
        return sum(number for _, number in self._asked)

    def __getitem__(self, place: slice) -> list[ChangeRow]:
        """Those of a slice without a step: a statement for every _TOGETHER tables that they come from, and a few more."""
        start, stop, _ = place.indices(len(self))
        return read(list(self._columns(start, stop)), self.period)

    def __iter__(self) -> Iterator[ChangeRow]:
        for start in range(0, len(self), READ):
            yield from self[start : start + READ]

    def _columns(self, start, stop):
        """The columns of those from `start` to `stop`."""
        before, places = 0, []
        for place, number in self._asked:
            if not places:
                begins = before
            if before + number > start and before < stop:
                places.append(place)
            before += number
            if len(places) == _TOGETHER:
                yield from self._rows(places)[max(start - begins, 0) : stop - begins]
                places = []
        if places:
            yield from self._rows(places)[max(start - begins, 0) : stop - begins]

    def _rows(self, places):
        first, *others = (SOURCES[place].rows(place, self.period) for place in places)
        found = first.union(*others, all=True) if others else first
        return found.order_by("source_is", "moment_is", "on_action_is", "on_recommendation_is", "new_is")
