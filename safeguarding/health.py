"""A monitor's page that is asked every few seconds, served by a process of its own (deploy/), so that it never waits for a page.

It knows neither Django nor the database: it says whether the tracker's gunicorn takes requests. Whether people can work is
asked at /readyz/.
"""

import os
from collections.abc import Callable
from socket import AF_UNIX, SOCK_STREAM, socket

PATIENCE = 1  # second until gunicorn's socket takes a connection


def application(
    environ: dict[str, object], start_response: Callable[[str, list[tuple[str, str]]], object]
) -> list[bytes]:
    """Answer "ok", or 503 where nobody listens at WEB_SOCKET."""
    with socket(AF_UNIX, SOCK_STREAM) as web:
        web.settimeout(PATIENCE)
        try:
            web.connect(os.environ["WEB_SOCKET"])
        except OSError as error:
            status, answer = "503 Service Unavailable", f"The tracker takes no requests: {error.strerror or error}."
        else:
            status, answer = "200 OK", "ok"
    start_response(status, [("Content-Type", "text/plain"), ("Cache-Control", "no-store")])
    return [answer.encode()]
