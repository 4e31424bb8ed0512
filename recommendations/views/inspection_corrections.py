"""For the inspection coordinator: an inspection is put right, its readers are named and ended, it is withdrawn."""

from functools import cached_property

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from inspections.corrections import end_concern, end_early_reader
from inspections.models import AgencyConcerned, EarlyReader, Inspection
from inspections.permissions import may_put_right
from inspections.services import concern_agency, name_early_reader

from ..forms.inspections import ReadersForm
from ..forms.put_inspection_right import PutInspectionRightForm
from ..forms.reasons import ReasonForm
from ..forms.service_form import ServiceForm
from ..selectors.inspections.moves import Before
from ..selectors.inspections.readers import may_be_named, named
from ..selectors.inspections.stands_on import stands_on
from ..services import inspection_corrections
from .form_page import FormPage
from .put_right import PutRightPage


class InspectionFormPage(FormPage):
    """A form about the inspection whose slug the address gives."""

    back_label = _("The inspection")
    may = staticmethod(may_put_right)

    @cached_property
    def inspection(self) -> Inspection:
        return self.get_visible_or_404(Inspection, "body", "kind", slug=self.kwargs["slug"])

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        back = {"back_url": self.back_url, "back_label": self.back_label}
        marking = self.inspection.get_marking_display()
        return super().get_context_data(inspection=self.inspection, marking=marking, **back, **kwargs)

    @property
    def back_url(self) -> str:
        return reverse("inspection-detail", args=[self.kwargs["slug"]])

    def get_success_url(self) -> str:
        return reverse("inspection-detail", args=[self.kwargs["slug"]])


class PutInspectionRight(InspectionFormPage, PutRightPage):
    """The inspection as it stands, to be changed; then, before anything is recorded, what moves."""

    template_name = "recommendations/inspections/put_right.html"
    form_class = PutInspectionRightForm

    @property
    def thing(self) -> Inspection:
        return self.inspection

    def before(self) -> Before:
        return Before.of(self.inspection, self.request.user, self.request.now)

    def put_right(self, form: PutInspectionRightForm) -> Inspection:
        return inspection_corrections.put_right(self.inspection, **form.service_data(), **self.by_at)


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
        return gettext("Named: %(what)s.") % {"what": " and ".join(str(each) for each in (reader, agency) if each)}

    def get_success_url(self) -> str:
        return reverse("inspection-readers", args=[self.kwargs["slug"]])


class EndReader(InspectionFormPage):
    """A person reads the inspection early no more."""

    template_name = "recommendations/inspections/end_reader.html"
    form_class = ReasonForm
    back_label = _("Early readers and agencies concerned")
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
        return gettext("%(reader)s is no longer an early reader.") % {"reader": self.object.reader}

    def get_success_url(self) -> str:
        return self.back_url

    @property
    def back_url(self) -> str:
        return reverse("inspection-readers", args=[self.kwargs["slug"]])


class EndConcern(EndReader):
    """An agency is not concerned any more."""

    template_name = "recommendations/inspections/end_concern.html"
    model, who = AgencyConcerned, "agency"

    def call_service(self, form: ServiceForm) -> str:
        end_concern(self.object, **form.service_data(), **self.by_at)
        return gettext("%(agency)s is no longer named.") % {"agency": self.object.agency}


class Withdraw(InspectionFormPage):
    """Take back an inspection on which nothing was built."""

    template_name = "recommendations/inspections/withdraw.html"
    extra_context = {"warning": True}
    form_class = ReasonForm
    back_label = _("Put this inspection right")

    @property
    def back_url(self) -> str:
        return reverse("inspection-put-right", args=[self.kwargs["slug"]])

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        return super().get_context_data(stands_on=stands_on(self.inspection), **kwargs)

    def call_service(self, form: ServiceForm) -> str:
        inspection_corrections.withdraw_inspection(self.inspection, **form.service_data(), **self.by_at)
        return gettext("Withdrawn: %(inspection)s. It is no longer in any list or figure.") % {
            "inspection": self.inspection
        }

    def get_success_url(self) -> str:
        return reverse("inspection-list")
