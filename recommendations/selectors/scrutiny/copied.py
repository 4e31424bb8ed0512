"""Who could not take a decision on an action, as the decision copies it: whoever recommended it, whoever holds its issue."""

from datetime import datetime

from django.db.models import Q

from safeguarding.lib.database.prepared import put_together_once
from safeguarding.models import Holding, User

from ...models import Action, Coverage, Part, ProgressUpdate


def closing_update(action: Action) -> ProgressUpdate | None:
    """The last update that recommends completion, as it was corrected last: with whoever said it, first and last. One query."""
    return next(iter(_closing(action=action.pk)), None)


@put_together_once
def _closing(action):
    first = ProgressUpdate.objects.originals().filter(action=action, recommends_complete=True)
    last = first.order_by("-recorded_at", "-pk").values("pk")[:1]
    updates = ProgressUpdate.objects.filter(Q(pk=last) | Q(corrects=last)).order_by("-recorded_at", "-pk")
    return updates.select_related("recorded_by", "corrects__recorded_by")[:1]


def issue_holder(action: Action, part: Part | None, at: datetime) -> User | None:
    """Who holds the first issue that anybody holds, of the action or of one part of it. One query.

    A Decision has one field for them, and four_eyes refuses the others.
    """
    holdings = _issue_holdings(action=action.pk, part=part and part.pk, at=at)
    return holdings[0].holder if holdings else None


@put_together_once
def _issue_holdings(action, part, at):
    covered = Coverage.objects.filter(action=action, ended_at=None)
    if part is not None:
        covered = covered.filter(part=part)
    issues = covered.order_by().values("part__recommendation__issue_owner")
    return Holding.objects.on(at).filter(post__in=issues).select_related("holder").order_by("pk")
