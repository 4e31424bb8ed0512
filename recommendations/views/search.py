"""The search, from the box on every page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from safeguarding.accesses import searched
from safeguarding.models import Marking

from ..selectors.search.page import find
from .pagination import paged


@require_GET
def search(request: HttpRequest) -> HttpResponse:
    """The actions or the recommendations that have what a person typed, and where; of an action that is named its page."""
    found = find(request.user, request.GET.get("q", ""), request.now)
    if number := found.named:
        searched(request, 1)
        return redirect("action-detail", number)
    of = found.shown(request.GET.get("of", ""))
    page = paged(request, found.of[of])
    results = found.results(of, page)
    marking = Marking.highest(result.marking for result in results).label
    if found.asked.words:
        searched(request, sum(found.counts.values()))
    context = {"asked": found.asked, "counts": found.counts, "of": of, "page": page, "results": results}
    return render(request, "recommendations/search.html", context | {"marking": marking})
