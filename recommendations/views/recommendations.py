"""Stub."""

from django.http import HttpResponse


def recommendation_list(request, **kwargs):
    """Stub."""
    return HttpResponse("stub recommendation_list")


def recommendation_detail(request, **kwargs):
    """Stub."""
    return HttpResponse("stub recommendation_detail")


def respond(request, **kwargs):
    """Stub."""
    return HttpResponse("stub respond")
