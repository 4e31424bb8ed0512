"""Everything that was recorded of some recommendations and actions, in memory: each row as it stood at any moment."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import chain
from typing import NamedTuple

from django.db.models import F, Min, Model, Q, QuerySet

from inspections.models import Inspection
from inspections.timescales import Kind as TimescaleKind
from safeguarding.as_at import history_of
from safeguarding.lib.database.prepared import put_together_once
from safeguarding.models.people import Role

from ..models import (
    Action,
    Coverage,
    DeadlineRequest,
    Link,
    Part,
    ProgressUpdate,
    Question,
    Recommendation,
    Response,
    TranscribedStatement,
)
from ..models.scrutiny import asked_as
from ..workflow import ResponseKind, Status


class States:
    """The states of the rows of one model, by key, in the order in which they were recorded."""

    def __init__(self, rows: Iterable[NamedTuple] = ()) -> None:
        """rows: of a history, in order, each with its key first."""
        self._since, self._states = defaultdict(list), defaultdict(list)
        for row in rows:
            self._since[row[0]].append(row.history_date)
            self._states[row[0]].append(row)

    def __iter__(self) -> Iterator[int]:
        return iter(self._states)

    def __len__(self) -> int:
        return len(self._states)

    def at(self, key: int | None, moment: datetime) -> object | None:
        """The row as it stood at `moment`; None before it was recorded."""
        known = bisect_right(self._since.get(key, ()), moment)
        return self._states[key][known - 1] if known else None

    def moments(self, key: int) -> list[datetime]:
        return self._since.get(key, [])

    def of(self, key: int) -> list[object]:
        """Every state of one row."""
        return self._states.get(key, [])

    def all(self) -> Iterable[object]:
        """Every state of every row."""
        return chain.from_iterable(self._states.values())


@dataclass
class Recorded:
    """All that a standing is worked out from. The keys of the `_of` dictionaries are as they say.

    Those of `responses` are parts, of `statements` and `asked_about` recommendations, of the others actions. recommending: of
    an action, the updates that recommend it, or a part of it, complete, by their keys, and when. Questions say `answered_at`,
    when first, or None.
    """

    recommendations: States = field(default_factory=States)
    inspections: States = field(default_factory=States)
    parts: States = field(default_factory=States)
    coverages: States = field(default_factory=States)
    actions: States = field(default_factory=States)
    links: States = field(default_factory=States)
    responses: dict[int, list[NamedTuple]] = field(default_factory=dict)
    statements: dict[int, list[NamedTuple]] = field(default_factory=dict)
    questions: dict[int, list[NamedTuple]] = field(default_factory=dict)
    asked_about: dict[int, list[NamedTuple]] = field(default_factory=dict)
    requests: dict[int, list[NamedTuple]] = field(default_factory=dict)
    recommending: dict[int, dict[int, datetime]] = field(default_factory=dict)
    parts_of: dict[int, list[int]] = field(default_factory=dict)
    coverages_of_part: dict[int, list[int]] = field(default_factory=dict)
    coverages_of_action: dict[int, list[int]] = field(default_factory=dict)
    links_of: dict[int, list[int]] = field(default_factory=dict)
    targets: "Recorded | None" = None


def recorded_of(recommendations: Collection[int], actions: Collection[int] = (), *, targets: bool = True) -> Recorded:
    """Everything recorded of these, by their keys; with the `targets` under which parts of them are answered.

    Six to eight queries, one more where something was asked for immediately or recommended complete, and seven where a part is
    answered under another.
    """
    found = Recorded()
    recommendations, actions = tuple(recommendations), tuple(actions)
    found.parts = States(_parts(recommendations=recommendations, actions=actions))
    found.coverages = States(_coverages(actions=actions, parts=tuple(found.parts)))
    covering = {coverage.action_id for coverage in found.coverages.all()}
    found.actions = States(_actions(numbers=tuple(covering.union(actions))))
    found.parts_of = _by("recommendation_id", found.parts)
    asked = {*recommendations, *found.parts_of}
    found.recommendations = States(_recommendations(keys=tuple(asked)))
    found.coverages_of_part = _by("part_id", found.coverages)
    found.coverages_of_action = _by("action_id", found.coverages)
    found.responses = _by_each("part_id", _responses(parts=tuple(found.parts)))
    if targets:
        _add_what_waits(found, recommendations, actions)
    if any(part.timescale_kind == TimescaleKind.IMMEDIATE for part in found.parts.all()):
        inspections = {row.inspection_id for row in found.recommendations.all()}
        found.inspections = States(_inspections(keys=tuple(inspections)))
    if targets and any(
        r.kind == ResponseKind.ANSWERED_UNDER for responses in found.responses.values() for r in responses
    ):
        found.links = States(_links(recommendations=tuple(asked)))
        found.links_of = _by("recommendation_id", found.links)
        # Theirs are not asked for: what is answered under another is open until the DCC agrees, whatever becomes of that.
        found.targets = recorded_of({link.target_id for link in found.links.all()}, targets=False)
    return found


AS_RECORDED = ("history_date", "history_id")
# What is read of each model, beside its key.
PLACES = ("theme_id", "board_id", "portfolio_id", "plan_id")
RECOMMENDATION = ("inspection_id", "kind", "order", *PLACES, "issue_owner_id", "withdrawn_at")
INSPECTION = ("published_on",)
_RESULTS_OF_PART = ("response_id", "verdict__outcome")
PART = ("recommendation_id", "ours", "due_on", "due_precision", "timescale_kind", *_RESULTS_OF_PART, "ended_at")
COVERAGE = ("action_id", "part_id", "recommended_in_id", "supported_in_id", "ended_at")
ACTION = ("status", "owner_id", "target_on", "original_target_on")
LINK = ("recommendation_id", "part_id", "target_id", "ended_at")


def _states(model: type[Model], which: Q, fields: Iterable[str]) -> QuerySet:
    """Of the history, because a verb may be dated before what another has recorded since."""
    past = history_of(model).objects.filter(which).order_by(*AS_RECORDED)
    return past.values_list(model._meta.pk.attname, "history_date", "history_id", *fields, named=True)


@put_together_once
def _parts(recommendations, actions):
    covered = Coverage.objects.filter(action__pk__among=actions).order_by().values("part")
    # Two questions, because an alternative would be asked of every part.
    of_them = _states(Part, Q(recommendation__pk__among=recommendations), PART).order_by()
    return of_them.union(_states(Part, Q(id__in=covered), PART).order_by()).order_by(*AS_RECORDED)


@put_together_once
def _coverages(actions, parts):
    return _states(Coverage, Q(action__pk__among=actions) | Q(part__pk__among=parts), COVERAGE)


@put_together_once
def _actions(numbers):
    return _states(Action, Q(number__among=numbers), ACTION)


@put_together_once
def _recommendations(keys):
    return _states(Recommendation, Q(id__among=keys), RECOMMENDATION)


@put_together_once
def _inspections(keys):
    return _states(Inspection, Q(id__among=keys), INSPECTION)


@put_together_once
def _links(recommendations):
    under = Q(recommendation__pk__among=recommendations, kind=ResponseKind.ANSWERED_UNDER)
    return _states(Link, under, LINK)


def _by(name, states):
    """{what `name` leads to: keys of the rows that have ever led there}."""
    keys = defaultdict(list)
    for key in states:
        for value in {getattr(state, name) for state in states.of(key)}:
            keys[value].append(key)
    return keys


def _add_what_waits(found, recommendations, actions):
    """Put what may wait for a decision into `found`: on these recommendations, and on these actions."""
    if recommendations:
        found.statements = _by_each("recommendation_id", _statements(recommendations=recommendations))
    _add_questions(found, recommendations, actions)
    if actions:
        found.requests = _by_each("action_id", _requests(actions=actions))
    recommended = any(row.recommended_in_id for row in found.coverages.all())
    if recommended or any(row.status == Status.RECOMMENDED_COMPLETE for row in found.actions.all()):
        for action, key, at in _recommending(actions=actions):
            found.recommending.setdefault(action, {})[key] = at


def _add_questions(found, recommendations, actions):
    """Those that block the actions, and the DCC's on the recommendations. One query for both."""
    found.questions = _by_each("action_id", _questions(recommendations=recommendations, actions=actions))
    for question in found.questions.pop(None, ()):
        found.asked_about.setdefault(question.recommendation_id, []).append(question)


