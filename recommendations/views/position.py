"""Stub."""

from django.http import HttpResponse


def position(request, **kwargs):
    """Stub."""
    return HttpResponse("stub position")


def progress_report(request, **kwargs):
    """Stub."""
    return HttpResponse("stub progress_report")
