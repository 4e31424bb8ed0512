"""Saving a view of a page under a name, beside those saved already; and taking one off."""

from functools import cached_property

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from ..forms.saved_views import SaveViewForm
from ..models import SavedView
from ..permissions import Ruling
from ..selectors.saved_views import saved_views
from ..services.saved_views import remove_view, save_view
from .form_page import FormPage


class SaveView(FormPage):
    """Save what this page's address asks of another, which the address names."""

    template_name = "recommendations/save_view.html"
    form_class = SaveViewForm
    ruling = Ruling()  # whoever sees the page; what it shows is asked anew each time
    leads_to_one_place = True

    @cached_property
    def page(self) -> SavedView.Page:
        """The page; 404 for one that has no views."""
        if self.kwargs["page"] not in SavedView.Page:
            raise Http404
        return SavedView.Page(self.kwargs["page"])

    @property
    def query(self) -> str:
        return self.request.GET.urlencode()

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        views = {"views": list(saved_views(self.request.user, self.page))}
        return super().get_context_data(page=self.page, back_url=self.get_success_url(), **views, **kwargs)

    def call_service(self, form: SaveViewForm) -> str:
        view = save_view(self.page, query=self.query, **form.service_data(), **self.by_at)
        return gettext("Saved as “%(name)s”. You find it at the top of this page.") % {"name": view.name}

    def get_success_url(self) -> str:
        return f"{reverse(self.page.value)}?{self.query}"


@require_POST
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Take off a view of one's own, and lead back to its page."""
    view = get_object_or_404(SavedView, pk=pk, owner=request.user)
    remove_view(view, by=request.user, at=request.now)
    messages.success(request, gettext("“%(name)s” is no longer saved.") % {"name": view.name})
    return redirect(view.page)
