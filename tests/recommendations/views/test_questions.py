"""Questions on a recommendation, from asking to the accepted answer, and the list of the OPCC's that nobody has answered."""

import re
from datetime import date

import pytest
from django.urls import reverse

from recommendations.models import AwaitedStanding, Question, Settlement
from recommendations.selectors.plan_export import plan_rows
from recommendations.services import scrutiny
from recommendations.services.questions import ask_about
from safeguarding.appointments import deactivate
from tests.factories import ActionFactory, RecommendationFactory
from tests.moments import NOW, london
from tests.recommendations.search_cases import found_recommendations
from tests.recommendations.views.form_pages import date_boxes
from tests.recommendations.views.reading import shown, text
from tests.walk import recommend, support

JULY, AUGUST = london(2015, 7, 1), london(2015, 8, 3)
BY = date_boxes("answer_by", 1, 10, 2015)


def sent(client, person, url, **data):
    client.force_login(person)
    return text(client.post(url, data, follow=True))


@pytest.fixture
def question(cast, recommendation):
    """The OPCC's, on the issue owner's recommendation, which no action answers."""
    return ask_about(recommendation, "Who does zebra work?", by=cast.opcc, at=JULY)


def address(recommendation):
    return f"/recommendations/{recommendation.pk}/"


def test_a_question_is_asked_answered_and_accepted_in_the_browser(client, cast, recommendation):
    page = address(recommendation)
    assert "Ask a question" in shown(client, cast.opcc, page)
    told = sent(client, cast.opcc, f"{page}question/", text="Who does it?", **BY)
    assert "Question asked. It is with the Superintendent." in told
    question = Question.objects.get()

    found = shown(client, cast.issue_owner, "/my-actions/")
    assert f'href="/recommendations/questions/{question.pk}/"' in found
    assert "Answer by 1 October 2015." in found
    sent(client, cast.issue_owner, f"/recommendations/questions/{question.pk}/", text="I do.")
    assert "Questions to you" not in shown(client, cast.issue_owner, "/my-actions/")

    settle = reverse("question-settle", args=[question.pk])
    assert settle in shown(client, cast.opcc, "/position/questions/")
    assert "answer accepted." in sent(client, cast.opcc, settle, enough="yes")
    page = shown(client, cast.auditor, page)
    assert [words in page for words in ("Who does it?", "I do.", "Answer accepted.")] == [True] * 3


def test_the_progress_report_and_the_plan_say_who_asked(client, cast, recommendation, question):
    ask_about(recommendation, "Who pays for it?", by=cast.dcc, at=AUGUST)

    report = shown(client, cast.opcc, "/inspections/ours/progress/")
    assert report.count("Question from the DCC") == report.count("Question from the OPCC") == 1

    said = [row.cells["update"] for row in plan_rows(recommendation.inspection, cast.opcc, NOW)]
    assert said == [
        "01/07/2015, Question from the OPCC: Who does zebra work?\n"
        "03/08/2015, Deputy Chief Constable: Question from the DCC. Who pays for it?"
    ]


def test_an_answer_that_is_not_enough_is_asked_again_and_nothing_typed_is_lost(client, cast, question):
    scrutiny.answer(question, "Somebody.", by=cast.issue_owner, at=AUGUST)
    settle = reverse("question-settle", args=[question.pk])

    assert "Enter your question" in sent(client, cast.opcc, settle, enough="no", **BY)
    assert "asked again." in sent(client, cast.opcc, settle, enough="no", text="Which post?")

    assert Question.objects.get(follows=question).text == "Which post?"
    refused = sent(client, cast.dcc, settle, enough="no", text="My words.")
    assert "This is for an OPCC reviewer." in refused
    assert "My words." in refused
    assert not Settlement.objects.exists()


def test_one_without_an_answer_is_set_aside_with_its_reason_or_asked_again(client, cast, recommendation, question):
    settle = reverse("question-settle", args=[question.pk])
    for page in ("/position/questions/", address(recommendation)):
        assert re.search(rf'href="{settle}"> ?Ask again or set aside', shown(client, cast.opcc, page))
    assert "Accept the answer" not in shown(client, cast.opcc, settle)

    assert "Say why. Its owner reads it" in sent(client, cast.opcc, settle, enough="aside")
    assert "asked again." in sent(client, cast.opcc, settle, enough="no", text="Which post does it?")
    settle = reverse("question-settle", args=[Question.objects.get(follows=question).pk])
    assert "question set aside." in sent(client, cast.opcc, settle, enough="aside", reason="We met about it.")

    assert "Every question of the OPCC has an answer." in shown(client, cast.opcc, "/position/questions/")
    assert "<strong>Set aside.</strong> We met about it." in shown(client, cast.auditor, address(recommendation))


