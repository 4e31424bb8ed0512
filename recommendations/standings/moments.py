"""The moments at which a standing may have become another: those at which anything that it follows from was recorded."""

from datetime import datetime
from itertools import chain

from .recorded import Recorded


def moments_of_recommendation(recorded: Recorded, key: int) -> set[datetime]:
    """Those of a recommendation, of its parts, and of the statements and questions about it."""
    found = set(recorded.recommendations.moments(key)).union(_of(recorded.statements.get(key, ())))
    found.update(_asked(recorded.asked_about.get(key, ())))
    for row in recorded.recommendations.of(key):
        found.update(recorded.inspections.moments(row.inspection_id))
    for part in recorded.parts_of.get(key, ()):
        found.update(recorded.parts.moments(part), _of(recorded.responses.get(part, ())))
        for coverage in recorded.coverages_of_part.get(part, ()):
            found.update(recorded.coverages.moments(coverage))
            for row in recorded.coverages.of(coverage):
                found.update(recorded.actions.moments(row.action_id))
    for link in recorded.links_of.get(key, ()):
        found.update(recorded.links.moments(link))
        for row in recorded.links.of(link):
            found |= moments_of_recommendation(recorded.targets, row.target_id)
    return found


def moments_of_action(recorded: Recorded, key: int) -> set[datetime]:
    """Those of an action, of its coverages, and of the questions and dates on it."""
    found = set(recorded.actions.moments(key)).union(_of(recorded.requests.get(key, ())))
    found.update(_asked(recorded.questions.get(key, ())))
    return found.union(*(moments_of_coverage(recorded, each) for each in recorded.coverages_of_action.get(key, ())))


def moments_of_coverage(recorded: Recorded, key: int) -> set[datetime]:
    """Those of a coverage, with its part, what asks for it and the report that does."""
    found = set(recorded.coverages.moments(key))
    for part in {row.part_id for row in recorded.coverages.of(key)}:
        found.update(recorded.parts.moments(part))
        for asked in {row.recommendation_id for row in recorded.parts.of(part)}:
            found.update(recorded.recommendations.moments(asked))
            inspections = {row.inspection_id for row in recorded.recommendations.of(asked)}
            found.update(chain.from_iterable(map(recorded.inspections.moments, inspections)))
    return found


def _asked(questions):
    """When each was asked, first answered, and settled or asked again."""
    for question in questions:
        yield from {question.recorded_at, question.answered_at, question.settled_at, question.followed_at} - {None}


def _of(records):
    """When each was made, decided, taken back, and withdrawn with its document."""
    for record in records:
        ends = (record.decided_at, record.withdrawn_at, getattr(record, "taken_back_at", None))
        yield from (moment for moment in (record.recorded_at, *ends) if moment)
