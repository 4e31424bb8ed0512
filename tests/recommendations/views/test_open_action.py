"""Opening an action by hand: who may, what it asks for, that nothing typed is lost, and that one page opens one action."""

from datetime import date

import pytest

from recommendations.models import Action, DeadlineRequest
from recommendations.services.recommendations import PartDraft
from safeguarding.appointments import grant
from safeguarding.models import Marking
from safeguarding.models.people import Role
from tests.factories import ActionFactory, InspectionFactory, RecommendationFactory
from tests.moments import BEGINNING
from tests.recommendations.views.form_pages import date_boxes
from tests.recommendations.views.reading import shown, text
from tests.statements import statements_of
from tests.walk import withdraw

WITHOUT = "/actions/new/"


def url_of(recommendation):
    return f"/recommendations/{recommendation.pk}/actions/new/"


def typed(*parts, **changed):
    """The form as the coordinator sends it, for `parts`; for none it comes from a direction."""
    data = {"text": "Train the night shift.", "target_words": "", "cost_words": "", "owner": ""}
    if parts:
        return data | {"origin": "recommendation", "parts": [part.pk for part in parts]} | changed
    return data | {"origin": "direction"} | date_boxes("direction_on", "7", "8", "2015") | changed


@pytest.fixture
def lettered(inspection):
    """Number 4, with the parts a and b of ours and c of others."""
    parts = [PartDraft(letter=letter, text=f"Clause {letter}.", timescale="Within three months") for letter in "ab"]
    parts.append(PartDraft(letter="c", text="Clause c.", ours=False))
    return RecommendationFactory(inspection=inspection, reference="4", parts=parts)


# Who may


def test_it_is_offered_to_the_coordinator_only_and_refused_to_everybody_else(client, cast, recommendation, part):
    url = url_of(recommendation)
    assert url in shown(client, cast.coordinator, f"/recommendations/{recommendation.pk}/")
    assert WITHOUT in shown(client, cast.coordinator, "/actions/")
    for user in (cast.owner, cast.issue_owner, cast.dcc, cast.staff_officer, cast.opcc, cast.auditor):
        assert url not in shown(client, user, f"/recommendations/{recommendation.pk}/")
        assert WITHOUT not in shown(client, user, "/actions/")
        for address, sent in ((url, typed(part)), (WITHOUT, typed())):
            assert client.get(address).status_code == 403
            refused = client.post(address, sent)
            assert refused.status_code == 403
            assert "This is for the inspection coordinator." in text(refused)
    assert Action.objects.count() == 0


def test_a_recommendation_that_a_coordinator_may_not_see_yet_is_not_there(client, cast):
    embargoed = RecommendationFactory(inspection=InspectionFactory(published_on=date(2015, 12, 1)))
    grant(cast.nobody, Role.COORDINATOR, by=cast.coordinator, at=BEGINNING)
    client.force_login(cast.nobody)

    assert client.get(url_of(embargoed)).status_code == 404
    assert client.post(url_of(embargoed), typed(embargoed.parts.get())).status_code == 404
    assert Action.objects.count() == 0


def test_the_form_bears_the_marking_of_the_inspection(client, cast):
    secret = RecommendationFactory(inspection=InspectionFactory(marking=Marking.SENSITIVE))
    assert 'app-marking">OFFICIAL-SENSITIVE<' in shown(client, cast.coordinator, url_of(secret))


def test_nothing_is_opened_on_a_strength_or_on_what_is_asked_of_others(client, cast, inspection):
    strength = RecommendationFactory(inspection=inspection, kind="strength")
    others = RecommendationFactory(inspection=inspection, parts=[PartDraft(text="The College's.", ours=False)])
    for found in (strength, others):
        assert url_of(found) not in shown(client, cast.coordinator, f"/recommendations/{found.pk}/")


# The parts


def test_parts_without_an_action_come_first_and_ticked_and_those_of_others_are_not_there(coordinator, lettered):
    first, second, _ = lettered.parts.all()
    ActionFactory(parts=[first])

    form = coordinator.get(url_of(lettered)).context["form"]

    assert [label for _, label in form.fields["parts"].choices] == [
        "4b, no action yet: Clause b.",
        "4a, an action answers it: Clause a.",
    ]
    assert form["parts"].value() == [str(second.pk)]


def test_a_part_whose_action_was_withdrawn_has_none(coordinator, cast, recommendation, part):
    withdraw(ActionFactory(parts=[part], owner=cast.posts.owner), by=cast.dcc)

    assert coordinator.get(url_of(recommendation)).context["form"]["parts"].value() == [str(part.pk)]


def test_a_part_of_another_recommendation_cannot_be_slipped_in(coordinator, recommendation, lettered):
    answer = coordinator.post(url_of(recommendation), typed(lettered.parts.first()))

    assert answer.context["form"].errors == {"parts": ["Select the parts it answers from the list"]}
    assert Action.objects.count() == 0


# Opened


def test_it_opens_on_the_ticked_parts_with_everything_as_stated(coordinator, cast, lettered):
    first, second, _ = lettered.parts.all()
    said = {"owner": cast.posts.owner.pk, "target_words": "30 April 2016", "cost_words": "Within existing budgets"}

    answer = coordinator.post(url_of(lettered), typed(first, second, **said), follow=True)

    action = Action.objects.get()
    assert answer.redirect_chain == [(f"/actions/{action.number}/", 302)]
    assert {coverage.part for coverage in action.coverages.all()} == {first, second}
    assert (action.text, action.owner, action.status) == ("Train the night shift.", cast.posts.owner, "in-progress")
    assert (action.target_words, action.target_on) == ("30 April 2016", date(2016, 4, 30))
    assert (action.cost_words, action.origin) == ("Within existing budgets", "The recommendation")
    assert action.history.get().history_user == cast.coordinator
    assert DeadlineRequest.objects.get().new_on == date(2016, 4, 30)
    told = f"Action {action.number} opened. It is with the Detective Chief Inspector. Its target is after the inspectorate’s"
    assert told in text(answer).replace("&#x27;", "'")


