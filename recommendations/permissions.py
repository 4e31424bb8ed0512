"""Who may do what, and every reason why not. Views hide by it, services insist on it.

Every reason is collected before the Ruling is given, so that nobody puts one right only to meet the next. `at` is the moment
of the request, an aware datetime: roles and posts are given from a moment until another.
"""

from datetime import datetime

from django.utils.text import get_text_list

from safeguarding.models import User
from safeguarding.models.people import Role
from safeguarding.roles import Refused, Ruling, has_role, insist, standing

from .blocking import blocking_questions
from .four_eyes import Interests, interests, interests_in_date
from .models import (
    Action,
    Coverage,
    DeadlineRequest,
    Part,
    PlanDocument,
    Question,
    Response,
    TranscribedStatement,
)
from .waiting import is_beyond, responses
from .workflow import MOVES, OPEN, WORKED_ON, Move, ResponseKind, Status, Tie

__all__ = [
    "Refused",
    "Ruling",
    "insist",
    "interests",
    "interests_in_date",
    "may",
    "moves",
    "status_for",
    "ties",
]

QUESTION_OPEN = "A scrutiny question is open. Accept its answer, or say why completion does not wait for it."


def may(
    user: User,
    name: str,
    action: Action,
    *,
    at: datetime,
    part: Part | None = None,
    known: Interests | None = None,
) -> Ruling:
    """Rule on the move `name` (a key of MOVES) by `user`, on `action` or on one part it covers.

    known: interests() of the action, if asked already.
    """
    move = MOVES[name]
    return _ruling(
        move,
        action,
        part,
        authority=standing(user, at).roles | ties(user, action, at=at),
        interest=(known or interests(user, [action], at=at))[action.pk] if move.four_eyes else [],
        asked=move.needs_answers and blocking_questions(action, part).exists(),
    )


def moves(user: User, action: Action, *, at: datetime) -> list[tuple[Move, Ruling]]:
    """Every move in the authority of `user` on this action, with the Ruling on it, in the table's order.

    Supporting completion is among them for whoever has an interest, so that they read why it is not theirs.
    A constant number of queries.
    """
    authority = standing(user, at).roles | ties(user, action, at=at)
    interest = interests(user, [action], at=at)[action.pk]
    asked = blocking_questions(action).exists()
    return [
        (move, _ruling(move, action, None, authority=authority, interest=interest, asked=asked))
        for move in MOVES.values()
        if authority & move.by or (interest and move.needs_answers)
    ]


def _ruling(move, action, part, *, authority, interest, asked):
    """The Ruling, from the facts. authority: roles and ties. interest: sentences. asked: an open question blocks completion."""
    why_not = []
    if not authority & move.by:
        why_not.append(f"This is for {_named(move.by)}.")
    status = status_for(action, part)
    if status not in move.sources:
        subject = f"Part {part.letter} of the action" if part and part.letter else "The action"
        why_not.append(f"{subject} is {status.label.lower()}.")
    if move.four_eyes:
        why_not += interest
    if move.needs_answers and asked:
        why_not.append(QUESTION_OPEN)
    return Ruling(tuple(why_not))


def may_decide(user: User, action: Action, *, at: datetime, known: Interests | None = None) -> Ruling:
    """Rule on the DCC's decisions on `action`, whichever; which of them fit its status is MOVES' to say.

    known: interests() of the action among several, where they were asked together.
    """
    why_not = [] if has_role(user, Role.DCC, at=at) else ["This is for the DCC."]
    known = known or interests(user, [action], at=at)
    return Ruling((*why_not, *known[action.pk]))


def may_see_queue(user: User, *, at: datetime) -> Ruling:
    """The queue is for the DCC and the staff officer who prepares it."""
    if has_role(user, Role.DCC, Role.STAFF_OFFICER, at=at):
        return Ruling()
    return Ruling(("The scrutiny queue is for the DCC and their staff officer.",))


