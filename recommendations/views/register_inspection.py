"""Registering an inspection by hand, where there is no report to read, or not yet."""

from django.urls import reverse
from django.utils.translation import gettext

from inspections.models import Inspection
from inspections.permissions import may_register
from inspections.services import register_inspection

from ..forms.register_inspection import RegisterInspectionForm
from .form_page import FormPage


class RegisterInspection(FormPage):
    """Register an inspection; its recommendations are added on its page."""

    template_name = "recommendations/inspections/register.html"
    form_class = RegisterInspectionForm
    may = staticmethod(may_register)

    def get_form_kwargs(self) -> dict[str, object]:
        visible = Inspection.objects.visible_to(self.request.user, self.request.now)
        return super().get_form_kwargs() | {"inspections": visible}

    def call_service(self, form: RegisterInspectionForm) -> str:
        self.registered = register_inspection(**form.inspection_data(), **self.by_at)
        if self.registered.is_under_embargo(self.request.now):
            message = gettext("%(inspection)s is registered, and only you see it yet. Next: name its early readers.")
        else:
            message = gettext("%(inspection)s is registered. Next: add what it recommends.")
        return message % {"inspection": self.registered}

    def get_success_url(self) -> str:
        return reverse("inspection-detail", args=[self.registered.slug])
