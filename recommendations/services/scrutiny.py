"""Scrutiny: questions, answers and the DCC's decisions, each bound to the state that was seen.

A sign-off belongs to the exact state that was before the person (domain.md, The life of an action): the page hands over its
digest, and where another stands meanwhile the decision is refused with MovedOn.
"""

from collections.abc import Sequence
from datetime import date, datetime

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext, override

from safeguarding.history import verb, write
from safeguarding.lib.dates import london_date
from safeguarding.models import User
from safeguarding.models.people import Role
from safeguarding.roles import has_role

from ..blocking import blocking_questions
from ..models import (
    Action,
    Answer,
    Decision,
    Part,
    Question,
    Settlement,
    StatementDecision,
    TranscribedStatement,
)
from ..permissions import insist, may, may_answer, may_confirm, may_settle
from ..selectors.scrutiny.conflicts import all_the_same
from ..selectors.scrutiny.copied import closing_update, issue_holder
from ..selectors.scrutiny.promises import against_support
from ..selectors.scrutiny.state_digest import state_digest
from ..workflow import MOVES
from .moves import MovedOn, insist_covered, locked, move


@verb()
def ask(
    action: Action,
    text: str,
    *,
    part: Part | None = None,
    answer_by: date | None = None,
    asked_on: date | None = None,
    follows: Question | None = None,
    source: str = "",
    by: User,
    at: datetime,
) -> Question:
    """Ask a scrutiny question; the DCC's blocks completion. It moves nothing.

    asked_on: the day a document gives, else the day of `at`. follows: the question whose answer was not enough; the new one
    takes its place, for the same part. source: the document and row, where it was put there first.
    Raises Refused, ValidationError.
    """
    action = locked(action)
    insist(may(by, "question", action, at=at))
    # Asking again ends the first question, so it is for whoever may settle that one.
    if follows:
        insist(may_settle(by, follows, at=at))
        if follows.action_id != action.pk:
            raise ValidationError(gettext("That question was asked about another action."))
        part = follows.part
    insist_covered(action, part)
    question = Question(
        action=action,
        part=part,
        text=text,
        answer_by=answer_by,
        asked_on=asked_on or london_date(at),
        blocks=has_role(by, Role.DCC, at=at),  # an OPCC reviewer asks, and completion is the force's to support
        follows=follows,
        source=source,
        audience=action.audience,
        marking=action.marking,
    )
    return write(question, by=by, at=at)


@verb()
def answer(question: Question, text: str, *, by: User, at: datetime) -> Answer:
    """Answer a question; one that blocks does so until the answer is accepted. Raises Refused, ValidationError."""
    # The lock keeps an answer from coming between the digest of a decision and the decision.
    if question.action:
        locked(question.action)
    insist(may_answer(by, question, at=at))
    given = Answer(question=question, text=text, audience=question.audience, marking=question.marking)
    return write(given, by=by, at=at)


@verb()
def accept_answer(question: Question, *, by: User, at: datetime) -> Settlement:
    """Accept the answer: the question no longer blocks. Raises Refused, ValidationError without an answer."""
    if not question.answers.exists():
        raise ValidationError(gettext("There is no answer yet to accept."))
    return _settle(question, Settlement.Outcome.ACCEPTED, "", by=by, at=at)


@verb()
def set_aside(question: Question, reason: str, *, by: User, at: datetime) -> Settlement:
    """Say in words why completion does not wait for the answer. Raises Refused, ValidationError."""
    return _settle(question, Settlement.Outcome.SET_ASIDE, reason, by=by, at=at)


def _settle(question, outcome, reason, *, by, at):
    if question.action:
        locked(question.action)
    insist(may_settle(by, question, at=at))
    settlement = Settlement(
        question=question, outcome=outcome, reason=reason, audience=question.audience, marking=question.marking
    )
    return write(settlement, by=by, at=at)


@verb()
def support(
    action: Action,
    *,
    part: Part | None = None,
    reason: str = "",
    despite: str = "",
    decided_on: date | None = None,
    digest: str,
    by: User,
    at: datetime,
) -> Decision:
    """Support completion of the action, or of one part it covers (four eyes).

    digest: the state_digest() of what was before the person. despite: why completion does not wait for open questions. What
    speaks against it is kept, and needs the reason or that. decided_on: the day it was said, else the day of `at`.
    Raises Refused, MovedOn, ValidationError.
    """
    action = locked(action)
    with override(settings.LANGUAGE_CODE):  # it is kept, and what is recorded is English
        against = against_support(action, at)
    if against:
        reason = reason or despite
        if not reason.strip():
            # Whose it is not, or who saw another state, reads that first.
            insist(may(by, "support", action, at=at, part=part))
            if digest != state_digest(action):
                raise MovedOn
            raise ValidationError(all_the_same(against))
    if despite:
        # every question set aside is a new entry, so the state that was seen is compared before
        if digest != state_digest(action):
            raise MovedOn
        for question in list(blocking_questions(action, part)):
            set_aside(question, despite, by=by, at=at)
        digest = state_digest(action)
    although = "; ".join(against)
    return _decide("support", action, part, reason, decided_on, digest, although=although, by=by, at=at)


