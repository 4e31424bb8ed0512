"""The moment that an address asks for, and what a page answers about one that was not there then."""

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from safeguarding.lib.dates import end_of_day

from ..forms.as_at import AsAtForm
from ..selectors.figures import Addresses
from ..selectors.standings import Standings


def asked_at(request: HttpRequest) -> tuple[AsAtForm, Standings]:
    """The form with what was asked, and the Standings of that moment; of now where it could not be read."""
    form = AsAtForm(request.GET, now=request.now)
    return form, Standings(request.user, now=request.now, as_at=form.moment)


def page_of_then(at_form: AsAtForm) -> dict[str, object]:
    """The moment as the template of one thing takes it: `at_form`, `as_at` or None, and the `query` that leads on to it."""
    return {"at_form": at_form, "as_at": at_form.moment, "query": Addresses(at_form.moment).query}


def not_there(request: HttpRequest, asked: Standings, today: QuerySet) -> HttpResponse:
    """The answer where a thing was not recorded by the moment of `asked`, or not open to its reader then: a 404 that says so.

    today: the thing as it stands, where its reader may see it. Raises Http404 where they may not, or where today is asked for.
    """
    name = today.first() if asked.as_at else None
    if name is None:
        raise Http404
    context = {"name": name, "moment": asked.as_at, "whole_day": asked.as_at == end_of_day(asked.today)}
    return render(request, "not_there.html", context, status=404)
