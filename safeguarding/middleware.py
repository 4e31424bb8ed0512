"""The moment of each request, and what keeps its page from being shown to anybody else."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from . import clock

GetResponse = Callable[[HttpRequest], HttpResponse]


def unshared(get_response: GetResponse) -> GetResponse:
    """Let no proxy keep a page, and no browser show it again unasked; "no-store" would lose what is typed on the way back."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Cache-Control", "private, no-cache")
        return response

    return middleware


def moment(get_response: GetResponse) -> GetResponse:
    """Give the request its one moment, `request.now`, so that everything done in it bears the same time."""

    def middleware(request: HttpRequest) -> HttpResponse:
        request.now = clock.now()
        return get_response(request)

    return middleware
