"""Stub."""

from django.http import HttpResponse


def inspection_list(request, **kwargs):
    """Stub."""
    return HttpResponse("stub inspection_list")


def inspection_detail(request, **kwargs):
    """Stub."""
    return HttpResponse("stub inspection_detail")


def release(request, **kwargs):
    """Stub."""
    return HttpResponse("stub release")
