"""What every answer says to browsers and proxies, and the pages for requests that were not even read."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError
from django.test import Client
from django.urls import get_resolver

from recommendations.models import ProgressUpdate
from safeguarding import access_keys
from safeguarding.models import AccessKey
from tests.factories import ActionFactory
from tests.recommendations.views.reading import text


@pytest.fixture
def owner(client, cast):
    client.force_login(cast.owner)
    return client


@pytest.mark.parametrize("address", ["/position/", "/accessibility/", "/nowhere/"])
def test_no_proxy_keeps_a_page_and_no_browser_shows_it_again_unasked(owner, address):
    assert owner.get(address)["Cache-Control"] == "private, no-cache"


def test_every_page_refuses_frames_and_whatever_is_not_ours_and_tells_nobody_where_one_came_from(owner):
    answer = owner.get("/position/")

    policy = dict(rule.split(" ", 1) for rule in answer["Content-Security-Policy"].split("; "))
    assert (policy["default-src"], policy["script-src"], policy["frame-ancestors"]) == ("'none'", "'self'", "'none'")
    assert (answer["X-Frame-Options"], answer["Referrer-Policy"]) == ("DENY", "same-origin")


def test_signing_out_makes_the_browser_forget_what_it_kept(owner):
    assert owner.post("/sign-out/")["Clear-Site-Data"] == '"cache"'


@pytest.mark.parametrize("next_page", ["https://elsewhere.example/", "//elsewhere.example/", "/\\elsewhere.example"])
def test_the_sign_in_leads_to_no_other_site(owner, next_page):
    assert owner.get("/sign-in/", {"next": next_page})["Location"] == "/"


def test_a_form_from_before_somebody_else_signed_in_gets_a_page_that_says_what_to_do(cast):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(cast.owner)

    answer = strict.post("/actions/1/update/", {"done": "Half an hour of typing."})

    assert answer.status_code == 403
    assert "This page is out of date" in text(answer)


ELSEWHERE = {"HTTP_ORIGIN": "https://elsewhere.example"}


def test_a_form_on_another_site_sends_nothing_in_anybody_s_name(cast):
    """Not by any address, a file and the sign-in among them: only the API is without tokens, takes nothing, and lets no site read it."""
    assert {pattern.split("/")[0] for pattern in _without_tokens(get_resolver())} == {"api"}

    strict = Client(enforce_csrf_checks=True)
    strict.force_login(cast.owner)
    action = ActionFactory(owner=cast.posts.owner)
    token = strict.get(f"/actions/{action.number}/update/").context["csrf_token"]  # even where somebody read it
    form = {"csrfmiddlewaretoken": str(token), "done": "By another.", "assessment": "on-target"}
    files = {"evidence-0-file": SimpleUploadedFile("audit.pdf", b"%PDF-1.4")}
    told = [
        strict.post(f"/actions/{action.number}/update/", form | files, **ELSEWHERE),
        strict.post("/password/", form, **ELSEWHERE),
        strict.post("/sign-out/", form, **ELSEWHERE),
        Client(enforce_csrf_checks=True).post("/sign-in/", {"username": "owner", "password": "x"}, **ELSEWHERE),
    ]
    by_session = [strict.post("/api/v1/actions", {}, **ELSEWHERE), strict.get("/api/v1/actions", **ELSEWHERE)]

    assert [answer.status_code for answer in told] == [403] * 4
    assert [answer.status_code for answer in by_session] == [405, 200]
    assert (ProgressUpdate.objects.count(), strict.get("/position/").status_code) == (0, 200)
    assert not any("access-control-allow-origin" in answer.headers for answer in [*told, *by_session])


def _without_tokens(resolver, before=""):
    """Each address whose view asks for no token."""
    for one in resolver.url_patterns:
        pattern = f"{before}{one.pattern}"
        if hasattr(one, "url_patterns"):
            yield from _without_tokens(one, pattern)
        elif getattr(one.callback, "csrf_exempt", False):
            yield pattern


def test_a_fault_gives_a_reference_that_the_log_has_too(owner, monkeypatch, caplog):
    monkeypatch.setattr("safeguarding.context._posts", lambda request: 1 / 0)
    owner.raise_request_exception = False

    page = owner.get("/accessibility/")

    (reference,) = re.findall(r"this reference: <strong>([A-Z2-9]{8})</strong>", page.content.decode())
    assert page.status_code == 500
    assert caplog.records[-1].getMessage() == f"Internal Server Error: /accessibility/ (reference {reference})"


class Deadlock(Exception):
    """As psycopg2 tells it."""

    pgcode = "40P01"


@pytest.mark.parametrize(("failing", "status"), [(2, 302), (3, 500)])
def test_a_change_that_the_database_gave_up_for_another_is_made_anew(owner, monkeypatch, failing, status):
    left = [failing]

    def make_key(*args, **kwargs):
        if left[0]:
            left[0] -= 1
            raise OperationalError("deadlock detected") from Deadlock()
        return access_keys.make_key(*args, **kwargs)

    monkeypatch.setattr("recommendations.views.access_keys.make_key", make_key)
    owner.raise_request_exception = False

    assert owner.post("/your-account/keys/new/", {"scope": "read", "name": "Ours", "days": "90"}).status_code == status
    assert AccessKey.objects.count() == (status == 302)
