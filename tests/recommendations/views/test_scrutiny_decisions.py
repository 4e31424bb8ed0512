"""The DCC decides and asks: what follows, what is said against it, and that nothing typed is lost."""

from datetime import date

import pytest

from recommendations.models import Decision, Question
from recommendations.services import progress, scrutiny
from tests.moments import NOW, london
from tests.recommendations.views.reading import text
from tests.recommendations.views.scrutiny_pages import AUGUST, form_data, held, page
from tests.walk import begin, part, recommend, stands, support, withdraw


@pytest.fixture
def action(cast):
    """On parts a and b, recommended complete as a whole."""
    action = begin(cast, "a", "b")
    recommend(action, cast.owner)
    return action


# The decision


def test_support_completes_the_action_and_leads_to_the_next(dcc, cast, action):
    other = begin(cast)
    recommend(other, cast.owner, at=london(2015, 8, 9))

    response = dcc.post(page(action), form_data(action, "support"), follow=True)

    assert stands(action)[0] == "complete"
    assert response.redirect_chain == [(page(other), 302)]
    assert f'href="/actions/{action.pk}/">Action {action.pk}</a>: completion supported.' in text(response)


def test_after_the_last_decision_comes_the_queue(dcc, action):
    assert dcc.post(page(action), form_data(action, "support")).url == "/scrutiny/"


def test_one_part_is_supported_and_the_other_still_waits(dcc, action):
    response = dcc.post(page(action), form_data(action, "support", part=part(action, "a").pk))

    assert stands(action) == ("recommended-complete", {"a": (True, True), "b": (True, False)})
    assert response.url == page(action)


@pytest.mark.parametrize(
    ("outcome", "reason"),
    [
        ("question", "Enter your question"),
        ("send_back", "Say why you send it back"),
        ("withdraw", "Say why it is withdrawn"),
    ],
)
def test_what_goes_against_the_owner_needs_words(dcc, action, outcome, reason):
    response = dcc.post(page(action), form_data(action, outcome))

    assert response.status_code == 200
    assert reason in text(response)
    assert stands(action)[0] == "recommended-complete"


@pytest.mark.parametrize(("outcome", "status"), [("send_back", "in-progress"), ("withdraw", "withdrawn")])
def test_sent_back_or_withdrawn_with_its_reason(dcc, action, outcome, status):
    dcc.post(page(action), form_data(action, outcome, "The audit is missing."))

    assert stands(action)[0] == status
    assert action.decisions.get().reason == "The audit is missing."


def test_a_complete_action_is_reopened_and_not_supported_again(dcc, cast, action):
    support(action, cast.dcc)
    offered = text(dcc.get(page(action)))

    dcc.post(page(action), form_data(action, "reopen", "It lapsed."))

    assert ('value="reopen"' in offered, 'value="support"' in offered) == (True, False)
    assert stands(action)[0] == "in-progress"


def test_a_withdrawn_action_is_reopened_with_its_reason(dcc, cast, action):
    withdraw(action, cast.dcc)
    offered = text(dcc.get(page(action)))

    dcc.post(page(action), form_data(action, "reopen_withdrawn", "Nobody else does it."))

    assert ('value="reopen_withdrawn"' in offered, 'value="reopen"' in offered) == (True, False)
    assert "Not needed to support" not in offered
    assert stands(action)[0] == "in-progress"
    assert action.decisions.last().reason == "Nobody else does it."


def test_a_part_that_is_not_recommended_cannot_be_supported(dcc, cast):
    action = begin(cast, "a", "b")
    recommend(action, cast.owner, part=part(action, "a"))
    other = part(action, "b")

    response = dcc.post(page(action), form_data(action, "support", part=other.pk))

    assert f"{other} is in progress" in text(response)
    assert not Decision.objects.exists()


def test_an_error_keeps_every_typed_word(dcc, action):
    data = form_data(action, "question", "", part=part(action, "b").pk, answer_by_day="31", answer_by_month="2")

    found = text(dcc.post(page(action), data | {"answer_by_year": "2016", "text": "How many were seen?"}))

    assert "February 2016 has 29 days" in found
    assert "How many were seen?" in found
    assert f'<option value="{part(action, "b").pk}" selected>' in found


# Questions


