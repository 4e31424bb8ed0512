"""Boards, portfolios and plans as lists and figures ask for them: by slug, or for none of the kind."""

from collections.abc import Iterable
from typing import NamedTuple

from django.db.models import Model

from ..models import Board, NamedPlan, Portfolio

PLACES = {"board": Board, "portfolio": Portfolio, "plan": NamedPlan}
LABELS = {"board": "Reporting board", "portfolio": "Chief officer portfolio", "plan": "Plan"}
NAMES = [f"{place}__name" for place in PLACES]
NONE = "none"  # no slug of ours: a name of that kind would be odd indeed


def at_place(name: str, slug: str) -> dict[str, str | None]:
    """The lookup for standings whose `name` (of PLACES) has this slug; NONE: those without."""
    return {name: None} if slug == NONE else {f"{name}__slug": slug}


def places_of(row: Model) -> list[tuple[str, str]]:
    """(label, name) of those to which a recommendation is attached; a row of today or of the past."""
    return [(label, str(place)) for name, label in LABELS.items() if (place := getattr(row, name))]


def names_of(rows: Iterable[NamedTuple]) -> dict[str, list[str]]:
    """{label: names, each once} of those to which any of `rows` is attached, which have each NAMES, such as those of coverages."""
    names = {label: [] for label in LABELS.values()}
    for row in rows:
        for asked, label in zip(NAMES, LABELS.values(), strict=True):
            if (name := getattr(row, asked)) and name not in names[label]:
                names[label].append(name)
    return names