def may_set_up(user: User, *, at: datetime) -> Ruling:
    """Letting people in is the administrator's (domain.md, Who uses the tracker)."""
    if has_role(user, Role.ADMINISTRATOR, at=at):
        return Ruling()
    return Ruling(("Setting up the tracker is for its administrators.",))


def may_read_scrutiny(user: User, *, at: datetime) -> Ruling:
    """How a decision is prepared stays in the force; what was decided stands on the action's own page."""
    return Ruling() if standing(user, at).in_force else Ruling(("This page is for the force.",))


def may_decide_deadline(user: User, request: DeadlineRequest, *, at: datetime) -> Ruling:
    """A date within the inspectorate's is agreed by the issue owner, one beyond it by the DCC; never one's own.

    Source: domain.md, Dates that must not be merged.
    """
    why_not = []
    status = Status(request.action.status)
    # One reason of these: a date of a closed action that was decided too is told as decided, which is the end of it.
    if _has(request, "decision"):
        why_not.append("This date has been decided.")
    elif request.document and _has(request.document, "withdrawal"):
        why_not.append("The plan that asked for this date was withdrawn.")
    elif status not in OPEN:
        why_not.append(f"The action is {status.label.lower()}.")
    if is_beyond(request):
        if not has_role(user, Role.DCC, at=at):
            why_not.append("The date is after the inspectorate's, or there is none: it is for the DCC to agree.")
    # The DCC too, or a date on an action whose issue nobody owns could never be agreed.
    elif not (Tie.ISSUE_OWNER in ties(user, request.action, at=at) or has_role(user, Role.DCC, at=at)):
        why_not.append("This is for the issue owner or the DCC.")
    return Ruling((*why_not, *interests_in_date(user, request, at=at)))


def may_respond(user: User, part: Part, *, at: datetime) -> Ruling:
    """The issue owner or the coordinator proposes the force's response to a part."""
    owner = part.recommendation.issue_owner_id
    allowed = has_role(user, Role.COORDINATOR, at=at) or owner in standing(user, at).posts
    return Ruling() if allowed else Ruling(("This is for the issue owner or the inspection coordinator.",))


def may_agree_response(user: User, response: Response, *, at: datetime, waits: bool | None = None) -> Ruling:
    """The DCC agrees a response that ends work, or whose answering recommendations closed; never their own.

    Source: domain.md, Response, per part. waits: whether it is among waiting.responses(), where that was asked of several together.
    """
    if waits is None:
        waits = responses().filter(pk=response.pk).exists()
    why_not = []
    if not has_role(user, Role.DCC, at=at):
        why_not.append("This is for the DCC.")
    if _has(response, "decision"):
        why_not.append("This response has been decided.")
    elif not waits:
        answered = response.kind == ResponseKind.ANSWERED_UNDER
        why_not.append(
            "What answers this part is still open."
            if answered
            else "It needs nobody's agreement, or the part was responded to again."
        )
    if response.recorded_by_id == user.pk:
        why_not.append("You proposed this response, so somebody else has to agree it.")
    if response.part.recommendation.issue_owner_id in standing(user, at).posts:
        why_not.append("You own the issue, so somebody else has to agree it.")
    return Ruling(tuple(why_not))


def may_confirm(user: User, statement: TranscribedStatement, *, at: datetime, known: Interests | None = None) -> Ruling:
    """The DCC says what a transcribed statement is worth, unless they transcribed it or the action is theirs.

    Source: domain.md, An import never signs off. known: interests() of its action among several, where they were asked together.
    """
    why_not = []
    if not has_role(user, Role.DCC, at=at):
        why_not.append("This is for the DCC.")
    if _has(statement, "decision"):
        why_not.append("This statement has been decided.")
    if _has(statement.document, "withdrawal"):
        why_not.append("The plan that said this was withdrawn.")
    if statement.recorded_by_id == user.pk:
        why_not.append("You transcribed this, so somebody else has to confirm it.")
    # Words of a document may be about a recommendation that no action answers yet.
    if statement.action_id:
        known = known or interests(user, [statement.action], at=at)
        why_not += known[statement.action_id]
    return Ruling(tuple(why_not))


