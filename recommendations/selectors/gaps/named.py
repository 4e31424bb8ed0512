"""The things that have a gap, with what sentences and links say of them; read together, whatever the gap."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db.models import Model
from django.utils.translation import gettext

from safeguarding.lib.languages import translated

from ...models import Action, Recommendation
from ..actions.list import ActionRow, action_rows
from ..figures import Addresses
from ..named_parts import named_parts, titles_of_inspections
from ..recommendations.list import RecommendationRow, recommendation_rows
from ..standings import Standings
from .checks import About


@dataclass(frozen=True)
class Named:
    """One of them, and where it is. standing: its standing, or a milestone itself; row: how a list shows an action or a
    recommendation.
    """

    key: int
    name: str
    url: str
    standing: Model
    row: ActionRow | RecommendationRow | None = None


def named(about: About, standings: Iterable[Model], asked: Standings) -> dict[int, Named]:
    """{key: Named} of the rows that checks of `about` found. As many queries for one as for many; none without rows."""
    by_key = {key_of(about, standing): standing for standing in standings}
    return _READ[about](by_key, asked) if by_key else {}


def key_of(about: About, standing: Model) -> int:
    """The key of the thing whose standing, or whose row, this is."""
    return standing.id if about == About.MILESTONE else getattr(standing, f"{about.value}_id")


def _of(what, inspection):
    return gettext("%(recommendation)s of %(inspection)s") % {"recommendation": what, "inspection": inspection}


def _actions(by_key, asked):
    rows = action_rows(by_key.values(), asked)
    return {row.number: Named(row.number, str(Action(row.number)), row.url, by_key[row.number], row) for row in rows}


def _recommendations(by_key, asked):
    rows, kind = recommendation_rows(by_key.values(), asked), gettext("Recommendation")
    return {
        row.pk: Named(
            row.pk,
            _of(f"{row.kind or kind} {row.reference}", row.inspection.title),
            row.url,
            by_key[row.pk],
            row,
        )
        for row in rows
    }


def _parts(by_key, asked):
    parts = named_parts(by_key, asked.as_at)
    return {
        key: Named(
            key,
            _of(f"{translated(Recommendation.Kind(by_key[key].kind).label)} {part}", part.inspection),
            part.url,
            by_key[key],
        )
        for key, part in parts.items()
    }


def _milestones(by_key, asked):
    titles = titles_of_inspections({row.inspection_id for row in by_key.values()}, asked.as_at)
    to = Addresses(asked.as_at)
    return {
        key: Named(key, f"{row.label}, {titles[row.inspection_id]}", to.inspection(row.inspection), row)
        for key, row in by_key.items()
    }


_READ: dict[About, Callable] = {
    About.ACTION: _actions,
    About.RECOMMENDATION: _recommendations,
    About.PART: _parts,
    About.MILESTONE: _milestones,
}
