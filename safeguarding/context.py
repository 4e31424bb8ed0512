"""Context for every page: where a person may go, who they are, whether this is the demonstration."""

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from .clock import demonstrating
from .models import Marking
from .models.people import Role
from .roles import authority

_EVERYONE = [
    ("Inspections", "inspection-list"),
    ("Recommendations", "recommendation-list"),
    ("Actions", "action-list"),
    ("Position", "position"),
]


def page(request: HttpRequest) -> dict[str, object]:
    """The names that base.html draws; a page may give a `marking` of its own, which goes before."""
    return {
        "force_name": settings.FORCE_NAME,
        "demonstration": demonstrating() and request.now,
        "marking": Marking.OFFICIAL.label,
        "navigation": _navigation(request),
        "user_post": _posts(request),
    }


def _posts(request: HttpRequest) -> str:
    if not request.user.is_authenticated:
        return ""
    return ", ".join(sorted(title for _, title in authority(request.user, request.now).titles))


def _navigation(request: HttpRequest) -> list[dict[str, object]]:
    if not request.user.is_authenticated:
        return []
    has = authority(request.user, request.now)
    links = [("Coordination", "coordination")] if Role.COORDINATOR in has.roles else []
    links += [("My actions", "my-actions")] if has.posts or Role.COORDINATOR in has.roles else []
    links += [("Scrutiny", "scrutiny-queue")] if has.roles & {Role.DCC, Role.STAFF_OFFICER} else []
    links += _EVERYONE
    links += [("Reports in", "report-list"), ("Plans in", "plan-list")] if Role.COORDINATOR in has.roles else []
    links += [("Set-up", "set-up")] if Role.ADMINISTRATOR in has.roles else []
    links += [("Access log", "access-log")] if Role.AUDITOR in has.roles else []
    links += [("Admin", "admin:index")] if request.user.is_staff else []
    return [
        {"label": label, "url": reverse(name), "active": request.path.startswith(reverse(name))}
        for label, name in links
    ]