# The records that are read, with the moments that end their waiting, each None until then.
RESPONSE = ("part_id", "kind")
STATEMENT = ("recommendation_id", "part_id", "action_id", "means")
QUESTION = ("action_id", "recommendation_id", "part_id")
REQUEST = ("action_id", "new_on")
ENDS = {"decided_at": F("decision__recorded_at"), "withdrawn_at": F("document__withdrawal__recorded_at")}
QUESTION_ENDS = {
    "answered_at": Min("answers__recorded_at"),
    "settled_at": F("settlement__recorded_at"),
    "followed_at": F("followed_by__recorded_at"),
}


@put_together_once
def _responses(parts):
    responses = Response.objects.filter(part__pk__among=parts)
    return _each(responses, RESPONSE, ENDS | {"agreed": F("decision__agreed")})


@put_together_once
def _statements(recommendations):
    asked = TranscribedStatement.objects.filter(means__in=TranscribedStatement.TO_CONFIRM)
    return _each(asked.filter(recommendation__pk__among=recommendations), STATEMENT, ENDS)


@put_together_once
def _questions(recommendations, actions):
    about = Q(asked_as(Role.DCC), recommendation__pk__among=recommendations)
    questions = Question.objects.originals().filter(Q(action__pk__among=actions, blocks=True) | about)
    return _each(questions, QUESTION, QUESTION_ENDS)


@put_together_once
def _requests(actions):
    requests = DeadlineRequest.objects.filter(action__pk__among=actions)
    return _each(requests, REQUEST, ENDS | {"taken_back_at": F("taken_back__recorded_at")})


@put_together_once
def _recommending(actions):
    updates = ProgressUpdate.objects.originals().filter(action__pk__among=actions, recommends_complete=True)
    return updates.order_by().values_list("action", "pk", "recorded_at")


def _each(records, fields, ends):
    """Those records in the order in which they were made, as rows of their `fields` and `ends`."""
    rows = records.annotate(**ends).order_by("recorded_at", "pk")
    return rows.values_list("pk", "recorded_at", *fields, *ends, named=True)


def _by_each(name, rows):
    """{what `name` leads to: its rows}."""
    found = defaultdict(list)
    for row in rows:
        found[getattr(row, name)].append(row)
    return found


def is_by(ended_at: datetime | None, moment: datetime) -> bool:
    """Return whether what ends the waiting of a record had been recorded by `moment`."""
    return ended_at is not None and ended_at <= moment
