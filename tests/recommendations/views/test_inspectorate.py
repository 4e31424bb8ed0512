"""The DCC says that an inspectorate was asked, from the item and from an agenda; the coordinator records what it answered."""

from datetime import date

import pytest
from django.urls import reverse

from recommendations.models import InspectorateReply, InspectorateRequest
from recommendations.services.actions import request_deadline
from recommendations.services.inspectorate import ask_inspectorate
from tests.recommendations.views.form_pages import date_boxes
from tests.recommendations.views.reading import shown, text
from tests.recommendations.views.test_sessions import move, page, plan
from tests.walk import LATER, begin, recommend, recommendation


def body_of(action):
    return action.coverages.get().part.recommendation.inspection.body


def ask(client, address, body, **fields):
    said = {"body": body.pk, "asked_by": "The DCC", "text": "May it be later?"} | date_boxes(
        "asked_on", "12", "8", "2015"
    )
    return client.post(address, said | fields)


@pytest.fixture
def date_asked(cast):
    action = begin(cast)
    return request_deadline(action, date(2015, 11, 30), because="it", reason="Late.", by=cast.owner, at=LATER)


def test_about_a_date_it_is_asked_from_its_page_and_the_queue_says_on_whom_one_waits(dcc, cast, date_asked):
    action = date_asked.action
    address = reverse("action-inspectorate", args=[action.pk])

    offered = shown(dcc, cast.dcc, reverse("scrutiny-deadline", args=[date_asked.pk]))
    response = ask(dcc, address, body_of(action), about="date")

    assert f'href="{address}"' in offered
    assert response.url == reverse("scrutiny-item", args=[action.pk])
    assert InspectorateRequest.objects.get().deadline_request == date_asked
    waiting = "Waiting on HMIC since 12 August 2015 about 30 November 2015"
    for path in (reverse("scrutiny-queue"), response.url, reverse("scrutiny-deadline", args=[date_asked.pk])):
        assert waiting in text(dcc.get(path))
    assert "Start with" not in text(dcc.get(reverse("scrutiny-queue")))


def test_in_a_session_it_stands_in_the_minutes(dcc, cast):
    action = begin(cast)
    recommend(action, cast.owner)
    session = move(plan(cast, rules=["completion"]), "open", cast.dcc)
    query = f"?session={session.pk}"
    address = f"{reverse('action-inspectorate', args=[action.pk])}{query}"

    item = shown(dcc, cast.dcc, f"/scrutiny/{action.pk}/{query}")
    response = ask(dcc, address, body_of(action))

    assert f'href="{address}"' in item
    assert response.url == f"/scrutiny/{action.pk}/{query}"
    minutes = text(dcc.get(page(session)))
    assert "HMIC asked by The DCC on 12 August 2015" in minutes
    assert "1 of 1 on the agenda dealt with" in minutes


def test_about_a_recommendation_without_action_from_its_page_and_from_an_agenda(dcc, cast):
    asked = recommendation(cast)
    session = move(plan(cast, rules=["no-action"]), "open", cast.dcc)
    address = reverse("recommendation-inspectorate", args=[asked.pk])

    assert f'href="{address}"' in shown(dcc, cast.dcc, reverse("recommendation-detail", args=[asked.pk]))
    assert f'href="{address}?session={session.pk}"' in shown(dcc, cast.dcc, page(session))
    response = ask(dcc, f"{address}?session={session.pk}", asked.inspection.body)

    assert response.url == page(session)
    assert "Waiting on HMIC since 12 August 2015" in shown(
        dcc, cast.owner, reverse("recommendation-detail", args=[asked.pk])
    )


def test_a_refused_form_says_beside_each_field_what_to_do_and_keeps_what_was_typed(dcc, cast, date_asked):
    address = reverse("action-inspectorate", args=[date_asked.action_id])

    refused = text(ask(dcc, address, body_of(date_asked.action), asked_by="", asked_on_year="2016"))

    assert [words in refused for words in ("Enter who asked", "When must be today or earlier", "May it be later?")] == [
        *(True, True, True),
    ]


