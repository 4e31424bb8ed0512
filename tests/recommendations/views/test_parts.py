"""A part is added, split and joined in the browser: what moves is shown, and it is recorded once."""

import pytest

from recommendations.models import Part
from recommendations.services.recommendations import PartDraft
from safeguarding.history import version_of
from tests.factories import ActionFactory, RecommendationFactory
from tests.recommendations.views.put_right_pages import words_of

WHY = "The report prints two."


@pytest.fixture
def recommendation(inspection):
    """Number 8, of parts a and b."""
    parts = [PartDraft(letter=letter, text=f"Do {letter}.", timescale="Within three months") for letter in "ab"]
    return RecommendationFactory(inspection=inspection, reference="8", parts=parts)


def part(letter):
    return Part.objects.get(letter=letter)


def pressed(thing, press, **typed):
    return {"version": str(version_of(thing)), "why": WHY, "press": press} | typed


SPLIT = {"letter": "a", "text": "Do a.", "timescale": "", "second_letter": "c", "second_text": "Do c."}


def taken(client, page, sent):
    """The page after what was shown is recorded."""
    shown = client.post(page, sent)
    again = [(name, words) for name, words in shown.context["form"].sent if name != "actions"]
    ticked = sent.get("actions", [])
    return words_of(shown), client.post(page, dict(again) | {"actions": ticked, "press": "record"}, follow=True)


def test_a_part_is_added_with_what_moves_shown_first(coordinator, recommendation):
    page = f"/recommendations/{recommendation.pk}/parts/new/"
    assert coordinator.get(page).context["form"]["letter"].value() == "c"
    sent = pressed(recommendation, "check", letter="c", text="Do c.", ours="yes", timescale="Within six months")
    shown, answer = taken(coordinator, page, sent)

    assert "Part c none 11 August 2015" in shown
    assert "Parts addressed to this force 2 3" in shown
    words = words_of(answer)
    assert f"Part c added 10 September 2015, 09:00 by Connie Coordinator {WHY} Do c." in words
    coordinator.post(page, sent | {"press": "record"})
    assert Part.objects.count() == 3


def test_a_part_is_split_and_the_ticked_action_goes_over(coordinator, recommendation, cast):
    stays, goes = (ActionFactory(parts=[part("a")], owner=cast.posts.owner) for _ in range(2))
    page = f"/parts/{part('a').pk}/split/"
    sent = pressed(part("a"), "check", **SPLIT, actions=[goes.pk])
    shown, answer = taken(coordinator, page, sent)

    assert f"Action {goes.number} answers part a answers part c" in shown
    assert f"Action {stays.number} answers" not in shown
    words = words_of(answer)
    assert "The part is two parts now." in words
    assert f"Split into part a and part c. {WHY}" in words
    assert [one.part.letter for one in goes.coverages.filter(ended_at=None)] == ["c"]


def test_no_letter_is_proposed_where_parts_have_numerals(coordinator, inspection):
    parts = [PartDraft(letter=letter, text="See.") for letter in ("i", "ii")]
    asked = RecommendationFactory(inspection=inspection, parts=parts)
    form = coordinator.get(f"/parts/{asked.parts.first().pk}/split/").context["form"]

    assert (form["letter"].value(), form["second_letter"].value()) == ("i", "")


def test_a_second_press_splits_nothing_more(coordinator, recommendation):
    page, sent = f"/parts/{part('a').pk}/split/", pressed(part("a"), "record", **SPLIT)
    coordinator.post(page, sent)
    answer = coordinator.post(page, sent, follow=True)

    assert "This is recorded already. Nothing was recorded twice." in words_of(answer)
    assert Part.objects.count() == 3


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("letter", "b", "Another part has the letter b"),
        ("second_letter", "a", "Another part has the letter a"),
        ("second_text", "", "Enter second part: wording"),
        ("why", "", "Say why."),
    ],
)
def test_what_is_wrong_with_a_split_is_said_beside_its_field(coordinator, recommendation, field, typed, said):
    page = coordinator.post(f"/parts/{part('a').pk}/split/", pressed(part("a"), "check", **SPLIT | {field: typed}))

    assert said in " ".join(page.context["form"].errors[field])
    assert Part.objects.count() == 2


def test_a_part_is_joined_and_a_second_press_is_told_so(coordinator, recommendation):
    page, sent = f"/parts/{part('b').pk}/join/", pressed(part("b"), "check", other=part("a").pk)
    shown, answer = taken(coordinator, page, sent)

    assert "Part b A part Joined to part a" in shown
    words = words_of(answer)
    assert f"Part b joined to another 10 September 2015, 09:00 by Connie Coordinator Joined to part a. {WHY}" in words
    assert "Do b." not in words
    then = words_of(coordinator.get(f"/recommendations/{recommendation.pk}/?at=2015-08-06"))
    assert ("Do b." in then, "joined" in then) == (True, False)
    again = coordinator.post(page, sent | {"press": "record"}, follow=True)
    assert "This is recorded already." in words_of(again)
    for gone in ("put-right", "split", "response"):
        assert coordinator.get(f"/parts/{part('b').pk}/{gone}/").status_code == 404


def test_the_pages_lead_to_each_other_and_only_the_coordinator_there(client, cast, coordinator, recommendation):
    ways = [f"/parts/{part('a').pk}/{way}/" for way in ("split", "join", "withdraw")]
    found = coordinator.get(f"/parts/{part('a').pk}/put-right/").content.decode()
    assert [way in found for way in ways] == [True, True, True]
    add = f"/recommendations/{recommendation.pk}/parts/new/"
    assert add in coordinator.get(f"/recommendations/{recommendation.pk}/").content.decode()

    client.force_login(cast.dcc)
    assert add not in client.get(f"/recommendations/{recommendation.pk}/").content.decode()
    assert [client.get(way).status_code for way in (*ways, add)] == [403] * 4


def test_a_part_is_withdrawn_and_its_recommendation_tells_of_it(coordinator, recommendation):
    page = f"/parts/{part('b').pk}/withdraw/"
    assert "Do b." in words_of(coordinator.get(page))

    words = words_of(coordinator.post(page, {"why": "It is no part."}, follow=True))

    assert f"Withdrawn: recommendation {recommendation.reference}b. It is no longer in any list or figure." in words
    assert "Part b withdrawn 10 September 2015, 09:00 by Connie Coordinator It is no part." in words
    assert "Do b." not in words


def test_the_only_part_leads_to_withdrawing_its_recommendation_and_to_no_other_part(coordinator, cast):
    alone = RecommendationFactory().parts.get()

    page = coordinator.get(f"/parts/{alone.pk}/withdraw/")

    assert "It is the only part." in words_of(page)
    assert f'href="/recommendations/{alone.recommendation_id}/withdraw/"' in page.content.decode()
    assert f'href="/parts/{alone.pk}/join/"' not in page.content.decode()


def test_the_page_says_what_keeps_a_part_from_being_withdrawn(coordinator, recommendation):
    ActionFactory(parts=[part("b")])

    page = coordinator.get(f"/parts/{part('b').pk}/withdraw/")

    assert "It cannot be withdrawn while this stands on it: an action." in words_of(page)
    assert 'name="why"' not in page.content.decode()
