"""Dates and responses that wait for agreement, and the question asked from an action's own page."""

import re
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from recommendations.models import Action, Question
from recommendations.services import actions, recommendations
from recommendations.services.recommendations import PartDraft
from recommendations.workflow import ResponseKind
from safeguarding.models import Audience
from tests.factories import ActionFactory, InspectionFactory, RecommendationFactory
from tests.moments import OPENED, london
from tests.recommendations.views.reading import shown, text
from tests.recommendations.views.scrutiny_pages import AUGUST
from tests.walk import begin, recommendation

# Dates


@pytest.fixture
def asked(cast):
    """1 December 2015 instead of 1 May, beyond the inspectorate's 11 May."""
    action = begin(cast, target_on=date(2015, 5, 1))
    return actions.request_deadline(
        action, date(2015, 12, 1), because="it", reason="The system is late.", by=cast.owner, at=AUGUST
    )


def deadline_page(asked):
    return reverse("scrutiny-deadline", args=[asked.pk])


def test_a_date_stands_beside_the_others_with_its_reason(dcc, asked):
    found = text(dcc.get(deadline_page(asked)))

    for words in ("1 December 2015 for action", "1 May 2015", "11 May 2015", "The system is late.", "Waiting on IT"):
        assert words in found


@pytest.mark.parametrize(("agreed", "target"), [("yes", date(2015, 12, 1)), ("no", date(2015, 5, 1))])
def test_a_date_is_agreed_or_not_with_the_reason_kept(dcc, asked, agreed, target):
    dcc.post(deadline_page(asked), {"agreed": agreed, "reason": "I have seen the programme."})

    asked.action.refresh_from_db()
    assert (asked.action.target_on, asked.action.original_target_on) == (target, date(2015, 5, 1))
    assert asked.decision.reason == "I have seen the programme."


def test_another_date_is_agreed_and_every_page_says_what_was_asked_and_what_was_agreed(client, dcc, cast, asked):
    day = {"instead_on_day": "1", "instead_on_month": "10", "instead_on_year": "2015"}
    sent = {"agreed": "instead", "reason": "Before the winter."}
    page = deadline_page(asked)
    assert "Agree another date" in text(dcc.get(page))
    assert "Enter the date you agree" in text(dcc.post(page, sent))
    assert "That is the date asked for: agree it" in text(dcc.post(page, sent | day | {"instead_on_month": "12"}))

    told = text(dcc.post(page, sent | day, follow=True))

    assert "1 October 2015 agreed instead of 1 December 2015" in told
    decided = text(dcc.get(page))
    assert "1 October 2015 was agreed instead of 1 December 2015." in decided
    assert "Wrongly decided? The action owner or the coordinator asks" in decided
    assert "1 October 2015 agreed instead of 1 December 2015" in text(dcc.get(f"/scrutiny/{asked.action_id}/"))
    client.force_login(cast.owner)
    assert "Target date 1 October 2015 agreed instead of the date asked for" in text(
        client.get(f"/actions/{asked.action_id}/")
    )
    assert "another date agreed than was asked for</strong>, 1 October 2015" in text(client.get("/my-actions/"))


def test_a_date_is_not_decided_without_a_reason(dcc, asked):
    found = text(dcc.post(deadline_page(asked), {"agreed": "yes", "reason": " "}))

    assert ("Enter your reason" in found, hasattr(asked, "decision")) == (True, False)


@pytest.mark.parametrize("person", ["owner", "issue_owner", "staff_officer"])
def test_a_date_beyond_the_inspectorates_is_not_for_others(client, cast, asked, person):
    client.force_login(getattr(cast, person))

    read, sent = client.get(deadline_page(asked)), client.post(deadline_page(asked), {"agreed": "yes", "reason": "So."})

    assert (read.status_code, sent.status_code, 'name="agreed"' in text(read)) == (200, 403, False)
    assert "it is for the DCC to agree" in text(sent)


def test_the_issue_owner_agrees_a_date_within_the_inspectorates(client, cast):
    asked = RecommendationFactory(issue_owner=cast.posts.issue_owner).parts.get()
    action = ActionFactory(parts=[asked], owner=cast.posts.owner)
    request = actions.request_deadline(
        action, date(2015, 5, 4), because="scope", reason="More to do.", by=cast.owner, at=london(2015, 4, 20)
    )
    client.force_login(cast.issue_owner)

    response = client.post(deadline_page(request), {"agreed": "yes", "reason": "In time."})

    action.refresh_from_db()
    assert (action.target_on, response.url) == (date(2015, 5, 4), deadline_page(request))


