"""The parts that an action answers: others are added, one is ended, each with its reason; what a decision stands on stays."""

from collections.abc import Collection
from datetime import datetime

from django.core.exceptions import ValidationError
from django.utils.translation import gettext

from safeguarding.history import verb, write
from safeguarding.lib.dates import in_words
from safeguarding.models import Audience, Marking, User

from ..models import Action, Coverage, DeadlineRequest, Part
from ..permissions import insist, may_coordinate
from ..selectors.actions.coverage_stands import why_it_stands
from ..waiting import inspectorate_due
from ..workflow import Status
from .actions import ask_for_date
from .as_shown import held_as_shown
from .moves import locked
from .recommendations import held_standing

MAY_ANSWER_MORE = (Status.AWAITING_ALLOCATION, Status.IN_PROGRESS)


@verb()
def answer_parts(
    action: Action, parts: Collection[Part], *, version: int, why: str, by: User, at: datetime
) -> list[Coverage]:
    """Say that an action answers these parts too; a target after the earliest inspectorate's date is put to the DCC.

    version: version_of() the action as it was shown. Raises Refused, ChangedMeanwhile, ValidationError.
    """
    insist(may_coordinate(by, at=at))
    held_standing(parts)
    held = held_as_shown(action, version)
    if held.status not in MAY_ANSWER_MORE:
        status = gettext(Status(held.status).label).lower()
        raise ValidationError(
            gettext("The action is %(status)s. Only an action in progress can answer more: open another action.")
            % {"status": status}
        )
    due = inspectorate_due(held).first()
    _close_as_most_closed(held, parts, why=why, by=by, at=at)
    made = [write(Coverage(action=held, part=part), by=by, at=at, why=why) for part in parts]
    _ask_where_beyond(held, due, by=by, at=at)
    return made


def _close_as_most_closed(action, parts, *, why, by, at):
    """An action that answers several reports is as closed as the most closed of them, as where it is opened."""
    inspections = [part.recommendation.inspection for part in parts]
    audience = Audience.narrowest([action.audience, *(each.audience for each in inspections)])
    marking = Marking.highest([action.marking, *(each.marking for each in inspections)])
    if (audience, marking) != (action.audience, action.marking):
        action.audience, action.marking = audience, marking
        write(action, by=by, at=at, why=why)


def _ask_where_beyond(action, due_before, *, by, at):
    """Put the target to the DCC where it is after the inspectorate's date by what the action answers now, and was not before."""
    due, target = inspectorate_due(action).first(), action.target_on
    if not (target and due and target > due) or (due_before and target > due_before):
        return
    if not DeadlineRequest.objects.pending().filter(action=action).exists():
        reason = f"It answers a part due {in_words(due)} now, and its target is later."
        ask_for_date(action, target, because=DeadlineRequest.Because.SCOPE, reason=reason, by=by, at=at)


@verb()
def end_coverage(coverage: Coverage, *, version: int, why: str, by: User, at: datetime) -> Coverage:
    """Say that an action answers a part no more. version: version_of() the coverage as it was shown.

    Raises Refused, ChangedMeanwhile, ValidationError saying what stands on it and what to do.
    """
    insist(may_coordinate(by, at=at))
    locked(coverage.action)
    held = held_as_shown(coverage, version)
    if reason := why_it_stands(held):
        raise ValidationError(reason)
    held.ended_at = at
    return write(held, by=by, at=at, why=why)
