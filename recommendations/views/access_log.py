"""The access log, for auditors: its page, all of it as a file, and what a browser says that it prints."""

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import Resolver404, resolve
from django.views.decorators.http import require_GET, require_POST

from inspections.models import Inspection
from safeguarding.accesses import printed, shown
from safeguarding.lib.dates import london_date
from safeguarding.lib.writers.tables import csv_lines

from ..forms.access_log import AccessLogForm
from ..packs.access_log_csv import access_log_table
from ..permissions import insist, may_read_access_log
from ..selectors.access_log import lines
from .downloads import KINDS, headers, refused
from .pagination import paged

TOGETHER = 2000  # entries read at once


@require_GET
def access_log(request: HttpRequest) -> HttpResponse:
    """The entries asked for, the latest first. Raises Refused."""
    insist(may_read_access_log(request.user, at=request.now))
    form = AccessLogForm(request.GET)
    page = paged(request, form.entries())
    context = {"form": form, "page": page, "lines": list(lines(page, request.user, at=request.now))}
    return render(request, "recommendations/access_log.html", context)


@require_GET
def csv(request: HttpRequest) -> HttpResponse | StreamingHttpResponse:
    """The same, every page of it, as CSV. 400 where the address cannot be understood. Raises Refused."""
    insist(may_read_access_log(request.user, at=request.now))
    form = AccessLogForm(request.GET)
    if form.errors:
        return refused(form.errors)
    entries = lines(form.entries().iterator(TOGETHER), request.user, at=request.now)
    name = f"access-log-{london_date(request.now)}.csv"
    return StreamingHttpResponse(
        csv_lines(access_log_table(entries)), content_type=KINDS["csv"].content_type, headers=headers(name)
    )


@require_POST
def page_printed(request: HttpRequest) -> HttpResponse:
    """A browser says which page it prints, and the marking on it. 400 where it is no page of ours."""
    path = request.POST.get("page", "")
    try:
        match = resolve(path)
    except Resolver404 as error:
        raise BadRequest("No page of ours.") from error
    shown(request, request.POST.get("marking", ""))
    slug = match.kwargs.get("slug")
    there = slug and Inspection.objects.visible_to(request.user, request.now).filter(slug=slug).exists()
    printed(request, path, match, there=bool(there))
    return HttpResponse(status=204)
