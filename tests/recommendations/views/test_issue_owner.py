"""Naming the issue owner of a recommendation: who may, what it needs, and that nobody is taken off unseen."""

from datetime import date

import pytest

from recommendations.services.actions import request_deadline
from recommendations.services.questions import ask_about
from recommendations.services.recommendations import name_issue_owner
from tests.factories import ActionFactory, RecommendationFactory
from tests.moments import london
from tests.recommendations.views.put_right_pages import words_of
from tests.recommendations.views.reading import shown, text


@pytest.fixture
def unowned(inspection):
    return RecommendationFactory(inspection=inspection, reference="4")


def url_of(recommendation):
    return f"/recommendations/{recommendation.pk}/issue-owner/"


def test_it_is_offered_to_the_coordinator_only_and_refused_to_everybody_else(client, cast, unowned):
    url = url_of(unowned)
    assert url in shown(client, cast.coordinator, f"/recommendations/{unowned.pk}/")
    for user in (cast.owner, cast.issue_owner, cast.dcc, cast.staff_officer, cast.opcc, cast.auditor):
        assert url not in shown(client, user, f"/recommendations/{unowned.pk}/")
        assert client.get(url).status_code == 403
        refused = client.post(url, {"post": cast.posts.owner.pk, "why": "Mine."})
        assert refused.status_code == 403
    unowned.refresh_from_db()
    assert unowned.issue_owner is None


def test_a_first_one_is_named_without_a_reason_and_its_page_says_who(coordinator, cast, unowned):
    answer = coordinator.post(url_of(unowned), {"post": cast.posts.issue_owner.pk, "why": ""}, follow=True)

    assert answer.redirect_chain == [(f"/recommendations/{unowned.pk}/", 302)]
    assert "The issue is with the Superintendent now." in text(answer)
    assert "Superintendent (Isla Issue-Owner)" in text(answer)
    assert unowned.history.first().history_user == cast.coordinator


def test_another_one_is_named_with_the_reason_that_the_history_keeps(coordinator, cast, recommendation):
    sent = {"post": cast.posts.owner.pk, "instead_of": cast.posts.issue_owner.pk}

    refused = coordinator.post(url_of(recommendation), sent)
    assert refused.context["form"].errors == {"why": ["Enter why"]}

    coordinator.post(url_of(recommendation), sent | {"why": "Портфель передан 🚓 =cmd()"})
    recommendation.refresh_from_db()
    assert recommendation.issue_owner == cast.posts.owner
    assert recommendation.history.first().history_change_reason == "Портфель передан 🚓 =cmd()"


def test_nothing_under_it_is_said(coordinator, unowned):
    assert "Nothing is open under it." in text(coordinator.get(url_of(unowned)))


def test_what_goes_with_it_is_shown_first_and_its_page_says_whose_it_was(coordinator, cast, recommendation):
    action = ActionFactory(parts=recommendation.parts.all(), owner=cast.posts.owner, target_on=date(2015, 4, 30))
    asked = {"because": "scope", "reason": "It grew.", "by": cast.owner, "at": london(2015, 5, 2)}
    request_deadline(action, date(2015, 5, 10), **asked)
    ask_about(recommendation, text="Who sees to it?", by=cast.dcc, at=london(2015, 5, 3))

    before = words_of(coordinator.get(url_of(recommendation)))
    assert "1 open action to look after 1 date asked for, to decide 1 question to answer" in before

    sent = {"post": cast.posts.owner.pk, "instead_of": cast.posts.issue_owner.pk, "why": "Portfolio."}
    after = words_of(coordinator.post(url_of(recommendation), sent, follow=True))
    assert "Portfolio. Issue owner: Superintendent → Detective Chief Inspector" in after
    then = words_of(coordinator.get(f"/recommendations/{recommendation.pk}/?at=2015-06-01"))
    assert ("Superintendent" in then, "Portfolio." in then) == (True, False)


def test_a_post_has_to_be_chosen_and_the_reason_typed_stays(coordinator, cast, recommendation):
    answer = coordinator.post(url_of(recommendation), {"post": "", "why": "She has left."})

    assert answer.context["form"].errors == {"post": ["Select issue owner"]}
    assert "She has left." in text(answer)


def test_a_second_press_names_nobody_anew(coordinator, cast, recommendation):
    sent = {"post": cast.posts.owner.pk, "instead_of": cast.posts.issue_owner.pk, "why": "Portfolio."}
    coordinator.post(url_of(recommendation), sent)
    before = recommendation.history.count()

    answer = coordinator.post(url_of(recommendation), sent, follow=True)

    assert recommendation.history.count() == before
    assert "The issue is with the Detective Chief Inspector now." in text(answer)


def test_whoever_was_named_meanwhile_is_not_taken_off_unseen(coordinator, cast, unowned):
    sent = {"post": cast.posts.owner.pk, "instead_of": "", "why": "His field."}
    name_issue_owner(unowned, cast.posts.issue_owner, why="", by=cast.coordinator, at=london(2015, 9, 9))

    answer = coordinator.post(url_of(unowned), sent)

    assert (
        "The Superintendent was named while you had this page open. Look at it again before you name another."
        in text(answer)
    )
    assert "Issue owner now: Superintendent." in text(answer)
    assert "His field." in text(answer)

    seen = answer.context["form"]["instead_of"].value()
    coordinator.post(url_of(unowned), sent | {"instead_of": seen})
    unowned.refresh_from_db()
    assert unowned.issue_owner == cast.posts.owner
