"""What every request knows before a view sees it."""

from . import clock


def moment(get_response):
    """Give the request its one moment, `request.now`, so that everything done in it bears the same time."""

    def middleware(request):
        request.now = clock.now()
        return get_response(request)

    return middleware