@verb()
def send_back(
    action: Action,
    *,
    part: Part | None = None,
    reason: str,
    digest: str,
    decided_on: date | None = None,
    by: User,
    at: datetime,
) -> Decision:
    """Send the action back, or one part of it and so the action; parts already supported stay so.

    Raises Refused, MovedOn, ValidationError.
    """
    return _decide("send_back", action, part, reason, decided_on, digest, by=by, at=at)


@verb()
def reopen(
    action: Action,
    *,
    part: Part | None = None,
    reason: str,
    digest: str,
    decided_on: date | None = None,
    by: User,
    at: datetime,
) -> Decision:
    """Reopen what was complete, whole or for one part. Raises Refused, MovedOn, ValidationError."""
    return _decide("reopen", action, part, reason, decided_on, digest, by=by, at=at)


@verb()
def withdraw(
    action: Action, *, reason: str, digest: str, decided_on: date | None = None, by: User, at: datetime
) -> Decision:
    """Withdraw the action as a whole. Raises Refused, MovedOn, ValidationError."""
    return _decide("withdraw", action, None, reason, decided_on, digest, by=by, at=at)


@verb()
def reopen_withdrawn(
    action: Action, *, reason: str, digest: str, decided_on: date | None = None, by: User, at: datetime
) -> Decision:
    """Take a withdrawn action up again as a whole: its owner's work, or to be allocated. Raises Refused, MovedOn, ValidationError."""
    return _decide("reopen_withdrawn", action, None, reason, decided_on, digest, by=by, at=at)


@verb()
def confirm(
    statement: TranscribedStatement,
    outcome: str,
    *,
    reason: str = "",
    answer_by: date | None = None,
    digest: str = "",
    by: User,
    at: datetime,
) -> StatementDecision:
    """Say what a transcribed statement is worth (StatementDecision.Outcome); support and questions follow at once.

    reason: the question to put (to be answered by `answer_by`), or why. digest: as for support().
    Raises Refused, MovedOn, ValidationError.
    """
    if statement.action:
        locked(statement.action)  # what is said of its words is part of the state that another may be deciding on
    insist(may_confirm(by, statement, at=at))
    outcomes = StatementDecision.Outcome
    if outcome in (outcomes.SUPPORT, outcomes.ASK) and statement.action is None:
        raise ValidationError(gettext("No action answers this part yet. Ask for one, or leave the statement as it is."))
    decision = question = None
    if outcome == outcomes.SUPPORT:
        decision = _support_stated(statement, reason, digest, by=by, at=at)
    elif outcome == outcomes.ASK:
        question = _ask_stated(statement, reason or statement.words, answer_by, by=by, at=at)
    confirmation = StatementDecision(
        statement=statement,
        outcome=outcome,
        reason=reason,
        transcribed_by=statement.recorded_by,
        decision=decision,
        question=question,
        audience=statement.audience,
        marking=statement.marking,
    )
    return write(confirmation, by=by, at=at)


@verb()
def confirm_together(
    statements: Sequence[TranscribedStatement], outcome: str, *, reason: str = "", by: User, at: datetime
) -> list[StatementDecision]:
    """Say of several statements alike what they are worth, all or none of them; reason: as for confirm().

    Raises Refused, and ValidationError for support, which belongs to the one state that was seen, and for others than alike.
    """
    if outcome == StatementDecision.Outcome.SUPPORT:
        raise ValidationError(gettext("Completion cannot be supported for several at once. Open each by itself."))
    if len({(one.document_id, one.means) for one in statements}) > 1:
        raise ValidationError(
            gettext("These do not say the same, or are of different documents. Decide on each by itself.")
        )
    return [confirm(one, outcome, reason=reason, by=by, at=at) for one in statements]


def _support_stated(statement, reason, digest, *, by, at):
    """Support as a document says it, on the day it gives: four eyes, open questions and the digest hold here too."""
    stated = {"part": statement.part, "decided_on": statement.said_on}
    return support(statement.action, reason=reason, digest=digest, by=by, at=at, **stated)


def _ask_stated(statement, text, answer_by, *, by, at):
    """Ask as a document asks, on the day it gives; it is to be answered like any question."""
    stated = {"part": statement.part, "asked_on": statement.said_on, "source": statement.source}
    return ask(statement.action, text, answer_by=answer_by, by=by, at=at, **stated)


def _decide(name, action, part, reason, decided_on, digest, *, although="", by, at):
    """Make a move that is decided, and return its Decision, with copies of who could not have taken it."""
    action = locked(action)
    closing = closing_update(action)
    recommending = closing and (closing.corrects or closing)
    decision = Decision(
        action=action,
        part=part,
        outcome=MOVES[name].outcome,
        reason=reason,
        although=although,
        decided_on=decided_on or london_date(at),
        digest=digest,
        update=closing,
        recommended_by=recommending and recommending.recorded_by,
        updated_by=closing and closing.recorded_by,
        held_by=action.owner and action.owner.held_by(at),
        issue_held_by=issue_holder(action, part, at),
        audience=action.audience,
        marking=action.marking,
    )
    move(name, action, part=part, record=decision, words=reason, digest=digest, by=by, at=at)
    return decision
