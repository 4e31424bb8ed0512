"""What is typed on a page with a form is kept for whoever typed it, until it is recorded or started afresh."""

from datetime import timedelta

import pytest
from django.urls import reverse

from recommendations.models import ProgressUpdate
from recommendations.services.actions import hand_over
from safeguarding.models import UnsentForm
from tests.moments import NOW
from tests.recommendations.views.form_pages import date_boxes, form_data, page
from tests.recommendations.views.reading import text

KEPT = "Kept from 09:00 today, not sent yet."


def keep(client, url, **typed):
    """As the script keeps it."""
    return client.post(url, form_data(press="later", **typed), headers={"accept": "application/json"})


def test_the_script_keeps_what_is_typed_and_the_page_gives_it_back(owner, action):
    answer = keep(owner, page(action.number), done="Half a sent🚓", **date_boxes("expected_on", "31", "Feb", ""))

    assert answer.json()["told"] == "Kept at 09:00"
    again = text(owner.get(page(action.number)))
    assert KEPT in again
    assert "Half a sent🚓</textarea>" in again
    assert 'value="Feb"' in again
    assert "There is a problem" not in again
    assert ProgressUpdate.objects.count() == 0


def test_without_script_a_button_keeps_it(owner, action):
    answer = owner.post(page(action.number), form_data(done="Half.", press="later"), follow=True)

    assert answer.redirect_chain == [(page(action.number), 302)]
    assert "Kept, not sent." in text(answer)
    assert "Half.</textarea>" in text(answer)


def test_what_is_kept_last_stands(owner, action):
    for words in ("One.", "One. Two."):
        keep(owner, page(action.number), done=words)

    assert UnsentForm.objects.get().words["done"] == ["One. Two."]


def test_once_recorded_it_goes(owner, action):
    keep(owner, page(action.number), done="Begun.")

    owner.post(page(action.number), form_data(done="Begun.", assessment="on-target"))

    assert UnsentForm.objects.count() == 0


def test_a_form_that_is_refused_leaves_it(owner, action):
    keep(owner, page(action.number), done="Begun.")

    owner.post(page(action.number), form_data(done="Begun."))

    assert UnsentForm.objects.count() == 1


def test_what_was_refused_is_found_again_by_whoever_left_the_page(owner, action):
    owner.post(page(action.number), form_data(done="All trained."))  # and not how it goes

    again = text(owner.get(page(action.number)))

    assert KEPT in again
    assert "All trained.</textarea>" in again


def test_started_afresh_it_goes(owner, action):
    keep(owner, page(action.number), done="Begun.")

    answer = owner.post(page(action.number), {"press": "afresh"}, follow=True)

    assert "Begun." not in text(answer)
    assert UnsentForm.objects.count() == 0


def test_what_the_script_sends_as_the_form_is_recorded_is_not_kept(owner, action):
    once = owner.get(page(action.number)).context["form"].once
    owner.post(page(action.number), form_data(done="Begun.", assessment="on-target", once=once))

    keep(owner, page(action.number), done="Begun.", once=once)

    assert UnsentForm.objects.count() == 0


def test_nobody_else_sees_it(client, cast, owner, action):
    keep(owner, page(action.number), done="Only mine.")
    client.force_login(cast.coordinator)

    assert "Only mine." not in text(client.get(page(action.number)))


def test_words_about_what_one_may_no_longer_do_are_not_shown(owner, cast, action):
    keep(owner, page(action.number), done="Only mine.")
    hand_over(action, cast.posts.other_owner, why="Moved.", by=cast.coordinator, at=NOW)

    answer = owner.get(page(action.number))

    assert (answer.status_code, "Only mine." in text(answer)) == (403, False)


def test_of_a_form_that_is_full_every_letter_is_kept_and_of_more_nothing(owner, action):
    full = "🚓" * 20_000
    assert keep(owner, page(action.number), done=full, next=full).status_code == 200
    assert UnsentForm.objects.get().words["next"] == [full]

    too_long = keep(owner, page(action.number), done="x" * 300_000)

    assert (too_long.status_code, too_long.json()["told"]) == (413, "Not kept: too long to be kept before it is sent")
    assert UnsentForm.objects.get().words["done"] == [full]


def test_too_long_without_script_it_is_said_on_the_page_and_stays_there(owner, action):
    answer = owner.post(page(action.number), form_data(done="x" * 300_000, press="later"))

    assert "too long to be kept before it is sent" in text(answer)
    assert "x" * 300_000 in text(answer)


@pytest.mark.parametrize(
    ("days", "said"), [(0, "09:00 today"), (1, "09:00 yesterday"), (9, "09:00 on 1 September 2015")]
)
def test_it_says_from_when_it_is_kept(owner, action, days, said):
    keep(owner, page(action.number), done="Begun.")
    UnsentForm.objects.update(kept_at=NOW - timedelta(days=days))

    assert f"Kept from {said}, not sent yet." in text(owner.get(page(action.number)))


def test_the_words_of_a_decision_are_kept_too(dcc, cast, action):
    url = reverse("action-question", args=[action.number])
    dcc.post(url, {"text": "Which shift?", "press": "later"})

    assert "Which shift?</textarea>" in text(dcc.get(url))