def test_an_answer_to_the_dcc_waits_in_the_queue_and_on_the_position_until_it_is_accepted(client, cast, recommendation):
    question = ask_about(recommendation, "Who does it?", by=cast.dcc, at=JULY)
    assert "Asked, no answer yet (1)" in shown(client, cast.dcc, "/scrutiny/")
    scrutiny.answer(question, "I do.", by=cast.issue_owner, at=AUGUST)
    settle = reverse("question-settle", args=[question.pk])

    for page in ("/scrutiny/", "/position/"):
        assert "questions on recommendations" in shown(client, cast.dcc, page)
    assert f'href="{settle}"' in shown(client, cast.dcc, "/scrutiny/")
    assert "1 of 1" in shown(client, cast.dcc, settle)
    assert "This is for the DCC." in shown(client, cast.staff_officer, settle)
    assert "Nothing waits for the DCC." in sent(client, cast.dcc, settle, enough="yes")


def test_question_and_answer_are_corrected_and_what_was_said_first_stays_beside(client, cast, recommendation):
    question = ask_about(recommendation, "Who does it?", by=cast.dcc, at=JULY)
    answer = scrutiny.answer(question, "Ten people.", by=cast.issue_owner, at=AUGUST)
    page, told = address(recommendation), "The figure was of May."
    said = {"why": told, "text": "Which post does it?", "answer_by_0": "", "answer_by_1": "", "answer_by_2": ""}

    for person, first, words in ((cast.dcc, question, "Which post?"), (cast.issue_owner, answer, "Nine people.")):
        url = reverse(f"recommendation-{'question' if first == question else 'answer'}-correct", args=[first.pk])
        assert f'href="{url}"' in shown(client, person, page)
        assert f'href="{url}"' not in shown(client, cast.coordinator, page)
        shown(client, cast.coordinator, url, status=403)
        assert "corrected. What was said first stays" in sent(
            client, person, url, **said | {"text": words, "seen": first.pk}
        )

    found = shown(client, cast.dcc, page)
    assert [words in found for words in ("Who does it?", "Which post?", "Ten people.", "Nine people.")] == [True] * 4
    assert found.count(told) == 2
    assert "Who does it?" not in shown(client, cast.dcc, "/scrutiny/")
    # What was answered first waits on, since then.
    assert AwaitedStanding.objects.at().get().waiting_since == AUGUST


def test_without_an_issue_owner_the_coordinator_finds_it_although_they_hold_no_post(client, cast, inspection):
    nobodys = RecommendationFactory(inspection=inspection)
    assert "You hold no post" in shown(client, cast.coordinator, "/my-actions/")
    question = ask_about(nobodys, "Whose is it?", by=cast.dcc, at=JULY)

    page = shown(client, cast.coordinator, "/my-actions/")

    assert "Whose is it?" in page
    assert "You hold no post" not in page
    assert "Answer sent" in sent(client, cast.coordinator, f"/recommendations/questions/{question.pk}/", text="Mine.")


def test_a_page_of_the_past_has_what_had_been_asked_and_said_by_then(client, cast, recommendation, question):
    scrutiny.answer(question, "Somebody.", by=cast.issue_owner, at=AUGUST)
    scrutiny.accept_answer(question, by=cast.opcc, at=london(2015, 9, 1))
    page = address(recommendation)

    def told(day):
        words = shown(client, cast.opcc, f"{page}?at={day}")
        return ["zebra" in words, "Somebody." in words, "Answer accepted." in words]

    days = ("2015-06-30", "2015-07-31", "2015-08-31", "2015-09-05")
    assert [told(day) for day in days] == [
        [False] * 3,
        [True, False, False],
        [True, True, False],
        [True] * 3,
    ]


def test_question_and_answer_are_found_by_their_words(cast, recommendation, question):
    scrutiny.answer(question, "The lemur team.", by=cast.issue_owner, at=AUGUST)

    assert [found_recommendations(word, cast.opcc) for word in ("zebra", "lemur")] == [[recommendation.pk]] * 2
    assert found_recommendations("zebra", cast.partner) == []


