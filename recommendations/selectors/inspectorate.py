"""Asked of an inspectorate: on whom one waits and since when, and what it answered."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Prefetch, Q, QuerySet, prefetch_related_objects
from django.utils.translation import gettext

from safeguarding.as_at import recorded
from safeguarding.lib.languages import in_words
from safeguarding.models import User

from ..models import DeadlineRequest, InspectorateReply, InspectorateRequest
from ..models.visibility import withheld
from .prepared import prepared
from .scrutiny.rows_waiting import Matter
from .standings import Standings
from .with_corrections import WithCorrections, with_corrections


@dataclass(frozen=True)
class AskedInspectorate:
    """One request of an inspectorate, its `versions`, with the answer that counts, `reply`; None: they are waited on."""

    versions: WithCorrections
    reply: InspectorateReply | None

    @property
    def request(self) -> InspectorateRequest:
        """It as it stands."""
        return self.versions.stands

    def waits_about(self, date_asked: DeadlineRequest) -> bool:
        """Return whether they have still to answer about this date that is asked for."""
        return self.reply is None and self.request.deadline_request_id == date_asked.pk

    @property
    def about(self) -> str:
        """The date that it is about, where it is about one: " about 30 November 2015"."""
        date_asked = self.request.deadline_request
        return gettext(" about %(on)s") % {"on": in_words(date_asked.new_on)} if date_asked else ""

    @property
    def stands(self) -> str:
        """How it stands, in a sentence without its point."""
        body = self.request.body
        if self.reply is None:
            since = {"body": body, "on": in_words(self.request.asked_on)}
            return gettext("Waiting on %(body)s since %(on)s") % since + self.about
        on = gettext(" on %(day)s") % {"day": in_words(self.reply.said_on)} if self.reply.said_on else ""
        return f"{body} {self.reply.in_words}{on}{self.about}"


def asked_on(
    asked: Standings, *, actions: Collection[int] = (), recommendations: Collection[int] = ()
) -> list[AskedInspectorate]:
    """All that was asked of inspectorates on these, by the moment of `asked`; for whoever may see these. One query, or two."""
    made = _made(asked, actions=tuple(actions), recommendations=tuple(recommendations))
    if made:
        prefetch_related_objects(made, Prefetch("replies", _replies(asked), to_attr="answers"))
    found = with_corrections(made, asked.user)
    found = [AskedInspectorate(one, one.first.answers[-1] if one.first.answers else None) for one in found]
    return sorted(found, key=lambda one: (one.request.asked_on, one.versions.first.pk))


def by_matter(user: User, at: datetime, matters: Collection[Matter]) -> dict[Matter, list[AskedInspectorate]]:
    """All that was asked of inspectorates on each of these matters, of those that `user` may see. One query, or two."""
    actions, recommendations = (
        (list(filter(None, keys)) for keys in zip(*matters, strict=True)) if matters else ((), ())
    )
    found = defaultdict(list)
    for one in asked_on(Standings(user, now=at), actions=actions, recommendations=recommendations):
        found[Matter(one.request.action_id, one.request.recommendation_id)].append(one)
    return found


def waited_for(asked: Standings) -> QuerySet[InspectorateRequest]:
    """The requests that no inspectorate has answered, those asked first; on what may be seen."""
    waiting = InspectorateRequest.objects.visible_to(asked.user, asked.now).waiting()
    return waiting.select_related("body", "action", "recommendation", "deadline_request").order_by("asked_on", "pk")


@prepared
def _made(asked, *, actions, recommendations):
    on_these = Q(action__pk__among=actions) | Q(recommendation__pk__among=recommendations)
    made = recorded(InspectorateRequest, asked.as_at).filter(on_these).order_by("recorded_at", "pk")
    made = made.annotate(withheld=withheld(InspectorateRequest, asked.user, asked.now))
    return made.select_related("body", "deadline_request", "recorded_by", "action", "recommendation")


def _replies(asked):
    replies = recorded(InspectorateReply, asked.as_at).select_related("recorded_by")
    return replies.annotate(withheld=withheld(InspectorateReply, asked.user, asked.now))
