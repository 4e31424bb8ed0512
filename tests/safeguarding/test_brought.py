"""A form that comes in after its session ended is not taken, and its words are not lost."""

import pytest
from django.test import Client

from recommendations.models import ProgressUpdate
from safeguarding.appointments import choose_password
from safeguarding.models import SentForm, UnsentForm
from tests.factories import ActionFactory
from tests.moments import NOW, london
from tests.recommendations.views.reading import text

WORDS = "Half a sentence about the audit 🚓"


@pytest.fixture(autouse=True)
def at_now(monkeypatch):
    monkeypatch.setattr("safeguarding.clock.now", lambda: NOW)


@pytest.fixture(autouse=True)
def passwords(cast):
    for person in (cast.owner, cast.other_owner):
        choose_password(person, "only for the tests", at=london(2015, 9, 1))


@pytest.fixture
def page(cast):
    return f"/actions/{ActionFactory(owner=cast.posts.owner).number}/update/"


@pytest.fixture
def browser():
    """A client that is held to Django's CSRF tokens."""
    return Client(enforce_csrf_checks=True)


def signed_in(browser, person):
    browser.force_login(person)
    return browser


def sent(browser, page):
    """The form as its page would send it, with an update in it."""
    shown = browser.get(page)
    return {
        "done": WORDS,
        "next": "A field that is called as the sign-in calls where one was going.",
        "assessment": "on-target",
        "once": shown.context["form"].once,
        "csrfmiddlewaretoken": str(shown.context["csrf_token"]),
    }


def lapse(browser):
    browser.session.flush()


def bring(browser, form, page):
    """Send the form after the session has lapsed; the sign-in page that it leads to."""
    lapse(browser)
    led = browser.post(page, form)
    assert (led.status_code, led.url) == (307, f"/sign-in/?next={page.replace('/', '%2F')}&brought=1")
    return browser.post(led.url, form)  # as a browser does after 307


def sign_in(browser, at, name, **changed):
    fields = {"username": name, "password": "only for the tests", "next": at.context["next"]} | changed
    fields |= {"brought": at.context["brought"], "csrfmiddlewaretoken": str(at.context["csrf_token"])}
    return browser.post("/sign-in/", fields, follow=True)


def test_signing_in_again_leads_back_to_the_form_with_the_words_typed(browser, cast, page):
    form = sent(signed_in(browser, cast.owner), page)

    at = bring(browser, form, page)
    back = sign_in(browser, at, "owner")

    assert "You were signed out before this was sent." in text(at)
    assert back.redirect_chain == [(page, 302)]
    assert "You had to sign in again, so nothing was sent yet." in text(back)
    assert WORDS in text(back)
    assert ProgressUpdate.objects.count() == 0


def test_a_wrong_password_loses_nothing(browser, cast, page):
    at = bring(browser, sent(signed_in(browser, cast.owner), page), page)

    wrong = sign_in(browser, at, "owner", password="guessed")

    assert WORDS in text(sign_in(browser, wrong, "owner"))


def test_whoever_else_signs_in_there_does_not_get_the_words(browser, cast, page):
    at = bring(browser, sent(signed_in(browser, cast.owner), page), page)

    sign_in(browser, at, "other_owner")

    assert UnsentForm.objects.count() == 0


def test_in_the_demonstration_one_press_leads_back_too(browser, cast, page, settings):
    settings.DEMONSTRATION = True
    at = bring(browser, sent(signed_in(browser, cast.owner), page), page)
    fields = {name: at.context[name] for name in ("next", "brought")}

    back = browser.post("/sign-in/owner/", fields | {"csrfmiddlewaretoken": str(at.context["csrf_token"])}, follow=True)

    assert WORDS in text(back)


def test_the_script_is_refused_for_whoever_is_signed_out(browser, cast, page):
    form = sent(signed_in(browser, cast.owner), page)
    lapse(browser)

    answer = browser.post(page, form | {"press": "later"}, headers={"accept": "application/json"})

    assert (answer.status_code, UnsentForm.objects.count()) == (401, 0)


def test_a_page_drawn_before_signing_in_again_elsewhere_sends_nothing_and_keeps_the_words(browser, cast, page):
    form = sent(signed_in(browser, cast.owner), page)
    form["csrfmiddlewaretoken"] = "x" * 64

    back = browser.post(page, form, follow=True)

    assert back.redirect_chain == [(page, 302)]
    assert WORDS in text(back)
    assert ProgressUpdate.objects.count() == 0


def test_the_script_of_such_a_page_keeps_the_words_and_gets_a_token_to_send_them(browser, cast, page):
    form = sent(signed_in(browser, cast.owner), page)
    stale = form | {"csrfmiddlewaretoken": "x" * 64, "press": "later"}

    told = browser.post(page, stale, headers={"accept": "application/json"}).json()
    taken = browser.post(page, form | {"csrfmiddlewaretoken": told["csrf"]})

    assert (told["told"], taken.status_code) == ("Kept", 302)
    assert ProgressUpdate.objects.get().done == WORDS


def test_a_form_without_a_token_of_its_reader_is_refused_as_ever(browser, cast, page):
    form = sent(signed_in(browser, cast.owner), page) | {"csrfmiddlewaretoken": "x" * 64, "once": "made up"}

    assert browser.post(page, form).status_code == 403
    assert UnsentForm.objects.count() == 0


def test_words_for_an_address_that_no_page_of_ours_has_are_not_kept_and_fail_nothing(browser, cast, page):
    form = sent(signed_in(browser, cast.owner), page) | {"csrfmiddlewaretoken": "another"}

    told = browser.post(f"/sign-in/{'x' * 300}/", form, headers={"accept": "application/json"}).json()["told"]

    assert told == "You had to sign in again, and what you typed is too long to be kept before it is sent."
    assert not UnsentForm.objects.exists()


def test_nobody_is_led_to_another_site(client, cast):
    fields = {"username": "owner", "password": "only for the tests", "next": "https://elsewhere.example/"}

    assert client.post("/sign-in/", fields).url == "/"


def test_signing_in_lets_go_of_what_is_old_and_one_s_own(client, cast):
    for person in (cast.owner, cast.other_owner):
        for number, at in enumerate((london(2015, 6, 1), NOW)):
            key = f"{person.pk}-{number}"
            SentForm.objects.create(token=key, person=person, words="0", leads_to="/", sent_at=at)
            UnsentForm.objects.create(page=f"/{key}/", person=person, words={}, kept_at=at)

    client.post("/sign-in/", {"username": "owner", "password": "only for the tests"})

    for rows in (SentForm, UnsentForm):
        assert list(rows.objects.order_by("pk").values_list("person", flat=True)) == [
            cast.owner.pk,
            cast.other_owner.pk,
            cast.other_owner.pk,
        ]
