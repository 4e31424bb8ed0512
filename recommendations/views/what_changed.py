"""The changes between two moments: their page, and all of it as a file."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from safeguarding.lib.dates import london_date
from safeguarding.lib.write_tables import csv_lines
from safeguarding.models import Marking

from ..filters import ChangeFilter
from ..forms.period import PeriodForm
from ..packs.changes_csv import changes_table
from ..selectors.meetings import Met, meetings_before, since_when
from ..selectors.standings import Standings
from ..selectors.what_changed.list import Changes
from ..selectors.what_changed.period import Period
from ..selectors.what_changed.sources import Change
from .downloads import KINDS, headers, refused
from .long_work import made_by_worker
from .pagination import paged


@dataclass(frozen=True)
class Asked:
    """The question of an address: a Period and its Changes, with the forms that say so and the meetings before its end."""

    form: PeriodForm
    filter: ChangeFilter
    meetings: list[Met]
    period: Period
    changes: Changes


def asked_for(request: HttpRequest) -> Asked:
    """The Asked of a request. Where no beginning can be read: since the last meeting before the end."""
    form = PeriodForm(request.GET, now=request.now)
    ends_at = form.ends_at
    standings = Standings(request.user, now=request.now, as_at=ends_at)
    asked = ChangeFilter(request.GET, standings)
    kept = {} if asked.form.errors else asked.form.cleaned_data
    day = london_date(ends_at or request.now)
    meetings = meetings_before(day, kept.get("board", ""))
    only = kept.pop("kind", "")
    begins_at = form.begins_at or since_when(meetings, day)
    period = Period(standings, begins_at=begins_at, **kept)
    return Asked(form, asked, meetings, period, Changes(period, [Change(only)] if only else Change))


@require_GET
def what_changed(request: HttpRequest) -> HttpResponse:
    """The changes that a person may see, kind by kind, between two moments; since the last meeting unless others are asked for."""
    asked = asked_for(request)
    page = paged(request, asked.changes)
    rows = list(page.object_list)
    context = {
        "form": asked.form,
        "filter": asked.filter.form,
        "meetings": asked.meetings,
        "period": asked.period,
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
