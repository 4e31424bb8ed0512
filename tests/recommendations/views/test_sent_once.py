"""A page with a form records once what it says, however often and however fast it is sent."""

from datetime import date, timedelta

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from recommendations.models import Action, ProgressUpdate, Question, StagedPlan
from recommendations.services.actions import wait_on
from safeguarding.models import SentForm
from tests.moments import NOW, london
from tests.recommendations.views.form_pages import form_data, page
from tests.recommendations.views.reading import text

TWICE = "It is recorded already. Nothing was recorded twice."


def token(client, url):
    return client.get(url).context["form"].once


def opened_on(part, **changed):
    """An action as it is sent from the page that opens one on this part."""
    return {"text": "Train the night shift.", "origin": "recommendation", "parts": [part.pk]} | changed


def test_back_and_press_records_nothing_more_and_leads_where_the_first_press_led(coordinator, recommendation, part):
    url = reverse("recommendation-action", args=[recommendation.pk])
    sent = opened_on(part, once=token(coordinator, url))
    first = coordinator.post(url, sent)
    second = coordinator.post(url, sent, follow=True)

    action = Action.objects.get()
    assert first.url == second.redirect_chain[0][0] == f"/actions/{action.number}/"
    assert TWICE in text(second)


def test_the_same_words_from_the_page_fetched_anew_are_recorded_once_unless_others_came_between(owner, action):
    def send(done):
        sent = form_data(done=done, assessment="on-target", once=token(owner, page(action.number)))
        return text(owner.post(page(action.number), sent, follow=True))

    assert TWICE not in send("Begun.")
    assert TWICE in send("Begun.")
    assert [TWICE in send(done) for done in ("Half done.", "Begun.")] == [False, False]

    assert [update.done for update in ProgressUpdate.objects.order_by("pk")] == ["Begun.", "Half done.", "Begun."]


def test_some_minutes_later_the_same_words_are_meant(owner, action, monkeypatch):
    for minutes in (0, 4, 10):
        monkeypatch.setattr("safeguarding.clock.now", lambda now=NOW + timedelta(minutes=minutes): now)
        sent = form_data(done="Nothing new.", assessment="on-target", once=token(owner, page(action.number)))
        owner.post(page(action.number), sent)

    assert ProgressUpdate.objects.count() == 2


def test_other_words_from_a_page_that_was_sent_are_asked_about_and_taken_at_the_next_press(owner, action):
    once = token(owner, page(action.number))
    owner.post(page(action.number), form_data(done="Begun.", assessment="on-target", once=once))

    again = owner.post(page(action.number), form_data(done="Half done.", assessment="on-target", once=once))
    assert "What this page said when you sent it first is recorded." in text(again)
    assert "Half done." in text(again)
    new = again.context["form"].once
    owner.post(page(action.number), form_data(done="Half done.", assessment="on-target", once=new))

    assert [update.done for update in ProgressUpdate.objects.order_by("pk")] == ["Begun.", "Half done."]


def test_a_form_that_is_refused_does_not_use_its_page_up(owner, action):
    once = token(owner, page(action.number))

    owner.post(page(action.number), form_data(once=once))
    owner.post(page(action.number), form_data(done="Begun.", assessment="on-target", once=once))

    assert ProgressUpdate.objects.get().done == "Begun."
    assert SentForm.objects.count() == 1


def test_where_the_thing_has_gone_since_a_second_press_is_led_on_all_the_same(owner, cast, action):
    waits = {"body": "Records project", "review_on": date(2015, 12, 1), "meanwhile": "Paper checks."}
    note = wait_on(action, **waits, by=cast.owner, at=london(2015, 8, 1))
    url = reverse("waiting-on-end", args=[note.pk])
    ended = {"outcome": "ended", "why": "It went live.", "once": token(owner, url)}
    owner.post(url, ended)

    second = owner.post(url, ended, follow=True)

    assert (second.redirect_chain[0][0], TWICE in text(second)) == ("/my-actions/", True)


def test_a_page_of_somebody_else_records_nothing_and_gives_the_words_back(client, cast, action):
    url = reverse("action-question", args=[action.number])
    client.force_login(cast.dcc)
    theirs = token(client, url)
    client.force_login(cast.deputy)

    answer = client.post(url, {"text": "Which shift?", "once": theirs})

    assert "Nothing was recorded: this page was opened by somebody else" in text(answer)
    assert "Which shift?</textarea>" in text(answer)
    assert Question.objects.count() == 0


def test_a_file_that_was_put_right_and_is_as_long_as_before_is_another(coordinator):
    for due in (b"30/04/2015", b"31/04/2015"):
        plan = b"Recommendation,Action,Owner,Target date\r\n4.1,Train every shift,Superintendent," + due
        file = SimpleUploadedFile("plan.csv", plan)
        coordinator.post(reverse("plan-list"), {"file": file, "once": token(coordinator, reverse("plan-list"))})

    assert StagedPlan.objects.count() == 2
