"""What takes longer than a page: made by a worker, taken by its person alone, with the rights they have by then."""

from datetime import timedelta
from hashlib import sha256

import pytest
from django.core.cache import caches

from recommendations.management.worker import work
from recommendations.models import PlanDocument, StagedPlan
from recommendations.selectors.plans import staged
from recommendations.services import staged_plans
from recommendations.views import long_work as views
from safeguarding import long_work
from safeguarding.appointments import end
from safeguarding.lib.readers.tables import open_grids
from safeguarding.models import AccessLogEntry, LongWork, RoleGrant, Worker
from tests.factories import InspectionFactory, RecommendationFactory
from tests.moments import NOW
from tests.recommendations.views.plan_pages import FIRST, bring_in, looked_at, send, staged_with

pytestmark = pytest.mark.django_db

PAPER = "/inspections/cp/inspectorate/update.docx"


@pytest.fixture
def worker(monkeypatch, cast):
    """One that lives and has not begun; nobody waits for it."""
    monkeypatch.setattr(views, "AT_ONCE", 0)
    RecommendationFactory(
        inspection=InspectionFactory(slug="cp", title="Child protection", marking="official-sensitive")
    )
    return Worker.objects.create(seen_at=NOW)


def test_what_a_worker_makes_waits_on_every_page_for_its_person_until_they_have_it(coordinator, cast, client, worker):
    asked = coordinator.get(PAPER)
    assert coordinator.get(PAPER)["Location"] == asked["Location"]  # pressed again: the same, not another
    page = coordinator.get(asked["Location"]).content.decode()
    assert "Waiting for its turn" in page and "Update for the inspectorate, " in page
    assert (
        f'Being made: <a class="govuk-link" href="{asked["Location"]}">' in coordinator.get("/help/").content.decode()
    )

    work(until_empty=True)

    made = LongWork.objects.get()
    assert f'Ready: <a class="govuk-link" href="{PAPER}?made={made.pk}">' in coordinator.get("/help/").content.decode()
    taken = coordinator.get(made.result)
    assert (taken.content[:2], taken["Content-Disposition"]) == (
        b"PK",
        f'attachment; filename="update-cp-{NOW.date()}.docx"',
    )
    entry = AccessLogEntry.objects.get(kind="taken")
    assert (entry.person, entry.page, entry.marking) == (cast.coordinator, PAPER, "official-sensitive")
    assert "Ready" not in coordinator.get("/help/").content.decode()
    client.force_login(cast.dcc)
    assert client.get(asked["Location"]).status_code == 404
    assert (
        client.get(made.result)["Location"] == f"/long-work/{LongWork.objects.get(asked_by=cast.dcc).pk}/"
    )  # their own


def test_whoever_may_not_have_it_any_more_does_not_get_it(coordinator, cast, worker):
    coordinator.get(PAPER)
    work(until_empty=True)
    end(RoleGrant.objects.get(user=cast.coordinator), why="Left", by=cast.administrator, at=NOW)
    assert coordinator.get(LongWork.objects.get().result).status_code == 403


@pytest.mark.parametrize("forged", [{"address": "/scrutiny/"}, {"sent": {"decision": "support"}}, {"asked_by": "dcc"}])
def test_what_was_put_into_the_queue_behind_the_tracker_is_not_done(forged, coordinator, cast, worker, caplog):
    """By whoever has the database's password: in anybody's name, without their session or phone."""
    coordinator.get(PAPER)
    LongWork.objects.update(**{name: cast.dcc if value == "dcc" else value for name, value in forged.items()})

    work(until_empty=True)

    done = LongWork.objects.get()
    assert (done.state, done.data, "was not asked for on a page" in done.problem) == ("failed", None, True)
    assert "is not as the tracker queued it" in caplog.text


def test_a_file_that_was_made_when_its_person_saw_something_else_is_made_anew(coordinator, cast, worker):
    coordinator.get(PAPER)
    work(until_empty=True)
    found = LongWork.objects.get()
    LongWork.objects.update(sees="of yesterday", data=b"of yesterday")
    assert coordinator.get(found.result)["Location"] == f"/long-work/{LongWork.objects.get().pk}/"
    assert LongWork.objects.get().data is None


@pytest.mark.parametrize("changed", [{"data": b"PK of another"}, {"leads_to": "https://elsewhere.example/"}])
def test_what_sql_wrote_in_the_place_of_what_was_made_is_given_to_nobody(changed, coordinator, worker):
    where = coordinator.get(PAPER)["Location"]
    work(until_empty=True)
    made = LongWork.objects.get()
    LongWork.objects.update(**changed)

    assert "was changed in the database, and is not given to you" in coordinator.get(where).content.decode()
    assert coordinator.get(f"{PAPER}?made={made.pk}")["Location"] == f"/long-work/{LongWork.objects.get().pk}/"
    assert LongWork.objects.get().state == "waiting"  # made anew


def test_what_cannot_be_made_says_what_to_do(coordinator, cast, worker, monkeypatch):
    where = coordinator.get(PAPER)["Location"]
    monkeypatch.setattr("recommendations.views.for_inspectorate.gather", lambda *args, **kwargs: 1 / 0)
    work(until_empty=True)
    page = coordinator.get(where).content.decode()
    assert "nothing was changed. Try again; if it fails again, tell your administrator: " in page
    assert f'href="{PAPER}">Try again' in page


