"""The changes between two moments: their page, and all of it as a file."""

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from safeguarding.clock import kept_until
from safeguarding.lib.dates import london_date
from safeguarding.lib.writers.tables import csv_lines
from safeguarding.models import Marking

from ..filters import ChangeFilter
from ..forms.period import PeriodForm
from ..models import LookedThrough
from ..packs.changes_csv import changes_table
from ..selectors.figures import in_address
from ..selectors.looked import looks
from ..selectors.meetings import Met, meetings_before, since_when
from ..selectors.standings import Standings
from ..selectors.what_changed.list import Changes
from ..selectors.what_changed.period import Period
from ..selectors.what_changed.sources import Change
from .downloads import KINDS, headers, refused
from .long_work import made_by_worker
from .looked import moment_sent
from .pagination import paged


@dataclass(frozen=True)
class Asked:
    """The question of an address: a Period and its Changes, with the forms that say so and the meetings before its end.

    looks: the last two moments until which the reader has looked, where it begins with the first of them; empty where it does not.
    """

    form: PeriodForm
    filter: ChangeFilter
    meetings: list[Met]
    period: Period
    changes: Changes
    looks: list[datetime]


def asked_for(request: HttpRequest) -> Asked:
    """The Asked of a request. Where no beginning can be read: since its reader last looked, else since the last meeting before the end.

    A board that is chosen has meetings of its own, and begins with the last of them.
    """
    form = PeriodForm(request.GET, now=request.now)
    ends_at = form.ends_at
    standings = Standings(request.user, now=request.now, as_at=ends_at)
    asked = ChangeFilter(request.GET, standings)
    kept = dict(asked.kept)
    day = london_date(ends_at or request.now)
    meetings = meetings_before(day, kept.get("board", ""))
    only = kept.pop("kind", "")
    looked = [] if form.begins_at or kept.get("board") else _looked(request, until=ends_at)
    begins_at = form.begins_at or (looked[0] if looked else since_when(meetings, day))
    period = Period(standings, begins_at=begins_at, **kept)
    return Asked(form, asked, meetings, period, Changes(period, [Change(only)] if only else Change), looked)


def _looked(request, *, until):
    before = {"until__lt": until or request.now}
    return list(
        looks(request.user, LookedThrough.Page.WHAT_CHANGED).filter(**before).values_list("until", flat=True)[:2]
    )


def _shown_until(request):
    """As far as the first page had all of it: what came meanwhile was perhaps on none. None where it was asked for some alone."""
    if set(request.GET) - {"page", "shown_until"}:
        return None
    return min(moment_sent(request.GET, "shown_until") or kept_until(request.now), request.now)


@require_GET
def what_changed(request: HttpRequest) -> HttpResponse:
    """The changes that a person may see, kind by kind, between two moments; since the last meeting unless others are asked for."""
    until = _shown_until(request)  # before any row is read
    asked = asked_for(request)
    page = paged(request, asked.changes)
    rows = list(page.object_list)
    context = {
        "form": asked.form,
        "filter": asked.filter.form,
        "meetings": asked.meetings,
        "period": asked.period,
        "looks": asked.looks,
        "looked_before": in_address(asked.looks[1]) if asked.looks[1:] else "",
        "until": until,
        "counts": [(kind, kind.counted(number), number) for kind, number in asked.changes.counts.items() if number],
        "page": page,
        "rows": rows,
        "as_at": asked.period.ends_at,
        "marking": Marking.highest(row.marking for row in rows).label,
    }
    return render(request, "recommendations/what_changed/page.html", context)


@require_GET
def csv(request: HttpRequest) -> HttpResponse | StreamingHttpResponse:
    """The same, every page of it, as CSV. 400 where the address cannot be understood."""
    asked = asked_for(request)
    if problems := asked.form.errors | asked.filter.form.errors:
        return refused(problems)
    ends_at = asked.period.ends_at or request.now
    name = f"changes-{london_date(asked.period.begins_at)}-to-{london_date(ends_at)}.csv"

    def made(count):
        lines = csv_lines(changes_table(asked.changes, begins_at=asked.period.begins_at, ends_at=ends_at))
        return StreamingHttpResponse(lines, content_type=KINDS["csv"].content_type, headers=headers(name))

    return made_by_worker(request, made, called=f"What changed, {name}")
