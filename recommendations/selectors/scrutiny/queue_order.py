"""The order of the DCC's queue: matter by matter, by what comes first in each, the longest wait first; and who stands where."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property, lru_cache
from typing import NamedTuple

from django.db.models import Case, Count, Exists, F, OuterRef, Prefetch, Q, QuerySet, When, Window
from django.db.models.functions import Coalesce, FirstValue, Lag, Lead, RowNumber
from django.urls import reverse
from django.utils.translation import gettext_noop as _

from safeguarding.lib.languages import translated
from safeguarding.models import User
from safeguarding.models.people import Role

from ...models import AwaitedStanding, Question, Recommendation, ScrutinySession
from ..first_rows import Shown, with_count
from ..post_holders import posts_held
from ..prepared import in_all, prepared
from ..standings import Standings
from .rows_waiting import RECOMMENDATION_ALONE, Matter, about, each_waiting, matters_waiting, rows_waiting

Awaited = AwaitedStanding.Kind


class Kind(NamedTuple):
    """One sort of decision that waits: what it is among the standings, a pile of them and one in words, where it is decided."""

    awaited: Awaited
    heading: str
    one: str
    page: str


# In the order of the queue.
KINDS = {
    "action": Kind(Awaited.COMPLETION, _("Recommended complete"), _("completion"), "scrutiny-item"),
    "statement": Kind(
        Awaited.STATEMENT,
        _("Said in a document, to be confirmed"),
        _("a statement in a document"),
        "scrutiny-statement",
    ),
    "response": Kind(Awaited.RESPONSE, _("Responses that end work on a part"), _("a response"), "scrutiny-response"),
    "deadline": Kind(Awaited.DEADLINE, _("Dates asked for"), _("a date asked for"), "scrutiny-deadline"),
    "answer": Kind(Awaited.ANSWER, _("Answers to the DCC’s questions"), _("an answer"), "scrutiny-item"),
    "about": Kind(
        Awaited.ANSWER_ABOUT, _("Answers to the DCC’s questions on recommendations"), _("an answer"), "question-settle"
    ),
}
_NAMES = {kind.awaited: name for name, kind in KINDS.items()}
PLACES = 50  # in the queue from which its statement is kept
_WITH_DCC = Q(with_dcc=True)
ORDER = (
    F("first"),
    F("since"),
    F("on_action").asc(nulls_last=True),
    F("on_recommendation").asc(nulls_last=True),
)


@dataclass(frozen=True)
class Waiting:
    """One decision that waits: its kind (a key of KINDS), its key, the moment since when."""

    kind: str
    pk: int
    since: datetime

    @property
    def words(self) -> str:
        return translated(KINDS[self.kind].one)

    @property
    def url(self) -> str:
        return reverse(KINDS[self.kind].page, args=[self.pk])


@dataclass(frozen=True)
class MatterWaiting:
    """A matter with the decisions that wait in it, in the order of the queue."""

    matter: Matter
    waits: list[Waiting]

    @property
    def since(self) -> datetime:
        """When the longest of them began to wait."""
        return min(one.since for one in self.waits)


@dataclass(frozen=True)
class Place:
    """Where a matter stands in the queue: "4 of 14", the addresses before and after it ("" at the ends), and what waits in it.

    session: that on whose agenda it stands so, where it is opened in one; onward: of the items after it the first with anything
    left to decide or to deal with, else the one after it.
    """

    number: int
    of: int
    previous: str
    next: str
    waits: list[Waiting]
    session: ScrutinySession | None = None
    onward: str = ""

    @property
    def query(self) -> str:
        """The query string that leads on within the session; "" in the queue."""
        return f"?session={self.session.pk}" if self.session else ""


class Queued:
    """Every matter that waits for the DCC, of what `user` may see, in the order of the queue; read by the slice.

    An action or part that waits for an answer to a question is not among them: it is with its owner.
    """

    def __init__(self, user: User, at: datetime) -> None:
        self._asked = Standings(user, now=at)

    @cached_property
    def counts(self) -> dict[str, int]:
        """How many decisions of each of KINDS wait, of those that do."""
        return {name: count for name, count in self._counted.items() if name in KINDS and count}

    @property
    def decisions(self) -> int:
        return sum(self.counts.values())

    @cached_property
    def _counted(self):
        """Decisions by kind, and matters by what they are about. One query."""
        found = _counted(self._asked)
        return dict(zip([*KINDS, *Matter._fields], found[0], strict=True)) if found else {}

    def __len__(self) -> int:
        return sum(count for name, count in self._counted.items() if name not in KINDS)

    def __getitem__(self, some: slice) -> list[MatterWaiting]:
        return self.among(self.matters(some.start, some.stop))

    def __iter__(self) -> Iterator[MatterWaiting]:
        return iter(self[:])

    def matters(self, start: int | None, stop: int | None) -> list[Matter]:
        """Those from the place `start` up to `stop`. One query."""
        return [Matter(*key) for key in _between(start, stop)(self._asked)]

    def led_by(self, kinds: Collection[str], most: int) -> list[MatterWaiting]:
        """The first `most` matters in which one of `kinds` (keys of KINDS) comes first. Two queries."""
        led = matters_waiting(self._asked).order_by(*ORDER).filter(first__in=[KINDS[kind].awaited for kind in kinds])
        return self.among([Matter(*key) for key in led.values_list(*Matter._fields)[:most]])

    def among(self, matters: Sequence[Matter]) -> list[MatterWaiting]:
        """Those of `matters` in which something waits, with what does. One query, or none."""
        waits = {}
        actions, alone = (tuple(filter(None, keys)) for keys in zip(*matters, strict=True)) if matters else ((), ())
        for row in _waiting_on(self._asked, actions=actions, alone=alone):
            matter = Matter(*(row[name] for name in Matter._fields))
            waits.setdefault(matter, []).append(Waiting(_NAMES[row["kind"]], row["key"], row["since"]))
        return [MatterWaiting(matter, waits[matter]) for matter in matters if matter in waits]

    def number(self, matter: Matter) -> int | None:
        """The number of a matter; None where nothing in it waits. One query."""
        return next((row["place"] for row in _placed(self._asked, **matter._asdict())), None)

    def place(self, matter: Matter) -> Place | None:
        """The Place of a matter; None where nothing in it waits. Two queries, or one."""
        for row in _placed(self._asked, **matter._asdict()):
            before, after = (
                Matter(*(row[f"{side}_{name}"] for name in Matter._fields)) for side in ("before", "after")
            )
            waits = {one.matter: one.waits for one in self.among([one for one in (before, matter, after) if any(one)])}
            # Any of them may have been decided by somebody else since the first query.
            previous, following = (waits[one][0].url if one in waits else "" for one in (before, after))
            return Place(row["place"], row["count"], previous, following, waits[matter]) if matter in waits else None
        return None


@lru_cache(PLACES)
def _between(start, stop):
    @prepared
    def matters(asked):
        return matters_waiting(asked).order_by(*ORDER).values_list(*Matter._fields)[start:stop]

    return matters


@prepared
def _counted(asked):
    """How many decisions of each of KINDS, and how many matters of each of Matter's fields."""
    kinds = {f"of_{name}": Count("key", distinct=True, filter=Q(kind=kind.awaited)) for name, kind in KINDS.items()}
    matters = zip(Matter._fields, ("action", RECOMMENDATION_ALONE), strict=True)
    about = {f"about_{name}": Count(key, distinct=True) for name, key in matters}
    return in_all(each_waiting(asked, _WITH_DCC), **kinds, **about)


