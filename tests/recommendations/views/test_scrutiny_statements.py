"""A document's words are worth what the DCC says they are worth, and nothing before."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from recommendations.models import AgendaOutcome, Question, StatementDecision, TranscribedStatement
from recommendations.selectors.scrutiny.state_digest import state_digest
from recommendations.services import progress
from tests.moments import NOW
from tests.recommendations.transcribed import transcribed
from tests.recommendations.views.reading import text
from tests.recommendations.views.scrutiny_pages import AUGUST
from tests.recommendations.views.test_sessions import move, plan
from tests.recorded import write
from tests.walk import begin, recommend, recommendation, stands


@pytest.fixture(autouse=True)
def uploads(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def stated(cast, action=None, words="Recommend complete.", means="recommend-complete", of=None, **fields):
    of = of or action.coverages.first().part.recommendation
    where = {"source": "progress.docx, table 1, row 2"}
    return transcribed(of, words, means, action=action, by=cast.coordinator, at=AUGUST, **where, **fields)


def statement_page(statement):
    return reverse("scrutiny-statement", args=[statement.pk])


def worth(statement, outcome, **fields):
    return {"digest": state_digest(statement.action) if statement.action else "", "outcome": outcome} | fields


def test_a_statement_stands_with_its_words_its_source_and_why_it_is_asked(dcc, cast):
    statement = stated(cast, begin(cast))

    found = text(dcc.get(statement_page(statement)))

    for words in (
        "Recommend complete.",
        "progress.docx, table 1, row 2",
        "No name is given. No date is given",
        "Only its owner recommends completion. Whoever said this, it is not the DCC’s support.",
    ):
        assert words in found
    assert "checked" not in found  # nothing is chosen beforehand


def test_support_is_closed_with_the_reason_while_the_action_is_not_recommended_complete(dcc, cast):
    found = text(dcc.get(statement_page(stated(cast, begin(cast)))))

    assert ('value="support"' in found, 'value="ask"' in found) == (False, True)
    assert "The action is in progress." in found


def test_where_no_action_answers_it_the_words_can_only_stand_or_be_rejected(dcc, cast):
    statement = stated(cast, of=recommendation(cast), words="No action required.", means="no-action-required")

    found = text(dcc.get(statement_page(statement)))

    assert [value for value in ("support", "ask", "stands", "rejected") if f'value="{value}"' in found] == [
        "stands",
        "rejected",
    ]
    assert "No action answers this yet." in found


def test_where_no_action_answers_it_the_dcc_can_ask_or_direct_from_there(client, dcc, cast):
    alone = stated(cast, of=recommendation(cast), words="No action required.", means="no-action-required")
    of_action = stated(cast, begin(cast))
    ways = [reverse(f"recommendation-{way}", args=[alone.recommendation_id]) for way in ("question", "direction")]

    session = move(plan(cast, rules=["statement"]), "open", cast.dcc)
    query = f"?session={session.pk}"

    assert [f'"{way}"' in text(dcc.get(statement_page(alone))) for way in ways] == [True, True]
    assert [f'"{way}{query}"' in text(dcc.get(statement_page(alone) + query)) for way in ways] == [True, True]
    assert "Give a direction" not in text(dcc.get(statement_page(of_action)))
    client.force_login(cast.staff_officer)
    assert "Give a direction" not in text(client.get(statement_page(alone)))


def test_a_statement_put_as_a_question_asks_it(dcc, cast):
    action = begin(cast)
    statement = stated(cast, action)

    response = dcc.post(statement_page(statement), worth(statement, "ask", question="Who recommends it?"))

    assert (Question.objects.get().text, Question.objects.get().action) == ("Who recommends it?", action)
    assert response.url == "/scrutiny/"


def test_a_statement_confirmed_as_support_completes_on_the_day_it_was_said(dcc, cast):
    action = begin(cast)
    recommend(action, cast.owner)
    statement = stated(cast, action, "Supports completion", "supports-completion", said_on=date(2015, 8, 7))

    response = dcc.post(statement_page(statement), worth(statement, "support", reason="I did."), follow=True)

    assert (stands(action)[0], action.decisions.get().decided_on) == ("complete", date(2015, 8, 7))
    assert "completion supported." in text(response)


def test_a_rejection_needs_its_reason(dcc, cast):
    statement = stated(cast, begin(cast))

    first = text(dcc.post(statement_page(statement), worth(statement, "rejected")))
    dcc.post(statement_page(statement), worth(statement, "rejected", reason="The row is another's."))

    assert "Say what is wrong with it" in first
    assert StatementDecision.objects.get().reason == "The row is another's."


def test_a_statement_whose_action_moved_on_is_read_again_first(dcc, cast):
    action = begin(cast)
    recommend(action, cast.owner)
    statement = stated(cast, action)
    sent = worth(statement, "support", reason="I saw it.")
    progress.post_update(action, done="More.", by=cast.owner, at=NOW)

    found = text(dcc.post(statement_page(statement), sent))

    assert "Something new was added to this action after you opened it." in found
    assert ("I saw it.</textarea>" in found, StatementDecision.objects.count()) == (True, 0)


def test_a_statement_decided_by_another_meanwhile_says_so_and_gives_the_words_back(dcc, cast):
    statement = stated(cast, begin(cast))
    dcc.post(statement_page(statement), worth(statement, "stands"))
    dcc.force_login(cast.deputy)

    response = dcc.post(statement_page(statement), worth(statement, "rejected", reason="Not mine."))

    assert response.status_code == 403
    assert "This statement has been decided." in text(response)
    assert "Not mine." in text(response)


def test_the_page_costs_so_many_queries(dcc, cast):
    action = begin(cast, "a", "b", "c")
    recommend(action, cast.owner)
    address = statement_page(stated(cast, action))
    with CaptureQueriesContext(connection) as queries:
        dcc.get(address)

    assert len(queries) == 19  # one for what else waits in the matter, one for whether another is like it


# Several alike


@pytest.fixture
def three(cast):
    """Three statements that mean the same: two of one document, one of another."""
    first, other = stated(cast, begin(cast)), stated(cast, begin(cast), words="Recommend complete again.")
    return first, like(first, begin(cast), by=cast.coordinator), other


def like(first, action, *, part=None, by):
    """Another of the same document that means the same, about `action`."""
    about = {"action": action, "part": part, "recommendation": first.recommendation}
    second = TranscribedStatement(**about, means=first.means, words="Recommend.", source="row 3")
    second.document = first.document
    return write(second, by=by, at=AUGUST)


def alike_page(statement):
    return reverse("scrutiny-statements-alike", args=[statement.pk])


def test_statements_alike_are_read_in_full_and_those_ticked_are_decided_together(dcc, three):
    first, second, other = three

    read = text(dcc.get(alike_page(first)))
    ticked = {"statements": [first.pk, second.pk], "outcome": "ask", "question": "Who says so?"}
    dcc.post(alike_page(first), ticked)

    assert ("“Recommend complete.”" in read, "“Recommend.”" in read, "complete again" in read) == (True, True, False)
    assert set(StatementDecision.objects.values_list("statement", "outcome")) == {
        (first.pk, "ask"),
        (second.pk, "ask"),
    }
    assert [question.text for question in Question.objects.all()] == ["Who says so?"] * 2
    assert not hasattr(TranscribedStatement.objects.get(pk=other.pk), "decision")


def test_an_action_that_two_statements_alike_are_about_is_worded_once(dcc, cast):
    action = begin(cast, "a", "b")
    first, second = (coverage.part for coverage in action.coverages.order_by("part"))
    like(stated(cast, action, part=first), action, part=second, by=cast.coordinator)

    read = text(dcc.get(alike_page(TranscribedStatement.objects.first())))

    wordings = f"Action {action.number}: {action.text}", f"Action {action.number}, as above."
    assert [read.count(wording) for wording in wordings] == [1, 1]


def test_statements_alike_decided_in_a_session_stand_each_with_its_item(dcc, cast, three):
    first, second, _ = three
    session = move(plan(cast, rules=["statement"]), "open", cast.dcc)
    query = f"?session={session.pk}"

    shown = dcc.get(f"{statement_page(first)}{query}").content.decode()
    ticked = {"statements": [first.pk, second.pk], "outcome": "ask", "question": "Who says so?"}
    response = dcc.post(f"{alike_page(first)}{query}", ticked)

    assert f"{alike_page(first)}{query}" in shown
    assert response.url == f"/scrutiny/sessions/{session.pk}/"
    bound = [(one.item.action, bool(one.question), bool(one.statement_decision)) for one in AgendaOutcome.objects.all()]
    assert bound == [(one.action, asked, not asked) for one in (first, second) for asked in (True, False)]


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"statements": []}, "Tick each that you have read and want to decide"),
        ({"outcome": "rejected"}, "Say what is wrong with them"),
        ({"outcome": "support"}, "Select an answer to “What do you decide for those ticked?”"),
    ],
)
def test_none_is_decided_where_one_thing_is_wrong(dcc, three, fields, wrong):
    sent = {"statements": [three[0].pk], "outcome": "stands"} | fields

    assert wrong in text(dcc.post(alike_page(three[0]), sent))
    assert list(StatementDecision.objects.all()) == []
