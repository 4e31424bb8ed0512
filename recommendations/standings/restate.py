"""Bring standings up to date: those that a verb touched, or all of them from the beginning; or say where they differ."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import datetime

from safeguarding.history import Written
from safeguarding.lib.database.batches import batched

from ..models import Action, Recommendation
from ..models.standings import (
    ActionStanding,
    AwaitedStanding,
    CoverageStanding,
    PartStanding,
    RecommendationStanding,
    Standing,
)
from .awaited import awaited_of_action, awaited_of_recommendation
from .moments import moments_of_action, moments_of_coverage, moments_of_recommendation
from .periods import Changes, kept_since, periods
from .recorded import Recorded, recorded_of
from .touched import touched
from .work_out import action_standing, coverage_standing, recommendation_standing

# How many things are worked out at once: few enough for one statement, enough to spare most round trips.
TOGETHER = 200

# The column that says whose standing it is.
THING = {
    RecommendationStanding: "recommendation_id",
    PartStanding: "part_id",
    ActionStanding: "action_id",
    CoverageStanding: "coverage_id",
    AwaitedStanding: "thing",
}

States = dict[int | str, list[tuple[datetime, Standing | None]]]


def restate_written(written: list[Written], **kwargs: object) -> None:
    """Bring up to date what a verb touched: a receiver of history.verb_ends."""
    found, since = touched(written), min(each.at for each in written)
    for together in batched(sorted(found.recommendations), TOGETHER):
        # Two people at once, on two actions that answer one part: the second reads what the first has written.
        list(Recommendation.objects.select_for_update().filter(pk__in=together).order_by("pk").values_list("pk"))
    for changes in _changes(found.recommendations, found.actions, since):
        _write(changes)


def rebuild() -> None:
    """Make every standing anew, as at every recorded moment, where it is not as it should be."""
    for changes in _changes(_keys(Recommendation), _keys(Action)):
        _write(changes)


def build_if_there_are_none(**kwargs: object) -> None:
    """Make them for a register that is older than they are: a receiver of post_migrate."""
    if Action.objects.exists() and not (ActionStanding.objects.exists() and AwaitedStanding.objects.exists()):
        rebuild()


def differences() -> Iterator[str]:
    """Each row of a standing that is not as the records have it, in words."""
    for changes in _changes(_keys(Recommendation), _keys(Action)):
        for model, change in changes.items():
            yield from (f"missing: {_in_words(model, row)}" for row in change.to_add)
            yield from (f"not so: {_in_words(model, row)}" for row in change.to_remove)
            yield from (f"ends at another moment, {end}: {_in_words(model, row)}" for row, end in change.to_end)


def _in_words(model, row):
    values = {f.attname: getattr(row, f.attname) for f in row._meta.concrete_fields if f.attname != "id"}
    return f"{model._meta.verbose_name} {', '.join(f'{name} {value}' for name, value in values.items())}"


def _write(changes):
    for model, change in changes.items():
        change.write(model)


def _keys(model):
    return list(model.objects.order_by("pk").values_list("pk", flat=True))


def _changes(recommendations, actions, since=None):
    """The Changes in each table, some things at a time. Both at once where they are few, which spares queries."""
    if len(recommendations) + len(actions) <= TOGETHER:
        recorded = recorded_of(recommendations, actions)
        yield _compared(_of_recommendations(recorded, recommendations, since), since)
        yield _compared(_of_actions(recorded, actions, since), since)
        return
    for together in batched(sorted(recommendations), TOGETHER):
        yield _compared(_of_recommendations(recorded_of(together), together, since), since)
    for together in batched(sorted(actions), TOGETHER):
        yield _compared(_of_actions(recorded_of((), together), together, since), since)


def _compared(worked_out: dict[type[Standing], States], since):
    found = {}
    for model, states in worked_out.items():
        changes = found[model] = Changes()
        kept = kept_since(model, THING[model], states, since) if states else {}
        for key, rows in kept.items():
            changes.compare(rows, periods(states[key]), since)
    return found


def _of_recommendations(recorded: Recorded, keys: Collection[int], since) -> dict[type[Standing], States]:
    whole, parts, awaited = {}, defaultdict(list), defaultdict(list)
    for key in keys:
        whole[key] = []
        for moment in _from(since, moments_of_recommendation(recorded, key)):
            standing, of_parts = recommendation_standing(recorded, key, moment)
            whole[key].append((moment, standing))
            _add(parts, moment, of_parts)
            _add(awaited, moment, awaited_of_recommendation(recorded, key, moment, of_parts))
    for states in (*parts.values(), *awaited.values()):
        states.sort(key=lambda state: state[0])  # of a part that went from one recommendation to another
    return {RecommendationStanding: whole, PartStanding: parts, AwaitedStanding: awaited}


def _of_actions(recorded: Recorded, keys: Collection[int], since) -> dict[type[Standing], States]:
    coverages = [each for key in keys for each in recorded.coverages_of_action.get(key, ())]
    awaited = defaultdict(list)
    for key in keys:
        for moment in _from(since, moments_of_action(recorded, key)):
            _add(awaited, moment, awaited_of_action(recorded, key, moment))
    return {
        ActionStanding: _states(recorded, keys, since, moments_of_action, action_standing),
        CoverageStanding: _states(recorded, coverages, since, moments_of_coverage, coverage_standing),
        AwaitedStanding: awaited,
    }


def _add(states: States, moment, standings: Mapping) -> None:
    for key, one in standings.items():
        states[key].append((moment, one))


def _states(recorded, keys, since, moments: Callable, standing: Callable) -> States:
    return {
        key: [(moment, standing(recorded, key, moment)) for moment in _from(since, moments(recorded, key))]
        for key in keys
    }


def _from(since: datetime | None, moments: set[datetime]) -> list[datetime]:
    return sorted(moments) if since is None else sorted({since} | {moment for moment in moments if moment > since})
