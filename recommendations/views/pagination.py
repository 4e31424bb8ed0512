"""One page of a list; of what is filtered, sorted and asked for as at a day, with what its template takes of that."""

from collections.abc import Sequence

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest

from safeguarding.accesses import searched

from ..filters import VisibleFilter
from ..selectors.first_rows import Shown
from ..selectors.standings import Standings
from .as_at import asked_at

PAGE = Shown.PAGE


def paged(request: HttpRequest, rows: QuerySet | Sequence[object]) -> Page:
    """The page of `rows` that the address asks for; the nearest where there is no such page."""
    return Paginator(rows, PAGE).get_page(request.GET.get("page"))


def listed(
    request: HttpRequest, filter_class: type[VisibleFilter]
) -> tuple[VisibleFilter, Standings, dict[str, object]]:
    """The filter with what an address asks of a list, the Standings it is asked of, and what the template of the list takes."""
    at_form, standings = asked_at(request)
    asked = filter_class(request.GET, standings)
    page = paged(request, asked.listing(request.GET.get("page")))
    if request.GET.get("q"):
        searched(request, page.paginator.count)
    shown = {"form": asked.form, "sorting": asked.sorting, "page": page, "at_form": at_form, "as_at": at_form.moment}
    return asked, standings, shown
