"""The records on actions: updates and decisions, each in its own words where they are for the reader."""

from datetime import datetime

from django.db.models import QuerySet
from django.http import HttpRequest
from ninja import Router
from ninja.errors import HttpError

from ..forms.period import PeriodForm
from ..models import Decision, ProgressUpdate
from ..selectors.standings import Standings
from . import answers
from .keys import EVERYTHING
from .questions import described, page, standings, whole_number

router = Router(auth=EVERYTHING, tags=["Records"])
OF_RECORDS = {"action": "The number of an action.", "from": "Recorded after this past day or moment."}


@router.get("/updates", response=answers.Answer[answers.Update], openapi_extra=described(**OF_RECORDS))
def updates(request: HttpRequest) -> dict[str, object]:
    """Progress as owners reported it, each as last corrected."""
    asked = standings(request, OF_RECORDS)
    found = ProgressUpdate.objects.visible_to(request.user, request.now).as_corrected(asked.as_at)
    return page(request, _asked_for(request, found, asked), "pk", lambda some: list(map(_update, some)), asked)


@router.get("/decisions", response=answers.Answer[answers.Decision], openapi_extra=described(**OF_RECORDS))
def decisions(request: HttpRequest) -> dict[str, object]:
    """Decisions of the DCC on actions and parts of them."""
    asked = standings(request, OF_RECORDS)
    found = Decision.objects.visible_to(request.user, request.now)
    return page(request, _asked_for(request, found, asked), "pk", lambda some: list(map(_decision, some)), asked)


def _asked_for(request: HttpRequest, records: QuerySet, asked: Standings) -> QuerySet:
    """Those recorded by the moment of `asked`, on actions that could be seen then; of one action, and since when, if asked for."""
    records = records.filter(action__in=asked.actions().order_by().values("action")).select_related("recorded_by")
    if asked.as_at:
        records = records.filter(recorded_at__lte=asked.as_at)
    if number := request.GET.get("action"):
        records = records.filter(action=whole_number("action", number))
    since = beginning(request)
    return records.filter(recorded_at__gt=since) if since else records


def beginning(request: HttpRequest) -> datetime | None:
    """The past moment that `from` names, None for none. Refuses (400) what cannot be read."""
    form = PeriodForm({"from": request.GET.get("from", "")}, now=request.now)
    if form.errors:
        raise HttpError(400, f"from: {next(iter(form.errors.values()))[0]}")
    return form.begins_at


def _update(one):
    words = {name: None if one.withheld else getattr(one, name) for name in ("done", "next", "no_change_because")}
    return words | _of_record(one, "assessment", "recommends_complete", "shown")


def _decision(one):
    return {"reason": None if one.withheld else one.reason} | _of_record(one, "outcome", "decided_on")


def _of_record(one, *names):
    return {
        "id": one.pk,
        "action": one.action_id,
        "part": one.part_id,
        "recorded_at": one.recorded_at,
        "recorded_by": one.author,
        "withheld": one.withheld,
        "marking": one.marking,
        **{name: getattr(one, name) for name in names},
    }
