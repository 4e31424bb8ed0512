"""The contact log over every inspection, found by words, inspectorate, kind and date."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from safeguarding.accesses import searched

from ..forms.contacts import ContactLogForm
from ..permissions import insist, may_coordinate, may_read_meetings
from ..selectors.contacts import every_contact, with_what_it_was_about
from .as_at import asked_at, page_of_then
from .pagination import paged


@require_GET
def contact_log(request: HttpRequest) -> HttpResponse:
    """All that passed with inspectorates on inspections that the person may see, the latest first, now or as it stood."""
    insist(may_read_meetings(request.user, at=request.now))
    (at_form, asked), form = asked_at(request), ContactLogForm(request.GET)
    page = paged(request, every_contact(asked, form.only()))
    if request.GET.get("q"):
        searched(request, page.paginator.count)
    context = {
        "page": page,
        "contacts": with_what_it_was_about(page.object_list, asked, "inspection"),
        "form": form,
        "coordinates": not at_form.moment and bool(may_coordinate(request.user, at=request.now)),
    }
    return render(request, "recommendations/contact_log.html", context | page_of_then(at_form))
