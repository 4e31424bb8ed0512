"""The rows of what was asked and said besides: dates, questions and answers, words of a document, responses; the queue has some of each."""

from datetime import timedelta

from recommendations.models import (
    Answer,
    DeadlineDecision,
    DeadlineRequest,
    PlanDocument,
    PlanInspection,
    Question,
    Response,
    TranscribedStatement,
)
from recommendations.workflow import ResponseKind

from .cast import Cast
from .lives import Calendar
from .promised import Promised, Reports
from .rows import add

ACCEPTED, STATED, RESPONDED, ASKED, ANSWERED, ASKED_DATE = 100, 200, 250, 382, 390, 385  # days of the register


def accept_document(cast: Cast, reports: Reports, calendar: Calendar) -> PlanDocument:
    """Make the one plan that answers every inspection, whose words are transcribed later."""
    by_at = {"recorded_by": cast.coordinator, "recorded_at": calendar.began + timedelta(days=ACCEPTED)}
    document = PlanDocument(name="plan.xlsx", sha256="0" * 64, file="plans/none", rows=0, **by_at)
    [document] = add(PlanDocument, [document])
    add(PlanInspection, [PlanInspection(document=document, inspection=one, **by_at) for one in reports.inspections])
    return document


def ask(promised: list[Promised], document: PlanDocument, cast: Cast, calendar: Calendar) -> None:
    """Make what was asked and said of what was promised."""

    def by(person, each, day):
        return {"recorded_by": person, "recorded_at": calendar.at(each.life, day)}

    _ask_for_dates(promised, cast, by)
    _ask_questions(promised, cast, by)
    stated = [each for each in promised if each.life.stated]
    add(TranscribedStatement, [_statement(each, document, by(cast.coordinator, each, STATED)) for each in stated])
    responded = [each for each in promised if each.life.responded]
    add(Response, [_response(each, by(cast.coordinator, each, RESPONDED)) for each in responded])


def _ask_for_dates(promised, cast, by):
    """A date agreed for each target that moved, and one that waits wherever another is asked for."""
    moved = [each for each in promised if each.life.moved is not None]
    agreed = add(
        DeadlineRequest,
        [_date(each, each.life.target_on, by(cast.coordinator, each, each.life.moved - 7)) for each in moved],
    )
    decisions = [
        DeadlineDecision(
            request=request,
            agreed=True,
            reason="Agreed.",
            asked_by=cast.coordinator,
            held_by=None if each.life.owner is None else cast.owners[each.life.owner],
            **by(cast.dcc, each, each.life.moved),
        )
        for each, request in zip(moved, agreed, strict=True)
    ]
    add(DeadlineDecision, decisions)
    waiting = [each for each in promised if each.life.asks_date]
    later = timedelta(days=60)
    add(
        DeadlineRequest,
        [
            _date(each, each.life.target_on + later, by(cast.owners[each.life.owner], each, ASKED_DATE))
            for each in waiting
        ],
    )


def _ask_questions(promised, cast, by):
    """A question on each action that has one, and where it is answered another about its recommendation, answered too."""
    asked = [(each, {"action": each.action, "blocks": True}) for each in promised if each.life.question]
    about = [(each, {"recommendation": each.recommendation}) for each, _ in asked if each.life.question == "answered"]
    questions = add(Question, [_question(of, by(cast.dcc, each, ASKED)) for each, of in asked + about])
    answers = [
        Answer(question=question, text="See the sample of May.", **by(cast.owners[each.life.owner], each, ANSWERED))
        for (each, _), question in zip(asked + about, questions, strict=True)
        if each.life.question == "answered"
    ]
    add(Answer, answers)


def _date(each, new_on, by_at):
    before = each.life.original_on if new_on == each.life.target_on else each.life.target_on
    reason = "The partner's system is late."
    because = DeadlineRequest.Because.PARTNER
    return DeadlineRequest(
        action=each.action, previous_on=before, new_on=new_on, because=because, reason=reason, **by_at
    )


def _question(of, by_at):
    return Question(text="Which records were looked at?", asked_on=by_at["recorded_at"].date(), **of, **by_at)


def _statement(each, document, by_at):
    return TranscribedStatement(
        recommendation=each.recommendation,
        part=each.parts[0],
        action=each.action,
        means=TranscribedStatement.Means.COMPLETE,
        words="Complete.",
        document=document,
        source=f"plan.xlsx, row {each.life.i}",
        **by_at,
    )


def _response(each, by_at):
    reason = "The procedure of last year covers it."
    return Response(part=each.parts[0], kind=ResponseKind.IN_PLACE, reason=reason, **by_at)
