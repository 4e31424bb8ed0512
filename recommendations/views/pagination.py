"""One page of a list."""

from collections.abc import Sequence

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest

PAGE = 25  # rows


def paged(request: HttpRequest, rows: QuerySet | Sequence[object]) -> Page:
    """The page of `rows` that the address asks for; the nearest where there is no such page."""
    return Paginator(rows, PAGE).get_page(request.GET.get("page"))
