"""Correct this: from the action's page, with what stands filled in, and nothing typed lost."""

from datetime import date
from html import unescape

import pytest
from django.urls import reverse

from recommendations.models import Answer, ProgressUpdate, Question
from recommendations.services import actions, progress, scrutiny
from recommendations.services.corrected import correct_update
from tests.moments import london

SAID = london(2015, 6, 1)


def words(response):
    return unescape(response.content.decode())


@pytest.fixture
def update(cast, action):
    said = {"done": "Half are trained.", "assessment": "on-target"}
    return progress.post_update(action, by=cast.owner, at=SAID, **said)


def form(last, **changed):
    return {
        "done": last.done,
        "next": "",
        "no_change_because": "",
        "assessment": last.assessment,
        "why": "The figure was of May.",
        "seen": last.pk,
    } | changed


def test_an_owner_corrects_an_update_from_the_page_of_the_action(owner, action, update):
    url = reverse("update-correct", args=[update.pk])
    assert f'href="{url}"' in owner.get(f"/actions/{action.number}/").content.decode()
    opened = owner.get(url)
    assert "Half are trained." in opened.content.decode()

    response = owner.post(url, form(update, done="A third are trained.", once=opened.context["form"].once))

    correction = ProgressUpdate.objects.get(corrects=update)
    assert response.url == f"/actions/{action.number}/#update-{correction.pk}"
    page = owner.get(f"/actions/{action.number}/").content.decode()
    assert f'href="#update-{correction.pk}">Corrected on 10 September 2015 by Olive Owner</a>' in page
    # What was corrected is corrected no more; its correction is.
    assert [reverse("update-correct", args=[one]) in page for one in (update.pk, correction.pk)] == [False, True]


def test_a_correction_of_a_correction_begins_with_the_words_that_stand(owner, cast, update):
    last = correct_update(update, why="Wrong.", seen=update.pk, done="A third.", by=cast.owner, at=london(2015, 6, 2))

    page = owner.get(reverse("update-correct", args=[last.pk]))

    assert (page.context["form"].initial["done"], page.context["form"].initial["seen"]) == ("A third.", last.pk)


def test_who_was_overtaken_is_told_once_and_keeps_what_they_typed(owner, cast, update):
    last = correct_update(update, why="Wrong.", seen=update.pk, done="A third.", by=cast.owner, at=london(2015, 6, 2))
    url, typed = reverse("update-correct", args=[update.pk]), form(update, done="A quarter.")

    told = owner.post(url, typed)
    assert "Olive Owner corrected this on 2 June 2015, after you opened the page." in words(told)
    assert "A quarter." in told.content.decode()
    owner.post(url, typed | {"seen": last.pk})

    assert ProgressUpdate.objects.last().done == "A quarter."


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"why": ""}, "Say why. It is kept with what it was"),
        ({"done": ""}, "Enter what was done, what happens next, or why nothing has changed"),
        ({}, "Nothing is changed yet. Change what is wrong"),
    ],
)
def test_what_is_missing_is_said(changed, told, owner, update):
    response = owner.post(reverse("update-correct", args=[update.pk]), form(update, **changed))

    assert told in words(response)
    assert ProgressUpdate.objects.count() == 1


def test_a_recommendation_that_is_corrected_says_still_what_shows_it_worked(owner, cast, action):
    said = {"done": "Issued.", "shown": "tested", "shown_by": "An audit.", "recommends_complete": True}
    update = progress.post_update(action, by=cast.owner, at=SAID, **said)
    sent = form(update, done="Issued in May.", shown="tested", shown_by="An audit of ten.")

    owner.post(reverse("update-correct", args=[update.pk]), sent)

    correction = ProgressUpdate.objects.get(corrects=update)
    assert (correction.recommends_complete, correction.shown, correction.shown_by) == (
        True,
        "tested",
        "An audit of ten.",
    )


def test_a_question_and_its_answer_are_corrected_and_read_so_everywhere(owner, cast, action):
    question = scrutiny.ask(action, "Who trains tham?", by=cast.dcc, at=SAID)
    given = scrutiny.answer(question, "The scool.", by=cast.owner, at=london(2015, 6, 2))
    owner.post(
        reverse("answer-correct", args=[given.pk]), {"text": "The school.", "why": "Typed badly.", "seen": given.pk}
    )
    owner.force_login(cast.dcc)
    url = reverse("question-correct", args=[question.pk])
    owner.post(url, {"text": "Who trains them?", "why": "Typed badly.", "seen": question.pk})

    page = words(owner.get(f"/scrutiny/{action.number}/"))

    assert Answer.objects.filter(corrects=given).count() == Question.objects.filter(corrects=question).count() == 1
    assert "Corrected on 10 September 2015 by Dana Deputy-Chief</a>: Typed badly." in page
    assert "Corrected on 10 September 2015 by Olive Owner</a>: Typed badly." in page


def test_of_another_s_words_nothing_is_corrected(client, cast, update):
    client.force_login(cast.other_owner)
    url = reverse("update-correct", args=[update.pk])

    assert client.get(url).status_code == client.post(url, form(update, done="A third.")).status_code == 403
    assert ProgressUpdate.objects.count() == 1


def test_a_note_of_what_it_waits_on_is_put_right_with_its_reason(owner, cast, action):
    note = actions.wait_on(
        action, body="Records projct", review_on=date(2015, 12, 1), meanwhile="Paper.", by=cast.owner, at=SAID
    )
    url = reverse("waiting-on-put-right", args=[note.pk])
    first = owner.get(url).context["form"]
    sent = dict(first.initial) | {"body": "Records project", "why": "Typed badly."}

    checked = owner.post(url, sent | {"press": "check"})
    assert "Records projct" in words(checked)
    owner.post(url, sent | {"press": "record"})

    note.refresh_from_db()
    assert (note.body, note.history.first().history_change_reason) == ("Records project", "Typed badly.")