def may_answer(user: User, question: Question, *, at: datetime) -> Ruling:
    """The action's owner or the issue owner answers a question that nobody has settled."""
    why_not = list(may(user, "answer", question.action, at=at).why_not)
    if _has(question, "settlement"):
        why_not.append("This question is settled.")
    if _has(question, "followed_by"):
        why_not.append("This question was asked again: answer the new one.")
    return Ruling(tuple(why_not))


def may_settle(user: User, question: Question, *, at: datetime, known: Interests | None = None) -> Ruling:
    """The DCC settles a blocking question; any OPCC reviewer, since people leave, one that does not block.

    known: interests() of its action, where they were asked already.
    """
    why_not = []
    if _has(question, "settlement"):
        why_not.append("This question is settled.")
    if question.blocks and not has_role(user, Role.DCC, at=at):
        why_not.append("This is for the DCC.")
    if not question.blocks and not has_role(user, Role.OPCC, at=at):
        why_not.append("This is for an OPCC reviewer.")
    # Settling a blocking question opens the way to support, so it is held to the same four eyes.
    if question.blocks:
        known = known or interests(user, [question.action], at=at)
        why_not += known[question.action_id]
    return Ruling(tuple(why_not))


def may_coordinate(user: User, *, at: datetime) -> Ruling:
    """Reports and plans are registered, read and accepted by the inspection coordinator."""
    if has_role(user, Role.COORDINATOR, at=at):
        return Ruling()
    return Ruling(("This is for the inspection coordinator.",))


def may_withdraw_import(user: User, document: PlanDocument, *, at: datetime) -> Ruling:
    """The inspection coordinator takes back a plan that was accepted and not yet withdrawn."""
    why_not = list(may_coordinate(user, at=at).why_not)
    if _has(document, "withdrawal"):
        why_not.append("This import was withdrawn before.")
    return Ruling(tuple(why_not))


def ties(user: User, action: Action, *, at: datetime) -> set[Tie]:
    """The ties of `user` to `action`, by the posts that they hold at `at`."""
    posts = standing(user, at).posts
    if not posts:
        return set()
    tied = {Tie.ACTION_OWNER} if action.owner_id in posts else set()
    # Any part's issue will do: what an action promises, it promises to each of the recommendations that it answers.
    if Coverage.objects.filter(action=action, ended_at=None, part__recommendation__issue_owner__in=posts).exists():
        tied.add(Tie.ISSUE_OWNER)
    return tied


def status_for(action: Action, part: Part | None = None) -> Status:
    """The Status of the action, or of one part of it that was recommended or supported alone."""
    coverage = part and action.coverages.filter(part=part, ended_at=None).first()
    return status_under(action, coverage) if coverage else Status(action.status)


def status_under(action: Action, coverage: Coverage) -> Status:
    """The Status of the part that `coverage` joins to the action: its own while the action is being worked on."""
    # Outside these the coverage may still keep what was recommended, as of an action that was withdrawn: that is past.
    if action.status not in WORKED_ON:
        return Status(action.status)
    if coverage.supported_in_id:
        return Status.COMPLETE
    return Status.RECOMMENDED_COMPLETE if coverage.recommended_in_id else Status.IN_PROGRESS


def _has(record, name):
    """Return whether another record follows this one; one that was refused and never written does not count."""
    # Django leaves a follower on the instance as soon as it is made, and a refusal by full_clean() does not take it off.
    follower = getattr(record, name, None)
    return follower is not None and follower.pk is not None


def _named(by):
    """'the action owner or the inspection coordinator': authorities in a fixed order, in words."""
    ordered = [tie.value for tie in Tie if tie in by] + [_ROLE_NAMES[role] for role in Role if role in by]
    return get_text_list(ordered, "or")


_ROLE_NAMES = {
    Role.COORDINATOR: "the inspection coordinator",
    Role.DCC: "the DCC",
    Role.OPCC: "an OPCC reviewer",
}
