"""The one place of what waits for a decision at a moment, from what was recorded by then.

That something waits is a fact of the register and no matter of who reads: whoever asks filters it by what their reader may see.
"""

from collections.abc import Iterator
from datetime import datetime

from ..models import AwaitedStanding, PartStanding
from ..workflow import OPEN, WORKED_ON, Status, blocks, is_beyond
from .recorded import Recorded, is_by
from .work_out import coverage_standing, inspection_of

Kind = AwaitedStanding.Kind
Awaited = dict[str, AwaitedStanding | None]


def awaited_of_action(recorded: Recorded, key: int, moment: datetime) -> Awaited:
    """All that waits on an action, by its thing; None for what has waited, or will, and does not then."""
    found: Awaited = dict.fromkeys(_things_of_action(recorded, key))
    row = recorded.actions.at(key, moment)
    if row:
        covers = [coverage_standing(recorded, each, moment) for each in recorded.coverages_of_action.get(key, ())]
        covers = [coverage for coverage in covers if coverage]
        asked = [question for question in recorded.questions.get(key, ()) if _is_open(question, moment)]
        waits = [
            *_completion(recorded, key, row, covers, asked, moment),
            *_answers(recorded, key, asked, moment),
            *_dates(recorded, key, row, covers, moment),
        ]
        found.update({each.thing: each for each in waits})
    return found


def awaited_of_recommendation(
    recorded: Recorded, key: int, moment: datetime, parts: dict[int, PartStanding | None]
) -> Awaited:
    """All that waits on a recommendation, as awaited_of_action(). parts: the standings of its parts at that moment."""
    responses = [each for part in recorded.parts_of.get(key, ()) for each in recorded.responses.get(part, ())]
    statements, questions = recorded.statements.get(key, ()), recorded.asked_about.get(key, ())
    found: Awaited = {_thing("response", each.pk): None for each in responses}
    found |= {_thing("statement", each.pk): None for each in statements}
    found |= {_thing("question", each.pk): None for each in questions}
    asked = recorded.recommendations.at(key, moment)
    if asked and not asked.withdrawn_at:
        waits = [
            *_responses(responses, parts),
            *_statements(statements, asked, moment),
            *_answers_about(questions, asked, moment),
        ]
        found.update({each.thing: each for each in waits})
    return found


# Completion: recommended for a part or the whole and not supported yet. With a question to answer first it is its owner's.


def _completion(recorded, key, row, covers, asked, moment) -> Iterator[AwaitedStanding]:
    unanswered = [question for question in asked if not _is_answered(question, moment)]
    if not covers and row.status == Status.RECOMMENDED_COMPLETE:
        yield AwaitedStanding(
            thing=_thing("action", key),
            record=key,
            kind=Kind.COMPLETION,
            with_dcc=not unanswered,
            action_id=key,
            waiting_since=max(at for at in recorded.recommending.get(key, {}).values() if at <= moment),
        )
    for coverage in covers if row.status in WORKED_ON else ():
        if coverage.recommended_in_id and not coverage.supported_in_id and coverage.inspection_id:
            others = any(not each.supported_in_id for each in covers if each.part_id != coverage.part_id)
            yield AwaitedStanding(
                thing=_thing("coverage", coverage.coverage_id),
                record=coverage.coverage_id,
                kind=Kind.COMPLETION,
                with_dcc=not any(blocks(each.part_id, coverage.part_id, others=others) for each in unanswered),
                action_id=key,
                part_id=coverage.part_id,
                inspection_id=coverage.inspection_id,
                waiting_since=recorded.recommending[key][coverage.recommended_in_id],
            )


# Answers to the DCC's questions that nobody accepted yet


