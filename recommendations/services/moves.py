"""The one function that carries out a move (workflow.MOVES), and so the only writer of an action's status once it is open."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.utils.translation import gettext

from safeguarding.history import write
from safeguarding.lib.database.prepared import put_together_once
from safeguarding.models import HistoryModel, Record, User

from ..models import Action, Coverage, Part
from ..permissions import insist, may
from ..selectors.scrutiny.state_digest import state_digest
from ..workflow import MOVES


class MovedOn(ValidationError):
    """Something was added after the page that the move was made on."""

    def __init__(self) -> None:
        super().__init__(
            gettext("Something new was added to this action after you opened it. Read what is new, then decide again.")
        )


def locked(action: Action) -> Action:
    """The action as it is now, held until the transaction ends: two people at once come one after the other."""
    return _held(number=action.pk)[0]


@put_together_once
def _held(number):
    return Action.objects.select_for_update(of=("self",)).select_related("owner").filter(pk=number)


def move(
    name: str,
    action: Action,
    *,
    part: Part | None = None,
    record: Record | HistoryModel | None = None,
    words: str = "",
    digest: str | None = None,
    why: str = "",
    by: User,
    at: datetime,
    **changes: object,
) -> Action:
    """Make the move `name` on an action that is locked(), whole or for one part it covers; part of other verbs.

    record: what is kept of the move, not written yet. words: those that it may need. digest: of the state that was seen
    (state_digest), where it is bound to one. why: for the history, else what the move leads to. changes: fields of Action
    that change with it. Returns the action. Raises Refused, MovedOn, ValidationError.
    """
    made = MOVES[name]
    insist(may(by, name, action, at=at, part=part))
    insist_covered(action, part)
    if digest is not None and digest != state_digest(action):
        raise MovedOn
    # After the digest: whoever saw another state reads that first, and not that a word is missing.
    if made.words and not words.strip():
        raise ValidationError(made.words)
    # The record first: the coverages point at it, and status is no more than its echo.
    if record:
        write(record, by=by, at=at)
    # the history is read by more people than the decision, whose own words stay where their audience is kept
    why = why or (made.outcome or made.target or made).label
    target = made.target if action.owner_id else made.unowned or made.target
    reached = _mark_parts(action, made, part, record, why=why, by=by, at=at)
    if target and reached and action.status != target:
        changes["status"] = target
    for field, value in changes.items():
        setattr(action, field, value)
    return write(action, by=by, at=at, why=why, moving=["status"]) if changes else action


def insist_covered(action: Action, part: Part | None) -> None:
    """Raise ValidationError unless the action covers `part`; None stands for the action as a whole."""
    if part and not action.coverages.filter(part=part, ended_at=None).exists():
        raise ValidationError({"part": gettext("This action does not answer that part.")})


def _mark_parts(action, made, part, record, *, why, by, at):
    """Mark or clear the parts that are meant; return whether every part has come as far as the move leads.

    A part that was supported stays so, unless the move undoes just that.
    """
    if not (made.marks or made.clears):
        return True
    coverages = _in_force(action=action.pk)
    for coverage in coverages:
        meant = part is None or coverage.part_id == part.pk
        if meant and ("supported_in" in made.clears or coverage.supported_in_id is None):
            for field in made.clears:
                setattr(coverage, field, None)
            if made.marks:
                setattr(coverage, made.marks, record)
            write(coverage, by=by, at=at, why=why)
    return not made.marks or all(getattr(coverage, f"{made.marks}_id") for coverage in coverages)


@put_together_once
def _in_force(action):
    return Coverage.objects.filter(action=action, ended_at=None)
