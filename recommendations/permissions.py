"""Who may do what, and every reason why not. Views hide by it, services insist on it."""

from collections import defaultdict

from safeguarding.models import Holding
from safeguarding.models.people import Role
from safeguarding.roles import Refused, Ruling, has_role, insist, standing

from .models import Action, Coverage, ProgressUpdate, Question
from .workflow import MOVES, Status, Tie

__all__ = ["Refused", "Ruling", "insist", "interests", "may", "open_questions", "status_for", "ties"]


def may(user, name, action, *, at, part=None):
    """Whether `user` may make the move `name` (a key of MOVES) on `action`, or on one part it covers.

    A Ruling with every blocker at once, in sentences for that person.
    """
    move = MOVES[name]
    why_not = []
    if not (standing(user, at).roles | ties(user, action, at=at)) & move.by:
        why_not.append(f"This is for {_named(move.by)}.")
    status = status_for(action, part)
    if status not in move.sources:
        subject = f"Part {part.letter} of the action" if part and part.letter else "The action"
        why_not.append(f"{subject} is {status.label.lower()}.")
    if move.four_eyes:
        why_not += interests(user, [action], at=at)[action.pk]
    if name == "support" and open_questions(action, part).exists():
        why_not.append(
            "A scrutiny question is open. Accept its answer, or say why completion does not wait for it."
        )
    return Ruling(tuple(why_not))


def may_decide_deadline(user, request, *, at):
    """A date within the inspectorate's is agreed by the issue owner, one beyond it by the DCC; never one's own."""
    why_not = []
    if hasattr(request, "decision"):
        why_not.append("This date has been decided.")
    if is_beyond(request):
        if not has_role(user, Role.DCC, at=at):
            why_not.append("The date is after the inspectorate's, or there is none: it is for the DCC to agree.")
    elif not (Tie.ISSUE_OWNER in ties(user, request.action, at=at) or has_role(user, Role.DCC, at=at)):
        why_not.append("This is for the issue owner or the DCC.")
    if request.recorded_by_id == user.pk:
        why_not.append("You asked for this date, so somebody else has to decide.")
    if Tie.ACTION_OWNER in ties(user, request.action, at=at):
        why_not.append("You own this action, so somebody else has to decide.")
    return Ruling(tuple(why_not))


def is_beyond(request):
    """Whether the date asked for is not within an inspectorate's date: later, or none is set."""
    due = inspectorate_due(request.action)
    return due is None or request.new_on > due


def inspectorate_due(action):
    """The earliest date that an inspectorate set for a part of ours which the action covers; None: none did."""
    dates = [
        c.part.due_on
        for c in action.coverages.filter(ended_at=None).select_related("part")
        if c.part.ours and c.part.due_on
    ]
    return min(dates, default=None)


def may_respond(user, part, *, at):
    """The issue owner or the coordinator proposes the force's response to a part."""
    owner = part.recommendation.issue_owner_id
    allowed = has_role(user, Role.COORDINATOR, at=at) or owner in standing(user, at).posts
    return Ruling() if allowed else Ruling(("This is for the issue owner or the inspection coordinator.",))


def may_agree_response(user, response, *, at):
    """The DCC agrees a response that ends work on a part of ours, unless it is their own."""
    why_not = []
    if not has_role(user, Role.DCC, at=at):
        why_not.append("This is for the DCC.")
    if hasattr(response, "decision"):
        why_not.append("This response has been decided.")
    if response.recorded_by_id == user.pk:
        why_not.append("You proposed this response, so somebody else has to agree it.")
    if response.part.recommendation.issue_owner_id in standing(user, at).posts:
        why_not.append("You own the issue, so somebody else has to agree it.")
    return Ruling(tuple(why_not))


def may_confirm(user, statement, *, at):
    """The DCC says what a transcribed statement is worth, unless they transcribed it or the action is theirs."""
    why_not = []
    if not has_role(user, Role.DCC, at=at):
        why_not.append("This is for the DCC.")
    if hasattr(statement, "decision"):
        why_not.append("This statement has been decided.")
    if statement.recorded_by_id == user.pk:
        why_not.append("You transcribed this, so somebody else has to confirm it.")
    if statement.action:
        why_not += interests(user, [statement.action], at=at)[statement.action_id]
    return Ruling(tuple(why_not))


