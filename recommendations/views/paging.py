"""Long lists, a page at a time."""

from django.core.paginator import Paginator

PAGE = 25  # rows


def paged(request, rows):
    """The Page of `rows` (a queryset or list) that the address asks for; the nearest where there is no such page."""
    return Paginator(rows, PAGE).get_page(request.GET.get("page"))