def test_a_question_on_a_part_blocks_and_moves_nothing(dcc, cast, action):
    data = form_data(action, "question", "How many?", part=part(action, "a").pk)
    dcc.post(page(action), data | {"answer_by_day": "30", "answer_by_month": "9", "answer_by_year": "2015"})

    question = Question.objects.get()
    assert (question.text, question.part, question.answer_by) == ("How many?", part(action, "a"), date(2015, 9, 30))
    assert (question.blocks, stands(action)[0]) == (True, "recommended-complete")


def test_support_over_an_open_question_needs_the_reason_why_it_does_not_wait(dcc, cast, action):
    scrutiny.ask(action, "How many?", by=cast.dcc, at=AUGUST)

    refused = dcc.post(page(action), form_data(action, "support"))
    first = (refused.status_code, "A scrutiny question is open." in text(refused), stands(action)[0])
    dcc.post(page(action), form_data(action, "support", despite="The audit says it."))

    assert first == (200, True, "recommended-complete")
    assert stands(action)[0] == "complete"
    assert Question.objects.get().settlement.reason == "The audit says it."


def test_an_accepted_answer_leaves_the_item_where_it_is_to_be_decided(dcc, cast, action):
    question = scrutiny.ask(action, "How many?", by=cast.dcc, at=AUGUST)
    scrutiny.answer(question, "Ten.", by=cast.owner, at=AUGUST)

    response = dcc.post(page(action), form_data(action, f"accept-{question.pk}"))

    question.refresh_from_db()
    assert (question.settlement.outcome, response.url) == ("accepted", page(action))


def test_an_answer_that_is_not_enough_is_asked_again(dcc, cast, action):
    question = scrutiny.ask(action, "How many?", by=cast.dcc, at=AUGUST)
    scrutiny.answer(question, "Some.", by=cast.owner, at=AUGUST)

    dcc.post(page(action), form_data(action, "question", "How many exactly?", follows=question.pk))

    assert Question.objects.get(text="How many exactly?").follows == question


# Two at once


def test_what_came_while_the_page_was_open_is_shown_before_anything_is_decided(dcc, cast, action):
    sent = form_data(action, "send_back", "The audit is missing.")
    progress.post_update(action, done="Here is the audit.", evidence=[held("Audit")], by=cast.owner, at=NOW)

    response = dcc.post(page(action), sent)

    found = text(response)
    assert "Something new was added to this action after you opened it." in found
    assert "<strong>1 update, 1 piece of evidence</strong> since you opened this page" in found
    assert "The audit is missing.</textarea>" in found
    assert not Decision.objects.exists()


def test_the_second_of_two_chief_officers_is_told_and_loses_no_word(client, cast, action):
    sent = form_data(action, "support", "I have read the audit.")
    support(action, cast.dcc, at=NOW)
    client.force_login(cast.deputy)

    found = text(client.post(page(action), sent))

    assert "Something new was added to this action after you opened it." in found
    assert "I have read the audit.</textarea>" in found
    assert Decision.objects.get().recorded_by == cast.dcc


def test_once_read_the_same_letter_is_taken(dcc, cast, action):
    progress.post_update(action, done="More.", by=cast.owner, at=london(2015, 8, 20))
    sent = form_data(action, "support")

    dcc.post(page(action), sent)

    assert stands(action)[0] == "complete"


def test_the_last_part_waits_for_every_question_of_the_action(dcc, cast):
    """Supporting it completes the action, so a question about another part blocks it too."""
    action = begin(cast, "a", "b")
    recommend(action, cast.owner)
    support(action, cast.dcc, part=part(action, "a"))
    scrutiny.ask(action, "Did a last?", part=part(action, "a"), by=cast.dcc, at=AUGUST)

    found = text(dcc.post(page(action), form_data(action, "support", part=part(action, "b").pk)))

    assert "A scrutiny question is open." in found
    assert stands(action) == ("recommended-complete", {"a": (True, True), "b": (True, False)})


# The price


def test_a_decision_asks_of_the_next_in_the_queue_only_whose_it_is(dcc, cast, action, django_assert_num_queries):
    following = begin(cast)
    recommend(following, cast.owner)
    sent = form_data(action, "send_back", "Sample April too.")

    with django_assert_num_queries(72):
        response = dcc.post(page(action), sent)

    assert response.url == page(following)
