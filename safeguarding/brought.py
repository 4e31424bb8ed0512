"""Words that came in with a press that could not be taken: whoever sent them had to sign in, or had signed in anew."""

from urllib.parse import urlsplit

from django.contrib import messages
from django.core import signing
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme

from . import sent_once, unsent
from .models import User

NOT_SENT_YET = (
    "You had to sign in again, so nothing was sent yet. What you typed is below. Files have to be chosen again."
)
ALONG = "taken_along"  # in the session
SALT = "words brought to the sign-in"


def carried(request: HttpRequest) -> str:
    """The words that the sign-in page takes along: those of the page that led here, or as a failed attempt sent them back."""
    if "brought" not in request.GET or request.method != "POST":
        return request.POST.get("brought", "")
    words = {"once": request.POST.get("once", ""), "words": sent_once.typed(request.POST)}
    return signing.dumps(words, salt=SALT, compress=True)


def take_along(request: HttpRequest) -> None:
    """Remember where one is going, and the words that one brought, through every step of signing in."""
    onward = request.POST.get("next") or request.GET.get("next", "")
    request.session[ALONG] = {"next": onward, "brought": request.POST.get("brought", "")}


def welcome(request: HttpRequest, person: User) -> HttpResponse:
    """Lead somebody who has just signed in to where they were going; words that they brought wait there, not yet sent.

    Words of a page that was drawn for somebody else go no further.
    """
    for kept in (sent_once, unsent):
        kept.forget(person, at=request.now)
    along = request.session.pop(ALONG, {"next": "", "brought": ""})
    onward = along["next"]
    if not url_has_allowed_host_and_scheme(onward, {request.get_host()}, require_https=request.is_secure()):
        return redirect("home")
    try:
        brought = signing.loads(along["brought"], salt=SALT, max_age=sent_once.LIFE)
    except signing.BadSignature:
        return redirect(onward)
    if sent_once.is_of(brought["once"], person):
        messages.info(request, _kept(request, brought["words"], page=urlsplit(onward).path, by=person))
    return redirect(onward)


def out_of_date(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a press whose page has no good CSRF token: most often it was opened before its reader signed in again.

    The page's own token says that it was drawn for this reader, so its words are kept for them, and nothing is sent.
    """
    if not sent_once.is_of(request.POST.get("once", ""), request.user):
        return render(request, "403_csrf.html", status=403)
    message = _kept(request, sent_once.typed(request.POST), page=request.path, by=request.user)
    if not request.accepts("text/html"):
        return JsonResponse({"told": "Kept" if message == NOT_SENT_YET else message, "csrf": get_token(request)})
    messages.info(request, message)
    return redirect(request.get_full_path())


def _kept(request, words, *, page, by):
    """Keep the words for the page; returns what to tell of it."""
    try:
        unsent.keep(words, page=page, by=by, at=request.now)
    except unsent.TooLong as error:
        return f"You had to sign in again, and what you typed is {error.message}."
    return NOT_SENT_YET