def test_a_plan_is_read_by_the_worker_alone_and_then_shown_by_any_process(coordinator, worker, monkeypatch):
    opened, counted = [], []
    monkeypatch.setattr(staged, "open_grids", lambda *args, **how: opened.append(args) or open_grids(*args, **how))
    monkeypatch.setattr(long_work, "count_beside", lambda work, *far: counted.append(far))
    answer = bring_in(coordinator, FIRST)
    assert ("Reading plan.xlsx" in answer.content.decode(), opened) == (True, [])
    work(until_empty=True)
    caches["process"].clear()

    page = coordinator.get(answer.request["PATH_INFO"], follow=True)

    assert page.request["PATH_INFO"] == f"/plans/{StagedPlan.objects.get().pk}/"
    assert (len(page.context["preview"].rows), len(opened)) == (1, 1)
    assert counted == [(0, 2, "rows")]  # its header among them


def test_a_plan_that_cannot_be_read_is_kept_and_the_worker_says_why(coordinator, worker):
    answer = bring_in(coordinator, name="plan.xlsx", data=b"PK nothing")
    work(until_empty=True)
    page = coordinator.get(answer.request["PATH_INFO"]).content.decode()
    assert "plan.xlsx" in LongWork.objects.get().problem and "The file is kept under “Not accepted yet”" in page
    assert f'/plans/{StagedPlan.objects.get().pk}/give-up/">Give up' in coordinator.get("/plans/").content.decode()


def test_a_plan_that_moved_on_is_not_recorded_and_is_looked_at_again(coordinator, cast, worker):
    data = b"Recommendation,Action\n1,Keep a log."
    came = {"name": "plan.csv", "sha256": sha256(data).hexdigest(), "data": data}
    plan = staged_plans.stage_plan(**came, by=cast.coordinator, at=NOW)
    asked = long_work.ask(
        f"/plans/{plan.pk}/accept/", sent={"accept": "stale"}, called="Recording plan.csv", by=cast.coordinator, at=NOW
    )
    work(until_empty=True)
    page = coordinator.get(f"/long-work/{asked.pk}/").content.decode()
    assert "nothing was recorded. The plan has changed since you opened it. Look again, then accept it." in page
    assert coordinator.get(asked.address)["Location"] == f"/plans/{plan.pk}/"


def test_the_page_counts_the_rows_of_a_plan_while_they_are_recorded(coordinator, cast, worker, monkeypatch):
    InspectionFactory(slug="hmic")
    worker.delete()
    plan = staged_with(coordinator, FIRST, ("2. Read the log.", "Sample forty logs.", "Head of Logs", "30/06/2015", ""))
    digest = looked_at(coordinator, plan).digest
    monkeypatch.setattr(long_work, "DEAD_AFTER", timedelta(days=1))
    Worker.objects.create(seen_at=NOW)
    where = send(coordinator, plan, accept=digest).request["PATH_INFO"]
    seen, noted = [], long_work.count_beside

    def look(*args):
        noted(*args)
        seen.append(coordinator.get(where).context["work"].how_far)

    monkeypatch.setattr(long_work, "count_beside", look)
    monkeypatch.setattr("recommendations.management.worker.COUNTED_EVERY", 0)
    work(until_empty=True)
    assert seen == ["0 of 2 actions", "0 of 2 rows", "1 of 2 rows"]
    assert coordinator.get(where)["Location"] == f"/plans/accepted/{PlanDocument.objects.get().pk}/"


def test_work_of_a_worker_that_died_is_taken_up_three_times_and_then_no_more(cast):
    asked = long_work.ask(PAPER, called="Paper", by=cast.coordinator, at=NOW)
    at = NOW
    for _ in range(long_work.MOST_TRIES):
        assert long_work.take(Worker.objects.create(seen_at=at), at=at) == asked
        assert long_work.take(Worker.objects.create(seen_at=at), at=at) is None  # while the first lives
        at += long_work.DEAD_AFTER
    assert long_work.take(Worker.objects.create(seen_at=at), at=at) is None
    asked.refresh_from_db()
    assert (asked.state, asked.problem) == ("failed", long_work.KILLED)


def test_a_worker_that_was_only_slow_does_not_answer_beside_its_follower(cast):
    long_work.ask(PAPER, called="Paper", by=cast.coordinator, at=NOW)
    first = Worker.objects.create(seen_at=NOW)
    slow = long_work.take(first, at=NOW)
    later = NOW + long_work.DEAD_AFTER
    taken = long_work.take(Worker.objects.create(seen_at=later), at=later)
    assert long_work.finish(slow, {"leads_to": "/slow/"}, at=later) is False
    assert long_work.finish(taken, {"leads_to": "/taken/"}, at=later) is True
    assert LongWork.objects.get().leads_to == "/taken/"
    again = long_work.ask(PAPER, called="Paper", by=cast.coordinator, at=later)
    assert long_work.take(first, at=later + long_work.DEAD_AFTER) == again


def test_what_was_made_goes_after_a_day(cast):
    long_work.ask(PAPER, called="Paper", by=cast.coordinator, at=NOW)
    taken = long_work.take(Worker.objects.create(seen_at=NOW), at=NOW)
    long_work.finish(taken, {"data": b"a file"}, at=NOW)
    long_work.forget(at=NOW + timedelta(hours=23))
    assert LongWork.objects.count() == 1
    long_work.forget(at=NOW + timedelta(hours=24))
    assert LongWork.objects.count() == 0
