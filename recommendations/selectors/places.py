"""Boards, portfolios and plans as lists and figures ask for them: by slug, or for none of the kind."""

from collections.abc import Iterable

from django.db.models import Model

from ..models import Board, NamedPlan, Portfolio

PLACES = {"board": Board, "portfolio": Portfolio, "plan": NamedPlan}
LABELS = {"board": "Reporting board", "portfolio": "Chief officer portfolio", "plan": "Plan"}
NONE = "none"  # no slug of ours: a name of that kind would be odd indeed


def at_place(name: str, slug: str) -> dict[str, str | None]:
    """The lookup for standings whose `name` (of PLACES) has this slug; NONE: those without."""
    return {name: None} if slug == NONE else {f"{name}__slug": slug}


def places_of(row: Model) -> list[tuple[str, str]]:
    """(label, name) of those to which a recommendation is attached; a row of today or of the past."""
    return [(label, str(place)) for name, label in LABELS.items() if (place := getattr(row, name))]


def names_of(rows: Iterable[Model]) -> dict[str, list[str]]:
    """{label: names, each once} of those to which any of `rows` is attached, such as the coverages of an action."""
    names = {label: [] for label in LABELS.values()}
    for row in rows:
        for label, name in places_of(row):
            if name not in names[label]:
                names[label].append(name)
    return names
