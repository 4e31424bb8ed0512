"""Who may correct what was said on an action or a recommendation, and take back what nobody has decided yet."""

from datetime import datetime

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from safeguarding.models import User
from safeguarding.models.people import Role
from safeguarding.roles import Ruling, authority, unless_role

from ..four_eyes import interests, translated_interests
from ..models import (
    Answer,
    Contact,
    DeadlineRequest,
    Evidence,
    InspectorateRequest,
    MeasureReading,
    MeetingNote,
    ProgressUpdate,
    Question,
    UpdateRequest,
    Verdict,
)
from ..workflow import MOVES
from .assurance import may_assure
from .decisions import DCC_ONLY
from .inspectorate import may_ask_inspectorate
from .measures import may_measure
from .moves import for_whom, ties
from .questions import may_answer_for, why_not_theirs
from .roles import may_coordinate, may_record_verdict

# What a role corrects, whatever it is on.
_OF_A_ROLE = {InspectorateRequest: may_ask_inspectorate, Contact: may_coordinate, Verdict: may_record_verdict}


def may_correct(
    user: User,
    record: ProgressUpdate | Answer | Question | Verdict | MeasureReading | InspectorateRequest | Contact | MeetingNote,
    *,
    at: datetime,
) -> Ruling:
    """Whoever could say it now corrects it, whenever: the owner an update, an owner an answer, the DCC or the OPCC a question,
    the OPCC its note or minute, the coordinator or the DCC a verdict, the DCC what an inspectorate was asked, the coordinator
    what passed with one, whoever measures a reading.

    Its author as long as they hold the post, and then whoever holds it: work belongs to posts, and a number that is wrong stays
    wrong when people leave. Each correction bears the name of who made it.
    """
    match record:
        case MeasureReading():
            return may_measure(user, record.measure.recommendation, at=at)
        case MeetingNote():
            return may_assure(user, record.inspection, at=at)
        case InspectorateRequest() | Contact() | Verdict():
            return _OF_A_ROLE[type(record)](user, at=at)
        case ProgressUpdate():
            return _authority(user, "update", record.action, at)
        case Answer(question=Question(action_id=None)):
            return may_answer_for(user, record.question.recommendation, at=at)
        case Answer():
            return _authority(user, "answer", record.question.action, at)
        case Question(action_id=None):
            return Ruling(tuple(why_not_theirs(user, record, at=at)))
        case Question(blocks=True):
            # Asking for less opens the way to support, so it is held to the same four eyes as settling.
            why_not = unless_role(user, Role.DCC, DCC_ONLY, at=at)
            return Ruling((*why_not, *translated_interests(interests(user, [record.action], at=at)[record.action_id])))
    return Ruling(tuple(unless_role(user, Role.OPCC, _("This is for an OPCC reviewer."), at=at)))


def may_take_back_date(user: User, request: DeadlineRequest, *, at: datetime) -> Ruling:
    """Whoever could ask for a date takes one back, until it is decided."""
    why_not = list(_authority(user, "request_deadline", request.action, at).why_not)
    if request.is_followed_by("decision"):
        why_not.append(gettext("This date has been decided."))
    if request.is_followed_by("taken_back"):
        why_not.append(gettext("This date was taken back."))
    if request.document and request.document.is_followed_by("withdrawal"):
        why_not.append(gettext("The plan that asked for this date was withdrawn."))
    return Ruling(tuple(why_not))


def may_take_back_evidence(user: User, evidence: Evidence, *, at: datetime) -> Ruling:
    """Whoever could give it now takes evidence back, whenever: after a sign-off that is a change which the DCC is shown."""
    why_not = list(_authority(user, "update", evidence.action, at).why_not)
    if evidence.is_followed_by("taken_back"):
        why_not.append(gettext("This evidence was taken back."))
    return Ruling(tuple(why_not))


def _authority(user, name, action, at):
    """A Ruling on the authority of `user` for the move `name`, whatever the status of the action."""
    move = MOVES[name]
    held = authority(user, at).roles | ties(user, action, at=at)
    return Ruling(() if held & move.by else (for_whom(move),))


def may_take_back_request(user: User, request: UpdateRequest, *, at: datetime) -> Ruling:
    """Who asked for an update takes that back until there is one."""
    why_not = [] if request.recorded_by_id == user.pk else [gettext("This is for whoever asked for it.")]
    if not UpdateRequest.objects.open().filter(pk=request.pk).exists():
        why_not.append(gettext("There is an update since, or it was taken back."))
    return Ruling(tuple(why_not))
