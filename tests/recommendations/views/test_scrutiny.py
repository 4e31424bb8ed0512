"""The DCC's queue and an action in it: what is shown, to whom, and for how many queries."""

import re
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from recommendations.models import Question
from recommendations.selectors.scrutiny.state_digest import state_digest
from recommendations.services import progress, scrutiny
from tests.factories import ActionFactory, InspectionFactory, RecommendationFactory
from tests.moments import OPENED, london
from tests.recommendations.views.reading import text
from tests.recommendations.views.scrutiny_pages import AUGUST, form_data, held, page
from tests.walk import begin, recommend, recommendation, stands


@pytest.fixture
def action(cast):
    """On parts a and b, recommended complete as a whole."""
    action = begin(cast, "a", "b")
    recommend(action, cast.owner)
    return action


# The queue


@pytest.mark.parametrize("person", ["owner", "opcc", "coordinator", "partner", "auditor"])
def test_the_queue_is_for_the_dcc_and_their_staff_officer(client, cast, person):
    client.force_login(getattr(cast, person))

    response = client.get("/scrutiny/")

    assert response.status_code == 403
    assert "The scrutiny queue is for the DCC and their staff officer." in text(response)


def test_the_dcc_starts_with_the_first_that_is_theirs(dcc, action):
    assert f'href="{page(action)}" role="button"' in text(dcc.get("/scrutiny/"))


def test_a_staff_officer_reads_the_queue_without_a_start(client, cast, action):
    client.force_login(cast.staff_officer)

    found = text(client.get("/scrutiny/"))

    assert ("1 matter waits for the DCC, with 1 decision" in found, "Start with" in found) == (True, False)


# The item, read


def test_the_item_shows_what_was_asked_what_was_answered_the_proof_and_the_dates(dcc, cast):
    action = begin(cast, target_on=date(2015, 6, 30))
    proof = [held("Procedure", "output"), held("Dip sample"), held("Fewer missed", "effect")]
    recommend(action, cast.owner, assessment="on-target", shown_by="Forty of fifty seen.", evidence=proof)

    found = text(dcc.get(page(action)))

    for words in (
        "Officers should see and speak to children.",
        "“Within three months”",
        "The procedure was issued.",
        "Forty of fifty seen.",
        "Dip sample",
        "Fewer missed",
        "Its owner says on target, but it is 72 days past its target",
        "122 days past",  # 11 May, the inspectorate's
        "30 June 2015 is asked for.",
    ):
        assert words in found
    assert "No evidence" not in found


def test_what_came_after_it_was_recommended_is_marked_new(dcc, cast, action):
    progress.post_update(
        action, done="Sampled again.", evidence=[held("Second sample")], by=cast.owner, at=london(2015, 8, 20)
    )

    found = text(dcc.get(page(action)))

    assert "<strong>1 update, 1 piece of evidence</strong> since it was recommended complete" in found


def test_what_came_after_the_dccs_question_is_marked_new(dcc, cast, action):
    question = scrutiny.ask(action, "How many were seen?", by=cast.dcc, at=AUGUST)
    scrutiny.answer(question, "Forty-seven of sixty.", by=cast.owner, at=london(2015, 8, 6))

    found = text(dcc.get(page(action)))

    assert "<strong>1 answer</strong> since the DCC last spoke" in found
    assert found.index("How many were seen?") < found.index("Forty-seven of sixty.")


def test_the_other_parts_stand_in_a_line_with_their_state(dcc, cast):
    parts = recommendation(cast, "a", "b").parts.all()
    action = ActionFactory(parts=[parts[0]], owner=cast.posts.owner)
    recommend(action, cast.owner)

    found = text(dcc.get(page(action)))

    others = found[found.index("The other parts") :]
    assert ("No action" in others, "Clause b" in others) == (True, True)


def test_the_place_in_the_queue_leads_to_its_neighbours(dcc, cast, action):
    other = begin(cast)
    recommend(other, cast.owner, at=london(2015, 8, 9))

    found = text(dcc.get(page(action)))

    assert "<strong>1 of 2</strong>" in found
    assert f'href="{page(other)}" rel="next"' in found


def test_each_outcome_and_the_next_item_have_an_access_key(dcc, cast, action):
    recommend(begin(cast), cast.owner, at=london(2015, 8, 9))

    found = text(dcc.get(page(action)))

    assert re.findall(r'value="(\w+)"\s+id="\w+"\s+accesskey="(\d)"', found) == [
        ("support", "1"),
        ("question", "2"),
        ("send_back", "3"),
        ("withdraw", "4"),
    ]
    assert 'rel="next" accesskey="n"' in " ".join(found.split())
    assert f'href="/actions/{action.pk}/check/"' in found


