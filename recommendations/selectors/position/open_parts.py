"""The open parts that a board asks about first: asked for immediately, and past the inspectorate's date."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, F, OuterRef, Q, Subquery, Window
from django.db.models.functions import RowNumber
from django.utils.translation import gettext

from safeguarding.as_at import rows
from safeguarding.lib.dates import days_between, days_open
from safeguarding.lib.languages import counted, in_words
from safeguarding.lib.words import WITHHELD

from ...models import Action, WaitingOn
from ...models.visibility import withheld_actions
from ...workflow import PartState
from ..figures import Addresses
from ..named_parts import named_parts
from ..prepared import prepared
from ..recommendations.list import OPEN_PART, is_counted
from ..standings import Standings

SHOWN = 10  # of each


@dataclass(frozen=True)
class Immediate:
    """A part of ours asked for "immediately" and open; `days` since publication, None where the day is not known.

    open: the same in words, "211 days" or "since July 2015"; "" where nothing is known.
    """

    reference: str
    inspection: str
    url: str
    state: PartState
    days: int | None
    open: str


@dataclass(frozen=True)
class PastDue:
    """A part of ours open past the inspectorate's date, by so many `days`.

    meanwhile: what protects children until then, as the owners of its actions say where they wait on others; [] where nobody
    has said so.
    """

    reference: str
    inspection: str
    url: str
    due_on: date
    days: int
    meanwhile: list[str]


@dataclass(frozen=True)
class FirstOpenParts:
    """The first SHOWN of both, the longest open first."""

    immediate: list[Immediate]
    past: list[PastDue]


def first_open_parts(asked: Standings, to: Addresses) -> FirstOpenParts:
    """The FirstOpenParts of `asked`. Two statements, of the past two more; and one where any is past its date."""
    first = _first(asked)
    names = named_parts([part.part_id for part in first], asked.as_at)
    past = [part for part in first if not part.immediate]
    meanwhile = _meanwhile([part.part_id for part in past], asked) if past else {}
    return FirstOpenParts(
        [_immediate(part, names[part.part_id], asked) for part in first if part.immediate],
        [_past(part, names[part.part_id], meanwhile[part.part_id], asked) for part in past],
    )


@prepared
def _first(asked):
    by_day = [F("asked_on").asc(nulls_last=True), F("due_on").asc(nulls_last=True), F("recommendation"), F("part")]
    place = Window(RowNumber(), partition_by=[F("immediate")], order_by=by_day)
    found = asked.parts().filter(Q(immediate=True) | Q(due_on__lt=asked.today), OPEN_PART, is_counted())
    return found.annotate(place=place).filter(place__lte=SHOWN).order_by("immediate", "place")


def _immediate(part, named, asked):
    day = part.asked_on, asked.today, named.published_precision
    days = days_open(*day)
    words = (
        counted(days, "day") if days is not None else gettext("since %(on)s") % {"on": in_words(part.asked_on, day[2])}
    )
    return Immediate(
        named.words, named.inspection, named.url, PartState(part.state), days, words if part.asked_on else ""
    )


def _past(part, named, meanwhile, asked):
    days = days_between(part.due_on, asked.today)
    return PastDue(named.words, named.inspection, named.url, part.due_on, days, meanwhile)


def _meanwhile(parts: Collection[int], asked: Standings) -> dict[int, list[str]]:
    """{part: what protects children meanwhile, as the note of each of its actions says that is to be looked at first}.

    One statement.
    """
    found = defaultdict(list)
    for part, words, withheld in _notes(asked, parts=tuple(parts)):
        found[part].append(WITHHELD if withheld else words)
    return found


@prepared
def _notes(asked, *, parts):
    action = rows(Action, asked.as_at).filter(number=OuterRef("action"))
    hidden = Exists(action.annotate(hidden=withheld_actions(asked.user, asked.now)).filter(hidden=True))
    notes = rows(WaitingOn, asked.as_at).filter(action=OuterRef("action"), ended_at=None).order_by("review_on", "id")
    covered = asked.coverages().filter(part__pk__among=parts).order_by("part", "action")
    notes_on_parts = covered.annotate(meanwhile=Subquery(notes.values("meanwhile")[:1]), hidden=hidden)
    return notes_on_parts.exclude(meanwhile=None).values_list("part", "meanwhile", "hidden")


QUESTIONS = (_first,)  # to be asked at once with others
