"""What every answer says to browsers and proxies, and the pages for requests that were not even read."""

import pytest
from django.test import Client

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
