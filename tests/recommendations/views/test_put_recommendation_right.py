"""A recommendation and a part are put right in the browser: typed, looked at with what moves, recorded once, and seen so."""

import pytest

from inspections.services import concern_agency
from recommendations.forms.put_recommendation_right import PutPartRightForm, PutRecommendationRightForm
from recommendations.models import Part, Recommendation
from recommendations.services.recommendation_corrections import put_part_right, put_recommendation_right
from recommendations.services.recommendations import PartDraft
from safeguarding.history import version_of
from tests.factories import ActionFactory, RecommendationFactory
from tests.moments import NOW
from tests.recommendations.views.put_right_pages import words_of

WHY = "The report says so."


def page_of(thing):
    return f"/{'parts' if isinstance(thing, Part) else 'recommendations'}/{thing.pk}/put-right/"


def pressed(thing, press, **changed):
    """The form as it is sent when nothing but `changed` was touched."""
    form = PutPartRightForm if isinstance(thing, Part) else PutRecommendationRightForm
    return form.typed(thing) | {"version": str(version_of(thing)), "why": WHY, "press": press} | changed


def test_what_moves_is_shown_then_recorded_and_then_said_to_every_reader(client, coordinator, recommendation, cast):
    shown = coordinator.post(page_of(recommendation), pressed(recommendation, "check", kind="strength", reference="9a"))
    assert "Kind Recommendation Strength" in words_of(shown)
    assert "Strength 9a No action Nothing asked" in words_of(shown)
    assert Recommendation.objects.get().reference == "9"

    answer = coordinator.post(
        page_of(recommendation), dict(shown.context["form"].sent) | {"press": "record"}, follow=True
    )

    assert "Put right: kind, number." in words_of(answer)
    for person in (cast.coordinator, cast.dcc, cast.opcc):
        client.force_login(person)
        words = words_of(client.get(f"/recommendations/{recommendation.pk}/"))
        assert f"Changed 10 September 2015, 09:00 by Connie Coordinator {WHY} Kind: Recommendation → Strength" in words
        assert "Number: 9 → 9a" in words


def test_a_part_shows_its_new_due_date_before_it_is_recorded(coordinator, part):
    shown = coordinator.post(page_of(part), pressed(part, "check", timescale="By May 2016", letter="a"))
    assert "Check what changes Recommendation 9 Nothing is recorded yet." in words_of(shown)
    assert "Part a 11 May 2015 May 2016" in words_of(shown)

    answer = coordinator.post(page_of(part), dict(shown.context["form"].sent) | {"press": "record"}, follow=True)

    words = words_of(answer)
    assert "“By May 2016”, due May 2016" in words
    assert "Part a changed" in words
    assert "Due date: 11 May 2015 → May 2016" in words


def test_a_past_day_knows_nothing_of_it(dcc, recommendation, cast):
    put_recommendation_right(
        recommendation, version=version_of(recommendation), why=WHY, by=cast.coordinator, at=NOW, text="Other words."
    )

    then = words_of(dcc.get(f"/recommendations/{recommendation.pk}/?at=2015-08-06"))
    assert ("Other words." in then, WHY in then) == (False, False)


def test_the_reason_stays_in_the_force_where_the_inspection_is_the_forces(client, recommendation, cast):
    concern_agency(recommendation.inspection, cast.agency, by=cast.coordinator, at=NOW)
    version = version_of(recommendation)
    put_recommendation_right(
        recommendation, version=version, why="In confidence.", by=cast.coordinator, at=NOW, note="Secret.", order=4
    )
    client.force_login(cast.partner)

    words = words_of(client.get(f"/recommendations/{recommendation.pk}/"))
    assert "Order in the report: 1 → 4" in words
    assert ("In confidence." in words, "Secret." in words) == (False, False)


