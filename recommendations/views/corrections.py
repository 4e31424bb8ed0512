"""For the inspection coordinator: an inspection is put right, its readers are named and ended, it is withdrawn."""

from functools import cached_property

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from inspections.corrections import end_concern, end_early_reader
from inspections.models import AgencyConcerned, EarlyReader, Inspection
from inspections.permissions import may_put_right
from inspections.services import concern_agency, name_early_reader

from ..forms.inspections import ReadersForm, ReasonForm
from ..forms.put_right import PutRightForm
from ..forms.service_form import ServiceForm
from ..permissions import Refused, Ruling
from ..selectors.inspections.readers import may_be_named, named
from ..selectors.inspections.stands_on import stands_on
from ..services import corrections
from .form_page import FormPage


class InspectionFormPage(FormPage):
    """A form about the inspection whose slug the address gives."""

    @cached_property
    def inspection(self) -> Inspection:
        """The inspection; 404 for one that the person may not see."""
        visible = Inspection.objects.visible_to(self.request.user, self.request.now).select_related("body", "kind")
        return get_object_or_404(visible, slug=self.kwargs["slug"])

    @cached_property
    def ruling(self) -> Ruling:
        return may_put_right(self.request.user, at=self.request.now)

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        marking = self.inspection.get_marking_display()
        return super().get_context_data(inspection=self.inspection, marking=marking, **kwargs)

    def get_success_url(self) -> str:
        return reverse("inspection-detail", args=[self.kwargs["slug"]])


class PutRight(InspectionFormPage):
    """The inspection as it stands, to be changed; then, before anything is recorded, what moves."""

    template_name = "recommendations/inspections/put_right.html"
    form_class = PutRightForm

    def get_form_kwargs(self) -> dict[str, object]:
        return super().get_form_kwargs() | {"inspection": self.inspection}

    def form_valid(self, form: PutRightForm) -> HttpResponse:
        """Record what was looked at, lead back to the form, or show what moves: by the button that was pressed."""
        press = self.request.POST.get("press")
        if press == "edit":
            return self.render_to_response(self.get_context_data(form=form))
        return super().form_valid(form) if press == "record" else self.check(form)

    def check(self, form: PutRightForm) -> HttpResponse:
        """Show what was and will be, and what moves."""
        try:
            moves = corrections.foresee_put_right(self.inspection, **form.service_data(), **self.by_at)
        except (Refused, ValidationError) as error:
            form.refuse(error)
            return self.form_invalid(form)
        self.template_name = "recommendations/inspections/put_right_check.html"
        return self.render_to_response(self.get_context_data(form=form, moves=moves))

    def form_invalid(self, form: PutRightForm) -> HttpResponse:
        """Show the form again; where it was sent twice, the inspection that it put right already."""
        if form.stale and not form.touched:
            messages.info(self.request, "It is recorded so already. Nothing was recorded twice.")
            return redirect(self.get_success_url())
        return super().form_invalid(form)

    def call_service(self, form: PutRightForm) -> str:
        corrections.put_right(self.inspection, **form.service_data(), **self.by_at)
        return f"Put right: {', '.join(move.label.lower() for move in form.moves)}."


class Readers(InspectionFormPage):
    """Who reads it early and which agencies it concerns: those named, and another to name."""

    template_name = "recommendations/inspections/readers.html"
    form_class = ReadersForm

    def get_form_kwargs(self) -> dict[str, object]:
        return super().get_form_kwargs() | may_be_named(self.inspection, at=self.request.now)

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        return super().get_context_data(**named(self.inspection), **kwargs)

    def call_service(self, form: ReadersForm) -> str:
        reader, agency = form.cleaned_data["reader"], form.cleaned_data["agency"]
        if reader:
            name_early_reader(self.inspection, reader, **self.by_at)
        if agency:
            concern_agency(self.inspection, agency, **self.by_at)
        return f"Named: {' and '.join(str(each) for each in (reader, agency) if each)}."

    def get_success_url(self) -> str:
        return reverse("inspection-readers", args=[self.kwargs["slug"]])


class EndReader(InspectionFormPage):
    """A person reads the inspection early no more."""

    template_name = "recommendations/inspections/end_reader.html"
    form_class = ReasonForm
    model, who = EarlyReader, "reader"

    @cached_property
    def object(self) -> EarlyReader | AgencyConcerned:
        """The row that names them; 404 for one of another inspection, or one that has ended."""
        rows = self.model.objects.filter(inspection=self.inspection, ended_at=None).select_related(self.who)
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        return super().get_context_data(who=getattr(self.object, self.who), **kwargs)

    def call_service(self, form: ServiceForm) -> str:
        end_early_reader(self.object, **form.service_data(), **self.by_at)
        return f"{self.object.reader} is no early reader any more."

    def get_success_url(self) -> str:
        return reverse("inspection-readers", args=[self.kwargs["slug"]])


class EndConcern(EndReader):
    """An agency is not concerned any more."""

    template_name = "recommendations/inspections/end_concern.html"
    model, who = AgencyConcerned, "agency"

    def call_service(self, form: ServiceForm) -> str:
        end_concern(self.object, **form.service_data(), **self.by_at)
        return f"{self.object.agency} is not named any more."


class Withdraw(InspectionFormPage):
    """Take back an inspection on which nothing was built."""

    template_name = "recommendations/inspections/withdraw.html"
    form_class = ReasonForm

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        return super().get_context_data(stands_on=stands_on(self.inspection), **kwargs)

    def call_service(self, form: ServiceForm) -> str:
        corrections.withdraw_inspection(self.inspection, **form.service_data(), **self.by_at)
        return f"Withdrawn: {self.inspection}. It is in no list and no figure any more."

    def get_success_url(self) -> str:
        return reverse("inspection-list")