def _answers(recorded, key, asked, moment) -> Iterator[AwaitedStanding]:
    for question in asked:
        inspection = question.part_id and inspection_of(recorded, question.part_id, moment)
        if _is_answered(question, moment) and (inspection or question.part_id is None):
            yield AwaitedStanding(
                thing=_thing("question", question.pk),
                record=question.pk,
                kind=Kind.ANSWER,
                with_dcc=True,
                action_id=key,
                part_id=question.part_id,
                inspection_id=inspection,
                waiting_since=question.answered_at,
            )


def _answers_about(questions, asked, moment) -> Iterator[AwaitedStanding]:
    for question in questions:
        if _is_open(question, moment) and _is_answered(question, moment):
            yield AwaitedStanding(
                thing=_thing("question", question.pk),
                record=question.pk,
                kind=Kind.ANSWER_ABOUT,
                with_dcc=True,
                part_id=question.part_id,
                recommendation_id=question.recommendation_id,
                inspection_id=asked.inspection_id,
                waiting_since=question.answered_at,
            )


def _is_open(question, moment):
    """Return whether its answer was wanted then: neither accepted nor set aside, nor asked again (QuestionQuerySet.open)."""
    ended = is_by(question.settled_at, moment) or is_by(question.followed_at, moment)
    return question.recorded_at <= moment and not ended


def _is_answered(question, moment):
    return is_by(question.answered_at, moment)


# Dates asked for on open actions: beyond the inspectorate's, or where it set none, they are the DCC's to agree.


def _dates(recorded, key, row, covers, moment) -> Iterator[AwaitedStanding]:
    due_on = min((coverage.due_on for coverage in covers if coverage.due_on), default=None)
    for request in recorded.requests.get(key, ()) if row.status in OPEN else ():
        ends = (request.withdrawn_at, request.decided_at, request.taken_back_at)
        if request.recorded_at <= moment and not any(is_by(end, moment) for end in ends):
            yield AwaitedStanding(
                thing=_thing("request", request.pk),
                record=request.pk,
                kind=Kind.DEADLINE,
                with_dcc=is_beyond(request.new_on, due_on),
                action_id=key,
                waiting_since=request.recorded_at,
            )


# Responses that end work, and words of documents: of several that mean the same of one part of one action, the last.


def _responses(responses, parts) -> Iterator[AwaitedStanding]:
    for response in responses:
        part = parts.get(response.part_id)
        if part and part.proposed_id == response.pk:
            yield AwaitedStanding(
                thing=_thing("response", response.pk),
                record=response.pk,
                kind=Kind.RESPONSE,
                with_dcc=True,
                part_id=part.part_id,
                recommendation_id=part.recommendation_id,
                inspection_id=part.inspection_id,
                waiting_since=response.recorded_at,
            )


def _statements(statements, asked, moment) -> Iterator[AwaitedStanding]:
    statements_then = [
        each for each in statements if each.recorded_at <= moment and not is_by(each.withdrawn_at, moment)
    ]
    last = {(each.means, each.part_id, each.action_id): each for each in statements_then}
    for statement in last.values():
        if not is_by(statement.decided_at, moment):
            yield AwaitedStanding(
                thing=_thing("statement", statement.pk),
                record=statement.pk,
                kind=Kind.STATEMENT,
                with_dcc=True,
                action_id=statement.action_id,
                part_id=statement.part_id,
                recommendation_id=statement.recommendation_id,
                inspection_id=asked.inspection_id,
                waiting_since=statement.recorded_at,
            )


# What they share


def _things_of_action(recorded, key):
    rows = {each: recorded.coverages.of(each) for each in recorded.coverages_of_action.get(key, ())}
    yield from (
        _thing("coverage", each) for each, states in rows.items() if any(row.recommended_in_id for row in states)
    )
    if any(row.status == Status.RECOMMENDED_COMPLETE for row in recorded.actions.of(key)):
        yield _thing("action", key)
    yield from (_thing("question", each.pk) for each in recorded.questions.get(key, ()))
    yield from (_thing("request", each.pk) for each in recorded.requests.get(key, ()))


def _thing(word, key):
    return f"{word}-{key}"
