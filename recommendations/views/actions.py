"""Stub."""

from django.http import HttpResponse


def action_list(request, **kwargs):
    """Stub."""
    return HttpResponse("stub action_list")


def action_detail(request, **kwargs):
    """Stub."""
    return HttpResponse("stub action_detail")


def change_owner(request, **kwargs):
    """Stub."""
    return HttpResponse("stub change_owner")


def release(request, **kwargs):
    """Stub."""
    return HttpResponse("stub release")


def evidence_file(request, **kwargs):
    """Stub."""
    return HttpResponse("stub evidence_file")
