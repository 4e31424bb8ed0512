"""The words of a document are drafted on by the staff officer, as a completion is, and every draft stands in the pre-read."""

import re

import pytest
from django.urls import reverse

from recommendations.models import AgendaOutcome, Decision, DraftedOutcome, Question, StatementDecision
from recommendations.selectors.sessions.drafted import digest_on
from recommendations.services.drafted import draft_outcome
from tests.moments import NOW
from tests.recommendations.selectors.scrutiny.test_queue import stated
from tests.recommendations.views.reading import text
from tests.recommendations.views.test_sessions import docx_words, move, page, plan
from tests.walk import begin, recommend, recommendation


@pytest.fixture(autouse=True)
def uploads(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def address(session, statement):
    return f"{reverse('scrutiny-statement', args=[statement.pk])}?session={session.pk}"


def drafted(session, statement, cast, suggests, words):
    item = session.items.get()
    seen = digest_on(item, statement)
    return draft_outcome(item, suggests, statement=statement, text=words, digest=seen, by=cast.staff_officer, at=NOW)


def confirm(client, session, draft):
    client.get(address(session, draft.statement))
    return text(client.post(reverse("session-confirm", args=[session.pk]), {"rows": [draft.pk]}, follow=True))


def test_the_staff_officer_types_what_it_is_worth_and_the_dcc_finds_it_filled_in(client, cast):
    statement = stated(begin(cast), cast)
    session = plan(cast)
    client.force_login(cast.staff_officer)
    shown = text(client.get(address(session, statement)))
    sent = {"outcome": "ask", "question": "Who recommends it?", "draft": "", "digest": digest_on(session.items.get())}
    response = client.post(address(session, statement), sent)

    assert ("Draft a decision" in shown, "Keep the draft" in shown, response.status_code) == (True, True, 302)
    assert list(StatementDecision.objects.all()) == []
    move(session, "open", cast.dcc)
    client.force_login(cast.dcc)
    found = text(client.get(address(session, statement)))
    assert re.search('value="ask"[^>]*checked', found)
    assert ("Who recommends it?" in found, "Drafted by Stef Staff-Officer" in found) == (True, True)


def test_recorded_as_drafted_both_names_are_kept_and_the_question_that_follows_is_drafted_by_nobody(dcc, cast):
    statement = stated(begin(cast), cast)
    session = move(plan(cast), "open", cast.dcc)
    draft = drafted(session, statement, cast, "ask", "Who recommends it?")

    confirm(dcc, session, draft)

    decision = StatementDecision.objects.get()
    assert (decision.outcome, decision.question, decision.recorded_by) == ("ask", Question.objects.get(), cast.dcc)
    assert {(one.statement_decision, one.question, one.draft) for one in AgendaOutcome.objects.all()} == {
        (decision, None, draft),
        (None, decision.question, None),
    }
    minutes = text(dcc.get(page(session)))
    assert "Statement in a document: Ask the owner" in minutes
    assert "Drafted by Stef Staff-Officer, 10 September 2015." in minutes


def test_support_against_the_facts_is_not_confirmed_as_it_was_drafted(dcc, cast):
    action = begin(cast)
    recommend(action, cast.owner)
    statement = stated(action, cast, means="supports-completion")
    session = move(plan(cast), "open", cast.dcc)
    told = confirm(dcc, session, drafted(session, statement, cast, "support", "Seen."))

    assert "Something speaks against completion, so decide on it by itself and say why." in told
    assert list(Decision.objects.all()) == []


def test_words_that_no_action_answers_are_left_as_they_are_by_a_draft(dcc, cast):
    statement = stated(None, cast, means="no-action-required", of=recommendation(cast))
    session = move(plan(cast, rules=["statement"]), "open", cast.dcc)

    confirm(dcc, session, drafted(session, statement, cast, "stands", ""))

    assert [(one.outcome, one.question) for one in StatementDecision.objects.all()] == [("stands", None)]


def test_the_pre_read_says_what_is_drafted_and_by_whom_and_has_no_such_column_where_nothing_is(dcc, cast):
    statement = stated(begin(cast), cast)
    session = plan(cast)
    before = docx_words(dcc.get(reverse("session-pre-read", args=[session.pk])))
    drafted(session, statement, cast, "ask", "Who recommends it?")

    after = docx_words(dcc.get(reverse("session-pre-read", args=[session.pk])))

    said = "Ask the owner: a note of scrutiny recommends complete: Who recommends it? (Stef Staff-Officer, 10 September 2015)"
    assert ("Drafted" in before, said in after) == (False, True)
    assert DraftedOutcome.objects.count() == 1


# A recommendation that no action answers


def test_a_question_on_a_recommendation_without_action_is_drafted_and_confirmed(client, cast):
    asked = recommendation(cast, "a", "b")
    session = plan(cast, rules=["no-action"])
    about = f"{reverse('recommendation-question', args=[asked.pk])}?session={session.pk}"
    part = asked.parts.get(letter="b")
    client.force_login(cast.staff_officer)
    offered = text(client.get(page(session)))
    client.post(about, {"text": "Who does it?", "part": part.pk, "draft": ""})

    draft = DraftedOutcome.objects.get()
    assert (f'href="{about}"' in offered, draft.part, Question.objects.count()) == (True, part, 0)
    move(session, "open", cast.dcc)
    client.force_login(cast.dcc)
    found = text(client.get(about))
    client.post(reverse("session-confirm", args=[session.pk]), {"rows": [draft.pk]})

    assert ("Who does it?" in found, "Drafted by Stef Staff-Officer" in found) == (True, True)
    question = Question.objects.get()
    assert (question.recommendation, question.part, question.recorded_by) == (asked, part, cast.dcc)
    assert [(one.question, one.draft) for one in AgendaOutcome.objects.all()] == [(question, draft)]


def test_asked_in_other_words_the_draft_is_done_with_and_one_taken_away_leaves_nothing(client, cast):
    asked = recommendation(cast)
    session = move(plan(cast, rules=["no-action"]), "open", cast.dcc)
    about = f"{reverse('recommendation-question', args=[asked.pk])}?session={session.pk}"
    client.force_login(cast.staff_officer)
    client.post(about, {"text": "Who does it?", "draft": ""})
    first = DraftedOutcome.objects.get()
    client.post(about, {"text": "Who does it?", "draft": first.pk, "take_away": "on"})
    assert list(DraftedOutcome.objects.standing()) == []
    client.post(about, {"text": "Since when?", "draft": ""})
    last = DraftedOutcome.objects.standing().get()

    client.force_login(cast.dcc)
    client.post(about, {"text": "Since which day?", "draft": last.pk})

    assert [(one.question.text, one.draft) for one in AgendaOutcome.objects.all()] == [("Since which day?", last)]
    assert list(DraftedOutcome.objects.standing()) == []
