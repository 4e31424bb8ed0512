"""The facts that rows of the DCC's queue are made of, fetched together."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache

from safeguarding.lib.dates import london_date
from safeguarding.lib.prepared import put_together_once
from safeguarding.models import Record, User

from ...four_eyes import Interests, parts_meant, unseen
from ...models import Action, DeadlineRequest, Question, Response, TranscribedStatement
from ...permissions import interests, interests_in_parts
from ..action_lines import ActionLine, add_parts
from ..inspectorate import AskedInspectorate
from ..repeats import asked_before
from ..standings import Standings
from .promises import with_facts
from .queue_order import KINDS, Waiting
from .rows_waiting import Matter


@dataclass
class Facts:
    """The facts that rows are made of, fetched together: records by kind and key, actions as lines by number."""

    user: User
    at: datetime
    today: date
    records: dict[str, dict[int, Record]] = field(default_factory=dict)
    lines: dict[int, ActionLine] = field(default_factory=dict)
    interests: Interests = field(default_factory=dict)
    in_parts: Interests = field(default_factory=dict)  # of responses, and of words that no action answers yet
    before: dict[int, str] = field(default_factory=dict)  # of recommendations, that they were asked before
    asked: dict[Matter, list[AskedInspectorate]] = field(default_factory=dict)
    unseen: Collection[int] = ()  # numbers of actions with a date asked for, of which the reader does not see all


def facts_of(order: Iterable[Waiting], user: User, at: datetime) -> Facts:
    """The Facts of all that waits in some matters. A constant number of queries."""
    keys = {kind: [one.pk for one in order if one.kind == kind] for kind in KINDS}
    facts = Facts(user, at, london_date(at))
    facts.records = {
        kind: {record.pk: record for record in _reading(kind)(keys=tuple(keys[kind]))} for kind in _RECORDS
    }
    numbers = {*keys["action"], *keys["answer"]}
    numbers |= {record.action_id for kind in ("statement", "deadline") for record in facts.records[kind].values()}
    facts.lines = _lines(numbers - {None}, user, at)
    facts.interests = interests(user, [line.action for line in facts.lines.values()], at=at)
    facts.in_parts = interests_in_parts(user, _parts_meant(facts.records), at=at)
    asked = {part.recommendation_id for line in facts.lines.values() for part in line.parts}
    asked |= {record.recommendation_id for kind in ("statement", "about") for record in facts.records[kind].values()}
    asked |= {record.part.recommendation_id for record in facts.records["response"].values()}
    facts.before = asked_before(asked, Standings(user, now=at))
    facts.unseen = unseen(user, [request.action_id for request in facts.records["deadline"].values()], at=at)
    return facts


def _parts_meant(records):
    yield from (response.part for response in records["response"].values())
    for thing in (*records["statement"].values(), *records["about"].values()):
        if thing.action_id is None:
            yield from parts_meant(thing)


_RECORDS = {
    "statement": TranscribedStatement.objects.select_related(
        *("part__recommendation", "recommendation__inspection", "recommendation__issue_owner"),
        *("decision", "document__withdrawal"),
    ).prefetch_related("recommendation__parts"),
    "response": Response.objects.select_related(
        "part__recommendation__inspection", "part__recommendation__issue_owner", "decision"
    ),
    "deadline": DeadlineRequest.objects.select_related("action", "document__withdrawal"),
    "about": Question.objects.with_words("text")
    .select_related(
        *("part__recommendation", "recommendation__inspection", "recommendation__issue_owner"),
    )
    .prefetch_related("recommendation__parts"),
}


@cache
def _reading(kind):
    @put_together_once
    def read(keys):
        return _RECORDS[kind].filter(pk__among=keys)

    return read


@put_together_once
def _actions(numbers):
    return with_facts(Action.objects.filter(pk__among=numbers).select_related("owner"))


def _lines(numbers, user, at):
    """ActionLines by number, with the facts that conflicts() asks for on each action."""
    lines = {action.pk: ActionLine(action, london_date(at)) for action in _actions(numbers=tuple(numbers))}
    add_parts(lines, user, at)
    return lines
