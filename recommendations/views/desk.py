"""Stub."""

from django.http import HttpResponse


def my_actions(request, **kwargs):
    """Stub."""
    return HttpResponse("stub my_actions")
