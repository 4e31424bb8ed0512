"""Reading a report: which are under way, a new one, what was drafted from it, recording it or giving it up."""

from functools import wraps

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET

from inspections.models import Inspection

from ..forms.drafts import ChoiceForm
from ..forms.reports import ReportForm
from ..models import ReportReading
from ..permissions import insist, may_coordinate
from ..selectors.reports.list import under_way
from ..selectors.reports.reading import reading_page
from ..services import drafts, reports, uploads
from .pagination import reads_and_writes, sent


@require_GET
def report_list(request):
    """The reports that are being read."""
    insist(may_coordinate(request.user, at=request.now))
    context = {"readings": under_way(request.user, request.now)}
    return render(request, "recommendations/reports/list.html", context)


@reads_and_writes
def new(request):
    """Choose a report and its inspection; reading it takes a moment."""
    insist(may_coordinate(request.user, at=request.now))
    seen = Inspection.objects.visible_to(request.user, request.now)
    asked = seen.filter(slug=request.GET.get("inspection", "")).first()
    initial = {"inspection": asked, "which": "registered"} if asked else {}
    form = ReportForm(*sent(request), inspections=seen, by=request.user, initial=initial)
    if form.is_valid():
        try:
            return _begun(request, form)
        except ValidationError as error:
            form.refuse(error)
    if request.method == "POST":
        form.keep(by=request.user, at=request.now)
    return render(request, "recommendations/reports/new.html", {"form": form})


def _begun(request, form):
    begun = reports.begin(**form.said(), by=request.user, at=request.now)
    uploads.forget(form.staged.values())
    if begun.resumed:
        started = begun.reading.started_by
        messages.info(request, f"{started} began to read this report. Here it is, as it was left.")
    return redirect("report-reading", begun.reading.pk)


def of_reading(view):
    """Hand the view a reading, to a coordinator who may see its inspection; 404 for one that they may not see.

    Once it is recorded, whoever comes to look is led to the inspection; what somebody sends is the view's to refuse.
    """

    @reads_and_writes
    @wraps(view)
    def opened(request, pk, **rest):
        insist(may_coordinate(request.user, at=request.now))
        seen = ReportReading.objects.open_to(request.user, request.now).select_related("inspection__body", "started_by")
        found = get_object_or_404(seen, pk=pk)
        if found.finished_at and request.method != "POST":
            return to_inspection(found)
        return view(request, found, **rest)

    return opened


@of_reading
def reading(request, found):
    """What was drafted from a report, to keep or to discard, one by one or all that are sure."""
    if found.finished_at:
        return to_inspection(found)
    page = reading_page(found)
    form = ChoiceForm(*sent(request))
    if form.is_valid():
        try:
            said = form.said(page)
            drafts.choose(found, **said, by=request.user, at=request.now)
            return to_draft(found, reading_page(found).next_after(next(iter(said["versions"]), None)))
        except ValidationError as error:
            form.refuse(error)
            page = reading_page(found)
    context = {"page": page, "form": form, "marking": found.inspection.get_marking_display()}
    return render(request, "recommendations/reports/reading.html", context)


@of_reading
def record(request, found):
    """Record everything that was kept."""
    if request.method == "POST":
        what = reading_page(found).recording
        try:
            done = reports.record(found, by=request.user, at=request.now)
            messages.success(request, _done_words(done, what))
            return to_inspection(found)
        except ValidationError as error:
            messages.warning(request, " ".join(error.messages))
    return redirect("report-reading", found.pk)


@of_reading
def give_up(request, found):
    """Leave a reading for good, after asking once."""
    if request.method == "POST":
        try:
            reports.give_up(found, by=request.user, at=request.now)
            messages.success(request, f"The reading of {found.name} is given up. Nothing was recorded.")
            return redirect("report-list")
        except ValidationError as error:
            messages.warning(request, " ".join(error.messages))
            return redirect("report-reading", found.pk)
    context = {"reading": found, "page": reading_page(found), "marking": found.inspection.get_marking_display()}
    return render(request, "recommendations/reports/give_up.html", context)


def to_draft(found, draft):
    """Back to the page of the reading, at the draft with this key; at its head where it is None."""
    where = f"draft-{draft}" if draft else "decided"
    return redirect(f"{reverse('report-reading', args=[found.pk])}#{where}")


def to_inspection(found):
    """On to the inspection that the report is of."""
    return redirect("inspection-detail", found.inspection.slug)


def _done_words(done, what):
    if done.already:
        return f"{done.document.recorded_by} recorded this report already, so nothing was added."
    return f"Recorded from {done.document.name}: {what}. Next: bring in the action plan."
