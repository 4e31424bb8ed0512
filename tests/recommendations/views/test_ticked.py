"""Rows ticked on a list go to a post at one press: each by itself, and what is refused loses none of the others."""

from urllib.parse import urlencode

import pytest

from recommendations.models import Action, Recommendation
from recommendations.services.actions import give
from recommendations.workflow import Status
from safeguarding.models import Marking
from tests.factories import ActionFactory, InspectionFactory, RecommendationFactory
from tests.moments import NOW
from tests.recommendations.views.reading import shown, text
from tests.walk import withdraw

GIVE, NAME = "/actions/give/", "/recommendations/issue-owners/"


@pytest.fixture
def first(cast, part):
    """Nobody's yet."""
    return ActionFactory(parts=[part], text="Train them.")


@pytest.fixture
def second(cast, part):
    return ActionFactory(parts=[part], text="Test them.", owner=cast.posts.owner)


def owners():
    return list(Action.objects.order_by("number").values_list("owner__title", flat=True))


def ticked(url, *things, back=""):
    """The address to which the list leads once these are ticked."""
    return f"{url}?{urlencode({'rows': [thing.pk for thing in things], 'back': back}, doseq=True)}"


def rows_of(client, address):
    """What the page sends for its rows, all of them ticked."""
    return client.get(address).context["form"]["rows"].value()


# Who may, and from where


@pytest.mark.parametrize(("listed", "url"), [("/actions/", GIVE), ("/recommendations/", NAME)])
def test_rows_are_ticked_by_the_coordinator_only_and_not_in_the_past(client, cast, first, listed, url):
    page = shown(client, cast.coordinator, listed)
    assert (f'action="{url}"' in page, page.count('name="rows"')) == (True, 1)
    assert 'name="rows"' not in shown(client, cast.coordinator, f"{listed}?at=2015-09-01")
    for user in (cast.owner, cast.issue_owner, cast.dcc, cast.staff_officer, cast.opcc, cast.auditor):
        assert 'name="rows"' not in shown(client, user, listed)
        assert client.get(url, {"rows": first.pk}).status_code == 403
        assert client.post(url, {"rows": f"{first.pk}:", "post": cast.posts.owner.pk}).status_code == 403
    assert owners() == [None]


def test_what_was_ticked_stands_ticked_in_the_form_and_bears_the_highest_marking(coordinator, cast, first, second):
    secret = ActionFactory(
        parts=[RecommendationFactory(inspection=InspectionFactory(marking=Marking.SENSITIVE)).parts.get()]
    )

    page = text(coordinator.get(ticked(GIVE, first, secret)))

    assert f"Action {first.pk}, no owner yet: Train them.</label>" in page
    assert (page.count("checked>"), f"Action {second.pk}" in page) == (2, False)
    assert 'app-marking">OFFICIAL-SENSITIVE<' in page


@pytest.mark.parametrize("rows", [[], ["x"], ["9" * 40], ["987654"]])
def test_nothing_ticked_is_said_with_the_way_back_to_the_list_as_it_was_filtered(coordinator, rows):
    page = text(coordinator.get(GIVE, {"rows": rows, "back": "unowned=on"}))

    assert "You ticked nothing. Go back to the list and tick what it is for." in page
    assert 'href="/actions/?unowned=on"' in page


def test_more_than_a_page_of_the_list_are_not_taken(coordinator, cast, part):
    made = [ActionFactory(parts=[part]).pk for _ in range(26)]

    assert len(coordinator.get(GIVE, {"rows": made}).context["form"].things) == 25


# Actions


def test_those_that_await_it_are_allocated_and_the_others_handed_over_and_the_list_says_so(
    coordinator, cast, first, second
):
    address = ticked(GIVE, first, second, back="state=open")
    sent = {"rows": rows_of(coordinator, address), "post": cast.posts.other_owner.pk, "why": "Her team now."}

    answer = coordinator.post(address, sent, follow=True)

    assert answer.redirect_chain == [("/actions/?state=open", 302)]
    assert f"Now with the Chief Inspector: Action {first.pk} and Action {second.pk}." in text(answer)
    assert owners() == ["Chief Inspector"] * 2
    assert Action.objects.get(pk=first.pk).status == Status.IN_PROGRESS
    assert second.history.first().history_change_reason == "Her team now."


