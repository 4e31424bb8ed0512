"""A server whose clock is put back while people work: they go on, and what they record keeps its order."""

from datetime import timedelta

import pytest

from recommendations.models import Decision, ProgressUpdate
from safeguarding import clock
from tests.factories import ActionFactory, RecommendationFactory
from tests.moments import NOW
from tests.recommendations.views import scrutiny_pages
from tests.recommendations.views.form_pages import form_data, page
from tests.walk import stands


@pytest.fixture
def put(monkeypatch):
    """Call it to put the machine's clock to a moment."""
    monkeypatch.setattr(clock, "_given", {})
    return lambda moment: monkeypatch.setattr(clock.timezone, "now", lambda: moment)


def test_an_hour_back_people_go_on_and_records_keep_their_order(client, cast, put):
    action = ActionFactory(owner=cast.posts.owner, parts=[RecommendationFactory().parts.get()])
    proof = {"shown": "tested", "shown_by": "Forty were sampled.", "no_evidence_because": "It stays in the system."}

    def send(person, address, form):
        client.force_login(person)
        assert client.post(address, form).status_code == 302

    put(NOW)
    send(cast.owner, page(action.number), form_data(done="First.", recommends_complete="on", **proof))
    put(NOW - timedelta(hours=1))
    send(cast.dcc, scrutiny_pages.page(action), scrutiny_pages.form_data(action, "send_back", "Sample April too."))
    put(NOW - timedelta(minutes=30))
    send(cast.owner, page(action.number), form_data(done="Second.", assessment="on-target"))

    assert stands(action)[0] == "in-progress"
    assert list(ProgressUpdate.objects.order_by("recorded_at", "pk").values_list("done", flat=True)) == [
        "First.",
        "Second.",
    ]
    assert Decision.objects.get().recorded_at == NOW


def test_a_clock_that_ran_a_day_ahead_is_not_held_on_to(put):
    put(NOW + timedelta(days=1))
    clock.now()
    put(NOW)
    assert clock.now() == NOW