def test_without_an_owner_it_awaits_allocation_and_says_so(coordinator, part, recommendation):
    answer = coordinator.post(url_of(recommendation), typed(part), follow=True)

    assert Action.objects.get().status == "awaiting-allocation"
    assert "It awaits allocation: nobody owns it yet." in text(answer)


def test_a_month_is_a_target_of_a_month(coordinator, part, recommendation):
    coordinator.post(url_of(recommendation), typed(part, target_words="end of May 2016"))

    action = Action.objects.get()
    assert (action.target_on, action.target_precision) == (date(2016, 5, 31), "month")


def test_it_says_which_meeting_it_comes_from_and_may_answer_no_part(coordinator, recommendation):
    meeting = {"origin": "meeting", "meeting": "Scrutiny board"} | date_boxes("meeting_on", "7", "8", "2015")

    coordinator.post(url_of(recommendation), typed() | meeting)

    action = Action.objects.get()
    assert (action.origin, action.coverages.count()) == ("Scrutiny board, 7 August 2015", 0)


def test_from_a_direction_of_the_dcc_it_is_opened_from_the_list_of_actions(coordinator, cast):
    answer = coordinator.post(WITHOUT, typed(owner=cast.posts.owner.pk), follow=True)

    action = Action.objects.get()
    assert (action.origin, action.coverages.count()) == ("A direction of the DCC, 7 August 2015", 0)
    assert "A direction of the DCC, 7 August 2015" in text(answer)


@pytest.mark.parametrize("words", ["Обучить ночную смену.", "Train them 🚓", "=cmd()", "<b>Train</b>"])
def test_any_words_are_kept_as_they_are(coordinator, recommendation, part, words):
    answer = coordinator.post(url_of(recommendation), typed(part, text=words), follow=True)

    assert Action.objects.get().text == words
    assert words.replace("<", "&lt;").replace(">", "&gt;") in text(answer)


# Refused, with every word kept


@pytest.mark.parametrize(
    ("changed", "errors"),
    [
        ({"text": " \n "}, {"text": ["Enter the action"]}),
        ({"parts": []}, {"parts": ["Select the parts that it answers"]}),
        ({"origin": ""}, {"origin": ["Select where it comes from"]}),
        ({"owner": "999999"}, {"owner": ["Select action owner from the list"]}),
        ({"cost_words": "x" * 301}, {"cost_words": ["Cost must be 300 characters or fewer"]}),
        ({"text": "The girl called Ann"}, {"no_case_detail": None}),
    ],
)
def test_what_is_missing_is_said_beside_its_field_and_the_rest_stays(
    coordinator, recommendation, part, changed, errors
):
    answer = coordinator.post(url_of(recommendation), typed(part, **{"target_words": "30 April 2016"} | changed))

    found = answer.context["form"].errors
    assert {name: found[name] if words else None for name, words in errors.items()} == errors
    assert set(found) == set(errors)
    assert 'value="30 April 2016"' in text(answer)
    assert Action.objects.count() == 0


@pytest.mark.parametrize(
    ("sent", "errors"),
    [
        ({"origin": "meeting"}, {"meeting": ["Enter which meeting"], "meeting_on": ["Enter the day of the meeting"]}),
        (date_boxes("direction_on", "", "", ""), {"direction_on": ["Enter the day of the direction"]}),
        (
            date_boxes("direction_on", "31", "2", "2015"),
            {
                "direction_on": [
                    "Day of the direction must be a real date, such as 30 4 2015: February 2015 has 28 days"
                ]
            },
        ),
        (
            date_boxes("direction_on", "11", "9", "2015"),
            {"direction_on": ["Day of the direction must be today or earlier"]},
        ),
        ({"origin": "recommendation"}, {"origin": ["Select where it comes from"]}),
    ],
)
def test_a_meeting_and_a_direction_have_their_day(coordinator, cast, sent, errors):
    answer = coordinator.post(WITHOUT, typed(**sent))

    assert answer.context["form"].errors == errors
    assert "Train the night shift." in text(answer)


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("31 February 2016", "31 February 2016 is not a real date."),
        ("Spring 2016", "“Spring 2016” names a season, not a day."),
        ("9 September 2015", "9 September 2015 is past."),
        ("when the system is live", "“when the system is live” is not a date."),
    ],
)
def test_a_target_that_is_no_day_to_come_is_asked_about_once(coordinator, recommendation, part, words, why):
    answer = coordinator.post(url_of(recommendation), typed(part, target_words=words))

    [said] = answer.context["form"].errors["date_stands"]
    assert said == f"{why} Correct the target, or tick that it is right"

    coordinator.post(url_of(recommendation), typed(part, target_words=words, date_stands="on"))
    action = Action.objects.get()
    assert (action.target_words, action.target_on) == (words, date(2015, 9, 9) if "September" in words else None)


# Queries


def test_three_parts_and_posts_take_as_many_queries_as_one(coordinator, recommendation, lettered):
    assert statements_of(coordinator, url_of(lettered)) == statements_of(coordinator, url_of(recommendation))
