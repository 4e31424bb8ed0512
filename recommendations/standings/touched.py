"""Which standings may be others after a verb: those of what it wrote, and of what hangs on that."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from inspections.models import Inspection
from safeguarding.history import Written
from safeguarding.lib.database.prepared import put_together_once

from ..models import (
    Action,
    Answer,
    Coverage,
    DeadlineDecision,
    DeadlineRequest,
    DeadlineTakenBack,
    Link,
    Part,
    PlanWithdrawal,
    Question,
    Recommendation,
    Response,
    ResponseDecision,
    Settlement,
    StatementDecision,
    TranscribedStatement,
)
from ..models.standings import PartStanding
from ..workflow import ResponseKind
from .recorded import ACTION


@dataclass
class Touched:
    """Keys of recommendations, with their parts, and of actions, with their coverages."""

    recommendations: set[int] = field(default_factory=set)
    actions: set[int] = field(default_factory=set)


def touched(written: Iterable[Written]) -> Touched:
    """The Touched of what a verb wrote; nothing, and no query, for what no standing tells of."""
    parts, asked, moved = set(), set(), set()
    found, waits = Touched(), Touched()
    for thing, _, fields in written:
        parts.update(_answering(thing))
        asked.update(_asking(thing, fields))
        match thing:
            case Action() if fields.intersection(ACTION):
                found.actions.add(thing.pk)
            case Coverage():
                found.actions.add(thing.action_id)
            case Part() if "recommendation_id" in fields:
                moved.add(thing.pk)
            case Link():
                found.recommendations.add(thing.recommendation_id)
        _add_what_waits(waits, thing)
    if moved:
        before = PartStanding.objects.at().filter(part__in=moved)
        asked.update(before.values_list("recommendation", flat=True))
    _add_what_hangs_on(found, parts, asked)
    # Where only what waits is another, nothing hangs on it.
    found.recommendations |= waits.recommendations
    found.actions |= waits.actions
    return found


def _add_what_waits(waits, thing):
    """Put the action or the recommendation on which it begins or ceases to wait into `waits`."""
    match thing:
        case Question():
            _add_question(waits, thing)
        case Answer() | Settlement():
            _add_question(waits, thing.question)
        case DeadlineRequest():
            waits.actions.add(thing.action_id)
        case DeadlineDecision() | DeadlineTakenBack():
            waits.actions.add(thing.request.action_id)
        case TranscribedStatement():
            waits.recommendations.add(thing.recommendation_id)
        case StatementDecision():
            waits.recommendations.add(thing.statement.recommendation_id)
        case PlanWithdrawal():
            document = thing.document_id
            waits.actions.update(_keys(DeadlineRequest, "action", document))
            waits.recommendations.update(_keys(TranscribedStatement, "recommendation", document))


def _add_question(waits, question):
    if question.action_id:
        waits.actions.add(question.action_id)
    else:
        waits.recommendations.add(question.recommendation_id)


def _keys(model, name, document):
    return model.objects.filter(document=document).order_by().values_list(name, flat=True)


def _asking(thing, fields):
    """Keys of the recommendations of which it says what is asked."""
    match thing:
        case Part():
            return [thing.recommendation_id]
        case Recommendation():
            return [thing.pk]
        case Inspection() if "published_on" in fields:
            return Recommendation.objects.filter(inspection=thing).values_list("pk", flat=True)
    return []


def _answering(thing):
    """Keys of the parts of which it says how they are answered."""
    match thing:
        case Coverage() | Response():
            return [thing.part_id]
        case ResponseDecision():
            return [thing.response.part_id]
        case PlanWithdrawal():
            return Response.objects.filter(document=thing.document_id).values_list("part", flat=True)
    return []


def _add_what_hangs_on(found, parts, asked):
    """`asked`: recommendations of which dates or standing may have changed, and so those of the actions that answer them."""
    if asked:
        found.recommendations |= asked
        found.actions.update(_answering_them(recommendations=tuple(asked)))
    if found.actions or parts:
        found.recommendations.update(_answered(actions=tuple(found.actions), parts=tuple(parts)))
    if found.recommendations:
        found.recommendations.update(_answered_under(recommendations=tuple(found.recommendations)))


@put_together_once
def _answering_them(recommendations):
    covered = Coverage.objects.filter(ended_at=None, part__recommendation__pk__among=recommendations)
    return covered.order_by().values_list("action", flat=True)


@put_together_once
def _answered(actions, parts):
    covered = Coverage.objects.filter(ended_at=None, action__pk__among=actions).order_by()
    of_them = Part.objects.filter(pk__among=parts).order_by()
    found = covered.values_list("part__recommendation", flat=True)
    return found.union(of_them.values_list("recommendation", flat=True))


@put_together_once
def _answered_under(recommendations):
    under = Link.objects.filter(kind=ResponseKind.ANSWERED_UNDER, target__pk__among=recommendations)
    return under.order_by().values_list("recommendation", flat=True)
