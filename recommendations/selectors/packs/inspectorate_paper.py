"""A paper to an inspectorate: of which reports it tells, and what, as it would be, as it is prepared, or as it was issued."""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from django.db.models import Prefetch, Q, QuerySet

from inspections.models import Inspection, Theme
from inspections.visibility import anybody_knowing, under_embargo
from safeguarding.as_at import joined, rows
from safeguarding.lib.dates import london_date

from ...models import Pack, PackFile
from ..inspections.changes import moment
from ..register import visible_inspections
from ..register_keys import Only, of_inspection
from ..standings import Standings
from .for_inspectorate import MOST, ForInspectorate, for_inspectorate

TOO_MANY = f"There are {{}} recommendations, and a paper holds {MOST}. Print one for each inspection instead."


class Prepared(NamedTuple):
    """To whom it goes ("" where that is several bodies), what it is about, and what it tells."""

    to: str
    about: str
    found: ForInspectorate


def gather(
    about: Inspection | Theme, reports: Iterable[int], *, at: datetime, as_at: datetime | None
) -> ForInspectorate:
    """All of an inspection, or of what these `reports` (keys) ask on a theme, at `as_at` (None: now); the same whoever asks."""
    asked = Standings(anybody_knowing(reports), now=at, as_at=as_at)
    theme = isinstance(about, Theme)
    return for_inspectorate(asked, Only(_of_theme if theme else of_inspection, about.id), None if theme else about)


def reports_of(about: Inspection | Theme, asked: Standings) -> list[int]:
    """The keys of the inspections that a paper tells of: those of which the person of `asked` may know, at its moment."""
    visible = visible_inspections(asked.user, now=asked.now, as_at=asked.as_at).order_by("id")
    asking = asked.recommendations().filter(theme=about.id).values("inspection")
    only = Q(id__in=asking) if isinstance(about, Theme) else Q(id=about.id)
    return list(visible.filter(only).values_list("id", flat=True))


def too_many(about: Inspection | Theme, asked: Standings) -> int:
    """How many recommendations there are, where no paper holds as many; else 0."""
    number = asked.recommendations().filter(_of(about)).count()
    return number if number > MOST else 0


def as_prepared(pack: Pack, *, at: datetime) -> Prepared:
    """A paper as it is prepared, in the words of its cut-off. at: when it is issued, or was."""
    about, as_at = pack.about, pack.cut_off_at
    reports = pack.choices.order_by("inspection").values_list("inspection", flat=True)
    found = gather(about, reports, at=at, as_at=as_at)
    if isinstance(about, Theme):
        return Prepared("", rows(Theme, as_at).get(id=about.id).name, found)
    (then,) = joined(rows(Inspection, as_at).filter(id=about.id), "body", at=as_at)
    return Prepared(then.body.name, then.title, found)


def embargoes_of(pack: Pack, *, at: datetime) -> list[str]:
    """A sentence for each of its reports that was under embargo at `at`, when it is issued, or was; in English, as the paper."""
    reports = pack.choices.values("inspection")
    closed = rows(Inspection, at).filter(under_embargo(at, london_date(at)), id__in=reports).order_by("id")
    return [
        f"Under embargo until {moment(Inspection.opens_at(one))}: {one.title}. Until then nobody else may be told of it."
        for one in closed
    ]


def versions(about: Inspection | Theme, paper: str, readable: QuerySet[Pack]) -> list[Pack]:
    """Those of a paper among `readable`, the latest first, each with its issue and the files of that."""
    files = Prefetch("issue__files", PackFile.objects.defer("base64"))
    found = readable.filter(_of(about), paper=paper, given_up_at=None).select_related(
        "inspection__body", "theme", "issue"
    )
    return list(found.prefetch_related(files).order_by("-version"))


def _of_theme(key, as_at):
    return Q(theme=key)


def _of(about):
    return Q(theme=about.id) if isinstance(about, Theme) else Q(inspection=about.id)
