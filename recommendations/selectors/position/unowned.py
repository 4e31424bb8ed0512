"""Actions and recommendations that nobody owns, now or as it stood."""

from collections.abc import Mapping
from dataclasses import dataclass

from ..figures import Addresses, Figure
from ..gaps.of_actions import owner_gone
from ..lateness import is_open
from ..post_holders import titles_of
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
    """The Unowned of `asked`. tally: of the open actions (deadlines.tally). recommendations: how many.

    Two queries where a post is vacant, else none.
    """
    vacant = tally["vacant"]
    return Unowned(
        actions=Figure(tally["unowned"], "action", to.actions(unowned="on")),
        recommendations=Figure(recommendations, "recommendation", to.recommendations(unowned="on")),
        vacant=Figure(vacant, "action"),
        vacant_posts=sorted(titles_of(_vacant(asked), asked.as_at).values()) if vacant else [],
    )


@prepared
def _vacant(asked):
    """The keys of the posts that own an open action, and that nobody holds."""
    owned = asked.actions().filter(is_open(), owner_gone(asked))
    return owned.order_by().values_list("owner", flat=True).distinct()
