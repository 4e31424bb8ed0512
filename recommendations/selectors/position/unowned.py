"""What nobody owns, now or as it stood."""

from dataclasses import dataclass

from ...workflow import OPEN
from ..holders import Holders
from .figures import Figure


@dataclass(frozen=True)
class Unowned:
    """Work with nobody to do it: no post named, or a post that nobody holds."""

    actions: Figure
    recommendations: Figure
    vacant: Figure
    vacant_posts: list

    @property
    def any(self):
        """Whether there is anything to say."""
        return bool(self.actions.count or self.recommendations.count or self.vacant.count)


def unowned(seen, to, *, now, as_at=None):
    """The Unowned of the Register `seen`, over its open actions and recommendations. One query."""
    held = Holders(seen.posts, as_at).held(as_at or now)
    actions = [action for action in seen.actions.values() if action.status in OPEN]
    vacant = [action for action in actions if action.row.owner_id and action.row.owner_id not in held]
    issues = sum(found.counted and found.unowned for found in seen.recommendations.values())
    return Unowned(
        actions=Figure(sum(not action.row.owner_id for action in actions), "action", to.actions(unowned="on")),
        recommendations=Figure(issues, "recommendation", to.recommendations(unowned="on")),
        vacant=Figure(len(vacant), "action"),
        vacant_posts=sorted({action.owner for action in vacant}),
    )
