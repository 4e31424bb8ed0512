"""A browser of one signed-in person under load: it sends what the form of its page holds, and notes how each request went."""

import time
from dataclasses import dataclass, field

import requests
from lxml import html

from .visitors import CSRF, HOST

WRITTEN = "written"  # how far the database was when this browser last wrote (safeguarding.middleware)


@dataclass
class Notes:
    """How the requests of everybody went, by what they were for: seconds of each; `told`: the forms refused with a sentence."""

    seconds: dict[str, list[float]] = field(default_factory=dict)
    told: dict[str, int] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)


class Browser:
    """Of a person, by the key of their session, at a server on this machine behind a proxy that ended TLS."""

    def __init__(self, port: int, person: str, session: str, notes: Notes) -> None:
        self.address, self.person, self.notes, self.form = f"http://127.0.0.1:{port}", person, notes, None
        self.cookie = f"sessionid={session}; csrftoken={CSRF}"
        self.asks = requests.Session()
        self.asks.headers.update(
            {
                "Connection": "close",  # as nginx asks; gunicorn would end an idle connection after two seconds
                "Host": HOST,
                "X-Forwarded-Proto": "https",
                "Referer": f"https://{HOST}/",
                "Cookie": self.cookie,
            }
        )

    def read(self, name: str, path: str, *, may_be_gone: bool = False) -> str:
        """The page of a path, "" where there is none. Its form, if it has one that is sent once, is what `send` sends."""
        answer = self._ask(name, "GET", path, expected=(200, 302, 404) if may_be_gone else (200,))
        self.form = None
        if not answer or "html" not in answer.headers["Content-Type"]:
            return ""
        forms = html.fromstring(answer.content).forms if b'name="once"' in answer.content else []
        self.form = next((dict(one.fields) for one in forms if "once" in one.fields), None)
        return answer.text

    def send(
        self, name: str, path: str, words: dict[str, str], files: dict[str, tuple[str, bytes]] | None = None
    ) -> str:
        """Send the form that was read with these words. Returns where it led, "" where it was refused."""
        held = {
            field: value
            for field, value in (self.form or {}).items()
            if value is not None and field not in (files or {})
        }
        held.pop("press", None)  # the button that keeps for later
        answer = self._ask(
            name, "POST", path, (200, 302), data=held | {"csrfmiddlewaretoken": CSRF} | words, files=files
        )
        if answer is not None and answer.status_code == 200:
            self.notes.told[name] = self.notes.told.get(name, 0) + 1
            if "govuk-error-summary" not in answer.text:
                self.notes.faults.append(f"{name}: {path} was neither taken nor refused")
        return answer.headers.get("Location", "") if answer is not None else ""

    def _ask(self, name, method, path, expected, **sent):
        began = time.perf_counter()
        try:
            answer = self.asks.request(method, self.address + path, allow_redirects=False, timeout=120, **sent)
        except requests.RequestException as error:
            self.notes.faults.append(f"{name}: {path}: {error!r}"[:300])
            return None
        self.notes.seconds.setdefault(name, []).append(time.perf_counter() - began)
        if WRITTEN in answer.cookies:  # the header is ours, so the session adds nothing to it
            self.asks.headers["Cookie"] = f"{self.cookie}; {WRITTEN}={answer.cookies[WRITTEN]}"
        if answer.status_code not in expected:
            self.notes.faults.append(f"{name}: {path} answered {answer.status_code}: {answer.text[-300:]}")
            return None
        return answer
