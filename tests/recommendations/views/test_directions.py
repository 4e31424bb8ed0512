"""A direction of the DCC opens an action, with its post and its date, and stands in the minutes."""

from datetime import date

import pytest
from django.urls import reverse

from recommendations.models import Action, AgendaOutcome
from tests.moments import NOW
from tests.recommendations.views.reading import text
from tests.recommendations.views.test_sessions import move, page, plan
from tests.walk import begin, recommend, recommendation


@pytest.fixture(autouse=True)
def uploads(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def direct(client, asked, cast, query="", **fields):
    said = {"text": "Run the audit again.", "owner": cast.posts.owner.pk, "parts": [p.pk for p in asked.parts.all()]}
    day = {"target_on_day": "30", "target_on_month": "11", "target_on_year": "2015"}
    return client.post(f"{reverse('recommendation-direction', args=[asked.pk])}{query}", said | day | fields)


def test_an_action_opens_with_its_post_and_its_date_and_says_that_it_was_directed(dcc, cast):
    asked = recommendation(cast)

    response = direct(dcc, asked, cast)

    action = Action.objects.get()
    assert response.url == reverse("recommendation-detail", args=[asked.pk])
    assert (action.owner, action.target_on, action.status) == (cast.posts.owner, date(2015, 11, 30), "in-progress")
    assert action.origin == "A direction of the DCC, 10 September 2015"
    assert [coverage.part for coverage in action.coverages.all()] == list(asked.parts.all())


def test_a_direction_needs_a_post_and_a_day_to_come(dcc, cast):
    refused = text(direct(dcc, recommendation(cast), cast, owner="", target_on_year="2014"))

    assert ("Select by which post" in refused, "By when must be after today" in refused) == (True, True)
    assert list(Action.objects.all()) == []


def test_given_on_an_item_it_stands_in_the_minutes_and_leads_back_to_the_item(dcc, cast):
    action = begin(cast)
    recommend(action, cast.owner)
    session = move(plan(cast, rules=["completion"]), "open", cast.dcc)
    item = f"/scrutiny/{action.pk}/?session={session.pk}"
    asked = action.coverages.get().part.recommendation

    shown = dcc.get(item).content.decode()
    response = direct(dcc, asked, cast, f"?action={action.pk}&session={session.pk}")

    opened = Action.objects.latest("pk")
    assert f"/recommendations/{asked.pk}/direction/?action={action.pk}&amp;session={session.pk}" in shown
    assert response.url == item
    assert [(one.item.action, one.direction) for one in AgendaOutcome.objects.all()] == [(action, opened)]
    minutes = text(dcc.get(page(session)))
    assert f"Directed: Action {opened.pk}, {cast.posts.owner}, by 30 November 2015" in minutes
    assert "1 of 1 on the agenda dealt with" in minutes


def test_on_a_recommendation_without_action_it_is_asked_and_directed_from_the_agenda(dcc, cast):
    asked = recommendation(cast)
    session = move(plan(cast, rules=["no-action"]), "open", cast.dcc)
    query = f"?session={session.pk}"

    agenda = dcc.get(page(session)).content.decode()
    direct(dcc, asked, cast, query)
    response = dcc.post(f"{reverse('recommendation-question', args=[asked.pk])}{query}", {"text": "Who does it?"})

    assert f"/recommendations/{asked.pk}/direction/{query}" in agenda
    assert response.url == page(session)
    outcomes = [(one.direction, one.question and one.question.text) for one in AgendaOutcome.objects.all()]
    assert outcomes == [(Action.objects.get(), None), (None, "Who does it?")]


@pytest.mark.parametrize("person", ["owner", "coordinator", "staff_officer", "opcc"])
def test_directions_are_given_by_the_dcc(client, cast, person):
    client.force_login(getattr(cast, person))

    assert direct(client, recommendation(cast), cast).status_code in (403, 404)
    assert list(Action.objects.all()) == []


def test_what_is_directed_after_the_session_was_closed_is_in_no_minutes(dcc, cast):
    action = begin(cast)
    recommend(action, cast.owner)
    session = move(move(plan(cast, rules=["completion"]), "open", cast.dcc), "closed", cast.dcc, at=NOW)

    direct(dcc, action.coverages.get().part.recommendation, cast, f"?action={action.pk}&session={session.pk}")

    assert list(AgendaOutcome.objects.all()) == []
