"""Boards, portfolios and plans as lists and figures ask for them: by slug, or for none of the kind."""

from ..models import Board, NamedPlan, Portfolio

PLACES = {"board": Board, "portfolio": Portfolio, "plan": NamedPlan}
NONE = "none"  # no slug of ours: a name of that kind would be odd indeed


def at_place(name: str, slug: str) -> dict[str, str | None]:
    """The lookup for standings whose `name` (of PLACES) has this slug; NONE: those without."""
    return {name: None} if slug == NONE else {f"{name}__slug": slug}
