"""The standing of a part, a recommendation, a coverage and an action at a moment, from what was recorded by then.

workflow.part_state and recommendation_state are the rule; here it is given what they ask for.
"""

from collections.abc import Iterator
from datetime import datetime

from inspections.timescales import Kind as TimescaleKind
from safeguarding.lib.dates import Precision

from ..models import Recommendation
from ..models.standings import ActionStanding, CoverageStanding, PartStanding, RecommendationStanding
from ..workflow import (
    ENDS_WORK,
    Ledgers,
    PartState,
    ResponseKind,
    Status,
    ledgers_of_part,
    ledgers_of_recommendation,
    part_state,
    recommendation_state,
)
from .recorded import Recorded, is_by

# Parts and recommendations


def recommendation_standing(
    recorded: Recorded, key: int, moment: datetime
) -> tuple[RecommendationStanding | None, dict[int, PartStanding | None]]:
    """The standing of a recommendation, and those of the parts that it has had by their keys; None where there is none."""
    asked, known = _asked(recorded, key, moment), dict(_parts(recorded, key, moment))
    rows = {part: row for part, row in known.items() if not row.ended_at}
    if asked is None or not rows:
        return None, dict.fromkeys(known)
    parts = {part: _part_standing(recorded, asked, part, row, moment) for part, row in rows.items()}
    states = {part: PartState(standing.state) for part, standing in parts.items()}
    still_open = [part for part in parts.values() if not states[part.part_id].closed]
    binding = still_open or [part for part in parts.values() if part.ours]
    whose = [part for part in parts.values() if part.ours] or parts.values()
    first = min((part for part in binding if part.due_on), key=lambda part: part.due_on, default=None)
    return RecommendationStanding(
        recommendation_id=key,
        inspection_id=asked.inspection_id,
        order=asked.order,
        kind=asked.kind,
        theme_id=asked.theme_id,
        board_id=asked.board_id,
        portfolio_id=asked.portfolio_id,
        plan_id=asked.plan_id,
        issue_owner_id=asked.issue_owner_id,
        state=recommendation_state(states.values()),
        ledgers=ledgers_of_recommendation([Ledgers(part.ledgers) for part in whose]),
        due_on=first and first.due_on,
        due_precision=recorded.parts.at(first.part_id, moment).due_precision if first else Precision.DAY,
        immediate=any(part.immediate for part in still_open),
        asked_on=_earliest(part.asked_on for part in still_open),
    ), dict.fromkeys(known) | parts


def _part_standing(recorded, asked, key, row, moment):
    responses = [
        response
        for response in recorded.responses.get(key, ())
        if response.recorded_at <= moment and not is_by(response.withdrawn_at, moment)
    ]
    in_force = next((r for r in recorded.responses.get(key, ()) if r.pk == row.response_id), None)
    last = responses[-1] if responses else None
    waits = last is not None and row.ours and _waits(recorded, last, asked, moment)
    state = part_state(
        ours=row.ours,
        asks=asked.kind != Recommendation.Kind.STRENGTH,
        response=in_force and in_force.kind,
        coverings=[
            (action.status, coverage.supported_in_id is not None, coverage.recommended_in_id is not None)
            for coverage, action in _coverings(recorded, key, moment)
            if action.status != Status.WITHDRAWN
        ],
        agreed=bool(in_force and is_by(in_force.decided_at, moment) and in_force.agreed),
        proposed=waits,
    )
    return PartStanding(
        part_id=key,
        recommendation_id=row.recommendation_id,
        inspection_id=asked.inspection_id,
        kind=asked.kind,
        ours=row.ours,
        state=state,
        ledgers=ledgers_of_part(state, row.verdict__outcome),
        due_on=row.due_on,
        immediate=row.timescale_kind == TimescaleKind.IMMEDIATE,
        asked_on=_asked_on(recorded, asked, row, moment),
        proposed_id=last.pk if waits else None,
    )


