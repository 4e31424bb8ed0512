"""Where a person starts, whether the process is up, what is said where a request could not be read."""

import sys

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.views.decorators.http import require_GET

from . import clock, readiness
from .lib.outages import database_away, disk_full
from .models.people import Role
from .roles import authority


@login_not_required
@require_GET
def health(request: HttpRequest) -> HttpResponse:
    """Answer "ok" to a monitor: the process is up. Asks nothing of the database."""
    return HttpResponse("ok", content_type="text/plain")


@login_not_required
@require_GET
def ready(request: HttpRequest) -> HttpResponse:
    """Answer a monitor whether people can work, a line each thing; 503 where one of them must be mended first."""
    found = readiness.look(at=request.now)
    lines = [f"{name}: {answer}\n" for name, answer in found.checks.items()]
    return HttpResponse(lines, status=200 if found.ready else 503, content_type="text/plain")


@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """Where a person's week starts: their queue, what to coordinate, the set-up, their or their agency's actions, or the position.

    But first at a password of their own, where somebody else knows theirs.
    """
    if request.user.password_by_another and settings.LOCAL_ACCOUNTS:
        return redirect("own-password")
    has = authority(request.user, request.now)
    if has.roles & {Role.DCC, Role.STAFF_OFFICER}:
        return redirect("scrutiny-queue")
    if Role.COORDINATOR in has.roles:
        return redirect("coordination")
    if Role.ADMINISTRATOR in has.roles and not has.posts:
        return redirect("set-up")
    return redirect("my-actions" if has.posts or has.agencies else "position")


@require_GET
def own_account(request: HttpRequest) -> HttpResponse:
    """Show a person what they may do here and why not, and where they change how they sign in."""
    has = authority(request.user, request.now)
    given = [role for role in Role if role in has.roles or role in has.void]
    about = {
        "roles": [{"label": role.label, "void": has.void.get(role, "")} for role in given],
        "posts": [title for _, title in has.titles],
        "local": settings.LOCAL_ACCOUNTS and request.user.has_usable_password(),
        "second_step": is_mfa_enabled(request.user),
    }
    return render(request, "registration/own_account.html", about)


@require_GET
def accessibility(request: HttpRequest) -> HttpResponse:
    """Show the accessibility statement."""
    return render(request, "accessibility.html")


def unread(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer what was not even read: more files or words at once than DATA_UPLOAD_* in the settings, or no sound request."""
    if not hasattr(request, "user"):  # refused before anybody was asked who they are: a name of another server's
        request.user, request.now = AnonymousUser(), clock.now()
    if isinstance(exception, (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)):
        return render(request, "413.html", status=413)
    if request.path.startswith("/api/"):  # a program reads no page
        return JsonResponse({"detail": "That address cannot be read."}, status=400)
    return render(request, "400.html", status=400)


def fault(request: HttpRequest) -> HttpResponse:
    """Answer what failed, with the reference that the service's log has too (request_log.py), or what will pass by itself.

    Asks nothing, since the database may be away.
    """
    failed, named = sys.exception(), {"force_name": settings.FORCE_NAME}
    for known, status in ((disk_full, 507), (database_away, 503)):
        if known(failed):
            headers = {"Retry-After": "30"}  # seconds
            return HttpResponse(render_to_string(f"{status}.html", named), status=status, headers=headers)
    return HttpResponse(render_to_string("500.html", named | {"reference": request.reference}), status=500)
