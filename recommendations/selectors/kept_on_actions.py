"""Records kept on actions beside what was said of them: dates asked for, evidence, waits, checks, spells in the DCC's queue.

All of it under the same columns, so that one statement asks for all.
"""

from collections import defaultdict
from datetime import date, datetime
from enum import IntEnum
from typing import NamedTuple

from django.db.models import BooleanField, Case, DateField, DateTimeField, F, Q, Value, When
from django.db.models.functions import Cast

from inspections.visibility import known_inspections
from safeguarding.as_at import recorded, rows
from safeguarding.models import User

from ..models import ActionStanding, CoverageStanding, DeadlineRequest, Evidence, FollowUpCheck, WaitingOn
from ..models.checks import UNANSWERED
from ..models.deadlines import AGREED_ON
from ..models.intake import not_withdrawn
from ..models.visibility import withheld
from ..workflow import Status
from .actions.timeline_rows import text
from .prepared import prepared
from .standings import Standings


class Of(IntEnum):
    """The kinds of Kept."""

    REQUEST = 0  # begun: asked; ended: decided; days: previous, new; words: because, reason, reason of the decision, the day agreed
    EVIDENCE = 1  # begun: recorded; days: -, of which it speaks; words: title, kind, where it is held, link
    WAIT = (
        2  # days: confirmed, to look again; words: body, board, its date in its words, what protects children meanwhile
    )
    CHECK = 3  # days: -, due; words: what
    QUEUED = 4  # begun, ended: recommended complete from and until


class Kept(NamedTuple):
    """One row; what its columns mean stands in Of. `decision_withheld` is of a request."""

    of: int
    action: int
    pk: int
    begun: datetime | None
    ended: datetime | None
    first_on: date | None
    second_on: date | None
    words: tuple[str, str, str, str]
    withheld: bool
    decision_withheld: bool
    marking: str


class KeptOnActions:
    """The Kept of some actions at `as_at` (None: now), each in its order: `of(kind, number)`. One statement.

    numbers: of actions that `user` may know of; or inspection: the key of one, for those that answer it.
    """

    def __init__(
        self,
        user: User,
        *,
        now: datetime,
        as_at: datetime | None = None,
        numbers: tuple[int, ...] = (),
        inspection: int | None = None,
    ) -> None:
        self._by_action = defaultdict(list)
        for row in _kept(Standings(user, now=now, as_at=as_at), numbers=numbers, inspection=inspection):
            kept = _read(*row)
            self._by_action[kept.of, kept.action].append(kept)
        for of_one in self._by_action.values():
            of_one.sort(key=_order)

    def of(self, kind: Of, number: int) -> list[Kept]:
        """Those of one kind on one action."""
        return self._by_action.get((kind, number), [])


def _read(of, action, pk, begun, ended, first_on, second_on, *others):
    *words, hidden, of_decision, marking = others
    return Kept(of, action, pk, begun, ended, first_on, second_on, tuple(words), hidden, of_decision, marking)


def _order(kept):
    """As recorded; what has no moment by its day."""
    return kept.begun.timestamp() if kept.begun else kept.second_on.toordinal(), kept.pk


@prepared
def _kept(asked, *, numbers, inspection):
    first, *rest = _sources(asked.user, asked.now, asked.as_at, _on(numbers, inspection, asked.as_at))
    return first.union(*rest, all=True)


def _on(numbers, inspection, as_at):
    if inspection is None:
        return {"action__pk__among": numbers}
    return {"action__in": CoverageStanding.objects.at(as_at).filter(inspection=inspection).values("action")}


def _sources(user, now, as_at, of_them):
    def records(model):
        return recorded(model, as_at).filter(**of_them).annotate(withheld=withheld(model, user, now))

    moment = as_at or now
    visible = known_inspections(user, now, as_at).of("part__recommendation__inspection")
    known = Q(decision__recorded_at__lte=moment)
    apart = Case(When(~Q(decision__audience=F("audience")), then=Value(True)), default=F("withheld"))
    queued = ActionStanding.objects.filter(status=Status.RECOMMENDED_COMPLETE, begins_at__lte=moment, **of_them)
    return (
        _columns(
            *(Of.REQUEST, records(DeadlineRequest).filter(not_withdrawn(as_at))),
            moments=("recorded_at", Case(When(known, then=F("decision__recorded_at")))),
            days=("previous_on", "new_on"),
            words=("because", "reason", "decision__reason", Case(When(decision__agreed=True, then=text(AGREED_ON)))),
            hidden=(F("withheld"), apart, "marking"),
        ),
        _columns(
            *(Of.EVIDENCE, records(Evidence).not_taken_back(as_at).filter(Q(part=None) | visible)),
            moments=("recorded_at", None),
            days=(None, "speaks_of_on"),
            words=("title", "of", "held_elsewhere", "link"),
            hidden=(F("withheld"), Value(False), "marking"),
        ),
        _columns(
            *(Of.WAIT, rows(WaitingOn, as_at).filter(ended_at=None, **of_them)),
            days=("confirmed_on", "review_on"),
            words=("body", "board", "date_words", "meanwhile"),
        ),
        _columns(
            *(Of.CHECK, rows(FollowUpCheck, as_at).filter(UNANSWERED, **of_them)),
            days=(None, "due_on"),
            words=("what", None, None, None),
        ),
        _columns(Of.QUEUED, queued, moments=("begins_at", "ends_at"), key="pk"),
    )


_NONE = (None, None)
_OPEN = (Value(False), Value(False), None)  # what is of the action itself is withheld with the action's own words


def _columns(of, found, *, moments=_NONE, days=_NONE, words=(*_NONE, *_NONE), hidden=_OPEN, key="id"):
    *flags, marking = hidden
    return found.order_by().values_list(
        Value(int(of)),
        "action",
        key,
        *(Cast(column or Value(None), DateTimeField()) for column in moments),
        *(Cast(column or Value(None), DateField()) for column in days),
        *map(text, words),
        *(Cast(flag, BooleanField()) for flag in flags),
        text(marking),
    )