def test_a_target_that_the_dcc_did_not_agree_is_said_to_be_that_until_one_is_agreed(client, cast):
    inspection = InspectionFactory()
    limited = RecommendationFactory(inspection=inspection, parts=[PartDraft("Log it.", timescale="By 31 May 2015")])
    action = ActionFactory(parts=limited.parts.all(), owner=cast.posts.owner, target_on=date(2015, 10, 14))
    pages = [f"/actions/{action.number}/", f"/inspections/{inspection.slug}/progress/", "/my-actions/"]

    def said(page):
        return shown(client, cast.owner, page)

    put = {"reason": "Too late.", "by": cast.dcc}
    actions.decide_deadline(action.deadline_requests.get(), agreed=False, at=london(2015, 4, 20), **put)

    assert re.search(r"14 October 2015 (<[^>]*> ?)*This date was not agreed", said(pages[0]))
    assert "no target agreed; inspectorate’s date 31 May 2015; 14 October 2015 not agreed" in said(pages[1])
    assert "This date was not agreed" in said(pages[2])

    asked = {"because": "partner", "reason": "The board meets then.", "by": cast.owner, "at": london(2015, 4, 21)}
    again = actions.request_deadline(Action.objects.get(), date(2015, 10, 14), **asked)
    actions.decide_deadline(again, agreed=True, at=london(2015, 4, 22), **put)

    assert ["This date was not agreed" in said(page) for page in pages] == [False] * 3
    assert "current target 14 October 2015" in said(pages[1])


# Responses


@pytest.fixture
def proposed(cast):
    part = recommendation(cast).parts.get()
    return recommendations.respond(
        part, ResponseKind.IN_PLACE, reason="It was there before.", by=cast.coordinator, at=AUGUST
    )


def response_page(proposed):
    return reverse("scrutiny-response", args=[proposed.pk])


def test_a_response_is_agreed_and_ends_work_on_the_part(dcc, proposed):
    read = text(dcc.get(response_page(proposed)))

    dcc.post(response_page(proposed), {"agreed": "yes", "reason": ""})

    proposed.part.refresh_from_db()
    assert "It was there before." in read
    assert proposed.part.response == proposed


def test_a_response_is_refused_with_a_reason_only(dcc, proposed):
    first = text(dcc.post(response_page(proposed), {"agreed": "no", "reason": ""}))
    then = text(dcc.post(response_page(proposed), {"agreed": "no", "reason": "Show me."}, follow=True))

    assert f">{proposed.part.recommendation}</a>: response not agreed." in then
    proposed.part.refresh_from_db()
    assert "Enter your reason" in first
    assert (proposed.part.response, proposed.decision.reason) == (None, "Show me.")


def test_a_response_is_not_agreed_by_whoever_is_not_the_dcc(client, cast, proposed):
    client.force_login(cast.issue_owner)

    response = client.post(response_page(proposed), {"agreed": "yes"})

    assert response.status_code == 403
    for reason in (
        "This is for the DCC.",
        "You own the issue, or did since this opened, so somebody else has to decide.",
    ):
        assert reason in text(response)


# Asking from an action's own page


@pytest.fixture
def released(cast):
    """An action in an inspection that the OPCC may see, whose own words are force-only."""
    asked = RecommendationFactory(inspection=InspectionFactory(released_at=OPENED))
    return ActionFactory(
        parts=asked.parts.all(), owner=cast.posts.owner, text="Force-only words.", audience=Audience.FORCE
    )


def test_the_opcc_asks_and_nothing_is_blocked(client, cast, released):
    client.force_login(cast.opcc)

    response = client.post(reverse("action-question", args=[released.pk]), {"text": "How many children?"})

    question = Question.objects.get()
    assert (question.text, question.blocks) == ("How many children?", False)
    assert response.url == reverse("action-detail", args=[released.pk])


def test_the_opcc_asks_without_reading_words_that_are_the_forces(client, cast, released):
    client.force_login(cast.opcc)

    found = text(client.get(reverse("action-question", args=[released.pk])))

    assert ("Force-only words." in found, "Words withheld" in found) == (False, True)


def test_case_detail_is_asked_about_and_the_question_kept(dcc, released):
    found = text(dcc.post(reverse("action-question", args=[released.pk]), {"text": "And crime number 22000123456?"}))

    assert "looks like case detail" in found
    assert "And crime number 22000123456?</textarea>" in found
    assert not Question.objects.exists()


@pytest.mark.parametrize("person", ["owner", "coordinator", "staff_officer"])
def test_scrutiny_questions_are_not_for_others(client, cast, released, person):
    client.force_login(getattr(cast, person))

    response = client.get(reverse("action-question", args=[released.pk]))

    assert response.status_code == 403
    assert "This is for the DCC or an OPCC reviewer." in text(response)


def test_every_page_costs_fewer_than_twenty_queries(dcc, asked, proposed):
    costs = []
    for address in (deadline_page(asked), response_page(proposed)):
        with CaptureQueriesContext(connection) as queries:
            dcc.get(address)
        costs.append(len(queries))

    assert max(costs) < 20
