"""Ten presses of one page at once, and ten pages about one thing, each in a thread and a connection of its own, on both databases."""

from threading import Barrier, Thread

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from recommendations.models import Action, Answer, Decision, PlanDocument, ProgressUpdate, Question
from recommendations.services.scrutiny import ask
from safeguarding.models import SentForm
from safeguarding.sent_once import new_token
from tests.factories import ActionFactory, InspectionFactory, RecommendationFactory, UserFactory
from tests.moments import OPENED
from tests.recommendations.views.form_pages import form_data
from tests.recommendations.views.plan_pages import FIRST, looked_at, staged_with
from tests.recommendations.views.reading import text
from tests.recommendations.views.scrutiny_pages import form_data as decision
from tests.walk import recommend

PRESSES = 10
DAY = {"day": "1", "month": "9", "year": "2015"}


def at_once(person, presses):
    """The answer to each (address, form), which are sent at one moment by so many tabs of a browser; pages that follow are read."""
    browser, together, answers = Client(), Barrier(len(presses)), []
    browser.force_login(person)

    def press(url, form):
        own = Client(raise_request_exception=False)
        own.cookies = browser.cookies
        try:
            together.wait()
            answers.append(own.post(url, form, follow=True))
        finally:
            connection.close()

    threads = [Thread(target=press, args=each) for each in presses]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


def ten_at_once(person, url, form):
    """Where each of ten presses of the page was led."""
    form = form | {"once": new_token(person)}
    answers = at_once(person, [(url, form)] * PRESSES)
    return [answer.redirect_chain[0][0] if answer.redirect_chain else "shown again" for answer in answers]


def ten_pages(person, url, forms):
    """The words of the pages that follow on ten forms, each sent from a page of its own."""
    answers = at_once(person, [(url, form | {"once": new_token(person)}) for form in forms])
    assert {answer.status_code for answer in answers} == {200}
    return [text(answer) for answer in answers]


@pytest.fixture
def action(transactional_db, cast):
    return ActionFactory(owner=cast.posts.owner, parts=[RecommendationFactory().parts.get()])


def test_an_update_is_posted_once(action, cast):
    url = reverse("action-update", args=[action.number])

    led = ten_at_once(cast.owner, url, form_data(done="Begun.", assessment="on-target"))

    assert led == ["/my-actions/"] * PRESSES
    assert ProgressUpdate.objects.count() == SentForm.objects.count() == 1


def test_an_action_is_opened_once_and_each_press_shows_it(action, cast):
    url = reverse("action-open")
    form = {"text": "Train them.", "origin": "direction"} | {f"direction_on_{box}": n for box, n in DAY.items()}

    led = ten_at_once(cast.coordinator, url, form)

    opened = Action.objects.get(text="Train them.")
    assert led == [f"/actions/{opened.number}/"] * PRESSES


def test_a_question_is_asked_once(action, cast):
    url = reverse("action-question", args=[action.number])

    led = ten_at_once(cast.dcc, url, {"text": "Which shift?"})

    assert led == [f"/actions/{action.number}/"] * PRESSES
    assert Question.objects.count() == 1


def test_a_question_is_answered_once(action, cast):
    question = ask(action, text="Which shift?", by=cast.dcc, at=OPENED)

    led = ten_at_once(cast.owner, reverse("question-answer", args=[question.pk]), {"text": "The night shift."})

    assert led == ["/my-actions/"] * PRESSES
    assert Answer.objects.count() == 1


def test_of_ten_decisions_one_is_recorded_and_nine_are_told(action, cast):
    recommend(action, cast.owner)
    url = reverse("scrutiny-item", args=[action.pk])

    shown = ten_pages(cast.dcc, url, [decision(action, "send_back", f"Sample {n} more.") for n in range(PRESSES)])

    assert Decision.objects.count() == 1
    assert sum(f"Action {action.pk}</a>: sent back." in page for page in shown) == 1
    told = ("Something new was added to this action after you opened it.", "The action is in progress.")
    assert sum(any(words in page for words in told) for page in shown) == PRESSES - 1


def test_of_ten_who_hand_a_post_over_one_does_and_nine_are_told(transactional_db, cast):
    post, people = cast.posts.owner, UserFactory.create_batch(PRESSES)
    url, held = reverse("post-hand-over", args=[post.pk]), post.holdings.get()

    shown = ten_pages(cast.coordinator, url, [{"holder": one.pk, "instead_of": held.pk} for one in people])

    assert post.holdings.exclude(pk=held.pk).get().follows == held
    told = (
        "Somebody else handed this post over at the same moment.",
        "This post was handed over since you opened the page.",
    )
    assert sum(any(words in page for words in told) for page in shown) == PRESSES - 1


def test_of_ten_who_accept_a_plan_one_does_and_nine_are_told(transactional_db, cast):
    InspectionFactory(slug="hmic")
    coordinator = Client()
    coordinator.force_login(cast.coordinator)
    staged = staged_with(coordinator, FIRST)
    form = {"accept": looked_at(coordinator, staged).digest}

    answers = at_once(cast.coordinator, [(reverse("plan", args=[staged.pk]), form)] * PRESSES)

    assert {answer.status_code for answer in answers} == {200}
    assert PlanDocument.objects.count() == Action.objects.count() == 1
    told = "That plan is no longer under way: it was accepted or given up."
    assert sum(told in text(answer) for answer in answers) == PRESSES - 1
