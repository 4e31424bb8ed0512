"""What every request knows before a view sees it, and what every answer says to whoever carries it."""

from . import clock


def unshared(get_response):
    """Let no proxy keep a page, and no browser show it again unasked; "no-store" would lose what is typed on the way back."""

    def middleware(request):
        response = get_response(request)
        response.headers.setdefault("Cache-Control", "private, no-cache")
        return response

    return middleware


def moment(get_response):
    """Give the request its one moment, `request.now`, so that everything done in it bears the same time."""

    def middleware(request):
        request.now = clock.now()
        return get_response(request)

    return middleware
