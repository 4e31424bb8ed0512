"""An answer that is given and a check that is set in a session stand in its minutes; an answer alone deals with nothing."""

import pytest
from django.urls import reverse

from recommendations.models import AgendaOutcome
from recommendations.selectors.sessions.proposed import left_over
from recommendations.services import scrutiny
from recommendations.services.questions import ask_about
from tests.moments import NOW
from tests.recommendations.views.form_pages import date_boxes
from tests.recommendations.views.reading import text
from tests.recommendations.views.test_sessions import docx_words, move, page, plan
from tests.walk import DECIDED, begin, recommend, recommendation


@pytest.fixture(autouse=True)
def uploads(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def minutes(client, session):
    return docx_words(client.get(reverse("session-minutes", args=[session.pk])))


def test_an_owner_answers_while_the_session_is_open_and_the_minutes_say_so(client, cast):
    action = begin(cast)
    recommend(action, cast.owner)
    session = move(plan(cast, rules=["completion"]), "open", cast.dcc)
    question = scrutiny.ask(action, "What shows it?", by=cast.dcc, at=NOW)
    client.force_login(cast.owner)

    client.post(reverse("question-answer", args=[question.pk]), {"text": "The audit of August."})

    client.force_login(cast.dcc)
    said = minutes(client, session)
    assert "Answered. Olive Owner, 10 September 2015, 09:00: The audit of August." in said
    assert "Not dealt with: it comes up in the next session." in said
    assert [matter.on_action for matter in left_over(session)] == [action.pk]
    assert "0 of 1 on the agenda dealt with" in text(client.get(page(session)))


@pytest.mark.parametrize("state", ["planned", "paused"])
def test_one_given_while_no_session_is_open_is_in_no_minutes(client, cast, state):
    action = begin(cast)
    session = plan(cast)
    if state == "paused":
        move(move(session, "open", cast.dcc), "paused", cast.dcc)
    question = scrutiny.ask(action, "What shows it?", by=cast.dcc, at=DECIDED)
    client.force_login(cast.owner)

    client.post(reverse("question-answer", args=[question.pk]), {"text": "The audit of August."})

    assert (question.answers.count(), AgendaOutcome.objects.count()) == (1, 0)


def test_an_answer_about_a_recommendation_too(client, cast):
    asked = recommendation(cast)
    session = move(plan(cast, rules=["no-action"]), "open", cast.dcc)
    question = ask_about(asked, "Whose is it?", by=cast.dcc, at=NOW)
    client.force_login(cast.issue_owner)

    client.post(reverse("recommendation-answer", args=[question.pk]), {"text": "Mine."})

    client.force_login(cast.dcc)
    assert "Answered. Isla Issue-Owner, 10 September 2015, 09:00: Mine." in minutes(client, session)


def test_a_check_that_is_set_from_the_item_leads_back_there_and_stands_as_it_was_set(dcc, cast):
    action = begin(cast)
    recommend(action, cast.owner)
    session = move(plan(cast, rules=["completion"]), "open", cast.dcc)
    item = f"/scrutiny/{action.pk}/?session={session.pk}"
    address = f"{reverse('action-check', args=[action.pk])}?session={session.pk}"

    shown = dcc.get(item).content.decode()
    sent = {"what": "Repeat the audit"} | date_boxes("due_on", "23", "11", "2015")
    response = dcc.post(address, sent)

    assert (f'href="{address}"' in shown, response.url) == (True, item)
    said = minutes(dcc, session)
    assert (
        "Follow-up check set for 23 November 2015. Dana Deputy-Chief, 10 September 2015, 09:00: Repeat the audit"
        in said
    )
    assert left_over(session) == []


def test_whoever_closes_a_session_is_told_how_much_is_left_and_then_where_its_minutes_are(client, cast):
    client.force_login(cast.dcc)
    for _ in range(2):
        recommend(begin(cast), cast.owner)
    session = plan(cast)
    address = reverse("session-move", args=[session.pk])
    before = text(client.get(address))
    move(session, "open", cast.dcc)

    assert "Not dealt with on the agenda" not in before
    assert "Not dealt with on the agenda: 2." in text(client.get(address))
    closed = client.post(address, {"to": "closed", "attendance": "", "apologies": ""}, follow=True)
    assert f"{session}: closed. Its minutes are on this page, as Word and as PDF." in text(closed)
