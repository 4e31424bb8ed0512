"""The rows of what owners reported and the DCC supported: updates, decisions, and what covers what, with its history."""

from collections.abc import Iterator

from recommendations.models import Assessment, Coverage, Decision, ProgressUpdate
from recommendations.workflow import Outcome

from .cast import Cast
from .lives import Calendar
from .promised import Promised
from .rows import State, add, add_history
from .words import report


def report_progress(promised: list[Promised], cast: Cast, calendar: Calendar) -> None:
    """Make the updates, decisions and coverages of what was promised."""
    updates = add(ProgressUpdate, [update for each in promised for update in _updates(each, cast, calendar)])
    # in the order in which they were made, so that the last one of an action is what stays
    last = {update.action_id: update for update in updates}
    supported = [each for each in promised if each.life.supported is not None]
    decisions = add(Decision, [_decision(each, last[each.action.pk], cast, calendar) for each in supported])
    support = {decision.action_id: decision for decision in decisions}
    covered = [(each, part) for each in promised for part in each.parts]
    coverages = add(
        Coverage,
        [
            Coverage(
                action=each.action,
                part=part,
                recommended_in=last[each.action.pk] if each.life.recommends else None,
                supported_in=support.get(each.action.pk),
            )
            for each, part in covered
        ],
    )
    pairs = zip(covered, coverages, strict=True)
    add_history(Coverage, ((coverage, _states(each, coverage, cast, calendar)) for (each, _), coverage in pairs))


def _updates(each, cast, calendar) -> Iterator[ProgressUpdate]:
    life = each.life
    for number, day in enumerate(life.updates, start=1):
        recommends = life.recommends and day == life.updates[-1]
        handed_over = life.handed_over is not None and day >= life.handed_over
        yield ProgressUpdate(
            action=each.action,
            assessment=Assessment.ON_TARGET,
            done=report(life.i, number),
            next="The next check falls within two weeks.",
            recommends_complete=recommends,
            shown=ProgressUpdate.Shown.TESTED if recommends else "",
            shown_by="Forty records were sampled." if recommends else "",
            recorded_by=cast.owners[life.owner if handed_over or life.handed_over is None else life.first_owner],
            recorded_at=calendar.at(life, day),
        )


def _decision(each, update, cast, calendar):
    moment = calendar.at(each.life, each.life.supported)
    return Decision(
        action=each.action,
        outcome=Outcome.SUPPORTS,
        decided_on=moment.date(),
        digest="0" * 64,
        update=update,
        recommended_by=update.recorded_by,
        updated_by=update.recorded_by,
        held_by=cast.owners[each.life.owner],
        issue_held_by=cast.owners[each.life.issue_owner],
        recorded_by=cast.dcc,
        recorded_at=moment,
    )


def _states(each, coverage, cast, calendar) -> Iterator[State]:
    """The coverage from the opening of its action on: what was recommended, and then supported."""
    life, stood = each.life, {"recommended_in_id": None, "supported_in_id": None}
    yield State(calendar.at(life, life.opened), cast.coordinator, "Opened", stood)
    if life.recommends:
        stood = stood | {"recommended_in_id": coverage.recommended_in_id}
        yield State(calendar.at(life, life.updates[-1]), cast.owners[life.owner], "Recommended complete", stood)
    if life.supported is not None:
        yield State(calendar.at(life, life.supported), cast.dcc, "Supports completion")
