"""Contact with an inspectorate: recorded from the page of its inspection with its document, and corrected."""

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _
from django.views.decorators.http import require_GET

from inspections.models import Inspection
from safeguarding.lib.dates import london_date

from ..forms.contacts import ContactForm, CorrectContactForm
from ..models import Contact, Recommendation
from ..permissions import may_coordinate
from ..services import uploads
from ..services.contacts import correct_contact, record_contact
from .corrected import CorrectPage
from .inspection_corrections import InspectionFormPage
from .kept_files import kept_file


def _recommendations(page) -> QuerySet[Recommendation]:
    """Those of the page's inspection that its reader may see, and that ask for something."""
    visible = Recommendation.objects.visible_to(page.request.user, page.request.now)
    return visible.filter(inspection=page.inspection).exclude(kind=Recommendation.Kind.STRENGTH).order_by("order", "pk")


@require_GET
def contact_document(request: HttpRequest, pk: int) -> HttpResponse | FileResponse:
    """The document of a contact, also of one that was corrected since. 403 where it is not released to the reader."""
    visible = Contact.objects.visible_to(request.user, request.now).exclude(file="").select_related("inspection")
    contact = get_object_or_404(visible, pk=pk)
    # Not a 404: that something passed is listed already.
    if contact.withheld:
        raise PermissionDenied(gettext("This file is not released to you."))
    return kept_file(request, contact, back=f"{reverse('inspection-detail', args=[contact.inspection.slug])}#contact")


class RecordContact(InspectionFormPage):
    """Record a submission, a visit, a letter or a closing letter."""

    template_name = "recommendations/inspections/record_contact.html"
    form_class = ContactForm
    may = staticmethod(may_coordinate)

    def get_initial(self) -> dict[str, object]:
        return {"body": self.inspection.body_id, "happened_on": london_date(self.request.now)}

    def get_form_kwargs(self) -> dict[str, object]:
        return super().get_form_kwargs() | {"asked": _recommendations(self), "by": self.request.user}

    def call_service(self, form: ContactForm) -> str:
        contact = record_contact(self.inspection, **form.service_data(), **self.by_at)
        uploads.forget(form.staged.values())
        return gettext("Recorded: %(contact)s.") % {"contact": contact}

    def get_success_url(self) -> str:
        return f"{super().get_success_url()}#contact"


class CorrectContact(CorrectPage):
    """A contact that was recorded wrongly, or in error."""

    template_name = "recommendations/inspections/correct_contact.html"
    form_class, model, noun = CorrectContactForm, Contact, _("contact with an inspectorate")
    verb = staticmethod(correct_contact)
    to = "inspection"

    @property
    def inspection(self) -> Inspection:
        return self.original.inspection

    def get_form_kwargs(self) -> dict[str, object]:
        return super().get_form_kwargs() | {"asked": _recommendations(self), "by": self.request.user}

    def call_service(self, form: CorrectContactForm) -> str:
        message = super().call_service(form)
        uploads.forget(form.staged.values())
        return message

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        back = {"back_url": self.get_success_url(), "back_label": gettext("The inspection")}
        return super().get_context_data(
            inspection=self.inspection, marking=self.original.get_marking_display(), **back, **kwargs
        )

    def get_success_url(self) -> str:
        return f"{reverse('inspection-detail', args=[self.inspection.slug])}#contact"
