"""Who holds what, and what nobody does: posts and their holders, now or as they were."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from safeguarding.models import Holding

from ..workflow import OPEN
from .as_at import rows
from .deadlines import CLOSED
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


class Holders:
    """Who held which post when, by what was known at `as_at` (None: by what is known now). One query.

    titles: {post id: title}, those of the Register.
    """

    def __init__(self, titles, as_at=None):
        self.titles = titles
        self.holdings = list(rows(Holding, as_at).select_related("holder").order_by("starts_at", "id"))

    def of(self, post_id, moment: datetime):
        """The holder's name at `moment`, or ""."""
        return next((str(held.holder) for held in self._running(moment) if held.post_id == post_id), "")

    def posts_of(self, person, moment: datetime):
        """The titles of the posts that a User held at `moment`, in words; "" for none."""
        held = (holding.post_id for holding in self._running(moment) if holding.holder_id == person.pk)
        return ", ".join(self.titles[post_id] for post_id in held if post_id in self.titles)

    def _running(self, moment):
        return (held for held in self.holdings if held.starts_at <= moment and not _ended(held, moment))


def _ended(holding, moment):
    return holding.ends_at is not None and holding.ends_at <= moment


def holdings(moment, as_at=None):
    """The holdings running at `moment` by what was known at `as_at` (None: by what is known now)."""
    running = Q(ends_at=None) | Q(ends_at__gt=moment)
    return rows(Holding, as_at).filter(running, starts_at__lte=moment).select_related("holder")


def unowned(seen, to, *, now, as_at=None):
    """The Unowned of the Register `seen`, over its open actions and recommendations. One query."""
    held = {holding.post_id for holding in holdings(as_at or now, as_at)}
    actions = [action for action in seen.actions.values() if action.status in OPEN]
    vacant = [action for action in actions if action.row.owner_id and action.row.owner_id not in held]
    issues = [found for found in seen.recommendations.values() if found.counted and found.state not in CLOSED]
    return Unowned(
        actions=Figure(sum(not action.row.owner_id for action in actions), "action", to.actions(unowned="on")),
        recommendations=Figure(
            sum(not found.row.issue_owner_id for found in issues), "recommendation", to.recommendations(unowned="on")
        ),
        vacant=Figure(len(vacant), "action"),
        vacant_posts=sorted({action.owner for action in vacant}),
    )