def may_settle(user, question, *, at):
    """The DCC settles a blocking question; whoever asked settles one that does not block."""
    why_not = []
    if hasattr(question, "settlement"):
        why_not.append("This question is settled.")
    if question.blocks and not has_role(user, Role.DCC, at=at):
        why_not.append("This is for the DCC.")
    if not question.blocks and question.recorded_by_id != user.pk:
        why_not.append("This is for the person who asked.")
    if question.blocks:
        why_not += interests(user, [question.action], at=at)[question.action_id]
    return Ruling(tuple(why_not))


def may_coordinate(user, *, at):
    """Register, import, allocate: the inspection coordinator."""
    if has_role(user, Role.COORDINATOR, at=at):
        return Ruling()
    return Ruling(("This is for the inspection coordinator.",))


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
    if coverage and action.status in (Status.IN_PROGRESS, Status.RECOMMENDED_COMPLETE):
        if coverage.supported_in_id:
            return Status.COMPLETE
        return Status.RECOMMENDED_COMPLETE if coverage.recommended_in_id else Status.IN_PROGRESS
    return Status(action.status)


def open_questions(action, part=None):
    """Questions that block completion still: no answer accepted, not set aside, not asked again."""
    questions = Question.objects.filter(action=action, blocks=True, settlement=None, followed_by=None)
    if part is not None:
        questions = questions.filter(part__in=[part]) | questions.filter(part=None)
    return questions


def interests(user, actions, *, at):
    """Why four eyes refuse `user`, for each action: {number: [sentence]}. A constant number of queries."""
    numbers = [action.pk for action in actions]
    found = defaultdict(list, {number: [] for number in numbers})
    updates = list(
        ProgressUpdate.objects.filter(action__in=numbers)
        .order_by("recorded_at", "pk")
        .values_list("action_id", "recorded_by_id", "recommends_complete")
    )
    recommended = {number for number, by, recommends in updates if recommends and by == user.pk}
    last_by = {number: by for number, by, _ in updates}
    owned = _owned_since_opened(user, numbers, at)
    issues = set(
        Coverage.objects.filter(
            action__in=numbers, ended_at=None, part__recommendation__issue_owner__in=standing(user, at).posts
        ).values_list("action_id", flat=True)
    )
    for number in numbers:
        if number in recommended:
            found[number].append("You recommended this complete, so somebody else has to decide.")
        elif last_by.get(number) == user.pk:
            found[number].append("You posted the closing update, so somebody else has to decide.")
        if number in owned:
            found[number].append("You own this action, or did since it opened, so somebody else has to decide.")
        if number in issues:
            found[number].append("You own the issue, so somebody else has to decide.")
    return found


def _owned_since_opened(user, numbers, at):
    """Numbers of the actions that lay with a post while `user` held it."""
    held = list(
        Holding.objects.filter(holder=user, starts_at__lte=at).values_list("post_id", "starts_at", "ends_at")
    )
    if not held:
        return set()
    spells = defaultdict(list)
    for number, post, moment in (
        Action.history.filter(number__in=numbers, history_date__lte=at)
        .order_by("history_date", "history_id")
        .values_list("number", "owner_id", "history_date")
    ):
        spells[number].append((post, moment))
    owned = set()
    for number, rows in spells.items():
        ends = [moment for _, moment in rows[1:]] + [at]
        for (post, begun), ended in zip(rows, ends, strict=True):
            if any(p == post and begin <= ended and (end is None or end > begun) for p, begin, end in held):
                owned.add(number)
    return owned


def _named(by):
    """'the action owner or the inspection coordinator': authorities in a fixed order, in words."""
    ordered = [tie.value for tie in Tie if tie in by] + [_ROLE_NAMES[role] for role in Role if role in by]
    return " or ".join([", ".join(ordered[:-1]), ordered[-1]] if len(ordered) > 1 else ordered)


_ROLE_NAMES = {
    Role.COORDINATOR: "the inspection coordinator",
    Role.DCC: "the DCC",
    Role.OPCC: "an OPCC reviewer",
}
