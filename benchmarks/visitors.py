"""Those who ask: a browser's requests to one of the servers, and the same to the tracker in this process."""

import http.client
import time
from typing import NamedTuple
from urllib.parse import urlencode

CSRF = "0123456789abcdef0123456789abcdef"
HOST = "tracker.example"


class Request(NamedTuple):
    """One request; person: the user name of whoever sends it. form: what is posted, None for a page that is read."""

    path: str
    person: str = ""
    form: dict[str, str] | None = None


class Answer(NamedTuple):
    """What came back, and after how many seconds."""

    status: int
    body: bytes
    seconds: float


class Unexpected(RuntimeError):
    """A page did not answer as it should, so its time means nothing."""


class Visitor:
    """Sends requests to a server on this machine as the people of `sessions`, behind a proxy that ended TLS."""

    def __init__(self, port: int, sessions: dict[str, str]) -> None:
        self.port, self.sessions = port, sessions

    def send(self, request: Request) -> Answer:
        """The Answer. Each request has a connection of its own, as a worker that serves one at a time has it.

        Raises Unexpected where a page is not there, or a form is not taken.
        """
        headers = {"Host": HOST, "X-Forwarded-Proto": "https", "Referer": f"https://{HOST}/"}
        if request.person:
            headers["Cookie"] = f"sessionid={self.sessions[request.person]}; csrftoken={CSRF}"
        method, body = "GET", None
        if request.form is not None:
            method, body = "POST", urlencode({"csrfmiddlewaretoken": CSRF} | request.form)
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=600)
        began = time.perf_counter()
        connection.request(method, request.path, body, headers)
        response = connection.getresponse()
        answer = Answer(response.status, response.read(), time.perf_counter() - began)
        connection.close()
        return insist(request, answer)


def insist(request: Request, answer: Answer) -> Answer:
    """The answer, if it is what a page that is read or a form that is posted should give. Raises Unexpected."""
    if answer.status != (200 if request.form is None else 302):
        raise Unexpected(f"{request.path} answered {answer.status}: {answer.body[:2000].decode(errors='replace')}")
    return answer
