"""Stub."""

from django.http import HttpResponse


def update(request, **kwargs):
    """Stub."""
    return HttpResponse("stub update")


def wait(request, **kwargs):
    """Stub."""
    return HttpResponse("stub wait")


def stop_waiting(request, **kwargs):
    """Stub."""
    return HttpResponse("stub stop_waiting")


def request_deadline(request, **kwargs):
    """Stub."""
    return HttpResponse("stub request_deadline")


def answer(request, **kwargs):
    """Stub."""
    return HttpResponse("stub answer")


def check(request, **kwargs):
    """Stub."""
    return HttpResponse("stub check")