@prepared
def _waiting_on(asked, *, actions, alone):
    return rows_waiting(asked, _WITH_DCC, about(actions, alone)).order_by("kind", "since", "key")


@prepared
def _placed(asked, **matter):
    """The row of a matter, with its place, how many there are, and its neighbours."""
    neighbours = {
        f"{side}_{name}": Window(function(name), order_by=ORDER)
        for side, function in (("before", Lag), ("after", Lead))
        for name in Matter._fields
    }
    asked_for = Case(When(**{name: key for name, key in matter.items() if key is not None}, then=True), default=False)
    placed = matters_waiting(asked).annotate(
        place=Window(RowNumber(), order_by=ORDER),
        count=Window(Count("*")),
        # A window too: a plain condition would leave nothing but the row itself to be counted.
        asked=Window(FirstValue(asked_for), partition_by=[F(name) for name in Matter._fields]),
        **neighbours,
    )
    return placed.filter(asked=True)


def queued(user: User, at: datetime) -> Queued:
    """All that waits for the DCC at `at`, of what `user` may see."""
    return Queued(user, at)


def place(user: User, matter: Matter, *, at: datetime) -> Place | None:
    """The Place of a matter in the queue of `user`; None where nothing in it waits."""
    return queued(user, at).place(matter)


@prepared
def first_unanswered(asked: Standings) -> QuerySet[Question]:
    """The first of the DCC's questions that an owner has still to answer, the oldest first; `held`: somebody holds the post asked."""
    user, at = asked.user, asked.now
    found = Question.objects.visible_to(user, at).unanswered().asked_as(Role.DCC).with_words("text", "answer_by")
    held = posts_held(at).filter(post=Coalesce(OuterRef("action__owner"), OuterRef("recommendation__issue_owner")))
    # Most are on actions: what the others are about is read apart, since it would take longer to plan than to ask.
    about = Prefetch("recommendation", Recommendation.objects.select_related("issue_owner"))
    found = found.select_related("action__owner").prefetch_related(about).with_parts().annotate(held=Exists(held))
    return with_count(found.order_by("recorded_at", "pk"), Shown.PAGE)
