"""The life of an action: tables only, no rows.

Everything that belongs to a move stands in MOVES: buttons, refusals, decisions, messages, tests and the README's diagram
are read from it, and services.moves is the only one that carries it out.
Source of every rule here: domain.md, The life of an action, and of a part.
"""

from dataclasses import dataclass
from enum import StrEnum

from django.db.models import TextChoices

from safeguarding.models.people import Role

from .outcomes import Outcome


class Status(TextChoices):
    """The status that an action stores; nothing else stores one."""

    AWAITING_ALLOCATION = "awaiting-allocation", "Awaiting allocation"
    IN_PROGRESS = "in-progress", "In progress"
    RECOMMENDED_COMPLETE = "recommended-complete", "Recommended complete"
    COMPLETE = "complete", "Complete (force)"
    WITHDRAWN = "withdrawn", "Withdrawn"


OPEN = (Status.AWAITING_ALLOCATION, Status.IN_PROGRESS, Status.RECOMMENDED_COMPLETE)


class Tie(StrEnum):
    """A bond of a person to one action by a post that they hold, beside their roles."""

    ACTION_OWNER = "the action owner"
    ISSUE_OWNER = "the issue owner"


@dataclass(frozen=True, kw_only=True)
class Move:
    """One thing that can be done to an action, with everything that belongs to it.

    by: who may. sources: from which statuses, of the action or of the part that is meant. target: where it leads; None:
    the status stays. unowned: where it leads instead while nobody owns the action. undoes: the decision without which there is
    nothing to undo. marks: the field of Coverage in which the parts meant keep the record of it; the action reaches the
    target once every part it covers has one. clears: fields of Coverage that are emptied on them. four_eyes: refused to
    everyone with an interest in the action. needs_answers: refused while a question that blocks completion is open.
    whole: of the action only, never of one part. of_others: not for the action's own owner. outcome: the decision that is
    recorded. pages: where it is made, the first the one to which the action's page leads. words: what to say where it comes
    without the words it needs; "" where it needs none. success_message: what whoever made it is told; {which} is the action's number, and
    the part where one is meant.
    """

    name: str
    label: str
    by: frozenset[Role | Tie]
    sources: tuple[Status, ...]
    target: Status | None = None
    unowned: Status | None = None
    undoes: Outcome | None = None
    marks: str = ""
    clears: tuple[str, ...] = ()
    four_eyes: bool = False
    needs_answers: bool = False
    whole: bool = False
    of_others: bool = False
    outcome: Outcome | None = None
    pages: tuple[str, ...] = ()
    words: str = ""
    success_message: str = ""


_OWNER = frozenset({Tie.ACTION_OWNER})
_ISSUE_OWNER = frozenset({Tie.ISSUE_OWNER})
_COORDINATOR = frozenset({Role.COORDINATOR})
_DCC = frozenset({Role.DCC})
_ALWAYS = tuple(Status)
WORKED_ON = (Status.IN_PROGRESS, Status.RECOMMENDED_COMPLETE)

