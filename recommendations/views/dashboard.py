"""The dashboard, whose filters and moment stand in its address."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from ..filters import DashboardFilter
from ..models import SavedView
from ..selectors.dashboard.groups import BY
from ..selectors.dashboard.page import FIRST
from ..selectors.dashboard.page import dashboard as dashboard_of
from ..selectors.dashboard.within import Within
from ..selectors.figures import Addresses
from ..selectors.saved_views import saved_views
from .as_at import asked_at


@require_GET
def dashboard(request: HttpRequest) -> HttpResponse:
    """The figures of whatever the filters keep, now or as they stood, each leading to exactly its items."""
    at_form, standings = asked_at(request)
    asked = DashboardFilter(request.GET, standings)
    by, page = request.GET.get("by"), request.GET.get("page", "1")
    context = {
        "form": asked.form,
        "at_form": at_form,
        "as_at": at_form.moment,
        "found": dashboard_of(Within(standings, asked.kept), by if by in BY else FIRST, page),
        "ways": [(key, way.words) for key, way in BY.items()],
        "views": list(saved_views(request.user, SavedView.Page.DASHBOARD)),
        "by": by if by in BY else FIRST,
        "query": Addresses(at_form.moment).query,
    }
    return render(request, "recommendations/dashboard/page.html", context)
