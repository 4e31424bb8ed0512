"""Context for every page: where a person may go, who they are, whether this is the demonstration."""

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_noop as _

from . import long_work, replica
from .clock import demonstrating
from .lib import languages
from .models import LongWork, Marking, User
from .models.people import Role
from .roles import authority

WAITS = "long_work"  # in a session: its person waits for something, so it is worth a statement to look for it
SHOWN = 3  # of what waits for somebody; the rest is on the page of all

_EVERYONE = [
    (_("Inspections"), "inspection-list"),
    (_("Recommendations"), "recommendation-list"),
    (_("Actions"), "action-list"),
    (_("Position"), "position"),
]


def page(request: HttpRequest) -> dict[str, object]:
    """The names that base.html draws; a page may give a `marking` of its own, which goes before."""
    return {
        "force_name": settings.FORCE_NAME,
        "demonstration": demonstrating() and request.now,
        "marking": Marking.OFFICIAL.label,
        "navigation": _navigation(request),
        "user_post": _posts(request),
        "long_work": _long_work(request),
        "behind": replica.behind(),
        "languages": _other_languages(request),
    }


def _other_languages(request: HttpRequest) -> list[tuple[str, str]]:
    """In which it can be had as well; none for the answer to a form, whose words would be lost on the way."""
    if request.method != "GET":
        return []
    return [(code, name) for code, name in settings.LANGUAGES if code != languages.current()]


def _posts(request: HttpRequest) -> str:
    if not request.user.is_authenticated:
        return ""
    return ", ".join(sorted(title for _, title in authority(request.user, request.now).titles))


def _long_work(request: HttpRequest) -> list[LongWork]:
    """All that a worker makes or has made for this person, until they open it. No statement for whoever asked for nothing."""
    session = getattr(request, "session", {})
    if not request.user.is_authenticated or not session.get(WAITS):
        return []
    found = list(long_work.not_opened(request.user)[:SHOWN])
    if not found:
        del session[WAITS]
    return found


def look_for_long_work(request: HttpRequest, user: User, **kwargs: object) -> None:
    """A receiver of user_logged_in: what was made while somebody was away waits for them."""
    if long_work.not_opened(user).exists():
        request.session[WAITS] = True


def _navigation(request: HttpRequest) -> list[dict[str, object]]:
    if not request.user.is_authenticated:
        return []
    has = authority(request.user, request.now)
    links = [(_("Coordination"), "coordination")] if Role.COORDINATOR in has.roles else []
    theirs = has.posts or has.agencies or Role.COORDINATOR in has.roles
    links += [(_("My actions"), "my-actions")] if theirs else []
    links += [(_("Scrutiny"), "scrutiny-queue")] if has.roles & {Role.DCC, Role.STAFF_OFFICER} else []
    links += _EVERYONE
    links += [(_("Reports in"), "report-list"), (_("Plans in"), "plan-list")] if Role.COORDINATOR in has.roles else []
    links += [(_("Set-up"), "set-up")] if Role.ADMINISTRATOR in has.roles else []
    links += [(_("Access log"), "access-log")] if Role.AUDITOR in has.roles else []
    links += [(_("Admin"), "admin:index")] if request.user.is_staff else []
    return [
        {"label": label, "url": reverse(name), "active": request.path.startswith(reverse(name))}
        for label, name in links
    ]
