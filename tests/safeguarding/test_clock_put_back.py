"""A server whose clock is put back while people work: they go on, and what they record keeps its order."""

import subprocess
import sys
from datetime import timedelta

import pytest

from recommendations.models import Decision, ProgressUpdate
from safeguarding import clock
from safeguarding.clock import LOOKED_AT
from safeguarding.models import AccessLogEntry
from tests.another_process import ROOT, environment
from tests.factories import ActionFactory, RecommendationFactory
from tests.moments import NOW
from tests.recommendations.views import scrutiny_pages
from tests.recommendations.views.form_pages import form_data, page
from tests.walk import stands

ANOTHER = """
import sys
import django

django.setup()
from datetime import timedelta
from django.test import Client
from recommendations.models import ProgressUpdate
from safeguarding import clock
from safeguarding.models import User
from tests.moments import NOW
from tests.recommendations.views.form_pages import form_data, page

behind = NOW - timedelta(hours=float(sys.argv[2]))
clock.timezone.now = lambda: behind
client = Client()
client.force_login(User.objects.get(username="other_owner"))
answer = client.post(page(int(sys.argv[1])), form_data(done="Another.", assessment="on-target"))
moments = ProgressUpdate.objects.filter(done="Another.").values_list("recorded_at", flat=True)
print(answer.status_code, *(int((moment - NOW).total_seconds()) for moment in moments), clock.now() - behind)
"""


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


@pytest.mark.parametrize(
    ("hours", "answered"),
    [
        (1, "302 0 1:00:00"),  # at the moment of what stands, and its pages go on from there
        (3, "503 0:00:00"),
    ],
)
def test_another_process_records_nothing_before_what_stands(
    client, transactional_db, cast, put, tmp_path, hours, answered
):
    actions = [ActionFactory(owner=post) for post in (cast.posts.owner, cast.posts.other_owner)]
    put(NOW)
    client.force_login(cast.owner)
    client.post(page(actions[0].number), form_data(done="First.", assessment="on-target"))
    for _ in range(LOOKED_AT):  # many look, and nothing of it is a record
        AccessLogEntry.objects.create(at=NOW, kind="searched", address="127.0.0.1")

    another = [sys.executable, "-c", ANOTHER, str(actions[1].number), str(hours)]
    told = subprocess.run(another, cwd=ROOT, env=environment(tmp_path), capture_output=True, text=True, check=True)

    assert told.stdout.strip() == answered


def test_what_ran_ahead_is_not_held_on_to_once_people_say_that_the_clock_is_right(client, cast, put, settings):
    action = ActionFactory(owner=cast.posts.owner)
    client.force_login(cast.owner)
    put(NOW + timedelta(days=1))
    client.post(page(action.number), form_data(done="First.", assessment="on-target"))
    other = ActionFactory(owner=cast.posts.owner)
    put(NOW)

    refused = client.post(page(other.number), form_data(done="Second.", assessment="on-target"))
    assert refused.status_code == 503
    assert "the last that was recorded here is of" in refused.text

    settings.CLOCK_RAN_AHEAD = True
    client.post(page(other.number), form_data(done="Second.", assessment="on-target"))
    assert ProgressUpdate.objects.get(done="Second.").recorded_at == NOW
