"""Decisions that others made lately on somebody's work: supported, withdrawn, a date or response agreed or not, a question settled."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import BigIntegerField, Case, CharField, DateField, F, Q, QuerySet, Value, When
from django.db.models.functions import Cast

from safeguarding.models import User

from ..models import Coverage, DeadlineDecision, Decision, Recommendation, ResponseDecision, Settlement, Verdict
from ..models.recommendations import printed
from ..workflow import Outcome, VerdictOutcome

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
    "response-agreed": "your response agreed",
    "response-refused": "your response not agreed",
    VerdictOutcome.VERIFIED: "closed by the inspectorate, which was recorded",
    VerdictOutcome.STILL_OPEN: "still open to the inspectorate, which was recorded",
    VerdictOutcome.NONE: "a verdict taken back, recorded in error",
}
OTHERS = {"number": BigIntegerField(), "on": BigIntegerField(), "new_on": DateField()}
COLUMNS = ("number", "on", "kind", "reference", "letter", "said", "new_on")
WHO = ("username", "first_name", "last_name", "former_names")


@dataclass(frozen=True)
class Decided:
    """One decision on action `number`, or on its `part` alone ("" for the whole); `new_on` is the date that was decided.

    number: None where it is on a recommendation, whose key is `recommendation` and whose name `about`, and no action.
    reason: "" where none was given; `withheld` where it is not for the reader.
    """

    number: int | None
    recommendation: int | None
    about: str
    part: str
    said: str
    new_on: date | None
    reason: str
    withheld: bool
    who: str
    at: datetime


def decided(user: User, posts: Collection[int], now: datetime) -> QuerySet:
    """The decisions since LATELY on the actions and issues that `posts` own and the responses that `user` proposed, and verdicts.

    Not those of `user`; the newest first, for read(). One statement, whatever they are of.
    """
    decisions = Decision.objects.visible_to(user, now).filter(
        outcome__in=(Outcome.SUPPORTS, Outcome.WITHDRAWS), action__owner__in=posts
    )
    dates = DeadlineDecision.objects.visible_to(user, now).filter(request__action__owner__in=posts)
    settlements = Settlement.objects.visible_to(user, now).filter(
        Q(question__action__owner__in=posts) | Q(question__recommendation__issue_owner__in=posts)
    )
    responses = ResponseDecision.objects.visible_to(user, now).filter(proposed_by=user)
    theirs = Coverage.objects.filter(ended_at=None, action__owner__in=posts)
    verdicts = Verdict.objects.visible_to(user, now).filter(
        Q(recommendation__issue_owner__in=posts) | Q(recommendation__in=theirs.values("part__recommendation"))
    )
    part = {"reference": F("part__recommendation__reference"), "letter": F("part__letter")}
    asked = [
        _rows(decisions, user, now, number=F("action"), said=F("outcome"), **part),
        _rows(dates, user, now, number=F("request__action"), said=_agreed(""), new_on=F("request__new_on")),
        _rows(
            settlements,
            user,
            now,
            number=F("question__action"),
            said=F("outcome"),
            **_about("question__recommendation", "question__part"),
        ),
        _rows(
            responses,
            user,
            now,
            said=_agreed("response-"),
            **_about("response__part__recommendation", "response__part"),
        ),
        _rows(
            verdicts.annotate(reason=F("difference")),
            user,
            now,
            said=F("outcome"),
            **_about("recommendation", "part"),
        ),
    ]
    first, *others = asked
    return first.union(*others, all=True).order_by("-recorded_at")


def read(rows: Iterable[dict[str, object]]) -> list[Decided]:
    """The Decided of rows that decided() gives."""
    return [
        Decided(
            number=row["number"],
            recommendation=row["on"],
            about=_name(row),
            part=_part(row),
            said=SAID[row["said"]],
            new_on=row["new_on"],
            reason=row["reason"],
            withheld=row["withheld"],
            who=User(**{name: row[f"recorded_by__{name}"] for name in WHO}).called(row["recorded_at"]),
            at=row["recorded_at"],
        )
        for row in rows
    ]


def _agreed(of):
    return Case(When(agreed=True, then=Value(f"{of}agreed")), default=Value(f"{of}refused"))


def _about(recommendation, part):
    named = {"kind": F(f"{recommendation}__kind"), "reference": F(f"{recommendation}__reference")}
    return named | {"on": F(recommendation), "letter": F(f"{part}__letter")}


def _name(row):
    """The recommendation that it is on, where it is on no action."""
    return f"{Recommendation.Kind(row['kind']).label} {printed(row['reference'])}" if row["on"] else ""


def _part(row):
    """The part: of an action "8c", of a recommendation, which is named already, its letter."""
    if row["on"]:
        return row["letter"] or ""
    return f"{printed(row['reference'])}{row['letter']}" if row["reference"] else ""


def _rows(records, user, now, **known):
    """Those of one kind, each with the same columns; a union takes no others."""
    lately = records.filter(recorded_at__gte=now - LATELY).exclude(recorded_by=user)
    columns = {name: Cast(known.get(name, Value(None)), OTHERS.get(name, CharField())) for name in COLUMNS}
    shown = lately.order_by().annotate(**columns)
    return shown.values(*columns, "reason", "withheld", "recorded_at", *(f"recorded_by__{name}" for name in WHO))
