"""Stub."""

from django.http import HttpResponse


def queue(request, **kwargs):
    """Stub."""
    return HttpResponse("stub queue")


def item(request, **kwargs):
    """Stub."""
    return HttpResponse("stub item")


def statement(request, **kwargs):
    """Stub."""
    return HttpResponse("stub statement")


def deadline(request, **kwargs):
    """Stub."""
    return HttpResponse("stub deadline")


def response(request, **kwargs):
    """Stub."""
    return HttpResponse("stub response")


def ask(request, **kwargs):
    """Stub."""
    return HttpResponse("stub ask")
