"""Signing in by two steps: for whom it is needed, how it is set up, what a code and a recovery code open, and a lost phone."""

import re
import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.test import Client
from django.urls import reverse

from safeguarding.appointments import choose_password, take_second_step
from safeguarding.lockout import OF_A_NAME
from safeguarding.models import User
from tests.moments import OPENED
from tests.recorded import change
from tests.safeguarding.admin.pages import words

PASSWORD = "only for the tests"
SET_UP, CODES = "/your-account/second-step/", "/your-account/recovery-codes/"


@pytest.fixture(autouse=True)
def needed(settings, cast):
    settings.SECOND_STEP = True
    for person in (cast.dcc, cast.owner, cast.administrator):
        choose_password(person, PASSWORD, at=OPENED)


@pytest.fixture(autouse=True)
def nothing_is_read_back_from_the_shared_cache(monkeypatch):
    """Django would run what SQL put there."""
    monkeypatch.setattr("django.core.cache.backends.db.DatabaseCache.get_many", lambda *args, **kw: pytest.fail("read"))


@pytest.fixture
def later(monkeypatch):
    """Half a minute later with each call, when the phone shows another code."""
    clock = {"now": time.time()}
    monkeypatch.setattr("time.time", lambda: clock["now"])
    return lambda: clock.update(now=clock["now"] + 31)


def sign_in(client, name="dcc"):
    return client.post("/sign-in/?next=/scrutiny/", {"username": name, "password": PASSWORD, "next": "/scrutiny/"})


def code_of(secret):
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def set_up(client, name="dcc"):
    """Set up a phone, of which this is the secret, and the recovery codes."""
    sign_in(client, name)
    secret = client.get(SET_UP).context["form"].secret
    page = client.post(SET_UP, {"code": code_of(secret)}, follow=True)
    assert page.redirect_chain == [(CODES, 302)]
    client.post("/sign-out/")
    return secret, page.context["unused_codes"]


def test_who_needs_it_is_led_to_set_it_up_before_anything_else_and_then_gets_on(client):
    assert sign_in(client).url == "/scrutiny/"
    for path in ("/scrutiny/", "/position/", CODES, "/admin/"):
        assert client.get(path).url == SET_UP
    assert client.post("/scrutiny/1/", {}).url == SET_UP
    assert client.get("/api/v1/actions").status_code == 401  # as programs read, whose addresses need no sign-in

    page = client.get(SET_UP)
    assert '<svg class="app-qr-code" role="img"' in page.content.decode()
    assert "style=" not in page.content.decode()
    assert "This code is not right." in words(client.post(SET_UP, {"code": "000000"}))
    client.post(SET_UP, {"code": code_of(page.context["form"].secret)})

    assert client.get("/scrutiny/").status_code == 200
    secret = Authenticator.objects.get(type="totp").data["secret"]
    assert page.context["form"].secret not in secret


def test_an_owner_signs_in_as_before(client):
    sign_in(client, "owner")

    assert client.get("/my-actions/").status_code == 200


def test_the_code_is_asked_for_at_the_next_sign_in_and_each_opens_once(client, later):
    secret, _ = set_up(client)
    later()

    assert sign_in(client).url == "/sign-in/code/"
    assert client.get("/scrutiny/").url.startswith("/sign-in/?")
    code = code_of(secret)
    assert client.post("/sign-in/code/", {"code": code}).url == "/scrutiny/"
    assert client.get("/scrutiny/").status_code == 200

    client.post("/sign-out/")
    sign_in(client)
    assert "This code is not right." in words(client.post("/sign-in/code/", {"code": code}))


def test_a_recovery_code_opens_once(client):
    _, codes = set_up(client)

    for told in (None, "This code is not right."):
        sign_in(client)
        page = client.post("/sign-in/code/", {"code": codes[0]})
        assert told is None or told in words(page)
        client.post("/sign-out/")


def test_codes_are_guessed_no_longer_than_passwords(client, later):
    secret, _ = set_up(client)
    later()

    for _ in range(OF_A_NAME):
        sign_in(client)
        client.post("/sign-in/code/", {"code": "000000"})

    assert sign_in(client).status_code == 429
    assert "Too many tries were wrong." in words(client.post("/sign-in/code/", {"code": code_of(secret)}))


def test_the_codes_and_another_phone_are_only_for_whoever_shows_once_more_that_it_is_them(client, later):
    secret, codes = set_up(client)
    later()
    sign_in(client)
    client.post("/sign-in/code/", {"code": code_of(secret)})

    for path in (CODES, f"{SET_UP}replace/", f"{CODES}new/"):
        assert client.get(path).url.startswith("/sign-in/again/?")
    assert codes[0] not in words(client.get(CODES, follow=True))
    back = client.post(f"/sign-in/again/?next={CODES}", {"password": PASSWORD, "next": CODES}, follow=True)
    assert codes[0] in words(back)

    client.post(f"{CODES}new/")
    assert codes[0] not in words(client.get(CODES))
    assert client.post(f"{SET_UP}replace/").url == SET_UP
    assert client.get("/scrutiny/").url == SET_UP
    assert Authenticator.objects.count() == 0


def test_a_lost_phone_is_taken_away_by_an_administrator_and_its_owner_is_told(client, cast):
    set_up(client)
    change(cast.administrator, is_staff=True, by=cast.administrator, at=OPENED)
    set_up(client, "administrator")
    cast.administrator.refresh_from_db()
    client.force_login(cast.administrator)
    session = client.session
    session["account_authentication_methods"] = [{"method": "mfa", "at": 0}]
    session["account_authentication_methods_user"] = str(cast.administrator.pk)
    session.save()
    ticked = {"action": "take_second_step", "_selected_action": [cast.dcc.pk, cast.administrator.pk]}

    page = words(client.post(reverse("admin:safeguarding_user_changelist"), ticked, follow=True))

    assert "Dana Deputy-Chief sets up another phone when they next sign in." in page
    assert "Another administrator takes away yours." in page
    assert set(Authenticator.objects.values_list("user__username", flat=True)) == {"administrator"}
    last = User.objects.get(username="dcc").history.first()
    assert (last.history_user, last.history_change_reason) == (
        cast.administrator,
        "Second step taken away: the phone is lost",
    )
    client.post("/sign-out/")
    sign_in(client)
    told = words(client.get(SET_UP))
    assert re.search("Ada Administrator took away your second step on .*, because your phone was lost.", told)


def test_on_a_phone_that_is_lost_nobody_stays_signed_in_and_sets_up_another(cast):
    lost, another = Client(), Client()
    set_up(lost)
    for client, name in ((lost, "dcc"), (another, "owner")):
        client.force_login(User.objects.get(username=name))

    take_second_step(User.objects.get(pk=cast.dcc.pk), by=cast.administrator, at=OPENED)

    assert lost.get(SET_UP).url == f"/sign-in/?next={SET_UP}"
    assert another.get("/my-actions/").status_code == 200


def test_nobody_reads_the_secrets_in_the_admin(client, cast):
    change(cast.administrator, is_staff=True, is_superuser=True, by=cast.administrator, at=OPENED)

    assert client.get("/admin/mfa/authenticator/").status_code == 302
    client.force_login(cast.administrator)
    assert "mfa" not in client.get("/admin/", follow=True).content.decode()
