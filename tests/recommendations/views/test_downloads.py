"""The plan to take away: who may, under which name, and how the browser is told to keep it."""

import csv
import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from inspections.services import concern_agency, name_early_reader, release_to_opcc
from recommendations.importers.action_plan import read_plan
from recommendations.services.progress import post_update
from recommendations.services.scrutiny import ask
from safeguarding.models import Marking
from tests.factories import ActionFactory, InspectionFactory, RecommendationFactory
from tests.moments import OPENED, london
from tests.recommendations.views.reading import shown

OFFICE = "application/vnd.openxmlformats-officedocument"
TYPES = {
    "xlsx": f"{OFFICE}.spreadsheetml.sheet",
    "docx": f"{OFFICE}.wordprocessingml.document",
    "csv": "text/csv; charset=utf-8",
}
PLANS = [f"/inspections/ours/plan/{form}.{kind}" for form in ("action-form", "progress-table") for kind in TYPES]
MAY = london(2015, 5, 1)


@pytest.fixture
def inspection(cast):
    return InspectionFactory(slug="ours", title="Ours")


@pytest.fixture
def action(cast, inspection):
    found = RecommendationFactory(inspection=inspection, reference="1", text="See to it.")
    return ActionFactory(parts=found.parts.all(), owner=cast.posts.owner, text="Change it.")


def fetched(client, user, url, status=200):
    client.force_login(user)
    response = client.get(url)
    assert response.status_code == status
    return response


def rows(response):
    return list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize("url", PLANS)
def test_a_file_is_saved_under_its_name_and_kept_nowhere_else(client, cast, action, url):
    response = fetched(client, cast.dcc, url)

    paper, kind = url.rsplit("/", 1)[1].split(".")
    assert response["Content-Type"] == TYPES[kind]
    assert response["Content-Disposition"] == f'attachment; filename="ours-{paper}-2015-09-10.{kind}"'
    assert response["Cache-Control"] == "no-store"


@pytest.mark.parametrize("url", [url for url in PLANS if not url.endswith("csv")])
def test_the_importer_reads_what_was_downloaded(client, cast, action, url):
    read = read_plan(fetched(client, cast.dcc, url).content, url.rsplit("/", 1)[1])

    assert [(row.reference, row.wording) for row in read.rows] == [("1", "See to it.")]


def test_the_page_of_the_inspection_leads_to_every_file(client, cast, inspection):
    page = shown(client, cast.dcc, "/inspections/ours/")

    assert "Download the plan" in page
    assert [url for url in PLANS if f'href="{url}"' not in page] == []


@pytest.mark.parametrize(
    "url",
    [
        "/inspections/ours/plan/action-form.pdf",
        "/inspections/ours/plan/budget.csv",
        "/inspections/theirs/plan/action-form.csv",
    ],
)
def test_another_paper_kind_or_inspection_is_not_there(client, cast, inspection, url):
    fetched(client, cast.dcc, url, status=404)


def test_a_file_is_only_read(client, cast, inspection):
    client.force_login(cast.coordinator)
    assert client.post(PLANS[0]).status_code == 405


def test_nobody_gets_a_file_without_signing_in(client, inspection):
    response = client.get(PLANS[0])
    assert (response.status_code, response["Location"]) == (302, f"/sign-in/?next={PLANS[0]}")


@pytest.mark.parametrize("url", PLANS)
@pytest.mark.parametrize("person", ["nobody", "opcc", "partner"])
def test_it_is_not_there_for_those_who_may_not_see_the_inspection(client, cast, action, person, url):
    fetched(client, getattr(cast, person), url, status=404)


def test_under_embargo_it_is_there_for_early_readers_only(client, cast):
    secret = InspectionFactory(slug="secret", embargo_until=london(2015, 12, 1))
    name_early_reader(secret, cast.owner, by=cast.coordinator, at=OPENED)

    fetched(client, cast.owner, "/inspections/secret/plan/action-form.csv")
    fetched(client, cast.dcc, "/inspections/secret/plan/action-form.csv", status=404)


@pytest.fixture
def secret(cast):
    """Words for the force in everything that a plan prints, in an inspection that the OPCC and a partner may see."""
    made = InspectionFactory(slug="ours", audience="force", marking=Marking.SENSITIVE)
    release_to_opcc(made, by=cast.coordinator, at=OPENED)
    concern_agency(made, cast.agency, by=cast.coordinator, at=OPENED)
    words = {"text": "Secret wording.", "cost_words": "Secret cost", "expected_words": "Secret forecast"}
    found = RecommendationFactory(inspection=made, text="See to it.")
    action = ActionFactory(parts=found.parts.all(), owner=cast.posts.owner, **words)
    post_update(action, done="Secret progress.", by=cast.owner, at=MAY)
    ask(action, "Secret question?", by=cast.dcc, at=MAY)
    return made


@pytest.mark.parametrize(("person", "told"), [("dcc", True), ("opcc", False), ("partner", False)])
@pytest.mark.parametrize("url", [url for url in PLANS if url.endswith("csv")])
def test_words_that_are_not_released_are_not_in_the_file(client, cast, secret, person, told, url):
    words = fetched(client, getattr(cast, person), url).content.decode("utf-8-sig")

    assert ("Secret" in words) is told
    assert ("Words that are not released to the reader are left out." in words) is not told
    assert words.startswith("OFFICIAL-SENSITIVE")
    assert "See to it." in words


def test_an_action_over_two_inspections_says_nothing_of_the_one_that_is_not_seen(client, cast):
    secret = RecommendationFactory(inspection=InspectionFactory(embargo_until=london(2015, 12, 1)), text="Secret.")
    open_to_all = RecommendationFactory(inspection=InspectionFactory(slug="ours"), reference="1", text="See to it.")
    action = ActionFactory(parts=[secret.parts.get(), open_to_all.parts.get()], owner=cast.posts.owner, text="Do it.")
    post_update(action, part=secret.parts.get(), done="Secret.", by=cast.owner, at=MAY)

    response = fetched(client, cast.dcc, "/inspections/ours/plan/progress-table.csv")

    [row] = rows(response)[4:]
    assert row[:4] == ["1. Within three months:\nSee to it.", f"Action {action.pk}:\nDo it.", "In progress", ""]
    assert "Secret" not in response.content.decode()


@pytest.mark.parametrize("url", PLANS[:3])
def test_three_take_as_many_queries_as_one(client, cast, inspection, action, url):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            fetched(client, cast.dcc, url)
        return len(captured)

    queries()
    one = queries()
    for _ in range(2):
        found = RecommendationFactory(inspection=inspection)
        more = ActionFactory(parts=found.parts.all(), owner=cast.posts.owner)
        post_update(more, done="Done.", by=cast.owner, at=MAY)

    assert queries() == one
