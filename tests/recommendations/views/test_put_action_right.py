"""An action, and which parts it answers, are put right in the browser: what moves is shown, recorded once, and seen so."""

from datetime import date

import pytest

from recommendations.services.recommendations import PartDraft
from tests.factories import ActionFactory, RecommendationFactory
from tests.recommendations.views.put_right_pages import words_of
from tests.recommendations.views.reading import shown
from tests.walk import recommend

WHY = "Wrong cell copied. Не та."


@pytest.fixture
def action(part, cast):
    """On number 9, late since 30 April."""
    return ActionFactory(parts=[part], owner=cast.posts.owner, target_on=date(2015, 4, 30))


@pytest.fixture
def lettered(inspection):
    parts = [PartDraft(text="Keep a log.", letter="a"), PartDraft(text="Check it.", letter="b")]
    return RecommendationFactory(inspection=inspection, reference="8", parts=parts)


def page_of(action, what="put-right"):
    return f"/actions/{action.number}/{what}/"


def end_of(action):
    return f"/actions/answers/{action.coverages.get().pk}/end/"


def press(client, url, button, **changed):
    typed = client.get(url).context["form"].initial
    return client.post(url, typed | {"press": button, "why": WHY} | changed, follow=True)


@pytest.mark.parametrize("name", ["owner", "issue_owner", "dcc", "opcc", "auditor"])
def test_others_are_refused_by_each_address_and_led_to_none(client, cast, action, name):
    page = shown(client, getattr(cast, name), f"/actions/{action.number}/")
    urls = [page_of(action), page_of(action, "answers"), end_of(action)]

    assert [url in page for url in urls] == [False] * 3
    assert {client.get(url).status_code for url in urls} | {client.post(url, {}).status_code for url in urls} == {403}


def test_its_page_leads_to_both(client, cast, action):
    page = shown(client, cast.coordinator, f"/actions/{action.number}/")

    assert [url in page for url in (page_of(action), page_of(action, "answers"))] == [True, True]
    assert page_of(action) not in shown(client, cast.coordinator, f"/actions/{action.number}/?at=2015-08-06")


def test_a_mistyped_target_is_recorded_once_what_moves_was_seen_and_the_timeline_says_why(coordinator, action):
    words = words_of(press(coordinator, page_of(action), "check", target="3 April 2015", text="Другие слова."))
    assert "Target date 30 April 2015 3 April 2015" in words
    action.refresh_from_db()
    assert action.target_on == date(2015, 4, 30)

    words = words_of(press(coordinator, page_of(action), "record", target="3 April 2015", text="Другие слова."))
    assert "Put right: wording, target date." in words
    assert "Target date: 30 April 2015 → 3 April 2015" in words
    assert WHY in words
    assert "Другие слова." not in words_of(coordinator.get(f"/actions/{action.number}/?at=2015-08-06"))


def test_a_target_that_has_to_be_agreed_is_refused_beside_its_box_and_what_was_typed_stays(coordinator, action):
    page = press(coordinator, page_of(action), "check", target="1 June 2015", text="Typed.")

    assert page.context["form"].errors == {
        "target": [
            "1 June 2015 is after the inspectorate’s date, 11 May 2015: the DCC has to agree it. Ask for another date instead."
        ]
    }
    assert "Typed." in words_of(page)


def test_parts_are_named_by_their_numbers_and_what_moves_is_shown_first(coordinator, action, lettered):
    words = words_of(press(coordinator, page_of(action, "answers"), "check", numbers="8a and 9"))
    assert "What it answers 9 9, 8a" in words
    assert "Part 8a No action In progress" in words
    assert action.coverages.count() == 1

    words = words_of(press(coordinator, page_of(action, "answers"), "record", numbers="8a and 9"))
    assert "Put right: what it answers." in words
    assert f"Answers 8a, Ours 10 September 2015, 09:00 by Connie Coordinator {WHY}" in words
    assert [str(each.part) for each in action.coverages.order_by("pk")] == ["9", "8a"]


@pytest.mark.parametrize(
    ("numbers", "error"),
    [
        ("8c", "There is no recommendation 8c in Ours"),
        ("9", "It answers 9 already"),
        (" , ", "Enter a number such as 3"),
    ],
)
def test_a_number_that_names_nothing_new_is_said_beside_its_box(coordinator, action, lettered, numbers, error):
    page = press(coordinator, page_of(action, "answers"), "check", numbers=numbers)

    assert page.context["form"].errors == {"numbers": [error]}


def test_a_part_is_ended_and_its_past_days_keep_it(coordinator, action):
    assert end_of(action) in coordinator.get(page_of(action, "answers")).content.decode()
    words = words_of(press(coordinator, end_of(action), "check", stands="no"))
    assert "Recommendation 9 In progress No action" in words
    assert "It no longer answers any recommendation, so nobody outside the force sees it." in words
    assert "Past the inspectorate’s date 1 0" in words

    words = words_of(press(coordinator, end_of(action), "record", stands="no"))
    assert f"No longer answers 9, Ours 10 September 2015, 09:00 by Connie Coordinator {WHY}" in words
    assert "Recommendation 9" in words_of(coordinator.get(f"/actions/{action.number}/?at=2015-08-06"))


def test_what_a_decision_waits_on_is_said_instead_of_the_form_and_when_it_is_sent_all_the_same(
    coordinator, action, cast
):
    recommend(action, by=cast.owner)
    said = "It is recommended complete for 9. Wait until the DCC has decided; once it is sent back, end it."

    page = coordinator.get(end_of(action))
    assert said in words_of(page)
    assert 'name="why"' not in page.content.decode()
    assert said in words_of(press(coordinator, end_of(action), "record", stands="no"))
    assert action.coverages.get().ended_at is None
