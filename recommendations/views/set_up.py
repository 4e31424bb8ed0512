"""The set-up page: what the register still lacks, for its administrator."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from safeguarding.roles import insist

from ..permissions import may_set_up
from ..selectors.set_up import missing


@require_GET
def set_up(request: HttpRequest) -> HttpResponse:
    """Show what is missing, each with the page where it is put right. Raises Refused."""
    insist(may_set_up(request.user, at=request.now))
    return render(request, "recommendations/set_up.html", {"missing": missing(request.now)})
