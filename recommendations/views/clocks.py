"""The clocks that law and reports set: what starts each, how it counts, from when until when it is in force, and where it stands."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from inspections.clocks import CLOCKS


@require_GET
def clock_list(request: HttpRequest) -> HttpResponse:
    """All of them, those that have ended too: what ran by them keeps its dates."""
    return render(request, "recommendations/clocks.html", {"clocks": CLOCKS})
