"""The choices that a filter offers: of what there is, only what the person may see. One query for all of them."""

from collections.abc import Collection
from functools import cache
from operator import attrgetter

from django.db.models import CharField, Exists, F, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Cast

from inspections.models import InspectingBody, InspectionKind, Theme
from safeguarding.models import Post

from .places import NONE, PLACES
from .prepared import prepared
from .standings import Standings

# A page of a thousand inspections helps nobody; the page of each leads to the lists of what is its own.
INSPECTIONS = 40  # the latest


def choices(names: Collection[str], asked: Standings, *, chosen: str = "") -> dict[str, list[tuple[str, str]]]:
    """{name of a filter: [(value, label)]} for `names`, by their labels.

    chosen: the slug of the inspection that is asked for, which is offered however old it is.
    """
    if not names:
        return {}
    found = {name: [] for name in names}
    for name, value, label in _offering(tuple(names))(asked, chosen=chosen):
        found[name].append((value, label))
    offered = {name: sorted(pairs, key=lambda pair: pair[1]) for name, pairs in found.items()}
    for place in (*PLACES, "theme"):
        if offered.get(place):
            offered[place].append((NONE, "None"))
    return {"owner" if name == "issue_owner" else name: pairs for name, pairs in offered.items()}


@cache
def _offering(names):
    """The prepared statement of all that these filters offer."""

    @prepared
    def offered(asked, *, chosen):
        first, *others = [_offer(name, OFFERED[name](asked, chosen)) for name in names]
        return first.union(*others, all=True)

    return offered


def _offer(name, found: tuple[QuerySet, str, str]) -> QuerySet:
    rows, value, label = found
    return rows.order_by().values_list(
        Value(name, output_field=CharField()), Cast(value, CharField()), Cast(label, CharField())
    )


def _inspections(asked, chosen):
    latest = asked.inspections.order_by(F("published_on").desc(nulls_last=True), "slug").values("pk")[:INSPECTIONS]
    return asked.inspections.filter(Q(pk__in=latest) | Q(slug=chosen)), "slug", "title"


def _named(model, name, by=Standings.recommendations, value="slug", label="name"):
    """Those that something one may see leads to by `name`; by: the rows that do."""
    return lambda asked, chosen: (
        model.objects.filter(Exists(by(asked).filter(**{name: OuterRef("pk")}))),
        value,
        label,
    )


OFFERED = {
    "inspection": _inspections,
    "body": _named(InspectingBody, "body", by=attrgetter("inspections")),
    "kind": _named(InspectionKind, "kind", by=attrgetter("inspections")),
    "theme": _named(Theme, "theme"),
    **{place: _named(model, place) for place, model in PLACES.items()},
    "owner": _named(Post, "owner", by=Standings.actions, value="pk", label="title"),
    "issue_owner": _named(Post, "issue_owner", value="pk", label="title"),
}
