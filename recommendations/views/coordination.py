"""Where the coordinator's week starts: what to see to, and the milestones and checks that fall due."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from ..permissions import insist, may_coordinate
from ..selectors import coordination as selected
from ..selectors.standings import Standings
from .pagination import paged


@require_GET
def coordination(request: HttpRequest) -> HttpResponse:
    """Show what waits for the coordinator. Raises Refused."""
    insist(may_coordinate(request.user, at=request.now))
    page = selected.coordination(Standings(request.user, now=request.now))
    return render(request, "recommendations/coordination.html", {"page": page})


@require_GET
def checks_due(request: HttpRequest) -> HttpResponse:
    """Show the follow-up checks that are late or fall due, each with who makes it. Raises Refused."""
    insist(may_coordinate(request.user, at=request.now))
    asked = Standings(request.user, now=request.now)
    page = paged(request, selected.checks_due(asked))
    return render(request, "recommendations/checks_due.html", {"page": page, "today": asked.today})


@require_GET
def milestones_due(request: HttpRequest) -> HttpResponse:
    """Show the milestones that are late or fall due, each with its inspection. Raises Refused."""
    insist(may_coordinate(request.user, at=request.now))
    asked = Standings(request.user, now=request.now)
    page = paged(request, selected.milestones_due(asked))
    return render(request, "recommendations/milestones_due.html", {"page": page, "today": asked.today})
