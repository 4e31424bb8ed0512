"""The matters that rules put on an agenda, of what the person who plans it may see: one row a matter, and never more than a day holds."""

from collections.abc import Collection, Iterator
from datetime import datetime

from django.db.models import OuterRef, Subquery

from safeguarding.models import User

from ...models import AgendaItem, Assessment, ProgressUpdate, ScrutinySession
from ...workflow import PartState
from ..actions.list import is_silent
from ..lateness import is_late_in, is_open
from ..recommendations.list import is_counted
from ..rounds.last import not_returned
from ..scrutiny.barred import barred_dates
from ..scrutiny.queue_order import queued
from ..scrutiny.rows_waiting import Matter
from ..standings import Standings

Rule = AgendaItem.Rule
LONGEST = 60  # items: our convention, forty are an hour's work

# Of what waits, by the kind that comes first in a matter (queue_order.KINDS).
OF_KIND = {
    "action": Rule.COMPLETION,
    "statement": Rule.STATEMENT,
    "response": Rule.RESPONSE,
    "deadline": Rule.DEADLINE,
    "answer": Rule.ANSWER,
    "about": Rule.ANSWER,
}


def proposed(user: User, rules: Collection[str], *, at: datetime) -> list[tuple[Matter, Rule]]:
    """The first LONGEST matters that `rules` (of AgendaItem.Rule) put on an agenda, each once, under the first that does."""
    found = {}
    for matter, rule in _each(user, rules, at):
        found.setdefault(matter, rule)
        if len(found) == LONGEST:
            break
    return list(found.items())


def left_over(session: ScrutinySession) -> list[Matter]:
    """The matters that stood on the agenda of a session, and on which nothing was decided or asked."""
    return [Matter(*key) for key in session.items.left().values_list("action", "recommendation")]


def _each(user, rules, at) -> Iterator[tuple[Matter, Rule]]:
    if Rule.ARISING in rules and (last := ScrutinySession.objects.exclude(items=None).first()):
        yield from ((matter, Rule.ARISING) for matter in left_over(last))
    kinds = [kind for kind, rule in OF_KIND.items() if rule in rules]
    for waiting in queued(user, at).led_by(kinds, LONGEST) if kinds else ():
        yield waiting.matter, OF_KIND[waiting.waits[0].kind]
    if Rule.DEADLINE in rules:
        numbers = barred_dates(user, at).values_list("action", flat=True)[:LONGEST]
        yield from ((Matter(number), Rule.DEADLINE) for number in numbers)
    asked = Standings(user, now=at)
    if Rule.NO_ACTION in rules:
        none = asked.recommendations().filter(is_counted(), state=PartState.NO_ACTION).order_by("inspection", "order")
        yield from (
            (Matter(None, key), Rule.NO_ACTION) for key in none.values_list("recommendation", flat=True)[:LONGEST]
        )
    updates = ProgressUpdate.objects.as_corrected().filter(action=OuterRef("action")).exclude(assessment="")
    last = Subquery(updates.order_by("-said_at", "-pk").values("assessment")[:1])
    for rule, actions in (
        (
            Rule.OFF_TARGET,
            asked.actions().filter(is_open()).alias(assessed=last).filter(assessed=Assessment.OFF_TARGET),
        ),
        (Rule.PAST, asked.actions().filter(is_late_in("current", asked))),
        (Rule.SILENT, asked.actions().filter(is_silent(asked))),
        (Rule.NO_RETURN, asked.actions().filter(not_returned(asked))),
    ):
        if rule in rules:
            numbers = actions.order_by("target_on", "action").values_list("action", flat=True)[:LONGEST]
            yield from ((Matter(number), rule) for number in numbers)
