"""The log of requests: the reference that each has, and where it is asked for one line of each, without anything that was typed."""

import logging
import re
import time
from collections.abc import Callable
from contextlib import ExitStack

from django.db import connections
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import get_random_string

from .lib import traces
from .lib.logs import reference

GetResponse = Callable[[HttpRequest], HttpResponse]
GIVEN = re.compile("[A-Za-z0-9-]{8,64}")  # by a proxy; anything else is not repeated
LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # none is taken for another on the telephone

log = logging.getLogger(__name__)


def new_reference() -> str:
    """A reference that somebody can read out: eight letters and digits."""
    return get_random_string(8, LETTERS)


def referenced(get_response: GetResponse) -> GetResponse:
    """Give the request its reference, the proxy's X-Request-ID or one of ours, send it back, and log the request under it."""

    def middleware(request: HttpRequest) -> HttpResponse:
        given = request.headers.get("X-Request-ID", "")
        request.reference = given if GIVEN.fullmatch(given) else new_reference()
        kept, began, counted = reference.set(request.reference), time.monotonic(), _Statements()
        try:
            with ExitStack() as stack:
                for each in connections.all():
                    stack.enter_context(each.execute_wrapper(counted))
                response = get_response(request)
            response.headers["X-Request-ID"] = request.reference
            if log.isEnabledFor(logging.INFO) or traces.has_collector():
                milliseconds = round(1000 * (time.monotonic() - began))
                fields = {"status": response.status_code, "ms": milliseconds, "statements": counted.number}
                _write(request, _asked(request) | fields)
            return response
        finally:
            reference.reset(kept)

    return middleware


def _write(request, fields):
    log.info("", extra={"fields": fields})
    if traces.has_collector():
        route = f"/{request.resolver_match.route}" if request.resolver_match else ""
        traces.request_ended(fields, route=route, ended=time.time_ns())


class _Statements:
    """Counts what Django sends to the database, savepoints too, until the answer begins."""

    number = 0

    def __call__(self, execute, sql, parameters, many, context):
        self.number += 1
        return execute(sql, parameters, many, context)


def _asked(request):
    """Method, address and roles. Of the address only numbers are told beside its pattern: the rest may be a secret, or typed."""
    match = request.resolver_match
    address = f"/{match.route}" if match else ""
    for name, value in match.kwargs.items() if match else ():
        if isinstance(value, int):
            address = re.sub(rf"<int:{name}>", str(value), address)
    return {"method": request.method, "address": address, "roles": _roles(request)}


def _roles(request):
    """The roles of whoever asked, if answering had to know them; no statement is made for the log."""
    known = vars(request.user).get("_authority", {}) if hasattr(request, "user") else {}
    return sorted({str(role) for authority in known.values() for role in authority.roles})
