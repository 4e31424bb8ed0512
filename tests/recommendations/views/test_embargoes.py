"""Who reads a report early is told so on its pages, on what they print and on files: until when, and who may be told."""

from datetime import date

import pytest

from inspections.corrections import end_early_reader, put_inspection_right
from inspections.models import EarlyReader, Inspection
from inspections.services import name_early_reader
from tests.factories import ActionFactory, InspectionFactory, RecommendationFactory
from tests.moments import NOW, OPENED, london
from tests.recommendations.views.reading import shown

TOLD = "Under embargo until 1 December 2015, 00:01: Secret review. Until then tell nobody of it"
PAGES = [
    "/inspections/secret/",
    "/inspections/secret/progress/",
    "/actions/{number}/",
    "/recommendations/{pk}/",
    "/scrutiny/{number}/",
]
FILES = [
    *(f"/inspections/secret/plan/{form}.csv" for form in ("action-form", "progress-table")),
    "/actions/actions.csv",
    "/changes/changes.csv?from=2015-03-01",
]


@pytest.fixture
def addresses(cast):
    """Of a report that the owner, the DCC and the OPCC reviewer read early."""
    secret = InspectionFactory(slug="secret", title="Secret review", embargo_until=london(2015, 12, 1, 0, 1))
    for reader in (cast.owner, cast.dcc, cast.opcc):
        name_early_reader(secret, reader, by=cast.coordinator, at=OPENED)
    asked = RecommendationFactory(inspection=secret)
    number = ActionFactory(parts=asked.parts.all(), owner=cast.posts.owner).number
    return {"number": number, "pk": asked.pk}


@pytest.mark.parametrize("page", PAGES)
def test_the_force_is_told_on_a_page_who_else_may_know(client, cast, addresses, page):
    said = shown(client, cast.dcc, page.format(**addresses))

    assert f"{TOLD} but its early readers: Connie Coordinator, Olive Owner," in said


def test_the_force_is_told_where_an_action_s_owner_may_not_know_of_it(client, cast, addresses):
    page, unseen = PAGES[2].format(**addresses), "Whoever holds the post Detective Chief Inspector is no early reader"
    before = shown(client, cast.dcc, page)
    end_early_reader(EarlyReader.objects.get(reader=cast.owner), why="No more.", by=cast.coordinator, at=OPENED)

    assert unseen not in before
    assert unseen in shown(client, cast.dcc, page)
    assert unseen not in shown(client, cast.opcc, page)
    client.force_login(cast.owner)
    assert client.get(page).status_code == 404


@pytest.mark.parametrize("page", PAGES[:4])
def test_the_opcc_is_told_without_names(client, cast, addresses, page):
    said = shown(client, cast.opcc, page.format(**addresses))

    assert f"{TOLD}. You are an early reader." in said
    assert "its early readers" not in said


@pytest.mark.parametrize("page", PAGES[:4])
def test_a_page_of_the_past_says_it_too(client, cast, addresses, page):
    assert TOLD in shown(client, cast.owner, f"{page.format(**addresses)}?at=2015-08-20")


@pytest.mark.parametrize("url", FILES)
def test_a_file_says_it_at_its_head(client, cast, addresses, url):
    client.force_login(cast.owner)
    answer = client.get(url)
    lines = b"".join(answer) if answer.streaming else answer.content

    assert f"{TOLD} but its early readers: " in lines.decode().split("\r\n")[2]


@pytest.mark.parametrize("url", FILES)
def test_once_it_is_over_no_file_says_it(client, cast, addresses, url):
    secret = Inspection.objects.get(slug="secret")
    put_inspection_right(secret, why="It is out.", embargo_until=OPENED, by=cast.coordinator, at=NOW)
    client.force_login(cast.owner)
    answer = client.get(url)

    assert TOLD not in (b"".join(answer) if answer.streaming else answer.content).decode()


def test_my_actions_tells_an_owner_who_reads_early(client, cast, addresses):
    assert f"{TOLD} but its early readers: " in shown(client, cast.owner, "/my-actions/")


def test_the_progress_report_does_not_call_published_what_is_not(client, cast):
    secret = InspectionFactory(slug="secret", published_on=date(2015, 12, 1))
    RecommendationFactory(inspection=secret)

    assert ", to be published 1 December 2015." in shown(client, cast.coordinator, "/inspections/secret/progress/")


def test_of_others_nobody_is_told_anything(client, cast, addresses):
    open_one = ActionFactory(parts=RecommendationFactory().parts.all(), owner=cast.posts.owner)

    assert "Under embargo" not in shown(client, cast.dcc, f"/actions/{open_one.number}/")