def test_what_is_refused_for_one_is_said_and_it_stays_ticked_while_the_others_are_done(
    coordinator, cast, first, second
):
    withdraw(second, by=cast.dcc)
    address = ticked(GIVE, first, second)
    sent = {"rows": rows_of(coordinator, address), "post": cast.posts.other_owner.pk, "why": "Her team now."}

    answer = coordinator.post(address, sent)

    assert owners() == ["Chief Inspector", "Detective Chief Inspector"]
    form, page = answer.context["form"], text(answer)
    assert f"Now with the Chief Inspector: Action {first.pk}. What follows was not done." in page
    assert form.errors == {"rows": [f"Action {second.pk}: The action is withdrawn."]}
    assert (form["rows"].value(), list(form.things)) == ([f"{second.pk}:{cast.posts.owner.pk}"], [str(second.pk)])
    assert "Her team now." in page


def test_taking_one_from_somebody_needs_the_reason_and_no_tick_is_lost(coordinator, cast, first, second):
    address = ticked(GIVE, first, second)
    sent = {"rows": rows_of(coordinator, address), "post": cast.posts.other_owner.pk, "why": ""}

    form = coordinator.post(address, sent).context["form"]

    assert form.errors == {"why": ["Enter why: one of them is somebody’s already"]}
    assert (form["rows"].value(), owners()) == (sent["rows"], [None, "Detective Chief Inspector"])


def test_none_left_ticked_and_no_post_are_said_beside_their_boxes(coordinator, cast, first):
    form = coordinator.post(ticked(GIVE, first), {"rows": [], "why": "Hers."}).context["form"]

    assert (list(form.things), form["why"].value()) == ([str(first.pk)], "Hers.")
    assert form.errors == {"rows": ["Tick at least one"], "post": ["Select action owner"]}


def test_whoever_was_given_one_meanwhile_does_not_lose_it_unseen(coordinator, cast, first):
    address = ticked(GIVE, first)
    sent = {"rows": rows_of(coordinator, address), "post": cast.posts.other_owner.pk, "why": "Hers."}
    give(first, cast.posts.owner, instead_of=None, by=cast.coordinator, at=NOW)

    again = coordinator.post(address, sent).context["form"]

    assert again.errors["rows"] == [
        f"Action {first.pk}: The Detective Chief Inspector was given it while you had this page open. "
        "Look at it again before you hand it over."
    ]
    coordinator.post(address, sent | {"rows": again["rows"].value()})
    assert owners() == ["Chief Inspector"]


def test_a_second_press_gives_nothing_anew(coordinator, cast, first):
    address = ticked(GIVE, first)
    sent = {"rows": rows_of(coordinator, address), "post": cast.posts.owner.pk}
    coordinator.post(address, sent)
    before = first.history.count()

    answer = coordinator.post(address, sent)

    assert answer.context["form"].errors["rows"] == [
        f"Action {first.pk}: The Detective Chief Inspector has it already."
    ]
    assert first.history.count() == before


# Recommendations


def test_an_issue_owner_is_named_for_all_that_were_ticked(coordinator, cast, inspection, recommendation):
    other = RecommendationFactory(inspection=inspection, reference="10")
    address = ticked(NAME, recommendation, other)
    sent = {"rows": rows_of(coordinator, address), "post": cast.posts.owner.pk, "why": "One portfolio."}

    answer = coordinator.post(address, sent, follow=True)

    assert "Now with the Detective Chief Inspector: Recommendation 9 and Recommendation 10." in text(answer)
    named = Recommendation.objects.filter(pk__in=[recommendation.pk, other.pk])
    assert set(named.values_list("issue_owner", flat=True)) == {cast.posts.owner.pk}
