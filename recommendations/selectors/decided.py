"""Decisions that others made lately on the actions of some posts: supported, withdrawn, a date agreed or not, a question settled."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Case, CharField, DateField, F, QuerySet, Value, When
from django.db.models.functions import Cast

from safeguarding.models import User

from ..models import DeadlineDecision, Decision, Settlement
from ..models.recommendations import printed
from ..workflow import Outcome

# For so long a decision stands on the page. The same days for all who hold the post, so that whoever takes it over finds it too,
# and that a page which is only read writes nothing; two weeks, since people come back from leave.
LATELY = timedelta(days=14)
SAID = {
    Outcome.SUPPORTS: "completion supported",
    Outcome.WITHDRAWS: "withdrawn",
    Settlement.Outcome.ACCEPTED: "your answer accepted",
    Settlement.Outcome.SET_ASIDE: "a question set aside",
    "agreed": "date agreed",
    "refused": "date not agreed",
}
WHO = ("username", "first_name", "last_name", "former_names")


@dataclass(frozen=True)
class Decided:
    """One decision on action `number`, or on its `part` alone ("" for the whole); `new_on` is the date that was decided.

    reason: "" where none was given; `withheld` where it is not for the reader.
    """

    number: int
    part: str
    said: str
    new_on: date | None
    reason: str
    withheld: bool
    who: str
    at: datetime


def decided(user: User, posts: Collection[int], now: datetime) -> QuerySet:
    """The decisions since LATELY on the actions that `posts` own, but for those of `user`; the newest first, for read().

    One statement, whatever they are of.
    """
    decisions = Decision.objects.visible_to(user, now).filter(
        outcome__in=(Outcome.SUPPORTS, Outcome.WITHDRAWS), action__owner__in=posts
    )
    dates = DeadlineDecision.objects.visible_to(user, now).filter(request__action__owner__in=posts)
    settlements = Settlement.objects.visible_to(user, now).filter(question__action__owner__in=posts)
    part = {"reference": F("part__recommendation__reference"), "letter": F("part__letter")}
    agreed = Case(When(agreed=True, then=Value("agreed")), default=Value("refused"))
    asked = [
        _rows(decisions, user, now, number=F("action"), said=F("outcome"), **part),
        _rows(dates, user, now, number=F("request__action"), said=agreed, new_on=F("request__new_on")),
        _rows(settlements, user, now, number=F("question__action"), said=F("outcome")),
    ]
    first, *others = asked
    return first.union(*others, all=True).order_by("-recorded_at")


def read(rows: Iterable[dict[str, object]]) -> list[Decided]:
    """The Decided of rows that decided() gives."""
    return [
        Decided(
            number=row["number"],
            part=printed(row["reference"] or "") + (row["letter"] or ""),
            said=SAID[row["said"]],
            new_on=row["new_on"],
            reason=row["reason"],
            withheld=row["withheld"],
            who=User(**{name: row[f"recorded_by__{name}"] for name in WHO}).called(row["recorded_at"]),
            at=row["recorded_at"],
        )
        for row in rows
    ]


def _rows(records, user, now, **known):
    """Those of one kind, each with the same columns; a union takes no others."""
    lately = records.filter(recorded_at__gte=now - LATELY).exclude(recorded_by=user)
    known = {"reference": Value(""), "letter": Value(""), "new_on": Value(None)} | known
    columns = {
        name: Cast(value, DateField() if name == "new_on" else CharField())
        for name, value in known.items()
        if name != "number"
    }
    shown = lately.order_by().annotate(number=known["number"], **columns)
    return shown.values(
        "number", *columns, "reason", "withheld", "recorded_at", *(f"recorded_by__{name}" for name in WHO)
    )
