"""The states of parts and recommendations, by their actions and responses (domain.md, The life of an action, and of a part)."""

from collections.abc import Collection, Iterable

from django.db.models import TextChoices

from .moves import Status


class PartState(TextChoices):
    """The state of a part, and so of a recommendation; derived, never stored. Worst first: the order is the severity."""

    NO_ACTION = "no-action", "No action"
    AWAITING_ALLOCATION = "awaiting-allocation", "Awaiting allocation"
    IN_PROGRESS = "in-progress", "In progress"
    AWAITING_DIRECTION = "awaiting-direction", "Awaiting direction"
    RESPONSE_PROPOSED = "response-proposed", "Response proposed, for decision"
    POSITION = "position", "Position reported"
    ANSWERED_UNDER = "answered-under", "Answered under another"
    FOR_DECISION = "for-decision", "All actions done, for decision"
    ENDED = "ended", "Closed by an agreed response"
    COMPLETE = "complete", "Complete (force)"
    NOTHING_ASKED = "nothing-asked", "Nothing asked"
    OTHERS = "others", "Addressed to others"

    @property
    def closed(self) -> bool:
        """Return whether nothing more is asked of us."""
        return self in (PartState.COMPLETE, PartState.ENDED, PartState.NOTHING_ASKED, PartState.OTHERS)


class ResponseKind(TextChoices):
    """The force's response to a part (domain.md, Response, per part)."""

    ACTION_PLAN = "action-plan", "Action plan"
    POSITION = "position", "Position"
    ANSWERED_UNDER = "answered-under", "Answered under another recommendation"
    ANOTHER_BODY = "another-body", "Another body’s"
    AWAITING_DIRECTION = "awaiting-direction", "Awaiting direction"
    IN_PLACE = "in-place", "Already in place"
    NOT_APPLICABLE = "not-applicable", "Not applicable"
    NOT_ACCEPTED = "not-accepted", "Not accepted"
    SUPERSEDED = "superseded", "Superseded"


# The responses that end work on a part: of ours only with a published reason that the DCC agrees. "Answered under" is none of
# them, since it closes nothing until what answers has closed.
ENDS_WORK = (
    ResponseKind.ANOTHER_BODY,
    ResponseKind.IN_PLACE,
    ResponseKind.NOT_APPLICABLE,
    ResponseKind.NOT_ACCEPTED,
    ResponseKind.SUPERSEDED,
)

_BY_RESPONSE = {
    ResponseKind.POSITION: PartState.POSITION,
    ResponseKind.AWAITING_DIRECTION: PartState.AWAITING_DIRECTION,
    ResponseKind.ANSWERED_UNDER: PartState.ANSWERED_UNDER,
}


def part_state(
    *,
    ours: bool,
    asks: bool,
    response: ResponseKind | None,
    coverings: Collection[tuple[Status, bool, bool]],
    agreed: bool = False,
    proposed: bool = False,
) -> PartState:
    """The PartState of one part.

    ours: addressed to us. asks: its recommendation asks for something (a strength does not).
    response: the ResponseKind in force, or None. agreed: the DCC agreed that what answers it has closed.
    proposed: a response waits for the DCC. coverings: for each action that covers it, not counting those
    withdrawn, (Status, whether this part is supported, whether it is recommended complete).
    """
    if not asks:
        return PartState.NOTHING_ASKED
    if not ours:
        return PartState.OTHERS
    # Before the actions: an agreed response ends the part, whatever became of work that was begun on it.
    if response in ENDS_WORK or (response == ResponseKind.ANSWERED_UNDER and agreed):
        return PartState.ENDED
    if not coverings and proposed:
        return PartState.RESPONSE_PROPOSED
    if not coverings:
        return _BY_RESPONSE.get(response, PartState.NO_ACTION)
    return min((_covering_state(*covering) for covering in coverings), key=SEVERITY.index)


def _covering_state(status, supported, recommended):
    if supported or status == Status.COMPLETE:
        return PartState.COMPLETE
    if recommended or status == Status.RECOMMENDED_COMPLETE:
        return PartState.FOR_DECISION
    return PartState(status)


SEVERITY = list(PartState)


def recommendation_state(part_states: Iterable[PartState]) -> PartState:
    """A recommendation is what its parts are, worst first; parts of others count only where all are."""
    return min(part_states, key=SEVERITY.index)
