"""All that others did on somebody's work, a line each: of whatever kinds, read from one union."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import BigIntegerField, CharField, DateField, Exists, F, OuterRef, QuerySet, Value
from django.db.models.functions import Cast

from safeguarding.models import User

from ..models import LookedThrough, Recommendation
from ..models.recommendations import printed

# Whoever has not looked for so long reads it on the actions themselves; so that no page asks for all that was ever said.
LONGEST = timedelta(days=90)
OTHERS = {"number": BigIntegerField(), "on": BigIntegerField(), "new_on": DateField()}
COLUMNS = ("number", "on", "kind", "reference", "letter", "said", "new_on")
WHO = ("username", "first_name", "last_name", "former_names")


@dataclass(frozen=True)
class DoneByOther:
    """One thing that was done on action `number`, or on its `part` alone ("" for the whole); `new_on` is the date that was decided.

    number: None where it is on a recommendation, whose key is `recommendation` and whose name `about`, and no action.
    reason: the words, "" where there are none; `withheld` where they are not for the reader.
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


def read(rows: Iterable[dict[str, object]], said: Mapping[str, str]) -> list[DoneByOther]:
    """The DoneByOther of rows of a union of columns(). said: in words what their column `said` holds."""
    return [
        DoneByOther(
            number=row["number"],
            recommendation=row["on"],
            about=_name(row),
            part=_part(row),
            said=said[row["said"]],
            new_on=row["new_on"],
            reason=row["reason"],
            withheld=row["withheld"],
            who=User(**{name: row[f"recorded_by__{name}"] for name in WHO}).called(row["recorded_at"]),
            at=row["recorded_at"],
        )
        for row in rows
    ]


def not_looked_through(
    records: QuerySet, page: str, user: User, *, since: datetime, at: str = "recorded_at", by: str = "recorded_by"
) -> QuerySet:
    """Those of others `since` then that `user` has not looked through, on a `page` of LookedThrough.Page.

    at, by: as of columns().
    """
    looked = LookedThrough.objects.filter(page=page, recorded_by=user.pk, until__gte=OuterRef(at))
    return records.filter(~Exists(looked), **{f"{at}__gte": since}).exclude(**{by: user.pk})


def columns(records: QuerySet, at: str = "recorded_at", by: str = "recorded_by", **known: F) -> QuerySet:
    """Those of one kind, each with the same columns, since a union takes no others; `known` are those of COLUMNS that it has.

    at, by: the fields that say when and by whom, where it is no record.
    """
    named = {name: Cast(known.get(name, Value(None)), OTHERS.get(name, CharField())) for name in COLUMNS}
    shown = records.order_by().annotate(**named)
    return shown.values(*named, "reason", "withheld", at, *(f"{by}__{name}" for name in WHO))


def on_part(part: str) -> dict[str, F]:
    """The columns of what is on a part of an action, to which `part` leads."""
    return {"reference": F(f"{part}__recommendation__reference"), "letter": F(f"{part}__letter")}


def on_recommendation(recommendation: str, part: str) -> dict[str, F]:
    """The columns of what is on a recommendation or one part of it."""
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
