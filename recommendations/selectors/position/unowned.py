"""Actions and recommendations that nobody owns, now or as it stood."""

from dataclasses import dataclass
from datetime import datetime

from ...workflow import OPEN
from ..post_holders import Holders
from ..register_rows import Register
from .figures import Addresses, Figure


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


def unowned(register: Register, to: Addresses, *, now: datetime, as_at: datetime | None = None) -> Unowned:
    """The Unowned of `register`, over its open actions and recommendations. One query."""
    held = Holders(register.posts, as_at).held(as_at or now)
    actions = [action for action in register.actions.values() if action.status in OPEN]
    vacant = [action for action in actions if action.row.owner_id and action.row.owner_id not in held]
    issues = sum(one.counted and one.unowned for one in register.recommendations.values())
    return Unowned(
        actions=Figure(sum(not action.row.owner_id for action in actions), "action", to.actions(unowned="on")),
        recommendations=Figure(issues, "recommendation", to.recommendations(unowned="on")),
        vacant=Figure(len(vacant), "action"),
        vacant_posts=sorted({action.owner for action in vacant}),
    )
