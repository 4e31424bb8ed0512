"""Scrutiny: questions, answers and the DCC's decisions, each bound to the state that was seen."""

from django.core.exceptions import ValidationError
from django.db import transaction

from safeguarding.history import write
from safeguarding.lib.dates import london_date
from safeguarding.models.people import Role
from safeguarding.roles import has_role

from ..models import Answer, Decision, ProgressUpdate, Question, Settlement, StatementDecision
from ..permissions import insist, may, may_answer, may_confirm, may_settle, open_questions
from ..selectors.scrutiny.state_digest import state_digest
from ..workflow import Status
from .actions import insist_covered, locked


class MovedOn(ValidationError):
    """Something was added after the page that the decision was made on."""

    def __init__(self):
        super().__init__(
            "Something new was added to this action after you opened it. Read what is new, then decide again."
        )


@transaction.atomic
def ask(action, text, *, part=None, answer_by=None, asked_on=None, follows=None, source="", by, at):
    """Ask a scrutiny question; the DCC's blocks completion. It moves nothing.

    follows: the question whose answer was not enough; the new one takes its place, for the same part.
    Raises Refused, ValidationError.
    """
    action = locked(action)
    insist(may(by, "question", action, at=at))
    if follows:
        insist(may_settle(by, follows, at=at))
        if follows.action_id != action.pk:
            raise ValidationError("That question was asked about another action.")
        part = follows.part
    insist_covered(action, part)
    question = Question(
        action=action,
        part=part,
        text=text,
        answer_by=answer_by,
        asked_on=asked_on or london_date(at),
        blocks=has_role(by, Role.DCC, at=at),
        follows=follows,
        source=source,
        audience=action.audience,
        marking=action.marking,
    )
    return write(question, by=by, at=at)


@transaction.atomic
def answer(question, text, *, by, at):
    """Answer a question. Raises Refused, ValidationError."""
    locked(question.action)
    insist(may_answer(by, question, at=at))
    said = Answer(question=question, text=text, audience=question.audience, marking=question.marking)
    return write(said, by=by, at=at)


@transaction.atomic
def accept_answer(question, *, by, at):
    """Accept the answer: the question no longer blocks. Raises Refused, ValidationError without an answer."""
    if not question.answers.exists():
        raise ValidationError("There is no answer yet to accept.")
    return _settle(question, Settlement.Outcome.ACCEPTED, "", by=by, at=at)


@transaction.atomic
def set_aside(question, reason, *, by, at):
    """Say in words why completion does not wait for the answer. Raises Refused, ValidationError."""
    return _settle(question, Settlement.Outcome.SET_ASIDE, reason, by=by, at=at)


def _settle(question, outcome, reason, *, by, at):
    locked(question.action)
    insist(may_settle(by, question, at=at))
    settlement = Settlement(
        question=question, outcome=outcome, reason=reason, audience=question.audience, marking=question.marking
    )
    return write(settlement, by=by, at=at)


@transaction.atomic
def support(action, *, part=None, reason="", despite="", decided_on=None, digest, by, at):
    """Support completion of the action, or of one part it covers (four eyes).

    digest: the digest of what was before the person (selectors.scrutiny.state_digest). despite: why completion does not wait for
    open questions. decided_on: the day it was said, else the day of `at`. Raises Refused, MovedOn, ValidationError.
    """
    action = locked(action)
    if despite:
        _insist_seen(action, digest)
        for question in open_questions(action, part):
            set_aside(question, despite, by=by, at=at)
        digest = state_digest(action)
    action, decision = _decide(action, "support", part, reason, decided_on, digest, by=by, at=at)
    coverages = list(action.coverages.filter(ended_at=None))
    for coverage in coverages:
        if part is None or coverage.part_id == part.pk:
            coverage.supported_in = coverage.supported_in or decision
            write(coverage, by=by, at=at, why="Completion supported")
    if part is None or all(coverage.supported_in_id for coverage in coverages):
        _move(action, Status.COMPLETE, decision, by=by, at=at)
    return decision


@transaction.atomic
def send_back(action, *, part=None, reason, digest, decided_on=None, by, at):
    """Send the action back, or one part of it and so the action; parts already supported stay so.

    Raises Refused, MovedOn, ValidationError.
    """
    action, decision = _decide(action, "send_back", part, reason, decided_on, digest, by=by, at=at)
    _clear(action, part, decision, supported_too=False, by=by, at=at)
    _move(action, Status.IN_PROGRESS, decision, by=by, at=at)
    return decision


