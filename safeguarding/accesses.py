"""Which requests stand in the access log, and what a view says of its own: of which marking it is, that it was a search."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.urls import ResolverMatch

from . import clock
from .access_log import enter
from .lockout import address_of
from .models import AccessLogEntry, Marking, User

Kind = AccessLogEntry.Kind
GetResponse = Callable[[HttpRequest], HttpResponse]


def shown(request: HttpRequest, marking: str) -> None:
    """Say of a request that what it answers bears this marking, a value of Marking or its words."""
    request.shown_marking = next((one.value for one in Marking if marking in (one.value, one.label)), "")


def searched(request: HttpRequest, found: int) -> None:
    """Say of a request that it was a search, and how many rows it found."""
    request.found = found


def printed(request: HttpRequest, path: str, match: ResolverMatch, *, there: bool) -> None:
    """Say of a request that its browser prints the page of a path. there: what it names is known to be there."""
    request.printed = _page_of(path, match, there=there)


def logged(get_response: GetResponse) -> GetResponse:
    """Enter in the access log what somebody was shown, took away or was refused: after it was sent, so that no page waits for it."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        kind = _access(request, response)
        if kind:
            match = request.resolver_match
            entry = {
                "at": request.now,
                "person": request.user,
                "address": address_of(request.META),
                "page": getattr(request, "printed", None)
                or _page_of(request.path, match, there=response.status_code < 400),
                "marking": getattr(request, "shown_marking", ""),
                "found": getattr(request, "found", None),
            }
            response._resource_closers.append(lambda: enter(kind, **entry))
        return response

    return middleware


def _access(request, response):
    """The Kind of access that this was; None for one of which nothing is entered."""
    if not (request.user.is_authenticated and request.resolver_match):
        return None
    if hasattr(request, "printed"):
        return Kind.PRINTED
    if response.status_code in (403, 404):
        return Kind.REFUSED
    if response.status_code != 200 or request.method == "HEAD":
        return None
    sent = response.headers.get("Content-Disposition", "").startswith("attachment")
    if sent or request.resolver_match.app_name == "api":
        return Kind.TAKEN
    if hasattr(request, "found"):
        return Kind.SEARCHED
    return Kind.VIEWED if getattr(request, "shown_marking", "") == Marking.SENSITIVE else None


def enter_sign_in(request: HttpRequest, user: User, **kwargs: object) -> None:
    """A receiver of user_logged_in: whoever is in by whatever way is in the access log."""
    at = getattr(request, "now", None) or clock.now()
    enter(Kind.SIGNED_IN, at=at, person=user, address=address_of(request.META))


def _page_of(path: str, match: ResolverMatch, *, there: bool) -> str:
    """The words for a path: itself; its pattern where it may hold what was typed, and no such page is there."""
    typed = any(not isinstance(value, int) for value in match.kwargs.values())
    return path if there or not typed else f"/{match.route}"
