"""The line of each request in the service's log, and the reference it shares with the answer."""

import json
import logging
from io import StringIO

import pytest

from safeguarding.access_keys import make_key
from safeguarding.lib import traces
from safeguarding.lib.error_reports import without_words
from safeguarding.lib.logs import AsJson, Words, reference
from tests.factories import ActionFactory
from tests.moments import OPENED


@pytest.fixture
def asked(client, cast):
    """A function: ask for an address as the owner; returns the answer and the request's line, read as JSON."""
    client.force_login(cast.owner)
    log, lines = logging.getLogger("safeguarding.request_log"), StringIO()
    handler = logging.StreamHandler(lines)
    handler.setFormatter(AsJson())

    def ask(address, **headers):
        answer = client.get(address, headers=headers)
        return answer, json.loads(lines.getvalue().splitlines()[-1])

    log.addHandler(handler)
    log.setLevel(logging.INFO)
    yield ask
    log.setLevel(logging.WARNING)
    log.removeHandler(handler)


def test_a_request_has_a_line_with_the_reference_that_is_sent_back_and_nothing_that_was_typed(asked, cast):
    number = ActionFactory(owner=cast.posts.owner).number

    answer, line = asked(f"/actions/{number}/?q=x7x7")

    assert line["request"] == answer["X-Request-ID"]
    told = {key: line[key] for key in ("level", "method", "address", "status", "roles")}
    assert told == {
        "level": "INFO", "method": "GET", "address": f"/actions/{number}/", "status": 200, "roles": ["owner"],
    }  # fmt: skip
    assert line["statements"] > 5
    assert "x7x7" not in str(line)


@pytest.mark.parametrize("address", ["/calendar/x7x7/mine.ics", "/inspections/x7x7/", "/x7x7/"])
def test_of_an_address_only_numbers_are_told(asked, address):
    assert "x7x7" not in str(asked(address)[1])


@pytest.mark.parametrize(("given", "taken"), [("0f8fad5b-d9cb", True), ("short", False), ('a"\nforged line', False)])
def test_a_reference_that_a_proxy_gave_is_kept_if_it_is_one(asked, given, taken):
    answer, line = asked("/accessibility/", x_request_id=given)
    assert (answer["X-Request-ID"] == given) == taken == (line["request"] == given)


def test_of_a_fault_a_sentry_server_is_told_its_place_and_its_reference_and_no_words():
    frames = [{"filename": "views.py", "lineno": 7}]
    event = {
        "level": "error",
        "exception": {"values": [{"type": "ValueError", "value": "x7x7", "stacktrace": {"frames": frames}}]},
        **{name: {"any": "x7x7"} for name in ("request", "breadcrumbs", "logentry", "extra", "user", "transaction")},
    }
    kept = reference.set("7K2MXWQD")

    told = without_words(event)

    reference.reset(kept)
    assert told == {
        "level": "error",
        "exception": {"values": [{"type": "ValueError", "value": "", "stacktrace": {"frames": frames}}]},
        "tags": {"reference": "7K2MXWQD"},
    }


def test_a_collector_is_told_what_the_log_says_of_a_request(asked, monkeypatch):
    told = []
    monkeypatch.setattr(traces, "has_collector", lambda: True)
    monkeypatch.setattr(traces, "request_ended", lambda fields, route, ended: told.append((route, fields["address"])))
    asked("/actions/4/?at=x7x7")
    assert told == [("/actions/<int:number>/", "/actions/4/")]


@pytest.mark.parametrize("formatter", [Words(), AsJson()])
@pytest.mark.parametrize(("method", "ends"), [("get", "no-such.ics"), ("post", "mine.ics"), ("get", "mine.ics/more")])
def test_no_secret_of_a_calendar_stands_in_what_is_said_of_an_address_that_was_refused(
    client, cast, caplog, formatter, method, ends
):
    secret = make_key(cast.owner, scope="calendar", name="Key", expires_at=None, at=OPENED)

    getattr(client, method)(f"/calendar/{secret}/{ends}")

    [record] = caplog.records
    assert f"/calendar/…/{ends}" in formatter.format(record)
