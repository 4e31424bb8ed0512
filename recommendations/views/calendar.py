"""Dates for calendars: a person's own or a board's, by an address that only they know; and one session's."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_GET

from safeguarding.access_keys import key_of
from safeguarding.models import AccessKey

from ..models import Board, ScrutinySession
from ..packs.calendar import ics
from ..permissions import insist, may_read_session
from ..selectors.calendar import days_of, days_of_board, of_session
from ..selectors.standings import Standings
from .downloads import headers

ICS = "text/calendar; charset=utf-8"


@login_not_required
@require_GET
def feed(request: HttpRequest, secret: str, board: str = "") -> HttpResponse:
    """The dates of whoever made the address, or of a board as they see it; 404 for an address that opens nothing."""
    key = key_of(secret, AccessKey.Scope.CALENDAR, at=request.now)
    if key is None:
        raise Http404
    asked = Standings(key.person, now=request.now)
    if board:
        of = get_object_or_404(Board, slug=board)
        days, name = days_of_board(of, asked), str(of)
    else:
        days, name = days_of(asked), "Safeguarding tracker"
    return HttpResponse(ics(days, name=name, at=request.now), content_type=ICS)


@require_GET
def session(request: HttpRequest, pk: int) -> HttpResponse:
    """The day of a session of scrutiny."""
    found = get_object_or_404(ScrutinySession, pk=pk)
    insist(may_read_session(request.user, found, at=request.now))
    file = ics([of_session(found)], name=found.title, at=request.now)
    return HttpResponse(file, content_type=ICS, headers=headers(f"session-{found.held_on}.ics"))