@transaction.atomic
def reopen(action, *, part=None, reason, digest, decided_on=None, by, at):
    """Reopen what was complete, whole or for one part. Raises Refused, MovedOn, ValidationError."""
    action, decision = _decide(action, "reopen", part, reason, decided_on, digest, by=by, at=at)
    _clear(action, part, decision, supported_too=True, by=by, at=at)
    _move(action, Status.IN_PROGRESS, decision, by=by, at=at)
    return decision


@transaction.atomic
def withdraw(action, *, reason, digest, decided_on=None, by, at):
    """Withdraw the action. Raises Refused, MovedOn, ValidationError."""
    action, decision = _decide(action, "withdraw", None, reason, decided_on, digest, by=by, at=at)
    _move(action, Status.WITHDRAWN, decision, by=by, at=at)
    return decision


@transaction.atomic
def confirm(statement, outcome, *, reason="", answer_by=None, digest="", by, at):
    """Say what a transcribed statement is worth (StatementDecision.Outcome); support and questions follow at once.

    reason: the question to put (to be answered by `answer_by`), or why. Raises Refused, MovedOn, ValidationError.
    """
    insist(may_confirm(by, statement, at=at))
    outcomes = StatementDecision.Outcome
    if outcome in (outcomes.SUPPORT, outcomes.ASK) and statement.action is None:
        raise ValidationError("No action answers this part yet. Ask for one, or let the words stand.")
    decision = question = None
    if outcome == outcomes.SUPPORT:
        decision = support(
            statement.action,
            part=statement.part,
            reason=reason,
            decided_on=statement.said_on,
            digest=digest,
            by=by,
            at=at,
        )
    elif outcome == outcomes.ASK:
        question = ask(
            statement.action,
            reason or statement.words,
            part=statement.part,
            answer_by=answer_by,
            asked_on=statement.said_on,
            source=statement.source,
            by=by,
            at=at,
        )
    said = StatementDecision(
        statement=statement,
        outcome=outcome,
        reason=reason,
        transcribed_by=statement.recorded_by,
        decision=decision,
        question=question,
        audience=statement.audience,
        marking=statement.marking,
    )
    return write(said, by=by, at=at)


_OUTCOMES = {
    "support": Decision.Outcome.SUPPORTS,
    "send_back": Decision.Outcome.SENDS_BACK,
    "reopen": Decision.Outcome.REOPENS,
    "withdraw": Decision.Outcome.WITHDRAWS,
}


def _decide(action, name, part, reason, decided_on, digest, *, by, at):
    """Lock, check that nothing moved, insist, and append the Decision with copies of who could not have taken it."""
    action = locked(action)
    insist(may(by, name, action, at=at, part=part))
    insist_covered(action, part)
    _insist_seen(action, digest)
    updates = ProgressUpdate.objects.filter(action=action)
    recommending = updates.filter(recommends_complete=True).last()
    closing = updates.last()
    decision = Decision(
        action=action,
        part=part,
        outcome=_OUTCOMES[name],
        reason=reason,
        decided_on=decided_on or london_date(at),
        digest=digest,
        update=closing,
        recommended_by=recommending and recommending.recorded_by,
        updated_by=closing and closing.recorded_by,
        held_by=action.owner and action.owner.held_by(at),
        issue_held_by=_issue_holder(action, part, at),
        audience=action.audience,
        marking=action.marking,
    )
    return action, write(decision, by=by, at=at)


def _insist_seen(action, digest):
    if digest != state_digest(action):
        raise MovedOn


def _issue_holder(action, part, at):
    coverages = action.coverages.filter(ended_at=None).select_related("part__recommendation__issue_owner")
    if part is not None:
        coverages = coverages.filter(part=part)
    owners = (coverage.part.recommendation.issue_owner for coverage in coverages)
    return next((person for post in owners if post and (person := post.held_by(at))), None)


def _move(action, status, decision, *, by, at):
    if action.status != status:
        action.status = status
        write(action, by=by, at=at, why=decision.get_outcome_display())  # its words stay where their audience is kept


def _clear(action, part, decision, *, supported_too, by, at):
    """Take back what was recommended on the parts meant; what was supported only where that is undone too."""
    for coverage in action.coverages.filter(ended_at=None):
        if part is not None and coverage.part_id != part.pk:
            continue
        if coverage.supported_in_id and not supported_too:
            continue
        coverage.recommended_in = coverage.supported_in = None
        write(coverage, by=by, at=at, why=decision.get_outcome_display())
