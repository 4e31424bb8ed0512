"""What every page shows: where a person may go, who they are, whether this is the demonstration."""

from django.conf import settings
from django.urls import reverse

from .clock import demonstrating
from .models import Marking
from .models.people import Role
from .roles import standing

_EVERYONE = [
    ("Inspections", "inspection-list"),
    ("Recommendations", "recommendation-list"),
    ("Actions", "action-list"),
    ("Position", "position"),
]


def page(request):
    """Template context for every page."""
    return {
        "force_name": settings.FORCE_NAME,
        "demonstration": demonstrating() and request.now,
        "marking": Marking.OFFICIAL.label,
        "navigation": _navigation(request),
        "user_post": _posts(request),
    }


def _posts(request):
    if not request.user.is_authenticated:
        return ""
    return ", ".join(sorted(title for _, title in standing(request.user, request.now).titles))


def _navigation(request):
    if not request.user.is_authenticated:
        return []
    has = standing(request.user, request.now)
    links = [("My actions", "my-actions")] if has.posts else []
    links += [("Scrutiny", "scrutiny-queue")] if has.roles & {Role.DCC, Role.STAFF_OFFICER} else []
    links += _EVERYONE
    links += [("Reports in", "report-list"), ("Plans in", "plan-list")] if Role.COORDINATOR in has.roles else []
    links += [("Admin", "admin:index")] if request.user.is_staff else []
    return [
        {"label": label, "url": reverse(name), "active": request.path.startswith(reverse(name))}
        for label, name in links
    ]
