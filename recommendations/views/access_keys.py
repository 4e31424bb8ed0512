"""The keys of a person, for calendars and programs: made, shown once, revoked."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_POST

from safeguarding.access_keys import make_key, revoke
from safeguarding.models import AccessKey

from ..forms.access_keys import KeyForm
from ..models import Board
from ..permissions import Ruling
from .form_page import FormPage


@require_GET
def own_keys(request: HttpRequest) -> HttpResponse:
    """Show the keys of the person who asks that still work, and where programs read."""
    keys = AccessKey.objects.working(request.now).filter(person=request.user)
    return render(request, "recommendations/keys/list.html", {"keys": keys, "boards": Board.objects.all()})


class MakeKey(FormPage):
    """Make a key. Its secret is shown on the next page and never again."""

    template_name = "recommendations/keys/make.html"
    form_class = KeyForm
    ruling = Ruling()  # each their own: it opens nothing that they do not see
    success_url = reverse_lazy("own-keys")

    def call_service(self, form: KeyForm) -> str:
        chosen = form.service_data(at=self.request.now)
        secret = make_key(self.request.user, **chosen, at=self.request.now)
        if chosen["scope"] == AccessKey.Scope.CALENDAR:
            address = self.request.build_absolute_uri(reverse("calendar", args=[secret]))
            return gettext("Copy this address into your calendar now. It is not shown again: %(address)s") % {
                "address": address
            }
        return gettext("Copy this key into your program now. It is not shown again: %(key)s") % {"key": secret}


@require_POST
def revoke_key(request: HttpRequest, pk: int) -> HttpResponse:
    """Revoke a key of the person who asks."""
    key = get_object_or_404(AccessKey, pk=pk, person=request.user)
    revoke(key, at=request.now)
    messages.success(request, gettext("“%(key)s” is revoked, and no longer works.") % {"key": key})
    return redirect("own-keys")
