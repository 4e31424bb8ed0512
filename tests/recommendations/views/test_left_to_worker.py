"""A change that takes seconds is looked through in the request and recorded by a worker, once."""

import pytest

from recommendations.management.worker import work
from recommendations.models import ActionStanding, Pack, PackIssue, ReportReading, StagedFile
from recommendations.views import long_work as views
from recommendations.views.inspectorate_papers import Issue
from safeguarding import sent_once
from safeguarding.lib.dates import in_words
from safeguarding.models import LongWork, Verification, Worker
from tests.factories import ActionFactory, BodyFactory, InspectionFactory, KindFactory, RecommendationFactory
from tests.moments import NOW
from tests.recommendations.reported import NAME, report
from tests.recommendations.views.form_pages import date_boxes

pytestmark = pytest.mark.django_db
NEW = "/reports/new/"


@pytest.fixture(autouse=True)
def worker(monkeypatch, settings, tmp_path, cast):
    """One that lives and has not begun; nobody waits for it."""
    settings.MEDIA_ROOT = tmp_path
    monkeypatch.setattr(views, "AT_ONCE", 0)
    return Worker.objects.create(seen_at=NOW)


def sent(person, file):
    """What the page of a new report sends."""
    of = {"which": "new", "body": BodyFactory().pk, "kind": KindFactory().pk, "title": "Custody", "scope": "force"}
    return of | {"published": "11 February 2015", "file": file, "once": sent_once.new_token(person)}


def test_a_report_is_read_by_the_worker_and_a_second_press_leads_to_the_one_reading(coordinator, cast):
    words = sent(cast.coordinator, report())
    asked = coordinator.post(NEW, words)
    page = coordinator.get(asked["Location"]).content.decode()
    assert f"Reading {NAME}" in page and "Waiting for its turn" in page and not ReportReading.objects.exists()

    work(until_empty=True)

    reading = ReportReading.objects.get()
    assert (reading.drafts.count(), reading.started_by, StagedFile.objects.count()) == (4, cast.coordinator, 0)
    assert f'Ready: <a class="govuk-link" href="{asked["Location"]}">' in coordinator.get("/help/").content.decode()
    assert coordinator.get(asked["Location"])["Location"] == f"/reports/{reading.pk}/"
    assert "Ready" not in coordinator.get("/help/").content.decode()
    words["file"].seek(0)
    assert coordinator.post(NEW, words)["Location"] == f"/reports/{reading.pk}/"
    assert LongWork.objects.count() == 1


def test_a_report_that_cannot_be_read_says_why_and_its_page_has_what_was_typed_and_the_file(coordinator, cast):
    asked = coordinator.post(NEW, sent(cast.coordinator, report("%PDF nothing", "report.pdf")))
    work(until_empty=True)
    page = coordinator.get(asked["Location"]).content.decode()
    assert "report.pdf" in page.replace("Reading report.pdf", "") and f'href="{NEW}">Try again' in page
    again = coordinator.get(NEW).content.decode()
    assert 'value="Custody"' in again and "report.pdf, " in again
    assert not ReportReading.objects.exists()


@pytest.fixture
def to_issue(coordinator, cast, client, at_now):
    """A paper that the DCC, who is signed in, has opened to issue: it, the address, and what its page sends."""
    made = InspectionFactory(slug="cp", title="Child protection")
    ActionFactory(parts=RecommendationFactory(inspection=made).parts.all(), text="Keep a log.")
    of = "/inspections/cp/inspectorate/update/prepare/"
    coordinator.post(of, date_boxes("cut_off", 9, 9, 2015) | {"version": "0"})
    pack = Pack.objects.get()
    client.force_login(cast.dcc)
    page = f"/inspectorate-papers/{pack.pk}/issue/"
    form = client.get(page).context["form"]
    return pack, page, {"seen": form.initial["seen"], "once": form.once}


def test_of_two_presses_without_a_worker_the_second_leads_where_the_first_led(to_issue, client, monkeypatch):
    _, page, words = to_issue
    Worker.objects.all().delete()
    make = Issue.make

    def make_while_the_other_is_recorded(view, form):
        monkeypatch.setattr(Issue, "make", make)
        client.post(page, words)
        make(view, form)

    monkeypatch.setattr(Issue, "make", make_while_the_other_is_recorded)

    assert client.post(page, words).url == "/inspections/cp/inspectorate/"
    assert PackIssue.objects.count() == 1


def test_a_paper_is_issued_by_the_worker_once_though_it_was_taken_up_twice(to_issue, client):
    pack, page, words = to_issue
    asked = client.post(page, words)
    assert f"Issuing: {pack}" in client.get(asked["Location"]).content.decode()

    work(until_empty=True)
    # killed after it was issued, before it was noted as done
    LongWork.objects.update(state="waiting", leads_to="", told="", ended_at=None)
    work(until_empty=True)

    assert PackIssue.objects.get().files.count() == 2
    there = client.get(asked["Location"], follow=True)
    assert there.request["PATH_INFO"] == "/inspections/cp/inspectorate/"
    assert "Nothing was recorded twice." in there.content.decode()


def test_an_administrator_has_the_record_looked_through_and_the_figures_made_anew(client, cast):
    ActionFactory()
    ActionStanding.objects.all().delete()
    client.force_login(cast.administrator)
    assert client.get("/set-up/record/")["Location"] == "/set-up/"

    asked = [client.post(address)["Location"] for address in ("/set-up/record/", "/set-up/figures/")]
    assert "Being made:" in client.get("/set-up/").content.decode()
    work(until_empty=True)

    assert "found that is not as recorded." in client.get(asked[0], follow=True).content.decode()
    assert f"{in_words(NOW.date())}" in client.get("/set-up/").content.decode() and Verification.objects.count() == 1
    assert "They were made anew from the records." in client.get(asked[1], follow=True).content.decode()
    assert ActionStanding.objects.exists()
    Worker.objects.all().delete()
    again = client.post("/set-up/figures/", follow=True).content.decode()
    assert "are as recorded. Nothing was changed." in again
    client.force_login(cast.coordinator)
    assert client.post("/set-up/figures/").status_code == 403
