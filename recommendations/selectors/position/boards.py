"""The position by reporting board, of the recommendations that are still open."""

from collections.abc import Iterable
from dataclasses import dataclass

from ..figures import Addresses, Figure
from ..places import NONE


@dataclass(frozen=True)
class BoardRow:
    """One board, or none named: how many recommendations it has open, of them past the inspectorate's date, without issue owner."""

    name: str
    still_open: Figure
    past: Figure
    unowned: Figure


def by_board(tallied: Iterable[tuple[str, str, int, int, int]], to: Addresses) -> list[BoardRow]:
    """A BoardRow for each board of `tallied` (slug, name, open, past, unowned), by name; last what has none.

    None at all where no board is named. The slug and name are None of what has none.
    """
    counts, names = {}, {}
    for slug, name, *found in tallied:
        names[slug or NONE] = name or "No board"
        counts[slug or NONE] = [sum(pair) for pair in zip(counts.get(slug or NONE, (0, 0, 0)), found, strict=True)]
    if set(counts) <= {NONE}:
        return []
    ordered = sorted(counts, key=lambda slug: (slug == NONE, names[slug]))
    return [_row(slug, names[slug], counts[slug], to) for slug in ordered]


def _row(slug, name, counts, to):
    asked = ({"state": "open"}, {"late": "inspectorate"}, {"unowned": "on"})
    return BoardRow(
        name,
        *(
            Figure(count, "recommendation", to.recommendations(board=slug, **only))
            for count, only in zip(counts, asked, strict=True)
        ),
    )
