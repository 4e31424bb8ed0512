"""The moment of each request, what keeps its page from anybody else, who sat idle, what cannot be read, the sign-in before
everything, and which database a page is read from."""

import codecs
import re
import time
from collections.abc import Callable
from contextvars import copy_context
from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.core.exceptions import BadRequest, MiddlewareNotUsed
from django.db import DatabaseError, OperationalError, connections
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render, resolve_url

from . import clock, replica
from .lib.outages import database_away

GetResponse = Callable[[HttpRequest], HttpResponse]


def unshared(get_response: GetResponse) -> GetResponse:
    """Let no proxy keep a page, and no browser show it again unasked; "no-store" would lose what is typed on the way back."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Cache-Control", "private, no-cache")
        return response

    return middleware


READS = ("GET", "HEAD", "OPTIONS")
WITHOUT_RECORDS = (
    "sign-in",
    "mfa_authenticate",
    "sign-out",
)  # views to which people send something, and come in to read


class Moment:
    """Middleware: the request's one moment, `request.now`, so that everything done in it bears the same time.

    One that sends something gets a moment that is not before what was recorded last; where there is none, a page says so.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.now = clock.now()
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: object, args: object, kwargs: object) -> HttpResponse | None:
        """Answer what cannot be recorded in its order; None where it can."""
        if request.method in READS or request.resolver_match.view_name in WITHOUT_RECORDS:
            return None
        try:
            request.now = clock.to_record()
        except clock.PutBack as put_back:
            return render(request, "put_back.html", {"by_clock": put_back.by_clock, "last": put_back.last}, status=503)
        return None


BEYOND = re.compile(r"/\d{19,}/")  # a key has eighteen figures at most


def readable(get_response: GetResponse) -> GetResponse:
    """Refuse what no page of ours sends and no database takes: a NUL or a number beyond any key in an address, another charset
    than UTF-8."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if "\0" in request.path_info or "%00" in request.META.get("QUERY_STRING", ""):
            raise BadRequest("A NUL in the address.")
        if BEYOND.search(request.path_info):
            raise Http404
        if request.encoding and codecs.lookup(request.encoding).name != "utf-8":
            raise BadRequest("Another charset than UTF-8.")
        return get_response(request)

    return middleware


ACTIVE = "active_at"  # in the session: when its person last asked for something, to the minute, in seconds of real time


def begin_session(request: HttpRequest, **kwargs: object) -> None:
    """A receiver of user_logged_in: the time runs from here, and no other request need write it."""
    request.session[ACTIVE] = int(time.time())


def idle(get_response: GetResponse) -> GetResponse:
    """Sign out whoever asked for nothing for IDLE_MINUTES. What they typed is kept (unsent.py), and the sign-in leads back to it."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            now = int(time.time())
            gone = now - request.session.get(ACTIVE, now)
            if gone > settings.IDLE_MINUTES * 60:
                logout(request)
                message = f"You were signed out, because nothing was done here for {settings.IDLE_MINUTES} minutes."
                messages.info(request, f"{message} Sign in to go on where you were.")
            elif gone > 60 or ACTIVE not in request.session:
                request.session[ACTIVE] = now
        return get_response(request)

    return middleware


class SendAgain(HttpResponseRedirect):
    """A redirect after which the browser sends the same again, words and all."""

    status_code = 307


class SignInFirst(LoginRequiredMiddleware):
    """Django's. A page with a form that comes in after its session has ended takes its words along to the sign-in."""

    def handle_no_permission(self, request: HttpRequest, view_func: Callable[..., HttpResponse]) -> HttpResponse:
        """Send to the sign-in whoever is signed out; tell the script, which keeps the words on its page."""
        if "once" not in request.POST:
            return super().handle_no_permission(request, view_func)
        if not request.accepts("text/html"):
            return JsonResponse({}, status=401)
        query = urlencode({"next": request.get_full_path(), "brought": "1"})
        return SendAgain(f"{resolve_url(settings.LOGIN_URL)}?{query}")


# PostgreSQL's: a change that could not be put in order beside another, and one that waited for another that waited for it.
OVERTAKEN = ("40001", "40P01")
TRIES = 2  # beside the first


class OnceMore:
    """Middleware: a change that the database gave up for another one's sake is made anew, from the words that were sent."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answer by the same view again, since nothing of the change was kept. None for any other fault, and after the last try."""
        match = request.resolver_match
        for _ in range(TRIES):
            if getattr(exception.__cause__, "pgcode", "") not in OVERTAKEN:
                return None
            for _, files in request.FILES.lists():
                for file in files:
                    file.seek(0)
            try:
                return match.func(request, *match.args, **match.kwargs)
            except OperationalError as again:
                exception = again
        return None


CALENDARS = "/calendar/"
WRITTEN = "written"  # the cookie: how far the primary's log was when this browser last wrote, such as 0/3000148


class ReadFromReplica:
    """Middleware: a page that somebody known only looks at is read from the replica, once that has what they wrote themselves.

    Where the replica fails meanwhile the page is read again, from the primary. It stands last, so that who somebody is, their
    session and what comes after the page are the primary's.
    """

    def __init__(self, get_response: GetResponse) -> None:
        if not replica.is_used():
            raise MiddlewareNotUsed
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        notes = _Writes()
        source = replica.REPLICA if _looks(request) and replica.following.has(_own_place(request)) else replica.PRIMARY
        with replica.read_from(source), connections[replica.PRIMARY].execute_wrapper(notes):
            response = self.get_response(request)
            if response.streaming:
                response.streaming_content = _as_here(response.streaming_content)
        if notes.any:
            place = replica.written()
            kept = {"httponly": True, "samesite": "Lax", "secure": settings.SESSION_COOKIE_SECURE}
            response.set_cookie(WRITTEN, f"{place >> 32:X}/{place & 0xFFFFFFFF:X}", **kept)
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answer by the same view again; None for what is no fault of the replica's."""
        if replica.behind() is None or not isinstance(exception, DatabaseError):
            return None
        replica.give_up(away=database_away(exception))
        match = request.resolver_match
        response = match.func(request, *match.args, **match.kwargs)
        return response.render() if hasattr(response, "render") else response


class _Writes:
    """Notes whether anything was written; from then on the request reads where it is."""

    any = False

    def __call__(self, execute, sql, parameters, many, context):
        if sql.startswith(("INSERT", "UPDATE", "DELETE")):
            self.any = True
            replica.give_up(away=False)
        return execute(sql, parameters, many, context)


def _as_here(pieces):
    """The pieces of a file that is made while it is sent, each read from where its page was."""
    made_in, following = copy_context(), iter(pieces)
    return iter(lambda: made_in.run(next, following, None), None)


def _looks(request):
    # Programs come by a key, and calendars by an address that holds one.
    by_key = "Authorization" in request.headers or request.path_info.startswith(CALENDARS)
    return (by_key or request.user.is_authenticated) and request.method in ("GET", "HEAD")


def _own_place(request):
    """The place in the log of this browser's last change; 0 where there was none, or somebody made the cookie up."""
    parts = re.fullmatch("([0-9A-F]{1,8})/([0-9A-F]{1,8})", request.COOKIES.get(WRITTEN, ""))
    return (int(parts[1], 16) << 32) + int(parts[2], 16) if parts else 0
