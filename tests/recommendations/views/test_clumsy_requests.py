"""Requests that no page of ours sends: each gets its sentence or its page, never a fault."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.recommendations.views.form_pages import date_boxes, form_data, page
from tests.recommendations.views.reading import text
from tests.recommendations.views.scrutiny_pages import form_data as decision
from tests.walk import recommend

LISTS = ["/actions/", "/recommendations/", "/inspections/"]


@pytest.mark.parametrize("at", ["9999-12-31T23:59-12:00", "0001-01-01T00:00+14:00", "2015-08-06T99:99"])
def test_a_moment_at_the_end_of_time_is_no_moment(dcc, at):
    answer = dcc.get("/position/", {"at": at})

    assert answer.context["form"].errors == {"at": [f"“{at}” is not a moment, such as 2015-08-06T14:30."]}


@pytest.mark.parametrize(
    ("until", "told"), [("0001-01-01T00:00+00:00", 404), ("2015-01-01T00:00+23:59:59.999999", 302)]
)
def test_nobody_says_that_they_looked_at_a_moment_that_keeps_the_page_from_coming_back(dcc, until, told):
    pressed = dcc.post("/looked-through/what-changed/", {"until": until})

    assert (pressed.status_code, dcc.get("/changes/", {"shown_until": until}).status_code) == (told, 200)
    assert dcc.get("/changes/").status_code == 200


@pytest.mark.parametrize("address", LISTS)
def test_more_words_than_a_database_can_look_for_are_refused_in_a_sentence(dcc, address):
    answer = dcc.get(address, {"q": "a " * 1500})

    assert answer.context["form"].errors == {"q": ["Words must be 200 characters or fewer"]}


@pytest.mark.parametrize("number", ["9" * 20, "9" * 5000])
def test_a_staged_file_with_a_number_beyond_any_is_no_longer_kept(owner, action, number):
    answer = owner.post(
        page(action.number), form_data(done="Done.", assessment="on-target") | {"evidence-0-kept": number}
    )

    assert "A file that you chose earlier is no longer kept. Choose it again." in text(answer)


@pytest.mark.parametrize("box", ["day", "month", "year"])
def test_a_date_of_five_thousand_figures_is_no_date(owner, action, box):
    boxes = {"day": "1", "month": "12", "year": "2015"} | {box: "9" * 5000}

    answer = owner.post(reverse("action-deadline", args=[action.number]), date_boxes("new_on", **boxes))

    [error] = answer.context["form"].errors.as_data()["new_on"]
    assert error.code == box


def test_a_page_of_scrutiny_opened_at_a_moment_without_a_zone_is_taken_all_the_same(dcc, cast, action):
    recommend(action, by=cast.owner)

    answer = dcc.post(
        reverse("scrutiny-item", args=[action.number]),
        decision(action, "send_back", "The audit is missing.", looked_at="2015-08-05T09:00"),
    )

    action.refresh_from_db()
    assert (answer.status_code, action.status) == (302, "in-progress")


def test_more_files_at_once_than_are_taken_get_a_page_that_says_so(owner, action):
    files = [SimpleUploadedFile(f"{number}.txt", b"Notes") for number in range(30)]

    answer = owner.post(page(action.number), form_data(done="Done.") | {"evidence-0-files": files})

    assert answer.status_code == 413
    assert "More was sent at once than the tracker takes, so nothing was saved." in text(answer)


def test_thirteen_million_characters_at_once_get_that_page_too(owner, action):
    answer = owner.post(page(action.number), form_data(done="x" * 13_000_000))

    assert answer.status_code == 413


@pytest.mark.parametrize("address", ["/actions/{}/", "/recommendations/{}/", "/evidence/{}/", "/scrutiny/{}/"])
def test_a_number_beyond_any_leads_nowhere(dcc, address):
    assert dcc.get(address.format("9" * 20)).status_code == 404


def test_nothing_is_sent_to_a_number_beyond_any(dcc):
    assert dcc.post(f"/actions/{'9' * 20}/inspectorate/").status_code == 404
