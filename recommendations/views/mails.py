"""Mails: those that a person got, when they want them, and who was written to about an action."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse_lazy
from django.utils.translation import gettext
from django.views.decorators.http import require_GET

from ..forms.mails import MailsForm
from ..models import Action, MailPreference
from ..permissions import Ruling
from ..selectors.notices.sent import mails_to, notices_of
from ..services.mails import prefer
from .form_page import FormPage
from .pagination import paged


@require_GET
def own_mails(request: HttpRequest) -> HttpResponse:
    """Show the mails to the person who asks, the last first."""
    return render(request, "recommendations/mails/list.html", {"page": paged(request, mails_to(request.user))})


@require_GET
def own_mail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one of them."""
    return render(
        request, "recommendations/mails/mail.html", {"mail": get_object_or_404(mails_to(request.user), pk=pk)}
    )


class PreferMails(FormPage):
    """The days and reasons for which somebody is written to."""

    template_name = "recommendations/mails/prefer.html"
    form_class = MailsForm
    ruling = Ruling()  # each their own
    success_url = reverse_lazy("own-mails")

    def get_form_kwargs(self) -> dict[str, object]:
        person = self.request.user
        known = MailPreference.objects.filter(person=person).first() or MailPreference(person=person)
        return super().get_form_kwargs() | {"preference": known}

    def call_service(self, form: MailsForm) -> str:
        prefer(self.request.user, **form.service_data())
        return gettext("Your mails are set.")


@require_GET
def mails_about(request: HttpRequest, number: int) -> HttpResponse:
    """Show who was written to about an action, when and why."""
    action = get_object_or_404(Action.objects.visible_to(request.user, request.now), pk=number)
    context = {"action": action, "page": paged(request, notices_of(action, request.now))}
    return render(request, "recommendations/mails/about.html", context | {"marking": action.get_marking_display()})
