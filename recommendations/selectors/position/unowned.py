"""Actions and recommendations that nobody owns, now or as it stood."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Count

from ..figures import Addresses, Figure
from ..lateness import is_open
from ..post_holders import posts_held, titles_of
from ..prepared import prepared
from ..standings import Standings


@dataclass(frozen=True)
class Unowned:
    """Work with nobody to do it: no post named, or a post that nobody holds."""

    actions: Figure
    recommendations: Figure
    vacant: Figure
    vacant_posts: list[str]

    @property
    def any(self) -> bool:
        return bool(self.actions.count or self.recommendations.count or self.vacant.count)


def unowned(asked: Standings, to: Addresses, tally: Mapping[str, int], recommendations: int) -> Unowned:
    """The Unowned of `asked`. tally: of the open actions (deadlines.tally). recommendations: how many. Two queries."""
    vacant = dict(_vacant(asked))
    return Unowned(
        actions=Figure(tally["unowned"], "action", to.actions(unowned="on")),
        recommendations=Figure(recommendations, "recommendation", to.recommendations(unowned="on")),
        vacant=Figure(sum(vacant.values()), "action"),
        vacant_posts=sorted(titles_of(vacant, asked.as_at).values()) if vacant else [],
    )


@prepared
def _vacant(asked):
    """Of each post that nobody holds, how many open actions it owns."""
    held = posts_held(asked.as_at or asked.now, asked.as_at)
    owned = asked.actions().filter(is_open(), owner__isnull=False).exclude(owner__in=held)
    return owned.order_by().values_list("owner").annotate(Count("pk"))
