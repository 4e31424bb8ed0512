"""One draft of a report: putting it right, merging it with another, splitting it; and adding one that was missed."""

from functools import cached_property

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext

from ..forms.drafts import AddForm, DraftForm, MergeForm, SplitForm
from ..models import ReportDraft, ReportReading
from ..permissions import may_coordinate
from ..selectors.reports.document import drafted_there, last_before, page_with
from ..selectors.reports.reading import DraftRow, ReadingPage, reading_page
from ..services import drafts
from ..services.draft_fields import draft_fields
from .form_page import FormPage
from .reports import draft_url, open_reading, to_inspection, to_reports

Choice = ReportDraft.Choice


class ReadingFormPage(FormPage):
    """A form about the drafts of one reading. It leads back to the draft that its service made or changed, `changed`."""

    changed: ReportDraft
    may = staticmethod(may_coordinate)

    @cached_property
    def reading(self) -> ReportReading:
        return open_reading(self.request, self.kwargs["pk"])

    @cached_property
    def page(self) -> ReadingPage:
        return reading_page(self.reading)

    def get(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        """Lead on to the inspection once the reading is recorded; what is sent then, the service refuses."""
        if self.reading.finished_at:
            return to_inspection(self.reading)
        return super().get(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        """Lead on to the reports where somebody gave the reading up at the same moment."""
        try:
            return super().post(request, *args, **kwargs)
        except drafts.ReadingGone as gone:
            return to_reports(request, gone)

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        marking = self.reading.inspection.get_marking_display()
        return super().get_context_data(reading=self.reading, marking=marking, **kwargs)

    def get_success_url(self) -> str:
        return draft_url(self.reading, self.changed.pk)


class DraftFormPage(ReadingFormPage):
    """A form about one draft, beside its row."""

    @cached_property
    def draft(self) -> ReportDraft:
        """The draft; 404 for one that is not of this reading."""
        return get_object_or_404(self.reading.drafts.select_related("theme"), pk=self.kwargs["draft"])

    @cached_property
    def row(self) -> DraftRow:
        return next(row for row in self.page.rows if row.draft == self.draft)

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        return super().get_context_data(row=self.row, **kwargs)


class EditDraft(DraftFormPage):
    """The whole of a draft, beside where it was found; save it, and keep it at once."""

    template_name = "recommendations/reports/draft.html"
    form_class = DraftForm

    def get_form_kwargs(self) -> dict[str, object]:
        return super().get_form_kwargs() | {"draft": self.draft}

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        context = super().get_context_data(**kwargs)
        return context | {"formset": context["form"].rows}

    def call_service(self, form: DraftForm) -> str:
        # Saving alone decides nothing: whoever mends a draft may not be sure of it yet.
        choice = {"choice": Choice.KEPT} if self.request.POST.get("press") == Choice.KEPT else {}
        version = form.cleaned_data["version"]
        self.changed = drafts.revise(self.draft, version=version, **form.service_data(), **choice, **self.by_at)
        return ""


class AddDraft(ReadingFormPage):
    """Add by hand what the reader missed."""

    template_name = "recommendations/reports/draft.html"
    form_class = AddForm

    def get_form_kwargs(self) -> dict[str, object]:
        return super().get_form_kwargs() | {"rows": self.page.rows}

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        context = super().get_context_data(**kwargs)
        return context | {"formset": context["form"].rows}

    def call_service(self, form: AddForm) -> str:
        self.changed = drafts.add(self.reading, after=form.after_draft, **form.service_data(), **self.by_at)
        return ""


class AddParagraph(AddDraft):
    """A paragraph of the report that is one too: what the reader makes of it, to be put right and kept."""

    @cached_property
    def found(self) -> ReportDraft:
        """The draft of the paragraph, not saved; 404 for a paragraph that is not of this reading."""
        drafted = drafted_there(self.reading, self.kwargs["number"])
        if drafted is None:
            raise Http404
        return ReportDraft(reading=self.reading, **draft_fields(drafted))

    def get_form_kwargs(self) -> dict[str, object]:
        after = last_before(self.page.findings, self.kwargs["number"])
        return super().get_form_kwargs() | {"draft": self.found, "after": after}

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        return super().get_context_data(found=self.found, **kwargs)

    def call_service(self, form: AddForm) -> str:
        fields = form.service_data() | {"places": self.found.places}
        self.changed = drafts.add(self.reading, after=form.after_draft, **fields, **self.by_at)
        return ""

    def get_success_url(self) -> str:
        """Back to the paragraph, beside which the reading of the report goes on."""
        number = self.kwargs["number"]
        return f"{reverse('report-reading', args=[self.reading.pk])}?page={page_with(number)}#paragraph-{number}"


class MergeDraft(DraftFormPage):
    """Join a draft to another that it belongs to."""

    template_name = "recommendations/reports/merge.html"
    form_class = MergeForm

    def get_initial(self) -> dict[str, object]:
        return {"version": self.draft.version}

    def get_form_kwargs(self) -> dict[str, object]:
        others = [row for row in self.page.rows if row.draft != self.draft and row.draft.choice != Choice.DISCARDED]
        return super().get_form_kwargs() | {"rows": others}

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        return super().get_context_data(
            heading=gettext("Merge %(row)s with another") % {"row": self.row.name.lower()}, **kwargs
        )

    def call_service(self, form: MergeForm) -> str:
        self.changed = drafts.merge(self.draft, **form.service_data(), **self.by_at)
        return ""


class SplitDraft(DraftFormPage):
    """Make two of one draft."""

    template_name = "recommendations/reports/split.html"
    form_class = SplitForm

    def get_initial(self) -> dict[str, object]:
        return {"version": self.draft.version}

    def get_form_kwargs(self) -> dict[str, object]:
        return super().get_form_kwargs() | {"draft": self.draft}

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        return super().get_context_data(
            heading=gettext("Split %(row)s in two") % {"row": self.row.name.lower()}, **kwargs
        )

    def call_service(self, form: SplitForm) -> str:
        # Back to the first of the two, beside which the second stands.
        drafts.split(self.draft, **form.service_data(), **self.by_at)
        self.changed = self.draft
        return ""