@pytest.fixture
def request_(cast, date_asked):
    facts = {"body": body_of(date_asked.action), "asked_by": "The DCC", "asked_on": date(2015, 8, 20), "text": "Later?"}
    return ask_inspectorate(action=date_asked.action, deadline_request=date_asked, **facts, by=cast.dcc, at=LATER)


def test_the_coordinator_finds_it_and_records_the_answer_with_its_day_and_document(coordinator, cast, request_):
    address = reverse("inspectorate-reply", args=[request_.pk])
    listed = reverse("inspectorate-waited-for")
    assert f'href="{listed}"' in shown(coordinator, cast.coordinator, reverse("coordination"))
    assert f'href="{address}"' in shown(coordinator, cast.coordinator, listed)

    refused = text(coordinator.post(address, {"outcome": "agreed"}))
    boxes = date_boxes("until", "31", "10", "2015") | date_boxes("said_on", "1", "9", "2015")
    coordinator.post(address, {"outcome": "agreed", "source": "Letter"} | boxes)

    for words in ("Enter the date of the answer", "Say in which document", "Enter the day until which they agree"):
        assert words in refused
    reply = InspectorateReply.objects.get()
    assert (reply.until, reply.said_on, reply.source) == (date(2015, 10, 31), date(2015, 9, 1), "Letter")
    assert "No inspectorate was asked" in shown(coordinator, cast.coordinator, listed)


@pytest.mark.parametrize("name", ["owner", "dcc", "opcc"])
def test_no_other_records_it(client, cast, request_, name):
    for address in (reverse("inspectorate-reply", args=[request_.pk]), reverse("inspectorate-waited-for")):
        shown(client, getattr(cast, name), address, status=403)


def test_what_was_asked_is_corrected_the_old_is_kept_and_the_answer_is_to_both(client, cast, request_):
    item, listed = reverse("scrutiny-item", args=[request_.action_id]), reverse("inspectorate-waited-for")
    address = reverse("inspectorate-request-correct", args=[request_.pk])
    assert f'href="{address}"' in shown(client, cast.dcc, item)
    said = {"body": request_.body_id, "asked_by": "Head of Crime", "text": "Much later?", "seen": request_.pk}
    ahead = text(client.post(address, said | {"why": "Another asked."} | date_boxes("asked_on", "1", "1", "2016")))

    client.post(address, said | {"why": "Another asked."} | date_boxes("asked_on", "14", "8", "2015"))

    assert "When must be today or earlier" in ahead
    page = shown(client, cast.dcc, item)
    for words in ("Waiting on HMIC since 14 August 2015", "Head of Crime", ": Another asked.", "Later?"):
        assert words in page
    timeline = shown(client, cast.dcc, reverse("action-detail", args=[request_.action_id]))
    assert "HMIC was asked, corrected" in timeline
    reply = reverse("inspectorate-reply", args=[request_.pk])
    waiting = shown(client, cast.coordinator, listed)
    assert (waiting.count(f'href="{reply}"'), "Much later?" in waiting) == (1, True)
    client.post(reply, {"outcome": "refused", "source": "Letter"} | date_boxes("said_on", "14", "8", "2015"))
    assert "HMIC did not agree on 14 August 2015" in shown(client, cast.dcc, item)
    assert "No inspectorate was asked" in shown(client, cast.coordinator, listed)
    too_late = said | {"why": "Again.", "seen": InspectorateRequest.objects.last().pk}
    client.force_login(cast.dcc)
    refused = client.post(address, too_late | date_boxes("asked_on", "15", "8", "2015"))
    assert "They answered on 14 August 2015, and this is after it" in text(refused)
    shown(client, cast.coordinator, address, status=403)
