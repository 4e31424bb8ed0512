"""A process that is killed while it accepts a plan leaves nothing half-done, on both databases."""

import signal
import subprocess
import sys

import pytest
from django.db.models import F
from django.urls import reverse
from django.utils import timezone

from inspections.models import Inspection
from recommendations.management.worker import work
from recommendations.models import Action, PlanDocument, Recommendation, ReportReading
from safeguarding import long_work
from safeguarding.models import LongWork, Worker
from safeguarding.sent_once import new_token
from tests import another_process
from tests.factories import InspectionFactory
from tests.recommendations.planned import accepted, planned
from tests.recommendations.reported import report
from tests.recommendations.views.plan_pages import FIRST, accept, staged_with

KILLED = """
import os, signal
import django

django.setup()
from django.conf import settings
from recommendations.models import Coverage
from safeguarding.models import User
from tests.recommendations.planned import accepted, planned

settings.MEDIA_ROOT = os.environ["MEDIA_ROOT"]
check = Coverage.full_clean

def check_and_die(coverage, *args, **kwargs):
    check(coverage, *args, **kwargs)
    if coverage.action.pk and coverage.action.text == "Read the log.":  # the actions are written, what they cover is not
        os.kill(os.getpid(), signal.SIGKILL)

Coverage.full_clean = check_and_die
coordinator = User.objects.get(username="coordinator")
accepted(planned("1", task="Keep the log."), planned("2", row=3, task="Read the log."), by=coordinator)
"""


@pytest.fixture
def environment(transactional_db, cast, settings, tmp_path):
    """Another process's: the same database, uploads of its own."""
    settings.MEDIA_ROOT = tmp_path
    InspectionFactory(slug="hmic")
    return another_process.environment(tmp_path)


def test_killed_between_two_rows_it_leaves_neither_and_the_plan_can_be_accepted_again(environment, cast):
    killed = subprocess.run(
        [sys.executable, "-c", KILLED], cwd=another_process.ROOT, env=environment, capture_output=True, text=True
    )

    assert (killed.returncode, killed.stderr) == (-signal.SIGKILL, "")
    assert [noun.objects.count() for noun in (PlanDocument, Recommendation, Action)] == [0, 0, 0]

    again = accepted(planned("1", task="Keep the log."), planned("2", row=3, task="Read the log."), by=cast.coordinator)

    assert (again.opened, again.already) == (2, False)


WORK = """
import os, signal
import django

django.setup()
from django.conf import settings
from django.core.management import call_command
from recommendations.models import Coverage
from safeguarding import long_work

settings.MEDIA_ROOT = os.environ["MEDIA_ROOT"]

def die(*args, **kwargs):
    os.kill(os.getpid(), signal.SIGKILL)

{where} = die
call_command("work", until_empty=True)
"""


def killed(environment, where):
    """A worker of its own that takes up what waits, and is killed where it comes to this function."""
    program = [sys.executable, "-c", WORK.format(where=where)]
    done = subprocess.run(program, cwd=another_process.ROOT, env=environment, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (-signal.SIGKILL, "")


def test_a_worker_killed_as_it_records_a_plan_leaves_it_to_the_next_which_records_it_once(
    environment, cast, client, monkeypatch
):
    monkeypatch.setattr("recommendations.views.long_work.AT_ONCE", 0)
    client.force_login(cast.coordinator)
    staged = staged_with(client, FIRST, Detective_Chief_Inspector=f"post-{cast.posts.owner.pk}")
    Worker.objects.create(seen_at=timezone.now())  # one that lives, until it is thought dead
    asked = accept(client, staged)

    killed(environment, "Coverage.full_clean")
    assert (PlanDocument.objects.count(), LongWork.objects.get().state) == (0, "under-way")
    work(until_empty=True)
    assert PlanDocument.objects.count() == 0  # the one that was killed may only be slow

    Worker.objects.update(seen_at=F("seen_at") - long_work.DEAD_AFTER)
    work(until_empty=True)
    work(until_empty=True)

    document = PlanDocument.objects.get()
    assert (Action.objects.count(), document.recorded_by) == (1, cast.coordinator)
    answer = client.get(asked.request["PATH_INFO"])
    assert answer["Location"] == LongWork.objects.get().leads_to == reverse("plan-accepted", args=[document.pk])


def test_a_worker_killed_before_it_notes_that_a_report_is_read_is_followed_by_one_that_finds_the_reading(
    environment, cast, client, monkeypatch
):
    monkeypatch.setattr("recommendations.views.long_work.AT_ONCE", 0)
    client.force_login(cast.coordinator)
    Worker.objects.create(seen_at=timezone.now())
    words = {"file": report(), "which": "registered", "inspection": Inspection.objects.get().pk}
    asked = client.post("/reports/new/", words | {"once": new_token(cast.coordinator)})
    killed(environment, "long_work.finish")
    reading = ReportReading.objects.get()
    Worker.objects.update(seen_at=F("seen_at") - long_work.DEAD_AFTER)

    work(until_empty=True)

    assert ReportReading.objects.get() == reading
    assert client.get(asked["Location"])["Location"] == f"/reports/{reading.pk}/"
