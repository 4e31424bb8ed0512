"""Adding a recommendation by hand: the due dates come before it is recorded, and no word is lost on the way."""

from datetime import date

import pytest

from recommendations.models import Recommendation
from tests.factories import InspectionFactory, RecommendationFactory
from tests.recommendations.views.reading import shown, text

URL = "/inspections/ours/recommendations/new/"


def typed(**changed):
    """The form as it is sent first, with one part: the whole."""
    data = {"kind": "recommendation", "reference": "12", "text": "Keep a log.", "timescale": "Within three months"}
    return data | {"ours": "on", "parts": "3", "press": "show"} | changed


def lettered(**changed):
    """The same with a part a of ours and b of others, which has a limit of its own."""
    parts = {"part-0-letter": "a", "part-0-text": "By day.", "part-0-ours": "on"}
    parts |= {"part-1-letter": "b", "part-1-text": "By night.", "part-1-timescale": "By May 2016"}
    return typed(**parts | {"part-1-addressees": "The College"} | changed)


def add(client, data, url=URL):
    """Send it, look at the due dates, and add it."""
    seen = client.post(url, data).context["form"].due_words
    return client.post(url, data | {"shown": seen, "press": "add"}, follow=True)


def test_it_is_offered_to_the_coordinator_only_and_refused_to_everybody_else(client, cast, inspection):
    assert URL in shown(client, cast.coordinator, "/inspections/ours/")
    for user in (cast.owner, cast.issue_owner, cast.dcc, cast.staff_officer, cast.opcc, cast.auditor):
        assert URL not in shown(client, user, "/inspections/ours/")
        assert client.get(URL).status_code == 403
        assert client.post(URL, typed()).status_code == 403
    assert Recommendation.objects.count() == 0


def test_the_due_date_is_shown_before_anything_is_recorded(coordinator, inspection):
    answer = coordinator.post(URL, typed())

    assert Recommendation.objects.count() == 0
    assert "<strong>due 11 May 2015</strong>" in text(answer)
    assert "3 calendar months from publication on 11 February 2015." in text(answer)
    assert "Add recommendation 12" in text(answer)
    assert "Keep a log." in text(answer)


def test_once_they_were_seen_it_is_recorded_with_them(coordinator, cast, inspection):
    answer = add(coordinator, lettered(text="Keep a log 🚓 журнал =cmd()", page_reference="Page 19"))

    found = Recommendation.objects.get()
    assert answer.redirect_chain == [(f"/recommendations/{found.pk}/", 302)]
    assert "Recommendation 12 added." in text(answer)
    assert (found.reference, found.text, found.page_reference) == ("12", "Keep a log 🚓 журнал =cmd()", "Page 19")
    assert [(part.letter, part.due_on, part.ours, part.addressees) for part in found.parts.all()] == [
        ("a", date(2015, 5, 11), True, ""),
        ("b", date(2016, 5, 31), False, "The College"),
    ]
    assert found.history.get().history_user == cast.coordinator


def test_a_time_limit_changed_after_it_was_seen_is_shown_again(coordinator, inspection):
    seen = coordinator.post(URL, typed()).context["form"].due_words

    answer = coordinator.post(URL, typed(timescale="Within six months", shown=seen, press="add"))

    assert Recommendation.objects.count() == 0
    assert "<strong>due 11 August 2015</strong>" in text(answer)


def test_showing_the_dates_again_records_nothing(coordinator, inspection):
    seen = coordinator.post(URL, typed()).context["form"].due_words

    coordinator.post(URL, typed(shown=seen))

    assert Recommendation.objects.count() == 0


@pytest.mark.parametrize(
    ("timescale", "said"),
    [
        ("", "No time limit is stated."),
        ("Immediately", "Asked for immediately, so no due date; open since publication on 11 February 2015"),
        ("as soon as possible", "Urgent in its words, but no date can be counted from them"),
        ("By 31 February 2016", "is not a real date"),
    ],
)
def test_where_no_due_date_follows_it_says_why(coordinator, inspection, timescale, said):
    answer = coordinator.post(URL, typed(timescale=timescale))

    assert "<strong>no due date</strong>" in text(answer)
    assert said in text(answer)


@pytest.mark.parametrize(
    ("changed", "errors"),
    [
        ({"text": "  "}, {"text": ["Enter the wording"]}),
        ({"reference": ""}, {"reference": ["Enter number"]}),
        ({"kind": "nonsense"}, {"kind": ["Select kind from the list"]}),
        ({"timescale": "x" * 201}, {"timescale": ["Time limit must be 200 characters or fewer"]}),
    ],
)
def test_what_is_missing_is_said_beside_its_field_and_the_rest_stays(coordinator, inspection, changed, errors):
    answer = coordinator.post(URL, typed(page_reference="Page 19") | changed)

    assert answer.context["form"].errors == errors
    assert 'value="Page 19"' in text(answer)
    assert Recommendation.objects.count() == 0


def test_a_part_without_words_is_asked_about(coordinator, inspection):
    answer = coordinator.post(URL, lettered(**{"part-0-text": ""}))

    assert "Enter the words of the sub-part, or empty the row" in text(answer)
    assert "By night." in text(answer)


def test_a_number_that_another_has_is_refused_and_the_words_stay(coordinator, inspection):
    RecommendationFactory(inspection=inspection, reference="12")

    answer = add(coordinator, typed())

    assert "This inspection already has a recommendation with this reference." in text(answer)
    assert "Keep a log." in text(answer)
    assert Recommendation.objects.count() == 1


def test_it_can_be_added_before_the_day_of_publication_is_known(coordinator, cast):
    InspectionFactory(slug="undated", published_on=None)

    answer = coordinator.post("/inspections/undated/recommendations/new/", typed())

    assert "3 calendar months from publication; the day is not known." in text(answer)
    add(coordinator, typed(), "/inspections/undated/recommendations/new/")
    assert [part.due_on for part in Recommendation.objects.get().parts.all()] == [None]
