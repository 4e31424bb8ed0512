"""The drafts of a session that can be confirmed together: those whose matter the person has opened as it stands."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext

from safeguarding.models import User

from ...models import DraftedOutcome, ScrutinySession
from .drafted import Drafted, digests_of, drafts_in


@dataclass(frozen=True)
class ToConfirm:
    """One draft, and what keeps it from being confirmed with others; why_not: "" where nothing does. url: where it is opened."""

    drafted: Drafted
    title: str
    url: str
    why_not: str

    @property
    def draft(self) -> DraftedOutcome:
        return self.drafted.draft


def to_confirm(session: ScrutinySession, user: User, opened: Mapping[str, str], *, at: datetime) -> list[ToConfirm]:
    """The drafts on the agenda that wait for the DCC, in its order. A constant number of queries.

    opened: {key of a draft: the digest of what it is on, when the person opened it}.
    """
    drafts = list(drafts_in(session, user, at=at).select_related("item__action", "item__recommendation"))
    digests = digests_of(drafts)
    return [
        ToConfirm(
            Drafted(draft, digests[draft.pk]),
            str(draft.item.action or draft.item.recommendation),
            f"{_page(draft)}?session={session.pk}",
            _why_not(opened.get(str(draft.pk)), digests[draft.pk]),
        )
        for draft in drafts
    ]


def _why_not(opened, stands):
    if opened is None:
        return gettext("Open it first")
    return "" if opened == stands else gettext("It changed since you opened it: open it again")


def _page(draft):
    """The page on which the draft is filled in."""
    if draft.deadline_request_id:
        return reverse("scrutiny-deadline", args=[draft.deadline_request_id])
    if draft.response_id:
        return reverse("scrutiny-response", args=[draft.response_id])
    if draft.statement_id:
        return reverse("scrutiny-statement", args=[draft.statement_id])
    if draft.item.recommendation_id:
        return reverse("recommendation-question", args=[draft.item.recommendation_id])
    return reverse("scrutiny-item", args=[draft.item.action_id])
