"""When somebody looked at a page, as it says when it comes back; and a press by which they say that they have looked."""

from datetime import datetime

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from safeguarding.lib.dates import LONDON, YEARS

from ..models import LookedThrough
from ..services.looked import look_through


def moment_sent(sent: QueryDict, name: str) -> datetime | None:
    """The moment, in London, that a form or an address holds under `name`; None where it is not stated."""
    try:
        moment = datetime.fromisoformat(sent.get(name, ""))
    except ValueError:
        return None
    # It comes from the browser: without a zone it could be compared with nothing, and at the end of time be read by no database.
    return moment.astimezone(LONDON) if moment.tzinfo and moment.year in YEARS else None


@require_POST
def looked_through(request: HttpRequest, page: str) -> HttpResponse:
    """Take what others did off the reader's `page`, as far as it was shown to them, and lead back there."""
    until, kept = (moment_sent(request.POST, name) for name in ("until", "kept_until"))
    if page not in LookedThrough.Page or until is None or until > request.now:
        raise Http404
    until = min(until, kept or until)
    look_through(page, until=until, by=request.user, at=request.now)
    messages.success(request, gettext("Noted: you have looked through these. What comes later is listed again."))
    return redirect("my-actions" if page == LookedThrough.Page.DECIDED else page)
