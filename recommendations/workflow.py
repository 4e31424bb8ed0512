"""The life of an action, and what parts and recommendations become by it: tables only, no rows.

The only place a move is named: buttons, refusals, tests and the README's diagram are read from MOVES.
Source of every rule here: domain.md, The life of an action, and of a part.
"""

from dataclasses import dataclass
from enum import StrEnum

from django.db.models import TextChoices

from safeguarding.models.people import Role


class Status(TextChoices):
    """What an action stores."""

    AWAITING_ALLOCATION = "awaiting-allocation", "Awaiting allocation"
    IN_PROGRESS = "in-progress", "In progress"
    RECOMMENDED_COMPLETE = "recommended-complete", "Recommended complete"
    COMPLETE = "complete", "Complete (force)"
    WITHDRAWN = "withdrawn", "Withdrawn"


OPEN = (Status.AWAITING_ALLOCATION, Status.IN_PROGRESS, Status.RECOMMENDED_COMPLETE)


class Tie(StrEnum):
    """What binds a person to one action, beside their roles."""

    ACTION_OWNER = "the action owner"
    ISSUE_OWNER = "the issue owner"


@dataclass(frozen=True)
class Move:
    """One thing that can be done to an action: by whom, from which status, and where it leads.

    target None: the status stays. four_eyes: refused to everyone with an interest in the action.
    """

    name: str
    label: str
    by: frozenset
    sources: tuple
    target: Status | None = None
    four_eyes: bool = False


def _move(name, label, by, sources, target=None, *, four_eyes=False):
    return Move(name, label, frozenset(by), tuple(sources), target, four_eyes)


_COORDINATOR, _DCC, _OPCC = {Role.COORDINATOR}, {Role.DCC}, {Role.OPCC}
_OWNER = {Tie.ACTION_OWNER}
_ACCOUNTABLE = {Role.COORDINATOR, Tie.ISSUE_OWNER}
_WORKING = (Status.IN_PROGRESS, Status.RECOMMENDED_COMPLETE)

MOVES = {
    move.name: move
    for move in (
        _move("allocate", "Allocate", _ACCOUNTABLE, [Status.AWAITING_ALLOCATION], Status.IN_PROGRESS),
        _move("hand_over", "Hand over", _ACCOUNTABLE, _WORKING),
        _move("update", "Update", _OWNER, _WORKING),
        _move("wait", "Note what it waits on", _OWNER | _COORDINATOR, _WORKING),
        _move("answer", "Answer a question", _OWNER | {Tie.ISSUE_OWNER}, list(Status)),
        _move("request_deadline", "Ask for another date", _OWNER | _COORDINATOR, _WORKING),
        _move(
            "recommend_complete",
            "Recommend complete",
            _OWNER,
            [Status.IN_PROGRESS],
            Status.RECOMMENDED_COMPLETE,
        ),
        _move(
            "transcribe_recommendation",
            "Transcribe a recommendation to complete",
            _COORDINATOR,
            [Status.IN_PROGRESS],
            Status.RECOMMENDED_COMPLETE,
        ),
        _move("question", "Ask a question", _DCC | _OPCC, list(Status)),
        _move(
            "support",
            "Support completion",
            _DCC,
            [Status.RECOMMENDED_COMPLETE],
            Status.COMPLETE,
            four_eyes=True,
        ),
        _move(
            "send_back",
            "Send back",
            _DCC,
            [Status.RECOMMENDED_COMPLETE],
            Status.IN_PROGRESS,
            four_eyes=True,
        ),
        _move("reopen", "Reopen", _DCC, [Status.COMPLETE], Status.IN_PROGRESS, four_eyes=True),
        _move("withdraw", "Withdraw", _DCC, OPEN, Status.WITHDRAWN, four_eyes=True),
        _move("withdraw_import", "Withdraw with its import", _COORDINATOR, OPEN, Status.WITHDRAWN),
        _move("check", "Record a follow-up check", _OWNER | {Tie.ISSUE_OWNER}, [Status.COMPLETE]),
        _move("release", "Release to the OPCC", {Tie.ISSUE_OWNER}, list(Status)),
    )
}


class PartState(TextChoices):
    """What a part, and so a recommendation, is; derived, never stored. Worst first."""

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
    def closed(self):
        """Whether nothing more is asked of us."""
        return self in (PartState.COMPLETE, PartState.ENDED, PartState.NOTHING_ASKED, PartState.OTHERS)


class ResponseKind(TextChoices):
    """The force's response to a part (domain.md, Response, per part)."""

    ACTION_PLAN = "action-plan", "Action plan"
    POSITION = "position", "Position"
    ANSWERED_UNDER = "answered-under", "Answered under another recommendation"
    ANOTHER_BODY = "another-body", "Another body's"
    AWAITING_DIRECTION = "awaiting-direction", "Awaiting direction"
    IN_PLACE = "in-place", "Already in place"
    NOT_APPLICABLE = "not-applicable", "Not applicable"
    NOT_ACCEPTED = "not-accepted", "Not accepted"
    SUPERSEDED = "superseded", "Superseded"


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


def part_state(*, ours, asks, response, coverings, agreed=False, proposed=False):
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


def recommendation_state(part_states):
    """A recommendation is what its parts are, worst first; parts of others count only where all are."""
    return min(part_states, key=SEVERITY.index)