def _waits(recorded, last, asked, moment):
    """Return whether the last response to a part of ours waits for the DCC."""
    if is_by(last.decided_at, moment):
        return False
    if last.kind != ResponseKind.ANSWERED_UNDER:
        return last.kind in ENDS_WORK
    links = (recorded.links.at(link, moment) for link in recorded.links_of.get(asked.id, ()))
    targets = {link.target_id for link in links if link and not link.ended_at and link.part_id in (None, last.part_id)}
    # Without a link nothing is known to answer it, and "all of none are closed" must not end the part.
    return bool(targets) and all(_closed(recorded.targets, target, moment) for target in targets)


def _closed(recorded, key, moment):
    _, parts = recommendation_standing(recorded, key, moment)
    return all(PartState(part.state).closed for part in parts.values() if part)


# Actions and coverages


def coverage_standing(recorded: Recorded, key: int, moment: datetime) -> CoverageStanding | None:
    """The standing of a coverage; None before it began and once it has ended."""
    row = recorded.coverages.at(key, moment)
    part = row and recorded.parts.at(row.part_id, moment)
    if row is None or row.ended_at or part is None:
        return None
    asked = _asked(recorded, part.recommendation_id, moment)
    return CoverageStanding(
        coverage_id=key,
        action_id=row.action_id,
        part_id=row.part_id,
        inspection_id=asked and asked.inspection_id,
        theme_id=asked and asked.theme_id,
        board_id=asked and asked.board_id,
        portfolio_id=asked and asked.portfolio_id,
        plan_id=asked and asked.plan_id,
        due_on=part.due_on if asked and part.ours else None,
        asked_on=_asked_on(recorded, asked, part, moment) if asked and part.ours else None,
        recommended_in_id=row.recommended_in_id,
        supported_in_id=row.supported_in_id,
    )


def action_standing(recorded: Recorded, key: int, moment: datetime) -> ActionStanding | None:
    """The standing of an action; None before it was opened."""
    row = recorded.actions.at(key, moment)
    if row is None:
        return None
    covers = [coverage_standing(recorded, each, moment) for each in recorded.coverages_of_action.get(key, ())]
    covers = [coverage for coverage in covers if coverage]
    inspections = {coverage.inspection_id for coverage in covers if coverage.inspection_id}
    only = len(inspections) == 1
    return ActionStanding(
        action_id=key,
        status=row.status,
        owner_id=row.owner_id,
        target_on=row.target_on,
        original_target_on=row.original_target_on,
        answers=len(inspections) if covers else None,
        inspection_id=inspections.pop() if only else None,
        due_on=_earliest(coverage.due_on for coverage in covers) if only else None,
        asked_on=_earliest(coverage.asked_on for coverage in covers) if only else None,
    )


# What they share


def inspection_of(recorded: Recorded, part: int, moment: datetime) -> int | None:
    """The key of the inspection that a part is of; None before it was recorded and after it went with its import."""
    row = recorded.parts.at(part, moment)
    asked = row and _asked(recorded, row.recommendation_id, moment)
    return asked and asked.inspection_id


def _asked(recorded, key, moment):
    """The recommendation at that moment; None before it was recorded and after it went with its import."""
    row = recorded.recommendations.at(key, moment)
    return None if row is None or row.withdrawn_at else row


def _parts(recorded: Recorded, key: int, moment: datetime) -> Iterator[tuple[int, object]]:
    for part in recorded.parts_of.get(key, ()):
        row = recorded.parts.at(part, moment)
        if row and row.recommendation_id == key:
            yield part, row


def _coverings(recorded, part, moment):
    for key in recorded.coverages_of_part.get(part, ()):
        coverage = recorded.coverages.at(key, moment)
        action = coverage and recorded.actions.at(coverage.action_id, moment)
        if action and not coverage.ended_at:
            yield coverage, action


def _asked_on(recorded, asked, part, moment):
    """When the report that asks for it immediately was published; None where it does not, or does not say."""
    if part.timescale_kind != TimescaleKind.IMMEDIATE:
        return None
    inspection = recorded.inspections.at(asked.inspection_id, moment)
    return inspection and inspection.published_on


def _earliest(days):
    return min((day for day in days if day), default=None)