@pytest.fixture
def three(cast, recommendation, question):
    """Two questions of the OPCC without an answer, the recommendation's and an action's, and one with; and one of the DCC's."""
    action = ActionFactory(parts=recommendation.parts.all(), owner=cast.posts.owner)
    scrutiny.ask(action, "Why a yak?", answer_by=date(2015, 9, 1), by=cast.opcc, at=AUGUST)
    answered = scrutiny.ask(action, "Why an emu?", by=cast.opcc, at=JULY)
    scrutiny.answer(answered, "It is there.", by=cast.owner, at=AUGUST)
    scrutiny.ask(action, "Why a gnu?", by=cast.dcc, at=JULY)
    return action


def test_the_position_counts_the_opcc_s_unanswered_questions_and_leads_to_exactly_these(client, cast, three):
    position = shown(client, cast.opcc, "/position/")
    assert (
        'href="/position/questions/">2 of your questions</a> are unanswered, the oldest since 1 July 2015.' in position
    )
    assert 'href="/position/questions/#answered">1 of your questions</a>, for you to accept or ask again' in position

    page = shown(client, cast.opcc, "/position/questions/")
    answered, unanswered = page.split("No answer yet (2)")  # first what the reader has to do
    assert "Answered, for you to accept or ask again (1)" in answered
    assert [word in unanswered for word in ("zebra", "yak", "emu", "gnu")] == [True, True, False, False]
    assert [word in answered for word in ("zebra", "yak", "emu", "gnu")] == [False, False, True, False]
    assert [words in unanswered for words in ("Superintendent", "Detective Chief Inspector")] == [True, True]
    assert "1 September 2015, late" in unanswered


def test_the_list_and_the_count_are_of_the_moment_asked_for(client, cast, three):
    then = shown(client, cast.opcc, "/position/?at=2015-07-31")
    assert 'href="/position/questions/?at=2015-07-31">2 of your questions</a>' in then
    assert "emu" in shown(client, cast.opcc, "/position/questions/?at=2015-07-31").split("Answered, for you")[0]
    assert "of your questions" not in shown(client, cast.opcc, "/position/?at=2015-06-30")


def test_it_says_that_nobody_holds_the_post_that_was_asked(client, cast, three):
    assert "nobody holds this post" not in shown(client, cast.opcc, "/position/questions/")

    deactivate(cast.owner, why="Left.", by=cast.administrator, at=AUGUST)

    page = shown(client, cast.opcc, "/position/questions/")
    assert f"{cast.posts.owner} (nobody holds this post)" in page
    assert f"{cast.posts.issue_owner} (nobody" not in page


def test_the_list_is_for_the_opcc_and_for_those_who_see_that_they_are_answered(client, cast, three):
    assert "questions of the OPCC</a> are unanswered" in shown(client, cast.coordinator, "/position/")
    for person in (cast.owner, cast.auditor, cast.partner):
        assert "/position/questions/" not in shown(client, person, "/position/")
        shown(client, person, "/position/questions/", status=403)


def test_the_opcc_accepts_the_answer_to_its_question_on_an_action(client, cast, three):
    question = Question.objects.get(text="Why an emu?")
    settle = reverse("question-settle", args=[question.pk])
    correct = reverse("question-correct", args=[question.pk])

    assert f'href="{correct}"' in shown(client, cast.opcc, settle)
    shown(client, cast.opcc, correct)
    assert f"Action {three.pk}: answer accepted." in sent(client, cast.opcc, settle, enough="yes")
    shown(client, cast.dcc, reverse("question-settle", args=[Question.objects.get(blocks=True).pk]), status=404)


def test_those_that_outlive_a_closure_are_told_as_closed_without_answer_to_both(client, cast, three, recommendation):
    recommend(three, cast.owner, AUGUST)
    support(three, cast.dcc, NOW, despite="It is no matter.")
    closed = "Asked, closed without answer"
    settle = reverse("question-settle", args=[recommendation.questions.get().pk])

    for person, whose in ((cast.opcc, "2 of your questions"), (cast.dcc, "2 questions of the OPCC")):
        told = f"{whose}</a> are unanswered, the oldest since 1 July 2015. 2 were closed without answer."
        assert told in shown(client, person, "/position/")
        page = shown(client, person, "/position/questions/")
        assert (page.count(closed), settle in page) == (2, person == cast.opcc)
    for page, times in ((f"/actions/{three.pk}/", 1), (address(recommendation), 1), ("/inspections/ours/progress/", 2)):
        assert shown(client, cast.owner, page).count(closed) == times
    before = shown(client, cast.opcc, "/position/questions/?at=2015-08-31")
    assert [closed in before, "No answer yet (2)" in before] == [False, True]
