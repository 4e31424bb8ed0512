"""Ten presses of one page at once, each in a thread and a connection of its own, on both databases."""

from threading import Barrier, Thread

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from recommendations.models import Action, ProgressUpdate, Question
from safeguarding.models import SentForm
from tests.factories import ActionFactory, RecommendationFactory
from tests.recommendations.views.form_pages import form_data

PRESSES = 10
DAY = {"day": "1", "month": "9", "year": "2015"}


def ten_at_once(person, url, form):
    """Where each of ten presses of the page was led."""
    browser, together, led = Client(), Barrier(PRESSES), []
    browser.force_login(person)
    form = form | {"once": browser.get(url).context["form"].once}

    def press():
        own = Client()
        own.cookies = browser.cookies
        try:
            together.wait()
            led.append(own.post(url, form).get("Location", "shown again"))
        finally:
            connection.close()

    threads = [Thread(target=press) for _ in range(PRESSES)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return led


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
