"""A session that was closed in error is opened again on the same day, with the reason."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from recommendations.permissions import Refused
from tests.moments import london
from tests.recommendations.views.reading import text
from tests.recommendations.views.test_sessions import move, page, plan


@pytest.fixture
def closed(cast):
    return move(move(plan(cast, rules=[]), "open", cast.dcc), "closed", cast.dcc)


def test_it_asks_why(cast, closed):
    with pytest.raises(ValidationError, match="Say why"):
        move(closed, "open", cast.dcc)


def test_the_dcc_opens_it_on_its_page_and_what_happened_says_why(dcc, closed):
    url = reverse("session-move", args=[closed.pk])
    assert url in dcc.get(page(closed)).content.decode()

    sent = {"to": "open", "why": "Two items were left.", "attendance": "", "apologies": ""}
    dcc.post(url, sent)

    closed.refresh_from_db()
    assert closed.state == "open"
    assert "opened by Dana Deputy-Chief. Two items were left." in text(dcc.get(page(closed)))


def test_a_deputy_who_does_takes_it_up(client, cast, closed):
    client.force_login(cast.deputy)

    sent = {"to": "open", "why": "One item was left.", "attendance": "", "apologies": ""}
    client.post(reverse("session-move", args=[closed.pk]), sent)

    assert f"Taken up by {cast.deputy}. One item was left." in text(client.get(page(closed)))


def test_on_the_next_day_its_page_does_not_offer_it(client, cast, closed, monkeypatch):
    monkeypatch.setattr("safeguarding.clock.now", lambda: london(2015, 9, 11))
    client.force_login(cast.dcc)

    assert reverse("session-move", args=[closed.pk]) not in client.get(page(closed)).content.decode()
    with pytest.raises(Refused, match="closed on an earlier day"):
        move(closed, "open", cast.dcc, at=london(2015, 9, 11))
