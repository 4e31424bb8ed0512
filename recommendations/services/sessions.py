"""A session of scrutiny: planned, opened, paused, taken up and closed; its agenda, and what was decided on each item of it."""

from collections.abc import Collection, Iterable
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db.models import Max
from django.utils.translation import gettext

from safeguarding.history import Written, verb, write
from safeguarding.models import Audience, Marking, User

from ..models import (
    Action,
    AgendaItem,
    AgendaOutcome,
    DraftedOutcome,
    FollowUpCheck,
    Recommendation,
    ScrutinySession,
    StatementDecision,
)
from ..models.sessions import OUTCOMES
from ..permissions import insist, may_hold_session, may_prepare_session
from ..selectors.sessions.proposed import proposed
from .as_shown import change, held_as_shown

State, Rule = ScrutinySession.State, AgendaItem.Rule
# From which states a session comes to be what it is called.
COMES_FROM = {
    State.OPEN: (State.PLANNED, State.PAUSED, State.CLOSED),
    State.PAUSED: (State.OPEN,),
    State.CLOSED: (State.OPEN, State.PAUSED),
}
# The field of AgendaOutcome that leads to what was decided, by its model.
KINDS = {model: name for name, model in OUTCOMES.items()} | {Action: "direction", FollowUpCheck: "follow_up_check"}
# Written by what is done on an item, and meant by it: an action is written too where its status moves.
BOUND = KINDS.keys() - {Action}
STATED = ("title", "held_on", "attendance", "apologies")


@verb()
def plan_session(
    *, title: str, held_on: date, chair: User, rules: Collection[str], by: User, at: datetime
) -> ScrutinySession:
    """Plan a session, its agenda by `rules` (of AgendaItem.Rule), of what `by` may see. Raises Refused, ValidationError."""
    insist(may_prepare_session(by, at=at))
    session = write(ScrutinySession(title=title, held_on=held_on, chair=chair), by=by, at=at)
    for order, (matter, rule) in enumerate(proposed(by, rules, at=at), start=1):
        item = AgendaItem(session=session, rule=rule, order=order)
        item.action_id, item.recommendation_id = matter
        write(item, by=by, at=at)
    return session


@verb()
def put_session_right(
    session: ScrutinySession, *, version: int, why: str, by: User, at: datetime, **changes: object
) -> ScrutinySession:
    """Put what is stated of a session (STATED) right, also once it is closed. version: version_of() it as it was shown.

    Raises Refused, ChangedMeanwhile, ValidationError.
    """
    insist(may_prepare_session(by, at=at))
    held = held_as_shown(session, version)
    change(held, STATED, changes)
    return write(held, by=by, at=at, why=why)


@verb()
def move_session(
    session: ScrutinySession, to: str, *, attendance: str, apologies: str, why: str = "", by: User, at: datetime
) -> ScrutinySession:
    """Open, pause or close a session. Another than its chair who opens it takes it up. Raises Refused, ValidationError.

    why: of one that was closed in error and is opened again.
    """
    held = _held(session)
    insist(may_hold_session(by, held, at=at))
    if held.state not in COMES_FROM[State(to)]:
        raise ValidationError(
            gettext("The session is now %(state)s.") % {"state": gettext(held.get_state_display()).lower()}
        )
    if held.state == State.CLOSED and not why:
        raise ValidationError({"why": gettext("Say why")})
    if to == State.OPEN and held.chair_id != by.pk:
        held.chair, why = by, f"Taken up by {by}. {why}".strip()
    held.state, held.attendance, held.apologies = State(to), attendance, apologies
    return write(held, by=by, at=at, why=why)


@verb()
def add_item(
    session: ScrutinySession,
    *,
    action: Action | None = None,
    recommendation: Recommendation | None = None,
    by: User,
    at: datetime,
) -> AgendaItem:
    """Put an action or a recommendation last on the agenda. Raises Refused, ValidationError."""
    held = _held(session)
    insist(may_prepare_session(by, at=at, session=held))
    last = held.items.aggregate(last=Max("order"))["last"] or 0
    item = AgendaItem(session=held, action=action, recommendation=recommendation, rule=Rule.BY_HAND, order=last + 1)
    return write(item, by=by, at=at)


@verb()
def take_off(item: AgendaItem, *, why: str, by: User, at: datetime) -> AgendaItem:
    """Take an item off the agenda, on which nothing was decided. Raises Refused, ValidationError."""
    insist(may_prepare_session(by, at=at, session=_held(item.session)))
    held = AgendaItem.objects.select_for_update().get(pk=item.pk)
    if held.taken_off_at:
        raise ValidationError(gettext("It is already off the agenda."))
    if held.outcomes.exists():
        raise ValidationError(
            gettext("Something was decided or said on it in the session, so it stays in the minutes.")
        )
    held.taken_off_at = at
    return write(held, by=by, at=at, why=why)


@verb()
def keep_outcomes(
    item: AgendaItem,
    written: Iterable[Written],
    *,
    draft: DraftedOutcome | None = None,
    by: User,
    at: datetime,
) -> list[AgendaOutcome]:
    """Bind what was decided, asked, answered or set, of the rows `written`, to the item of the open session. Raises ValidationError.

    draft: what the person had before them, drafted by another: it is done with where one of `written` is on the same.
    """
    things = [one.thing for one in written if type(one.thing) in BOUND]
    return [_bind(item, thing, draft, by, at) for thing in things]


@verb()
def keep_together(
    session: ScrutinySession, decisions: Iterable[StatementDecision], *, by: User, at: datetime
) -> list[AgendaOutcome]:
    """Bind what was decided of several statements at once, each to the item on the agenda that it is about, if there is one.

    Raises ValidationError.
    """
    items = {(item.action_id, item.recommendation_id): item for item in session.items.filter(taken_off_at=None)}
    kept = []
    for decision in decisions:
        statement = decision.statement
        on_action, on_recommendation = (statement.action_id, None), (None, statement.recommendation_id)
        if item := items.get(on_action if statement.action_id else on_recommendation):
            kept += [_bind(item, thing, None, by, at) for thing in (decision.question, decision) if thing]
    return kept


@verb()
def keep_direction(item: AgendaItem, action: Action, *, by: User, at: datetime) -> AgendaOutcome:
    """Bind the action that a direction opened to the item of the open session. Raises ValidationError."""
    return _bind(item, action, None, by, at)


def _bind(item, thing, draft, by, at):
    # Locked, so that nothing is decided in a session that another closes at this moment.
    if _held(item.session).state != State.OPEN:
        raise ValidationError(gettext("The session is no longer open. Leave it to decide outside it."))
    if AgendaItem.objects.get(pk=item.pk).taken_off_at:
        raise ValidationError(gettext("This was taken off the agenda. Leave it to decide outside the session."))
    facts = {"audience": Audience.OPCC, "marking": Marking.OFFICIAL}  # it has no words of its own
    outcome = AgendaOutcome(item=item, **{KINDS[type(thing)]: thing}, **facts)
    if draft and draft.is_on(thing):
        outcome.draft = draft
    return write(outcome, by=by, at=at)


def _held(session):
    return ScrutinySession.objects.select_for_update().get(pk=session.pk)
