"""My actions: what an owner has to answer and to do, most pressing first."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from safeguarding.clock import kept_until

from ..selectors import my_actions as selected
from ..selectors.inspections.readers import embargoes
from ..selectors.standings import Standings


@require_GET
def my_actions(request: HttpRequest) -> HttpResponse:
    """Show what is with the posts of the person who asks."""
    kept = kept_until(request.now)  # before any row is read
    asked = {"only": request.GET.get("only", ""), "page": request.GET.get("page", 1)}
    page = selected.my_actions(request.user, now=request.now, **asked)
    reports = (part.recommendation.inspection for line in page.lines for part in line.parts)
    notices = embargoes(reports, Standings(request.user, now=request.now))
    context = {"page": page, "marking": page.marking, "embargoes": notices, "kept_until": kept}
    return render(request, "recommendations/my_actions.html", context)
