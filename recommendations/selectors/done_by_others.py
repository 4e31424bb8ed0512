"""All that others did on somebody's work, a line each: of whatever kinds, read from one union."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from django.db.models import BigIntegerField, CharField, DateField, DateTimeField, F, QuerySet, Subquery, Value
from django.db.models.functions import Cast, Coalesce

from safeguarding.models import User

from ..models import Part, Recommendation
from ..models.recommendations import printed
from .looked import looks

# Whoever has not looked for so long reads it on the actions themselves; so that no page asks for all that was ever said.
LONGEST = timedelta(days=90)
NEVER = Value(datetime.min.replace(tzinfo=UTC))
COLUMNS = {
    "number": BigIntegerField(),
    "on": BigIntegerField(),
    "of_part": BigIntegerField(),
    "said": CharField(),
    "new_on": DateField(),
    "reopened_at": DateTimeField(),
}


@dataclass(frozen=True)
class DoneByOther:
    """One thing that was done on action `number`, or on its `part` alone ("" for the whole); `new_on` is the date that was decided.

    number: None where it is on a recommendation, whose key is `recommendation` and whose name `about`, and no action.
    reopened_at: when the DCC opened again what was decided.
    reason: the words, "" where there are none; `withheld` where they are not for the reader.
    """

    number: int | None
    recommendation: int | None
    about: str
    part: str
    what: str
    new_on: date | None
    reopened_at: datetime | None
    reason: str
    withheld: bool
    who: str
    at: datetime


def read(rows: Iterable[dict[str, object]], words: Mapping[str, str]) -> list[DoneByOther]:
    """The DoneByOther of rows of a union of columns(). words: what their column `said` holds. Three queries, none without rows.

    The names are read by keys, because a union would be planned with the joins of each kind.
    """
    found = list(rows)
    people = User.objects.in_bulk({row["who"] for row in found})
    parts = Part.objects.select_related("recommendation").in_bulk(_keys(found, "of_part"))
    recommendations = Recommendation.objects.in_bulk(_keys(found, "on"))
    return [
        DoneByOther(
            number=row["number"],
            recommendation=row["on"],
            about=_name(recommendations[row["on"]]) if row["on"] else "",
            part=_part(parts[row["of_part"]], alone=not row["on"]) if row["of_part"] else "",
            what=words[row["said"]],
            new_on=row["new_on"],
            reopened_at=row["reopened_at"],
            reason=row["reason"],
            withheld=row["withheld"],
            who=people[row["who"]].called(row["at"]),
            at=row["at"],
        )
        for row in found
    ]


def not_looked_through(
    records: QuerySet, page: str, user: User, *, since: datetime, at: str = "recorded_at", by: str = "recorded_by"
) -> QuerySet:
    """Those of others `since` then that `user` has not looked through, on a `page` of LookedThrough.Page.

    at, by: as of columns().
    """
    looked = looks(user, page).values("until")[:1]
    # The last moment is one for all of them, so that an index leads to what is later.
    later = {f"{at}__gte": since, f"{at}__gt": Coalesce(Subquery(looked), NEVER)}
    return records.filter(**later).exclude(**{by: user.pk})


def columns(records: QuerySet, at: str = "recorded_at", by: str = "recorded_by", **known: F | Subquery) -> QuerySet:
    """Those of one kind, each with the same columns, since a union takes no others; `known` are those of COLUMNS that it has.

    at, by: the fields that say when and by whom, where it is no record.
    """
    named = {name: Cast(known.get(name, Value(None)), field) for name, field in COLUMNS.items()}
    shown = records.order_by().annotate(**named, at=F(at), who=F(by))
    return shown.values(*named, "reason", "withheld", "at", "who")


def on_recommendation(recommendation: str, part: str) -> dict[str, F]:
    """The columns of what is on a recommendation or one part of it."""
    return {"on": F(recommendation), "of_part": F(part)}


def _keys(rows, name):
    return {row[name] for row in rows if row[name]}


def _name(recommendation):
    return str(recommendation)


def _part(part, *, alone):
    """A part of an action "8c"; of a recommendation, which is named already, its letter."""
    return f"{printed(part.recommendation.reference)}{part.letter}" if alone else part.letter
