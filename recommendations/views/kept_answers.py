"""Answers typed on a page that takes some at a time are kept as one types, until they are saved or started afresh.

The pages of one long form are kept together: what is typed on the second leaves what was typed on the first.
"""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect
from django.utils.translation import gettext

from safeguarding import sent_once, unsent
from safeguarding.lib.pages.govuk import GovukForm

from .kept_words import AFRESH, LATER, when


def keep_press(request: HttpRequest) -> HttpResponse | None:
    """The answer to the script that keeps what is typed, or to whoever starts afresh; None for every other request."""
    press = request.POST.get("press")
    if press == AFRESH:
        unsent.let_go(request.path, of=request.user)
        return redirect(request.get_full_path())
    if press != LATER:
        return None
    try:
        _keep(request, _words(request) | sent_once.typed(request.POST))
    except unsent.TooLong as error:
        return JsonResponse({"told": gettext("Not kept: %(why)s") % {"why": error.message}}, status=413)
    return JsonResponse({"told": gettext("Kept at %(time)s") % {"time": when(request.now)}, "csrf": get_token(request)})


def give_back(form: GovukForm, request: HttpRequest) -> None:
    """Begin a form that is shown, and was not sent, with the answers that were kept."""
    form.once = sent_once.new_token(request.user)
    kept = None if form.is_bound else unsent.kept(request.path, of=request.user)
    if kept:
        form.initial |= {name: values[-1] for name, values in kept.words.items()}
        form.kept_from = when(kept.kept_at, request.now)


def let_go_of_saved(request: HttpRequest) -> None:
    """Let go of the answers that this press has saved; those of other pages of the form stay."""
    left = {name: values for name, values in _words(request).items() if name not in request.POST}
    _keep(request, left) if left else unsent.let_go(request.path, of=request.user)


def _words(request):
    found = unsent.kept(request.path, of=request.user)
    return found.words if found else {}


def _keep(request, words):
    unsent.keep(words, page=request.path, by=request.user, at=request.now)
