"""The moments at which a standing may have become another: those at which anything that it follows from was recorded."""

from collections.abc import Iterator
from datetime import datetime
from itertools import chain

from .recorded import Recorded


def moments_of_recommendation(recorded: Recorded, key: int) -> set[datetime]:
    """Those of a recommendation and of its parts."""
    found = set(recorded.recommendations.moments(key))
    for row in recorded.recommendations.of(key):
        found.update(recorded.inspections.moments(row.inspection_id))
    for part in recorded.parts_of.get(key, ()):
        found.update(recorded.parts.moments(part), _of_responses(recorded, part))
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
    """Those of an action and of its coverages."""
    coverages = recorded.coverages_of_action.get(key, ())
    return set(recorded.actions.moments(key)).union(*(moments_of_coverage(recorded, each) for each in coverages))


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


def _of_responses(recorded: Recorded, part: int) -> Iterator[datetime]:
    for response in recorded.responses.get(part, ()):
        records = (response, getattr(response, "decision", None), getattr(response.document, "withdrawal", None))
        yield from (record.recorded_at for record in records if record)
