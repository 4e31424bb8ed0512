"""The agenda of a session as a person sees it: its items in order, where one stands among them, and which comes next."""

from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse

from safeguarding.models import User

from ...models import Action, AgendaItem, Recommendation, ScrutinySession
from ...permissions import may_draft
from ..scrutiny.queue_order import Place, Waiting, queued
from ..scrutiny.rows_waiting import Matter


def agenda(session: ScrutinySession, user: User, *, at: datetime) -> QuerySet[AgendaItem]:
    """The items that stand on it, in order, of what `user` may see."""
    return session.items.filter(visible_items(user, at=at), taken_off_at=None)


def visible_items(user: User, *, at: datetime) -> Q:
    """A condition on items: they are about what `user` may see."""
    actions = Action.objects.known_to(user, at).filter(pk=OuterRef("action"))
    recommendations = Recommendation.objects.visible_to(user, at).filter(pk=OuterRef("recommendation"))
    return Q(Exists(actions)) | Q(Exists(recommendations))


def item_in_session(session: str, matter: Matter, user: User, *, at: datetime) -> AgendaItem | None:
    """The item, of a session by its key as an address has it, that `matter` is; None: there is none. One query, or two.

    Of an open session; for whoever drafts, of one that is not closed.
    """
    if not _is_key(session):
        return None
    items = AgendaItem.objects.filter(session=session, taken_off_at=None).select_related("session")
    item = items.filter(action=matter.on_action, recommendation=matter.on_recommendation).first()
    if item and (item.session.state == ScrutinySession.State.OPEN or may_draft(user, item.session, at=at)):
        return item
    return None


def item_of_open_session(matter: Matter) -> AgendaItem | None:
    """The item that `matter` is on the agenda of the session that is open, if one is. One query."""
    items = AgendaItem.objects.standing().filter(session__state=ScrutinySession.State.OPEN)
    return items.filter(action=matter.on_action, recommendation=matter.on_recommendation).first()


def open_session(session: str) -> ScrutinySession | None:
    """The session by its key as an address has it, where it is open."""
    found = ScrutinySession.objects.filter(state=ScrutinySession.State.OPEN)
    return found.filter(pk=session).first() if _is_key(session) else None


def _is_key(typed):
    return typed.isascii() and typed.isdecimal() and len(typed) < 19


def place_in(item: AgendaItem, user: User, *, at: datetime) -> Place:
    """The Place of an item on the agenda of its session. Two queries."""
    items = list(agenda(item.session, user, at=at).with_dealt_with())
    here = next((number for number, one in enumerate(items) if one.pk == item.pk), 0)
    before, rest = items[:here][-1:], items[here + 1 :]
    waits = waiting_on([*before, item, *rest], user, at)
    left = [one for one in rest if not one.dealt_with or matter_of(one) in waits] or rest
    previous, following, onward = (address(some[0], waits) if some else "" for some in (before, rest, left))
    return Place(here + 1, len(items), previous, following, waits.get(matter_of(item), []), item.session, onward)


def waiting_on(items: list[AgendaItem], user: User, at: datetime) -> dict[Matter, list[Waiting]]:
    """The decisions that wait on each of the items, of those on which any do. One query, or none."""
    return {one.matter: one.waits for one in queued(user, at).among([matter_of(item) for item in items])}


def address(item: AgendaItem, waits: dict[Matter, list[Waiting]]) -> str:
    """The page on which an item is worked on: of what waits first, else of what it is about."""
    if waiting := waits.get(matter_of(item)):
        return waiting[0].url
    if item.action_id:
        return reverse("scrutiny-item", args=[item.action_id])
    return reverse("recommendation-detail", args=[item.recommendation_id])


def matter_of(item: AgendaItem) -> Matter:
    """The item as one of the matters that wait."""
    return Matter(item.action_id, item.recommendation_id)
