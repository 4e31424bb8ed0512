"""My actions: what an owner has to answer and to do, most pressing first."""

from django.shortcuts import render
from django.views.decorators.http import require_GET

from ..selectors.desk import desk


@require_GET
def my_actions(request):
    """The desk of the person who asks."""
    found = desk(request.user, now=request.now)
    return render(request, "recommendations/my_actions.html", {"desk": found, "marking": found.marking})
