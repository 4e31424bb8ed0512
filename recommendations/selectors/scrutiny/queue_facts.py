"""The facts that rows of the DCC's queue are made of, fetched together."""

from collections.abc import Collection, Iterator, Sequence
from datetime import datetime
from functools import cache, cached_property
from itertools import chain

from django.db import DEFAULT_DB_ALIAS
from django.db.models import prefetch_related_objects

from safeguarding.lib.database.prepared import put_together_once
from safeguarding.lib.dates import london_date
from safeguarding.models import Record, User

from ...four_eyes import Interests, hidden_parts, parts_meant
from ...models import Action, DeadlineRequest, Part, Question, Response, TranscribedStatement
from ...permissions import interests, interests_in_parts
from ..action_lines import ActionLine, add_parts
from ..inspectorate import AskedInspectorate, by_matter
from ..repeats import asked_before
from ..standings import Standings
from .promises import with_facts
from .queue_order import MatterWaiting
from .rows_waiting import Matter


class Facts:
    """All that is known of some matters of the queue: each fact is fetched for all of them as soon as it is asked for.

    shown: their rows are shown; else only whose they are is asked. A constant number of queries.
    """

    def __init__(self, matters: Sequence[MatterWaiting], user: User, at: datetime, *, shown: bool) -> None:
        self.user, self.at, self.today, self._shown = user, at, london_date(at), shown
        self._matters = [waiting.matter for waiting in matters]
        self._waits = [one for waiting in matters for one in waiting.waits]
        self._records = {}

    def records(self, kind: str) -> dict[int, Record]:
        """By their keys those of a kind (a key of KINDS) that is no action's own."""
        if kind not in self._records:
            keys = tuple(one.pk for one in self._waits if one.kind == kind)
            self._records[kind] = {record.pk: record for record in _reading(kind, self._shown)(keys=keys)}
        return self._records[kind]

    @cached_property
    def actions(self) -> dict[int, Action]:
        """By their numbers those on which something waits. What else is asked of one than its number is read then."""
        numbers = [matter.on_action for matter in self._matters if matter.on_action]
        return {number: Action.from_db(DEFAULT_DB_ALIAS, ["number"], [number]) for number in numbers}

    @cached_property
    def lines(self) -> dict[int, ActionLine]:
        """The same as lines, with the facts that conflicts() asks for."""
        lines = {action.pk: ActionLine(action, self.today) for action in _actions(numbers=tuple(self.actions))}
        add_parts(lines, self.user, self.at)
        return lines

    @cached_property
    def interests(self) -> Interests:
        """In the actions."""
        return interests(self.user, self.actions.values(), at=self.at)

    @cached_property
    def in_parts(self) -> Interests:
        """In the parts of responses, and of words that no action answers yet."""
        return interests_in_parts(self.user, self._parts_meant(), at=self.at)

    @cached_property
    def with_hidden_parts(self) -> Collection[int]:
        """The numbers of actions with a date asked for, of which the reader does not see all."""
        return hidden_parts(self.user, [request.action_id for request in self.records("deadline").values()], at=self.at)

    @cached_property
    def before(self) -> dict[int, str]:
        """Of recommendations, that they were asked before."""
        asked = {part.recommendation_id for line in self.lines.values() for part in line.parts}
        asked |= {record.recommendation_id for kind in ("statement", "about") for record in self.records(kind).values()}
        asked |= {record.part.recommendation_id for record in self.records("response").values()}
        return asked_before(asked, Standings(self.user, now=self.at))

    @cached_property
    def asked(self) -> dict[Matter, list[AskedInspectorate]]:
        """All that inspectorates were asked on each."""
        return by_matter(self.user, self.at, self._matters)

    def _parts_meant(self) -> Iterator[Part]:
        yield from (response.part for response in self.records("response").values())
        things = (*self.records("statement").values(), *self.records("about").values())
        alone = [thing for thing in things if thing.action_id is None]
        prefetch_related_objects(alone, "recommendation__parts")
        yield from chain.from_iterable(map(parts_meant, alone))


# Of each kind the records with what a Ruling asks of them, and what is read with one that is shown.
_RECORDS = {
    "statement": (
        TranscribedStatement.objects.select_related("decision", "document__withdrawal"),
        ("part__recommendation", "recommendation__inspection", "recommendation__issue_owner"),
    ),
    "response": (
        Response.objects.select_related("part", "decision"),
        ("part__recommendation__inspection", "part__recommendation__issue_owner"),
    ),
    "deadline": (DeadlineRequest.objects.select_related("document__withdrawal"), ("action",)),
    "about": (
        Question.objects.with_words("text"),
        ("part__recommendation", "recommendation__inspection", "recommendation__issue_owner"),
    ),
}


@cache
def _reading(kind, shown):
    @put_together_once
    def read(keys):
        records, with_it = _RECORDS[kind]
        records = records.filter(pk__among=keys)
        return records.select_related(*with_it) if shown else records

    return read


@put_together_once
def _actions(numbers):
    return with_facts(Action.objects.filter(pk__among=numbers).select_related("owner"))
