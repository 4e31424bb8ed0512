"""A piece of a page is drawn once for the same values: most of a page is as it was when somebody last looked."""

from collections.abc import Callable, Hashable

MOST = 2_000_000  # characters that a worker keeps

_kept, _size = {}, 0


def once(asked: Hashable, draw: Callable[[], str]) -> str:
    """Give what `draw()` does, or gave before. asked: all that it depends on."""
    global _size
    if (drawn := _kept.get(asked)) is None:
        if _size > MOST:
            _kept.clear()  # which another thread may do at any moment
            _size = 0
        drawn = _kept[asked] = draw()
        _size += len(drawn)
    return drawn
