"""Actions from opening to hand-over: owners, cover, dates, what they wait on."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from safeguarding.history import verb, write, write_new
from safeguarding.lib.dates import london_date
from safeguarding.models import Audience, Marking, Post, User

from ..models import (
    Action,
    Coverage,
    DeadlineDecision,
    DeadlineRequest,
    Part,
    PlanDocument,
    WaitingOn,
)
from ..models.actions import STILL_WAITING
from ..permissions import insist, may, may_coordinate, may_decide_deadline, may_direct
from ..workflow import MOVES, Status
from .as_shown import ChangedMeanwhile, held_as_shown
from .moves import locked, move
from .recommendations import held_standing


@dataclass(frozen=True)
class ActionDraft:
    """One action to be opened: the parts that it covers, its owner, and the reason to be kept; details: further fields.

    asked_on: a target that its plan gives beside the first.
    """

    text: str
    parts: Sequence[Part] = ()
    owner: Post | None = None
    why: str = ""
    details: Mapping[str, object] = field(default_factory=dict)
    asked_on: date | None = None


PAST = _("The date is in the past: check the day, the month and the year.")


@verb()
def open_action(
    *,
    text: str,
    parts: Iterable[Part] = (),
    owner: Post | None = None,
    document: PlanDocument | None = None,
    directed: bool = False,
    by: User,
    at: datetime,
    why: str = "",
    **details: object,
) -> Action:
    """Open an action, covering `parts`; without owner it awaits allocation. directed: it is the DCC's own direction.

    details: further fields of Action; `target_on` becomes the original target as well, and one after the
    inspectorate's date is put to the DCC. document: the plan it comes from. Raises Refused, ValidationError.
    """
    draft = ActionDraft(text, list(parts), owner, why, details)
    return open_actions([draft], document=document, directed=directed, by=by, at=at)[0]


@verb()
def open_actions(
    drafts: Sequence[ActionDraft],
    *,
    document: PlanDocument | None = None,
    directed: bool = False,
    by: User,
    at: datetime,
) -> list[Action]:
    """Open actions in this order, as open_action opens one; an error has the reason of its draft as `why`."""
    insist(may_direct(by, at=at) if directed else may_coordinate(by, at=at))
    held = held_standing([part for draft in drafts for part in draft.parts])
    opened = [_opened(draft) for draft in drafts]
    whole = list(zip(opened, drafts, strict=True))
    write_new([(action, draft.why) for action, draft in whole], by=by, at=at)
    covers = [(Coverage(action=action, part=part), draft.why) for action, draft in whole for part in draft.parts]
    write_new(covers, by=by, at=at)
    # Not refused, since the plan that says so may have been sent: the target stands, and the DCC is asked. One beyond the
    # inspectorate's date, first or revised, is theirs to agree (domain.md, Dates that must not be merged).
    reason = "The direction sets this target." if directed else "The plan sets this target."
    asked = {"because": DeadlineRequest.Because.PLAN, "reason": reason, "document": document}
    requests = [
        (date_request(action, on, **asked), draft.why)
        for action, draft in whole
        if (on := draft.asked_on or _beyond(action.target_on, map(held.get, (part.pk for part in draft.parts))))
    ]
    write_new(requests, by=by, at=at)
    return opened


def _opened(draft):
    """The action of a draft, not yet written."""
    status = Status.IN_PROGRESS if draft.owner else Status.AWAITING_ALLOCATION
    action = Action(text=draft.text, owner=draft.owner, status=status, **_inherited(draft.parts) | draft.details)
    action.original_target_on = action.target_on
    return action


def _beyond(on, parts):
    """The target where it is after the first of the dates that inspectorates set for those parts that are ours; else None."""
    due = min((part.due_on for part in parts if part.ours and part.due_on), default=None)
    return on if on and due and on > due else None


def _inherited(parts):
    """The audience and marking of an action that covers `parts`, as fields; none where it covers nothing."""
    inspections = {part.recommendation.inspection for part in parts}
    if not inspections:
        return {}
    # One that answers several reports is as closed as the most closed of them; a person can widen it, never an oversight.
    return {
        "audience": Audience.narrowest(inspection.audience for inspection in inspections),
        "marking": Marking.highest(inspection.marking for inspection in inspections),
    }


@verb()
def allocate(action: Action, owner: Post, *, why: str = "", by: User, at: datetime) -> Action:
    """Give an action that awaits allocation to a post. Raises Refused."""
    return move("allocate", locked(action), why=why or f"Allocated to {owner}", by=by, at=at, owner=owner)


@verb()
def hand_over(action: Action, owner: Post, *, why: str, by: User, at: datetime) -> Action:
    """Give an action to another post, with the reason. Raises Refused."""
    return move("hand_over", locked(action), words=why, why=why, by=by, at=at, owner=owner)


@verb()
def give(action: Action, owner: Post, *, instead_of: Post | None, why: str = "", by: User, at: datetime) -> Action:
    """Allocate an action that awaits it, and hand over any other, with the reason.

    instead_of: whose it was, as the person saw it. Raises Refused, and ValidationError where it is somebody else's by now.
    """
    action = locked(action)
    first = action.status in MOVES["allocate"].sources
    insist(may(by, "allocate" if first else "hand_over", action, at=at))
    if action.owner == owner:
        raise ValidationError(gettext("The %(post)s has it already.") % {"post": owner})
    if action.owner != instead_of:
        raise ValidationError(
            gettext("The %(post)s was given it while you had this page open. Look at it again before you hand it over.")
            % {"post": action.owner}
        )
    return (allocate if first else hand_over)(action, owner, why=why, by=by, at=at)


@verb()
def wait_on(
    action: Action, *, body: str, review_on: date, meanwhile: str, by: User, at: datetime, **details: object
) -> WaitingOn:
    """Note what an action waits on: a body or project, when to look again, what protects children meanwhile.

    details: board, date_words, confirmed_on. No clock stops. Raises Refused, ValidationError.
    """
    action = locked(action)
    insist(may(by, "wait", action, at=at))
    note = WaitingOn(action=action, body=body, review_on=review_on, meanwhile=meanwhile, **details)
    return write(note, by=by, at=at)


@verb()
def stop_waiting(note: WaitingOn, *, why: str = "", by: User, at: datetime) -> WaitingOn:
    """End a waiting-on note. Raises Refused, ValidationError."""
    insist(may(by, "wait", locked(note.action), at=at))
    _insist_on_waiting(note)
    note.ended_at = at
    return write(note, by=by, at=at, why=why)


@verb()
def keep_waiting(
    note: WaitingOn, *, review_on: date, confirmed_on: date | None = None, by: User, at: datetime
) -> WaitingOn:
    """Look again at what an action waits on: it does still, so say when to look next. Raises Refused, ValidationError."""
    insist(may(by, "wait", locked(note.action), at=at))
    _insist_on_waiting(note)
    # Looking again is not a confirmation by whom it waits on: the day of the last one stays unless there is another.
    note.review_on, note.confirmed_on = review_on, confirmed_on or note.confirmed_on
    return write(note, by=by, at=at, why=STILL_WAITING)


@verb()
def put_wait_right(note: WaitingOn, *, version: int, why: str, by: User, at: datetime, **changes: object) -> WaitingOn:
    """Put a waiting-on note right. version: version_of() it as it was shown. Raises Refused, ChangedMeanwhile, ValidationError."""
    insist(may(by, "wait", locked(note.action), at=at))
    held = held_as_shown(note, version)
    for name, value in changes.items():
        setattr(held, name, value)
    return write(held, by=by, at=at, why=why)


def _insist_on_waiting(note):
    """Refuse what somebody else has ended; nobody else does now, since the action is held."""
    note.refresh_from_db()
    if note.ended_at:
        raise ChangedMeanwhile(note)


@verb()
def request_deadline(
    action: Action, new_on: date, *, because: str, reason: str, by: User, at: datetime
) -> DeadlineRequest:
    """Ask for a target date, the first or another. because: DeadlineRequest.Because. Raises Refused, ValidationError."""
    action = locked(action)
    insist(may(by, "request_deadline", action, at=at))
    # Target dates in the past through typing errors are a published finding (domain.md, What goes wrong in practice).
    if new_on < london_date(at):
        raise ValidationError({"new_on": gettext(PAST)})
    if DeadlineRequest.objects.pending().filter(action=action).exists():
        raise ValidationError(gettext("A date was asked for already and is waiting for a decision."))
    return ask_for_date(action, new_on, because=because, reason=reason, by=by, at=at)


def ask_for_date(
    action: Action,
    new_on: date,
    *,
    because: str,
    reason: str,
    by: User,
    at: datetime,
) -> DeadlineRequest:
    """Put a date to whoever has to agree it. Part of other verbs."""
    return write(date_request(action, new_on, because=because, reason=reason), by=by, at=at)


def date_request(
    action: Action, new_on: date, *, because: str, reason: str, document: PlanDocument | None = None
) -> DeadlineRequest:
    """The request of a date that somebody has to agree, however long past, not yet written. Part of other verbs."""
    return DeadlineRequest(
        action=action,
        previous_on=action.target_on,
        new_on=new_on,
        because=because,
        reason=reason,
        document=document,
        audience=action.audience,
        marking=action.marking,
    )


@verb()
def decide_deadline(
    request: DeadlineRequest,
    *,
    agreed: bool,
    instead_on: date | None = None,
    reason: str,
    by: User,
    at: datetime,
) -> DeadlineDecision:
    """Agree a date, or not; both reasons are kept. instead_on: agreed instead of the one asked for. Raises Refused, ValidationError."""
    # The locked action replaces the request's own, which permission reads: both must be the one that nobody else changes now.
    action = locked(request.action)
    request = DeadlineRequest.objects.select_related("recorded_by", "decision", "taken_back").get(pk=request.pk)
    request.action = action
    insist(may_decide_deadline(by, request, at=at, instead_on=instead_on))
    if instead_on:
        insist_on_another(request, instead_on, at)
    decision = DeadlineDecision(
        request=request,
        agreed=agreed,
        instead_on=instead_on,
        reason=reason,
        asked_by=request.recorded_by,
        held_by=action.owner and action.owner.held_by(at),
        audience=request.audience,
        marking=request.marking,
    )
    write(decision, by=by, at=at)
    # The target may stand so already: a plan that opened the action set it, and asked at once.
    if agreed and action.target_on != decision.agreed_on:
        action.target_on = decision.agreed_on
        # The first date agreed is the original: overdue is shown against both (domain.md, Dates that must not be merged).
        action.original_target_on = action.original_target_on or decision.agreed_on
        write(action, by=by, at=at, why="Another date agreed than was asked for" if instead_on else "Date agreed")
    return decision


def insist_on_another(request: DeadlineRequest, instead_on: date, at: datetime) -> None:
    """Raise ValidationError where the day is no other than the one asked for or the target, or is in the past."""
    if instead_on < london_date(at):
        raise ValidationError({"instead_on": gettext(PAST)})
    if instead_on == request.new_on:
        raise ValidationError({"instead_on": gettext("That is the date asked for: agree it.")})
    if instead_on == request.action.target_on:
        raise ValidationError({"instead_on": gettext("That is the target already: do not agree, and it stays.")})