def test_reading_changes_nothing(dcc, action):
    before = state_digest(action)

    dcc.get(page(action))

    assert state_digest(action) == before


# Who may not


@pytest.mark.parametrize("person", ["owner", "staff_officer", "coordinator", "issue_owner"])
def test_who_does_not_decide_reads_why_and_finds_no_form(client, cast, action, person):
    client.force_login(getattr(cast, person))

    read = client.get(page(action))
    sent = client.post(page(action), form_data(action, "support", "Well done."))

    assert (read.status_code, sent.status_code) == (200, 403)
    assert 'name="outcome"' not in text(read)
    assert "This is for the DCC." in text(sent)
    assert "Well done." in text(sent)
    assert stands(action)[0] == "recommended-complete"


def test_the_owner_reads_every_reason_why_they_cannot_sign_off_their_own_work(client, cast, action):
    client.force_login(cast.owner)

    found = text(client.get(page(action)))

    assert "You recommended this complete, so somebody else has to decide." in found
    assert "You own this action, or did since it opened, so somebody else has to decide." in found


def test_a_chief_officer_who_owns_the_issue_may_ask_and_not_decide(client, cast):
    asked = RecommendationFactory(issue_owner=cast.posts.dcc)
    action = ActionFactory(parts=asked.parts.all(), owner=cast.posts.owner)
    recommend(action, cast.owner)
    client.force_login(cast.dcc)

    read = text(client.get(page(action)))
    refused = client.post(page(action), form_data(action, "support"))
    client.post(page(action), form_data(action, "question", "How many?"))

    assert "You own the issue, or did since this opened, so somebody else has to decide." in read
    assert ('value="question"' in read, 'value="support"' in read) == (True, False)
    assert refused.status_code == 403
    assert Question.objects.get().text == "How many?"


@pytest.mark.parametrize("person", ["opcc", "partner"])
def test_how_a_decision_is_prepared_stays_in_the_force(client, cast, person):
    inspection = InspectionFactory(released_at=OPENED)
    action = ActionFactory(parts=RecommendationFactory(inspection=inspection).parts.all(), owner=cast.posts.owner)
    recommend(action, cast.owner, done="Words for the DCC.")
    client.force_login(getattr(cast, person))

    response = client.get(page(action))

    assert response.status_code in (403, 404)
    assert "Words for the DCC." not in text(response)


def test_under_embargo_there_is_no_such_page(client, cast):
    inspection = InspectionFactory(embargo_until=london(2015, 12, 1))
    action = ActionFactory(parts=RecommendationFactory(inspection=inspection).parts.all(), owner=cast.posts.owner)
    client.force_login(cast.dcc)

    assert client.get(page(action)).status_code == 404


def test_a_part_under_embargo_is_not_shown_with_the_parts_that_are_open(client, cast):
    secret = RecommendationFactory(
        inspection=InspectionFactory(title="Secret inspection", embargo_until=london(2015, 12, 1)), text="Secret words."
    )
    action = ActionFactory(parts=[recommendation(cast).parts.get(), secret.parts.get()], owner=cast.posts.owner)
    recommend(action, cast.owner)
    client.force_login(cast.dcc)

    found = text(client.get(page(action))) + text(client.get("/scrutiny/"))

    assert ("Secret words." in found, "Secret inspection" in found) == (False, False)


# The price


def grown(cast, action, times):
    """Said, asked and proved, each so many times."""
    for _ in range(times):
        progress.post_update(action, done="More.", evidence=[held("Sample")], by=cast.owner, at=AUGUST)
        scrutiny.answer(scrutiny.ask(action, "Why?", by=cast.dcc, at=AUGUST), "So.", by=cast.owner, at=AUGUST)


def test_an_item_with_much_said_costs_as_many_queries_as_one_with_little(dcc, cast, action):
    costs = []
    for times in (1, 2):
        grown(cast, action, times)
        with CaptureQueriesContext(connection) as queries:
            dcc.get(page(action))
        costs.append(len(queries))

    # One for the token by which the page is sent once, one for what was answered, one for what else waits in the matter, one for
    # the parts that it answers, which a decision reads without those beside them.
    assert costs[0] == costs[1] == 23


def test_a_queue_of_three_costs_as_many_queries_as_a_queue_of_one(dcc, cast, action):
    costs = []
    for more in (0, 2):
        for _ in range(more):
            recommend(begin(cast), cast.owner)
        with CaptureQueriesContext(connection) as queries:
            dcc.get("/scrutiny/")
        costs.append(len(queries))

    assert costs[0] == costs[1] < 20
