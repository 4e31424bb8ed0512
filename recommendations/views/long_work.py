"""Files and pages that may take longer than somebody waits: made at once where no worker lives, else by a worker, and handed over."""

import time
from collections.abc import Callable, Mapping, Sequence
from hashlib import sha256

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _
from django.views.decorators.http import require_safe

from inspections.visibility import known_inspections
from safeguarding import long_work
from safeguarding.accesses import shown
from safeguarding.context import WAITS
from safeguarding.history import Overtaken
from safeguarding.lib.counting import Count, uncounted
from safeguarding.models import LongWork
from safeguarding.roles import authority

AT_ONCE = 2  # seconds that somebody waits for a page, before it says how far the work is
LOOK_EVERY = 0.1  # seconds
CHANGED_BEHIND = _(
    "What was made was changed in the database, and is not given to you. Tell your administrator, and ask for it again."
)
MADE = "made"  # in an address: the key of the work that made its file


def made_by_worker(request: HttpRequest, make: Callable[[Count], HttpResponse], *, called: str) -> HttpResponse:
    """Answer with make(count): a file, 400 with a sentence, or the way to a page. count takes 3, 7, "reports".

    The view has asked its rights before: a worker asks the view again as it makes the file, and the view asks once more where the
    file is taken, for which `?made=` is in its address. called: what the person's pages call it.
    """
    if work := getattr(request, "long_work", None):
        work.sees = _sees(request)
        return make(work.count)
    if kept := _kept(request):
        return _opened(request, kept)
    return given_to_worker(request, _address(request), called=called) or make(uncounted)


def given_to_worker(
    request: HttpRequest, address: str, sent: Mapping[str, str | Sequence[str]] | None = None, *, called: str
) -> HttpResponse | None:
    """Have a worker open an address for this person, or send it something; None where none lives, or this is one.

    Leads to where that led, if it was quick, else to the page that says how far it is.
    """
    return asked_of_worker(request, address, sent, called=called) if worker_lives(request) else None


def asked_of_worker(
    request: HttpRequest, address: str, sent: Mapping[str, str | Sequence[str]] | None = None, *, called: str
) -> HttpResponse:
    """As given_to_worker(), whether one lives or not."""
    work = long_work.ask(address, sent=sent, called=called, by=request.user, at=request.now)
    request.session[WAITS] = True  # safeguarding.context looks for it then
    if _ready_at_once(work):
        return _opened(request, work)
    return redirect("long-work", work.pk)


def worker_lives(request: HttpRequest) -> bool:
    """Return whether this may be left to a worker; not where a worker asks."""
    return not hasattr(request, "long_work") and long_work.workers(at=request.now).exists()


def count_of_change(request: HttpRequest) -> Count:
    """The count of a change or a reading under way, for the page on which its person waits; another thread may tell it.

    One that nobody reads where no worker asks.
    """
    work = getattr(request, "long_work", None)
    return work.count_beside if work else uncounted


def recorded_by_worker(request: HttpRequest, leads_to: str, *, message: str = "") -> None:
    """Note, within the change that was asked for, that it is made, where it leads and what is told there: all are kept, or nothing.

    Raises Overtaken where another worker has taken it up. Nothing where no worker asks.
    """
    work = getattr(request, "long_work", None)
    if work and not long_work.finish(work, {"leads_to": leads_to, "told": message}, at=request.now):
        raise Overtaken("Another worker has taken this up.")


@require_safe
def own_work(request: HttpRequest) -> HttpResponse:
    """All that is being made for a person, and that was, for a day."""
    return render(request, "recommendations/long_work/list.html", {"works": long_work.of_person(request.user)})


@require_safe
def work(request: HttpRequest, pk: int) -> HttpResponse:
    """How far it is, and the way to it once it is there. 404 for another's."""
    found = get_object_or_404(long_work.of_person(request.user), pk=pk)
    if found.state == LongWork.State.DONE and not found.is_as_made:
        found.state, found.problem = LongWork.State.FAILED, gettext(CHANGED_BEHIND)
    elif found.leads_to:
        return _opened(request, found)
    if found.state == LongWork.State.FAILED:
        long_work.opened(found, at=request.now)
    context = {"work": long_work.counted(found), "lives": long_work.workers(at=request.now).exists()}
    return render(request, "recommendations/long_work/work.html", context)


def _kept(request):
    """The work that the address names, where it is this person's, of this address, as made, and they see what they saw; else None."""
    key = request.GET.get(MADE, "")
    if not key.isdecimal():
        return None
    found = LongWork.objects.filter(asked_by=request.user, pk=int(key), state=LongWork.State.DONE).first()
    as_asked = found and found.address == _address(request) and found.sees == _sees(request)
    return found if as_asked and found.is_as_made else None


def _opened(request, work):
    long_work.opened(work, at=request.now)
    if work.leads_to:
        if work.told and not work.opened_at:
            messages.success(request, work.told)
        return redirect(work.leads_to)
    shown(request, work.marking)
    return HttpResponse(bytes(work.data), headers=work.headers)


def _address(request):
    asked = request.GET.copy()
    asked.pop(MADE, None)
    return f"{request.path}?{asked.urlencode()}" if asked else request.path


def _ready_at_once(work):
    """Look for a moment whether it is done, so that what is quick is as if no worker was."""
    until = time.monotonic() + AT_ONCE
    while time.monotonic() < until:
        time.sleep(LOOK_EVERY)
        if not LongWork.objects.filter(pk=work.pk, state__in=["waiting", "under-way"]).exists():
            work.refresh_from_db()
            return work.state == LongWork.State.DONE and work.is_as_made
    return False


def _sees(request):
    """A digest of all by which it is decided what a person sees: where it is another, so may be what is in a file."""
    has, known = authority(request.user, request.now), known_inspections(request.user, request.now)
    decides = sorted(has.roles), sorted(has.posts), sorted(has.agencies), sorted(known.keys), known.excluding
    return sha256(repr(decides).encode()).hexdigest()
