"""Reading a report: which are under way, a new one, what was drafted from it, recording it or giving it up."""

from collections.abc import Callable
from functools import cached_property, wraps

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_GET

from inspections.models import Inspection

from ..forms.drafts import ChoiceForm
from ..forms.reports import ReportForm
from ..models import ReportReading
from ..permissions import insist, may_coordinate
from ..selectors.reports.document import document_page
from ..selectors.reports.list import under_way
from ..selectors.reports.reading import reading_page
from ..services import drafts, reports, uploads
from ..services.drafts import ReadingGone
from .form_page import FormPage, reads_and_writes, sent
from .left_to_worker import LeftToWorker
from .sent_once import SentInPieces


@require_GET
def report_list(request: HttpRequest) -> HttpResponse:
    """The reports that are being read."""
    insist(may_coordinate(request.user, at=request.now))
    context = {"readings": under_way(request.user, request.now)}
    return render(request, "recommendations/reports/list.html", context)


class NewReport(LeftToWorker, SentInPieces, FormPage):
    """Choose a report and its inspection; reading it takes a moment."""

    template_name = "recommendations/reports/new.html"
    form_class = ReportForm
    may = staticmethod(may_coordinate)

    @cached_property
    def visible(self) -> QuerySet[Inspection]:
        return Inspection.objects.visible_to(self.request.user, self.request.now)

    def get_initial(self) -> dict[str, object]:
        asked = self.visible.filter(slug=self.request.GET.get("inspection", "")).first()
        return {"inspection": asked, "which": "registered"} if asked else {}

    def get_form_kwargs(self) -> dict[str, object]:
        how = {"by": self.request.user, "reads": not self.is_left}
        return super().get_form_kwargs() | {"inspections": self.visible} | how

    def called(self, form: ReportForm) -> str:
        return gettext("Reading %(name)s") % {"name": form.uploaded["name"]}

    def call_service(self, form: ReportForm) -> str:
        self.begun = reports.begin(**form.service_data(), **self.by_at)
        uploads.forget(form.staged.values())
        # Another may have begun it: two readings of one report would be decided on twice.
        if self.begun.resumed:
            started = self.begun.reading.started_by
            messages.info(
                self.request,
                gettext("%(person)s began to read this report. Here it is, as it was left.") % {"person": started},
            )
        return ""

    def get_success_url(self) -> str:
        return reverse("report-reading", args=[self.begun.reading.pk])


def open_reading(request: HttpRequest, pk: int) -> ReportReading:
    """The reading, for a coordinator who may see its inspection; 404 for one that they may not see."""
    insist(may_coordinate(request.user, at=request.now))
    visible = ReportReading.objects.open_to(request.user, request.now).select_related("inspection__body", "started_by")
    return get_object_or_404(visible, pk=pk)


def of_reading(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Hand the view a reading. Once it is recorded, whoever comes to look is led to the inspection; what somebody sends
    is the view's to refuse.
    """

    @reads_and_writes
    @wraps(view)
    def opened(request: HttpRequest, pk: int) -> HttpResponse:
        found = open_reading(request, pk)
        if found.finished_at and request.method != "POST":
            return to_inspection(found)
        try:
            return view(request, found)
        except ReadingGone as gone:
            return to_reports(request, gone)

    return opened


@of_reading
def reading(request: HttpRequest, found: ReportReading) -> HttpResponse:
    """The drafts of a report, to keep or to discard, one by one or all that are sure."""
    # What was sent is too late to choose by, and there is nothing left on the page to say so beside.
    if found.finished_at:
        return to_inspection(found)
    page = reading_page(found)
    form = ChoiceForm(*sent(request))
    if form.is_valid():
        try:
            choice = form.service_data(page)
            drafts.choose(found, **choice, by=request.user, at=request.now)
            decided = next(iter(choice["versions"]), None)
            return redirect(draft_url(found, reading_page(found).next_after(decided)))
        except ValidationError as error:
            form.refuse(error)
            page = reading_page(found)  # again, with what somebody else changed
    document = document_page(page, page=request.GET.get("page", ""), look=request.GET.get("look", ""))
    marking = found.inspection.get_marking_display()
    context = {"page": page, "form": form, "document": document, "marking": marking}
    return render(request, "recommendations/reports/reading.html", context)


@of_reading
def record(request: HttpRequest, found: ReportReading) -> HttpResponse:
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
def give_up(request: HttpRequest, found: ReportReading) -> HttpResponse:
    """Leave a reading for good, after asking once."""
    if request.method == "POST":
        try:
            reports.give_up(found, by=request.user, at=request.now)
            messages.success(
                request, gettext("The reading of %(name)s is given up. Nothing was recorded.") % {"name": found.name}
            )
            return redirect("report-list")
        except ValidationError as error:
            messages.warning(request, " ".join(error.messages))
            return redirect("report-reading", found.pk)
    context = {"reading": found, "page": reading_page(found), "marking": found.inspection.get_marking_display()}
    return render(request, "recommendations/reports/give_up.html", context)


def draft_url(found: ReportReading, draft: int | None) -> str:
    """The page of the reading, at the draft with this key; at its head where it is None."""
    where = f"draft-{draft}" if draft else "decided"
    return f"{reverse('report-reading', args=[found.pk])}#{where}"


def to_reports(request: HttpRequest, gone: ReadingGone) -> HttpResponse:
    """On to the reports that are being read, where one of them was given up meanwhile; it is said there."""
    messages.warning(request, str(gone))
    return redirect("report-list")


def to_inspection(found: ReportReading) -> HttpResponse:
    """On to the inspection that the report is of."""
    return redirect("inspection-detail", found.inspection.slug)


def _done_words(done: reports.Recorded, what: str) -> str:
    if done.already:
        return gettext("%(person)s recorded this report already, so nothing was added.") % {
            "person": done.document.author
        }
    return gettext("Recorded from %(name)s: %(what)s. Next: bring in the action plan.") % {
        "name": done.document.name,
        "what": what,
    }