# In the order in which an action's page offers them, the most pressing first.
MOVES = {
    move.name: move
    for move in (
        Move(
            name="answer",
            label="Answer a question",
            by=_OWNER | _ISSUE_OWNER,
            sources=_ALWAYS,  # the OPCC asks of what is complete or withdrawn too
            pages=("question-answer",),
            success_message="Answer sent on action {which}.",
        ),
        Move(
            name="update",
            label="Update",
            by=_OWNER,
            sources=WORKED_ON,
            pages=("action-update",),
            success_message="Update posted on action {which}.",
        ),
        Move(
            name="recommend_complete",
            label="Recommend complete",
            by=_OWNER,
            sources=(Status.IN_PROGRESS,),
            target=Status.RECOMMENDED_COMPLETE,
            marks="recommended_in",
            pages=("action-update",),
            success_message="Update posted on action {which} and completion{of} recommended. The DCC is next.",
        ),
        Move(
            name="support",
            label="Support completion",
            by=_DCC,
            sources=(Status.RECOMMENDED_COMPLETE,),
            target=Status.COMPLETE,
            marks="supported_in",
            four_eyes=True,
            needs_answers=True,
            outcome=Outcome.SUPPORTS,
            pages=("scrutiny-item",),
            success_message="Action {which}: completion supported.",
        ),
        Move(
            name="question",
            label="Ask a question",
            by=_DCC | {Role.OPCC},
            sources=_ALWAYS,
            pages=("action-question", "scrutiny-item"),
            words="Enter your question",
            success_message="Action {which}: question asked.",
        ),
        # A part that was supported stays so when another is sent back; only reopening undoes support.
        Move(
            name="send_back",
            label="Send back",
            by=_DCC,
            sources=(Status.RECOMMENDED_COMPLETE,),
            target=Status.IN_PROGRESS,
            clears=("recommended_in",),
            four_eyes=True,
            outcome=Outcome.SENDS_BACK,
            pages=("scrutiny-item",),
            words="Say why you send it back",
            success_message="Action {which}: sent back.",
        ),
        Move(
            name="reopen",
            label="Reopen",
            by=_DCC,
            sources=(Status.COMPLETE,),
            target=Status.IN_PROGRESS,
            clears=("recommended_in", "supported_in"),
            four_eyes=True,
            outcome=Outcome.REOPENS,
            pages=("scrutiny-item",),
            words="Say why you reopen it",
            success_message="Action {which}: reopened.",
        ),
        Move(
            name="withdraw",
            label="Withdraw",
            by=_DCC,
            sources=OPEN,
            target=Status.WITHDRAWN,
            four_eyes=True,
            whole=True,  # a promise is taken back as one; a part of it ends by a response
            outcome=Outcome.WITHDRAWS,
            pages=("scrutiny-item",),
            words="Say why it is withdrawn",
            success_message="Action {which}: withdrawn.",
        ),
        # A promise is taken up again as one, and so is what was recommended and supported of it before.
        Move(
            name="reopen_withdrawn",
            label="Reopen",
            by=_DCC,
            sources=(Status.WITHDRAWN,),
            target=Status.IN_PROGRESS,
            unowned=Status.AWAITING_ALLOCATION,
            undoes=Outcome.WITHDRAWS,
            clears=("recommended_in", "supported_in"),
            four_eyes=True,
            whole=True,
            outcome=Outcome.REOPENS,
            pages=("scrutiny-item",),
            words="Say why you reopen it",
            success_message="Action {which}: reopened.",
        ),
        Move(
            name="check",
            label="Record a follow-up check",
            by=_OWNER | _ISSUE_OWNER,
            sources=(Status.COMPLETE,),
            pages=("follow-up-check",),
            success_message="Follow-up check recorded on action {which}.",
        ),
        Move(
            name="allocate",
            label="Allocate",
            by=_COORDINATOR | _ISSUE_OWNER,
            sources=(Status.AWAITING_ALLOCATION,),
            target=Status.IN_PROGRESS,
            pages=("action-owner",),
            success_message="Action {which} is with the {owner} now.",
        ),
        Move(
            name="hand_over",
            label="Hand over",
            by=_COORDINATOR | _ISSUE_OWNER,
            sources=WORKED_ON,
            pages=("action-owner",),
            words="Enter why",
            success_message="Action {which} is with the {owner} now.",
        ),
        Move(
            name="ask_update",
            label="Ask for an update",
            by=_COORDINATOR | _ISSUE_OWNER | {Role.STAFF_OFFICER},
            sources=(Status.IN_PROGRESS,),
            of_others=True,
            pages=("action-ask-update",),
            success_message="Action {which}: the {owner} is asked for an update. It stands on their My actions.",
        ),
        # Waiting and asking for a date move nothing, so that no clock stops while somebody else is slow.
        Move(
            name="wait",
            label="Note what it is waiting on",
            by=_OWNER | _COORDINATOR,
            sources=WORKED_ON,
            pages=("action-wait",),
            success_message="Noted what action {which} is waiting on. Its dates stay as they are.",
        ),
        Move(
            name="request_deadline",
            label="Ask for another date",
            by=_OWNER | _COORDINATOR,
            sources=WORKED_ON,
            pages=("action-deadline",),
            success_message="Date asked for on action {which}. Its target stays as it is until somebody agrees.",
        ),
        Move(
            name="take_back",
            label="Take back the recommendation to complete",
            by=_OWNER,
            sources=(Status.RECOMMENDED_COMPLETE,),
            target=Status.IN_PROGRESS,
            clears=("recommended_in",),
            pages=("action-take-back",),
            words="Say why you take it back",
            success_message="Action {which}: recommendation to complete taken back. It is no longer with the DCC.",
        ),
        Move(
            name="set_check",
            label="Set a follow-up check",
            by=_OWNER | _ISSUE_OWNER | _DCC,
            sources=(*WORKED_ON, Status.COMPLETE),
            pages=("action-check",),
            success_message="Follow-up check set on action {which}. Its owner finds it under My actions.",
        ),
        Move(
            name="release",
            label="Release to the OPCC",
            by=_ISSUE_OWNER,
            sources=_ALWAYS,
            pages=("action-release",),
            success_message="What was said on action {which} so far is released to the OPCC.",
        ),
        # What a document that comes in, or goes again, does to an action; no page of the action leads there.
        # An import never signs off: at most the action is recommended complete, and nothing here leads to COMPLETE.
        Move(
            name="transcribe_recommendation",
            label="Transcribe a recommendation to complete",
            by=_COORDINATOR,
            sources=(Status.IN_PROGRESS,),
            target=Status.RECOMMENDED_COMPLETE,
            marks="recommended_in",
        ),
        Move(
            name="withdraw_import",
            label="Withdraw with its import",
            by=_COORDINATOR,
            sources=OPEN,
            target=Status.WITHDRAWN,
        ),
        Move(
            name="undo_recommendation",
            label="Undo what an import recommended",
            by=_COORDINATOR,
            sources=(Status.RECOMMENDED_COMPLETE,),
            target=Status.IN_PROGRESS,
        ),
        Move(
            name="undo_allocation",
            label="Undo what an import allocated",
            by=_COORDINATOR,
            sources=(Status.IN_PROGRESS,),
            target=Status.AWAITING_ALLOCATION,
        ),
    )
}