@pytest.mark.parametrize(
    ("of", "field", "typed", "said"),
    [
        ("recommendation", "reference", "10", "Another recommendation of this inspection has this number"),
        ("recommendation", "order", "first", "must be a number"),
        ("recommendation", "why", "", "Say why."),
        ("part", "letter", "b", "Another part has the letter b"),
        ("part", "due", "12 May 2015", "give 11 May 2015. Leave the date empty, or change the words"),
        ("part", "due", "soon", "is not a date"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field_and_nothing_typed_is_lost(
    coordinator, inspection, of, field, typed, said
):
    parts = [PartDraft(letter=letter, text="See.", timescale="Within three months") for letter in "ab"]
    thing = RecommendationFactory(inspection=inspection, parts=parts)
    RecommendationFactory(inspection=inspection, reference="10")
    thing = thing if of == "recommendation" else thing.parts.get(letter="a")

    answer = coordinator.post(page_of(thing), pressed(thing, "check", text="Typed long ago.", **{field: typed}))

    assert said in " ".join(answer.context["form"].errors[field])
    assert "Typed long ago." in words_of(answer)
    assert thing.history.count() == 1


def test_the_number_of_a_next_step_is_kept_apart_from_those_of_recommendations(coordinator, recommendation):
    step = RecommendationFactory(inspection=recommendation.inspection, kind="next-step", reference="next-step-1")
    assert PutRecommendationRightForm.typed(step)["reference"] == "1"
    coordinator.post(page_of(step), pressed(step, "record", reference="9"))
    assert Recommendation.objects.get(pk=step.pk).reference == "next-step-9"

    answer = coordinator.post(page_of(step), pressed(Recommendation.objects.get(pk=step.pk), "check", kind="strength"))
    assert "has this number" in words_of(answer)


def test_of_two_at_once_the_second_is_told_and_takes_nothing_back(coordinator, part, cast):
    mine = pressed(part, "record", addressees="Chief constables", text="See every child.")
    put_part_right(part, version=version_of(part), why="Theirs.", by=cast.coordinator, at=NOW, timescale="By May 2016")

    page = coordinator.post(page_of(part), mine)

    assert (
        "Connie Coordinator changed this part while you were typing: Time limit: Within three months → By May 2016"
        in (words_of(page))
    )
    coordinator.post(page_of(part), dict(page.context["form"].sent) | {"press": "record"})
    kept = Part.objects.get(pk=part.pk)
    assert (kept.timescale, kept.addressees) == ("By May 2016", "Chief constables")


@pytest.mark.parametrize("name", ["dcc", "owner", "issue_owner", "opcc", "partner"])
def test_others_find_no_link_and_are_refused_by_its_address(client, cast, recommendation, part, name):
    client.force_login(getattr(cast, name))

    for thing in (recommendation, part):
        assert page_of(thing) not in client.get(f"/recommendations/{recommendation.pk}/").content.decode()
        for answer in (client.get(page_of(thing)), client.post(page_of(thing), pressed(thing, "record", text="Mine."))):
            assert answer.status_code in (403, 404)
        assert thing.history.count() == 1


def test_the_coordinator_finds_the_links_today_and_not_on_a_past_day(coordinator, recommendation, part):
    today = coordinator.get(f"/recommendations/{recommendation.pk}/").content.decode()
    then = coordinator.get(f"/recommendations/{recommendation.pk}/?at=2015-08-06").content.decode()

    assert [page_of(thing) in page for thing in (recommendation, part) for page in (today, then)] == [True, False] * 2


# Withdrawn


def test_one_entered_by_mistake_is_in_no_list_and_what_changed_tells_the_opcc(
    client, coordinator, recommendation, cast
):
    url = f"/recommendations/{recommendation.pk}/withdraw/"
    assert f'href="{url}"' in coordinator.get(page_of(recommendation)).content.decode()
    again = RecommendationFactory(inspection=recommendation.inspection, reference="9 again", text="Asked twice.")
    url = f"/recommendations/{again.pk}/withdraw/"
    once = coordinator.get(url).context["form"].once

    answer = coordinator.post(url, {"why": "Typed in twice.", "once": once}, follow=True)

    assert "Withdrawn: Recommendation 9 again. It is no longer in any list or figure." in words_of(answer)
    client.force_login(cast.opcc)
    listed = words_of(client.get("/recommendations/"))
    assert ("Recommendation 9" in listed, "Recommendation 9 again" in listed) == (True, False)
    told = words_of(client.get("/changes/?from=2015-09-01&kind=corrected"))
    assert "A recommendation withdrawn" in told
    assert "Asked twice." in told
    assert "Typed in twice." in told


def test_what_stands_on_it_is_said_and_it_stays(coordinator, recommendation, part):
    ActionFactory(parts=[part])
    url = f"/recommendations/{recommendation.pk}/withdraw/"
    said = "It cannot be withdrawn while this stands on it: an action."

    shown = coordinator.get(url)
    assert said in words_of(shown)
    assert 'name="why"' not in shown.content.decode()
    assert said in words_of(coordinator.post(url, {"why": "Typed in twice."}))
    assert Recommendation.objects.get(pk=recommendation.pk).withdrawn_at is None
