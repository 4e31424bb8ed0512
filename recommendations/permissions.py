"""Who may do what, and every reason why not. Views hide by it, services insist on it."""

from django.utils.text import get_text_list

from safeguarding.models.people import Role
from safeguarding.roles import Refused, Ruling, has_role, insist, standing

from .four_eyes import interests, interests_in_date
from .models import Coverage
from .waiting import blocking, is_beyond, responses
from .workflow import MOVES, OPEN, ResponseKind, Status, Tie

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


def may(user, name, action, *, at, part=None, known=None):
    """Whether `user` may make the move `name` (a key of MOVES) on `action`, or on one part it covers.

    A Ruling with every blocker at once, in sentences for that person. known: interests() of the action, if asked already.
    """
    move = MOVES[name]
    return _ruling(
        move,
        action,
        part,
        authority=standing(user, at).roles | ties(user, action, at=at),
        interest=(known or interests(user, [action], at=at))[action.pk] if move.four_eyes else [],
        asked=move.needs_answers and blocking(action, part).exists(),
    )


def moves(user, action, *, at):
    """What `user` has to do with this action: (Move, Ruling) of every move in their authority, in the table's order.

    Supporting completion is among them for whoever has an interest, so that they read why it is not theirs.
    A constant number of queries.
    """
    authority = standing(user, at).roles | ties(user, action, at=at)
    interest = interests(user, [action], at=at)[action.pk]
    asked = blocking(action).exists()
    return [
        (move, _ruling(move, action, None, authority=authority, interest=interest, asked=asked))
        for move in MOVES.values()
        if authority & move.by or (interest and move.needs_answers)
    ]


def _ruling(move, action, part, *, authority, interest, asked):
    """The Ruling, from the facts. asked: an open question blocks completion."""
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


def may_decide(user, action, *, at, known=None):
    """Whether the DCC's decisions on `action` are open to `user`; which of them fit its status is MOVES' to say.

    known: interests() of the action among several, where they were asked together.
    """
    why_not = [] if has_role(user, Role.DCC, at=at) else ["This is for the DCC."]
    known = known or interests(user, [action], at=at)
    return Ruling((*why_not, *known[action.pk]))


def may_see_queue(user, *, at):
    """What waits for the DCC is for the DCC and the staff officer who prepares it."""
    if has_role(user, Role.DCC, Role.STAFF_OFFICER, at=at):
        return Ruling()
    return Ruling(("The scrutiny queue is for the DCC and their staff officer.",))


def may_read_scrutiny(user, *, at):
    """How a decision is prepared stays in the force; what was decided stands on the action's own page."""
    return Ruling() if standing(user, at).in_force else Ruling(("This page is for the force.",))


def may_decide_deadline(user, request, *, at):
    """A date within the inspectorate's is agreed by the issue owner, one beyond it by the DCC; never one's own."""
    why_not = []
    status = Status(request.action.status)
    if _has(request, "decision"):
        why_not.append("This date has been decided.")
    elif request.document and _has(request.document, "withdrawal"):
        why_not.append("The plan that asked for this date was withdrawn.")
    elif status not in OPEN:
        why_not.append(f"The action is {status.label.lower()}.")
    if is_beyond(request):
        if not has_role(user, Role.DCC, at=at):
            why_not.append("The date is after the inspectorate's, or there is none: it is for the DCC to agree.")
    elif not (Tie.ISSUE_OWNER in ties(user, request.action, at=at) or has_role(user, Role.DCC, at=at)):
        why_not.append("This is for the issue owner or the DCC.")
    return Ruling((*why_not, *interests_in_date(user, request, at=at)))


def may_respond(user, part, *, at):
    """The issue owner or the coordinator proposes the force's response to a part."""
    owner = part.recommendation.issue_owner_id
    allowed = has_role(user, Role.COORDINATOR, at=at) or owner in standing(user, at).posts
    return Ruling() if allowed else Ruling(("This is for the issue owner or the inspection coordinator.",))


def may_agree_response(user, response, *, at, waits=None):
    """The DCC agrees a response that ends work, or whose answering recommendations closed; never their own.

    waits: whether it is among waiting.responses(), where that was asked of several together.
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


def may_confirm(user, statement, *, at, known=None):
    """The DCC says what a transcribed statement is worth, unless they transcribed it or the action is theirs.

    known: interests() of its action among several, where they were asked together.
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
    if statement.action_id:
        known = known or interests(user, [statement.action], at=at)
        why_not += known[statement.action_id]
    return Ruling(tuple(why_not))


def may_answer(user, question, *, at):
    """The action's owner or the issue owner answers a question that nobody has settled."""
    why_not = list(may(user, "answer", question.action, at=at).why_not)
    if _has(question, "settlement"):
        why_not.append("This question is settled.")
    if _has(question, "followed_by"):
        why_not.append("This question was asked again: answer the new one.")
    return Ruling(tuple(why_not))


def may_settle(user, question, *, at, known=None):
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
    if question.blocks:
        known = known or interests(user, [question.action], at=at)
        why_not += known[question.action_id]
    return Ruling(tuple(why_not))


def may_coordinate(user, *, at):
    """Register, import, allocate: the inspection coordinator."""
    if has_role(user, Role.COORDINATOR, at=at):
        return Ruling()
    return Ruling(("This is for the inspection coordinator.",))


def may_withdraw_import(user, document, *, at):
    """The inspection coordinator takes back a plan that was accepted and not yet withdrawn."""
    why_not = list(may_coordinate(user, at=at).why_not)
    if _has(document, "withdrawal"):
        why_not.append("This import was withdrawn before.")
    return Ruling(tuple(why_not))


def ties(user, action, *, at):
    """What binds `user` to `action` at `at`: a set of Tie."""
    posts = standing(user, at).posts
    if not posts:
        return set()
    found = {Tie.ACTION_OWNER} if action.owner_id in posts else set()
    if Coverage.objects.filter(action=action, ended_at=None, part__recommendation__issue_owner__in=posts).exists():
        found.add(Tie.ISSUE_OWNER)
    return found


def status_for(action, part=None):
    """The Status of the action, or of one part of it that was recommended or supported alone."""
    coverage = part and action.coverages.filter(part=part, ended_at=None).first()
    return status_under(action, coverage) if coverage else Status(action.status)


def status_under(action, coverage):
    """The Status of the part that `coverage` joins to the action: its own while the action is being worked on."""
    if action.status not in (Status.IN_PROGRESS, Status.RECOMMENDED_COMPLETE):
        return Status(action.status)
    if coverage.supported_in_id:
        return Status.COMPLETE
    return Status.RECOMMENDED_COMPLETE if coverage.recommended_in_id else Status.IN_PROGRESS


def _has(record, name):
    """Whether another record follows this one; one that was refused and never written does not count."""
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
