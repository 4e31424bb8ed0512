"""What a request asks and brings: a page of a list, a letter."""

from django.core.paginator import Paginator
from django.views.decorators.http import require_http_methods

PAGE = 25  # rows

reads_and_writes = require_http_methods(["GET", "HEAD", "POST"])


def paged(request, rows):
    """The Page of `rows` (a queryset or list) that the address asks for; the nearest where there is no such page."""
    return Paginator(rows, PAGE).get_page(request.GET.get("page"))


def sent(request):
    """What a form begins with: the words and files that were sent; nothing where the page is only read."""
    return (request.POST, request.FILES) if request.method == "POST" else ()
