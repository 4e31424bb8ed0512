"""The figures of the position, and the changes of a period."""

from django.http import HttpRequest
from ninja import Router
from ninja.errors import HttpError

from safeguarding.lib.dates import london_date

from ..filters import ChangeFilter
from ..forms.period import PeriodForm
from ..packs.position_figures import position_figures
from ..selectors.lateness import LATE, STANDINGS
from ..selectors.meetings import meetings_before, since_when
from ..selectors.position import deadlines
from ..selectors.position import page as positions
from ..selectors.standings import Standings
from ..selectors.what_changed.list import Changes
from ..selectors.what_changed.period import Period
from ..selectors.what_changed.sources import Change
from . import answers
from .keys import EVERYTHING, FIGURES
from .questions import address, described, limit_of, standings, start_of

router = Router(tags=["Figures"])
BETWEEN = {
    "from": "After the end of this past day, or this moment. Default: since the last meeting.",
    "to": "Until the end of this past day, or this moment. Default: until now.",
}


@router.get("/position", auth=FIGURES, response=answers.Position, openapi_extra=described(paged=False))
def position(request: HttpRequest) -> dict[str, object]:
    """The figures of the page Position, and of each inspection."""
    asked = standings(request, (), paged=False)
    found = positions.position(request.user, now=request.now, as_at=asked.as_at)
    counts = deadlines.tally(asked)
    return {
        "as_at": asked.as_at,
        "open_recommendations": found.open.count,
        "states": {state.key: state.count for state in found.all.slices},
        "parts": {row.key: row.parts.count for row in found.parts},
        "open_actions": found.deadlines.open.total.count,
        "actions": {name: counts[name] for name in STANDINGS},
        "late": {way: counts[f"late-{way}"] for way in LATE},
        "inspections": list(position_figures(asked)),
    }


@router.get("/changes", auth=EVERYTHING, response=answers.Changes, openapi_extra=described(ChangeFilter, **BETWEEN))
def changes(request: HttpRequest) -> dict[str, object]:
    """The changes of a period, kind by kind; after counts rows, so give from and to where there are several answers."""
    found = _changes(request)
    start, limit = start_of(request), limit_of(request)
    onward = address(request, after=start + limit) if start + limit < len(found) else None
    rows = [_change(row) for row in found[start : start + limit]]
    return {"as_at": found.period.ends_at, "since": found.period.begins_at, "items": rows, "next": onward}


def _changes(request):
    standings(request, (*ChangeFilter.order, *BETWEEN))
    form = PeriodForm(request.GET, now=request.now)
    ends_at = form.ends_at
    standings_then = Standings(request.user, now=request.now, as_at=ends_at)
    asked = ChangeFilter(request.GET, standings_then)
    if problems := form.errors | asked.form.errors:
        name, (problem, *_) = next(iter(problems.items()))
        raise HttpError(400, f"{name}: {problem}")
    kept = dict(asked.form.cleaned_data)
    only, day = kept.pop("kind", ""), london_date(ends_at or request.now)
    begins_at = form.begins_at or since_when(meetings_before(day, kept.get("board", "")), day)
    period = Period(standings_then, begins_at=begins_at, **kept)
    return Changes(period, [Change(only)] if only else Change)


def _change(row):
    return {
        "kind": row.kind.value,
        "recorded_at": row.at,
        "on": row.on.name,
        "url": row.on.url,
        "title": row.title,
        "old": row.old,
        "new": row.new,
        "said": None if row.hidden else row.text,
        "withheld": row.hidden,
        "recorded_by": row.who,
        "marking": row.marking.value,
    }
