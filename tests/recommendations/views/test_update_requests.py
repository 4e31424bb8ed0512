"""An update is asked for on an action's page; its owner finds it on My actions, and who asked sees that it waits."""

from datetime import date, timedelta
from html import unescape

import pytest
from django.urls import reverse

from recommendations.models import UpdateRequest
from recommendations.services.update_requests import ask_for_update
from tests.moments import NOW, london
from tests.recommendations.views.form_pages import date_boxes, form_data
from tests.walk import begin

ASKED = london(2015, 9, 9)
SENT = {"text": "Is the audit done?"} | date_boxes("answer_by", 21, 9, 2015)


def words(response):
    return unescape(response.content.decode())


def labels(client, action):
    return [way["label"] for way in client.get(f"/actions/{action.number}/").context["ways"]]


def asked_on(cast):
    action = begin(cast)
    said = {"text": "Is the audit done?", "answer_by": date(2015, 9, 21)}
    return action, ask_for_update(action, **said, by=cast.issue_owner, at=ASKED)


def test_the_issue_owner_asks_and_the_owner_answers_by_an_update(client, cast, monkeypatch):
    action = begin(cast)
    client.force_login(cast.issue_owner)
    assert "Ask for an update" in labels(client, action)

    told = client.post(reverse("action-ask-update", args=[action.number]), SENT, follow=True)

    assert f"Action {action.number}: the Detective Chief Inspector is asked for an update." in words(told)
    assert "Take it back" in words(told)
    client.force_login(cast.owner)
    mine = client.get(reverse("my-actions"))
    assert [one.text for one in mine.context["page"].requests] == ["Is the audit done?"]
    assert "1 update asked for" in words(mine)
    assert "Is the audit done?" in words(client.get(reverse("action-update", args=[action.number])))
    monkeypatch.setattr("safeguarding.clock.now", lambda: NOW + timedelta(hours=1))
    client.post(reverse("action-update", args=[action.number]), form_data(done="It is.", assessment="on-target"))
    assert list(client.get(reverse("my-actions")).context["page"].requests) == []


@pytest.mark.parametrize(
    "who, sees", [("owner", False), ("dcc", False), ("coordinator", True), ("staff_officer", True)]
)
def test_it_is_offered_to_those_who_may_ask(client, cast, who, sees):
    action = begin(cast)
    client.force_login(getattr(cast, who))

    assert ("Ask for an update" in labels(client, action)) is sees


def test_who_asked_takes_it_back_on_the_page(client, cast):
    action, request = asked_on(cast)
    client.force_login(cast.issue_owner)

    client.post(reverse("update-request-take-back", args=[request.pk]), {"reason": "Said by telephone."})

    assert list(UpdateRequest.objects.open()) == []
    page = words(client.get(f"/actions/{action.number}/"))
    assert "Request for an update by 21 September 2015 taken back" in page
    assert "Said by telephone." in page


def test_nobody_else_is_offered_to_take_it_back(client, cast):
    action, _ = asked_on(cast)
    client.force_login(cast.coordinator)

    page = words(client.get(f"/actions/{action.number}/"))

    assert "Is the audit done?" in page
    assert "Take it back" not in page


def test_the_list_of_actions_finds_those_on_which_one_is_waited_for(client, cast):
    action, _ = asked_on(cast)
    begin(cast)
    client.force_login(cast.coordinator)

    rows = client.get("/actions/?update_asked=on").context["rows"]

    assert [row.number for row in rows] == [action.number]


def test_a_press_of_take_it_back_after_the_update_says_so(client, cast):
    action, request = asked_on(cast)
    client.force_login(cast.owner)
    client.post(reverse("action-update", args=[action.number]), form_data(done="It is.", assessment="on-target"))

    client.force_login(cast.issue_owner)
    response = client.post(reverse("update-request-take-back", args=[request.pk]), {"reason": "No need."})

    assert response.status_code == 403
    assert "There is an update since, or it was taken back." in words(response)
