"""The position by reporting board and by theme, of the recommendations that are still open."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext_noop

from ..figures import Addresses, Figure
from ..measures import OfTheme
from ..places import NONE

# What those without one are called.
_WITHOUT = {"board": gettext_noop("No board"), "theme": gettext_noop("No theme")}


@dataclass(frozen=True)
class PlaceRow:
    """One board or theme, or none named: how many recommendations it has open, of them past the inspectorate's date, without
    issue owner; and of a theme the measure read last."""

    name: str
    still_open: Figure
    past: Figure
    unowned: Figure
    measure: OfTheme | None = None


def by_place(
    tallied: Iterable[tuple[str, str, int, int, int]],
    place: str,
    to: Addresses,
    measures: Mapping[str, OfTheme] | None = None,
) -> list[PlaceRow]:
    """A PlaceRow for each board or theme of `tallied` (slug, name, open, past, unowned), by name; last what has none.

    place: "board" or "theme". measures: by slug. None at all where none is named. The slug and name are None of what has none.
    """
    counts, names = {}, {}
    for slug, name, *found in tallied:
        names[slug or NONE] = name or _WITHOUT[place]
        counts[slug or NONE] = [sum(pair) for pair in zip(counts.get(slug or NONE, (0, 0, 0)), found, strict=True)]
    if set(counts) <= {NONE}:
        return []
    ordered = sorted(counts, key=lambda slug: (slug == NONE, names[slug]))
    of_theme = measures or {}
    return [_row(place, slug, names[slug], counts[slug], to, of_theme.get(slug)) for slug in ordered]


def _row(place, slug, name, counts, to, measure):
    asked = ({"state": "open"}, {"late": "inspectorate"}, {"unowned": "on"})
    urls = [to.recommendations(**{place: slug}, **only) for only in asked]
    return PlaceRow(
        name, *(Figure(count, "recommendation", url) for count, url in zip(counts, urls, strict=True)), measure
    )
