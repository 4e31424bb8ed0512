"""Who may decide what waits for scrutiny, and answer what it asks; never on their own work."""

from datetime import date, datetime

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from safeguarding.models import User
from safeguarding.models.people import Role
from safeguarding.roles import Ruling, unless_role

from ..four_eyes import (
    HIDDEN_PART_DATE,
    Interests,
    hides,
    interests,
    interests_in_date,
    interests_in_parts,
    parts_meant,
    translated_interests,
    translated_once,
)
from ..models import Action, DeadlineRequest, Question, Response, TranscribedStatement
from ..waiting import is_for_dcc, responses
from ..workflow import OPEN, ResponseKind, Status, Tie
from .moves import may, stands_at, ties
from .questions import ASKERS, may_answer_for, why_not_theirs

DCC_ONLY = ASKERS[Role.DCC]


def may_decide(user: User, action: Action, *, at: datetime, known: Interests | None = None) -> Ruling:
    """Rule on the DCC's decisions on `action`, whichever; which of them fit its status is MOVES' to say.

    known: interests() of the action among several, where they were asked together.
    """
    why_not = unless_role(user, Role.DCC, DCC_ONLY, at=at)
    known = known or interests(user, [action], at=at)
    return Ruling((*why_not, *translated_interests(known[action.pk])))


def may_decide_deadline(
    user: User, request: DeadlineRequest, *, at: datetime, instead_on: date | None = None
) -> Ruling:
    """A date within the inspectorate's is agreed by the issue owner, one beyond it by the DCC; never one's own.

    Source: domain.md, Dates that must not be merged. instead_on: the other date that they would agree, to which the same applies.
    """
    why_not = []
    status = Status(request.action.status)
    # One reason of these: a date of a closed action that was decided too is told as decided, which is the end of it.
    if request.is_followed_by("decision"):
        why_not.append(gettext("This date has been decided."))
    elif request.is_followed_by("taken_back"):
        why_not.append(gettext("This date was taken back."))
    elif request.document and request.document.is_followed_by("withdrawal"):
        why_not.append(gettext("The plan that asked for this date was withdrawn."))
    elif status not in OPEN:
        why_not.append(stands_at(status))
    if is_for_dcc(request, instead_on):
        by_the_issue = False
        otherwise = _("The date is after the inspectorate’s, or there is none: it is for the DCC to agree.")
        why_not += unless_role(user, Role.DCC, otherwise, at=at)
    # The DCC too, or a date on an action whose issue nobody owns could never be agreed.
    elif not (by_the_issue := Tie.ISSUE_OWNER in ties(user, request.action, at=at)):
        why_not += unless_role(user, Role.DCC, _("This is for the issue owner or the DCC."), at=at)
    why_not += interests_in_date(user, request, at=at, by_the_issue=by_the_issue)
    if not why_not and hides(user, request.action, None, at=at):
        why_not.append(gettext(HIDDEN_PART_DATE))
    return Ruling(tuple(why_not))


def may_agree_response(
    user: User, response: Response, *, at: datetime, waits: bool | None = None, known: Interests | None = None
) -> Ruling:
    """The DCC agrees a response that ends work, or whose answering recommendations closed; never their own.

    Source: domain.md, Response, per part. waits: whether it is among waiting.responses(), and known: interests_in_parts() of its
    part, where that was asked of several together.
    """
    if waits is None:
        waits = responses().filter(pk=response.pk).exists()
    why_not = unless_role(user, Role.DCC, DCC_ONLY, at=at)
    if response.is_followed_by("decision"):
        why_not.append(gettext("This response has been decided."))
    elif not waits:
        answered = response.kind == ResponseKind.ANSWERED_UNDER
        why_not.append(
            gettext("What answers this part is still open.")
            if answered
            else gettext("It needs nobody’s agreement, or the part was responded to again.")
        )
    known = known or interests_in_parts(user, [response.part], at=at)
    return Ruling((*why_not, *translated_interests(known[response.part_id])))


def may_confirm(
    user: User,
    statement: TranscribedStatement,
    *,
    at: datetime,
    known: Interests | None = None,
    in_parts: Interests | None = None,
) -> Ruling:
    """The DCC says what a transcribed statement is worth, unless they transcribed it or what it is about is theirs.

    Source: domain.md, An import never signs off. known: interests() of its action, and in_parts: interests_in_parts() of
    what it is about where no action answers that yet, among several that were asked together.
    """
    why_not = unless_role(user, Role.DCC, DCC_ONLY, at=at)
    if statement.is_followed_by("decision"):
        why_not.append(gettext("This statement has been decided."))
    if statement.document and statement.document.is_followed_by("withdrawal"):
        why_not.append(gettext("The plan that said this was withdrawn."))
    if statement.recorded_by_id == user.pk:
        why_not.append(gettext("You transcribed this, so somebody else has to confirm it."))
    # Words of a document may be about a recommendation that no action answers yet.
    if statement.action_id:
        known = known or interests(user, [statement.action], at=at)
        why_not += translated_interests(known[statement.action_id])
    else:
        why_not += _about(statement, user, at, in_parts)
    return Ruling(tuple(why_not))


def _about(thing: TranscribedStatement | Question, user: User, at: datetime, known: Interests | None) -> list[str]:
    parts = parts_meant(thing)
    return translated_once(known or interests_in_parts(user, parts, at=at), parts)


def may_answer(user: User, question: Question, *, at: datetime) -> Ruling:
    """The owner of the action or of the issue answers a question that nobody has settled; may_answer_for, one without action."""
    if question.action:
        ruling = may(user, "answer", question.action, at=at)
    else:
        ruling = may_answer_for(user, question.recommendation, at=at)
    why_not = list(ruling.why_not)
    if question.is_followed_by("settlement"):
        why_not.append(gettext("This question is settled."))
    if question.is_followed_by("followed_by"):
        why_not.append(gettext("This question was asked again: answer the new one."))
    return Ruling(tuple(why_not))


def may_settle(user: User, question: Question, *, at: datetime) -> Ruling:
    """The DCC settles a blocking question; any OPCC reviewer, since people leave, one that does not block.

    One on a recommendation blocks nothing: it is for those who asked. Whoever settles one says that an answer is enough, so it
    is held to the same four eyes as support.
    """
    why_not = []
    if question.is_followed_by("settlement"):
        why_not.append(gettext("This question is settled."))
    if question.is_followed_by("followed_by"):
        why_not.append(gettext("This question was asked again."))
    if question.action_id is None:
        why_not += why_not_theirs(user, question, at=at)
        why_not += _about(question, user, at, None)
    else:
        role = Role.DCC if question.blocks else Role.OPCC
        why_not += unless_role(user, role, ASKERS[role], at=at)
        why_not += translated_interests(interests(user, [question.action], at=at)[question.action_id])
    if not why_not and not Question.objects.visible_to(user, at).filter(pk=question.pk).exists():
        why_not.append(gettext("You may not see this question, so somebody who does has to decide."))
    return Ruling(tuple(why_not))
