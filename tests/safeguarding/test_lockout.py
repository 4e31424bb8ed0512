"""Wrong passwords are counted by name and by address, in the database; whoever waits, or has a link, gets in."""

from datetime import timedelta

import pytest

from safeguarding.appointments import choose_password
from safeguarding.lockout import OF_A_NAME, OF_AN_ADDRESS, WINDOW, LockedOut, address_of, count_try
from safeguarding.models import FailedSignIn
from safeguarding.one_time_links import one_time_link
from tests.moments import NOW, OPENED
from tests.recommendations.views.reading import text
from tests.safeguarding.test_one_time_links import used

PASSWORD = "only for the tests"


@pytest.fixture(autouse=True)
def clock(monkeypatch, cast):
    choose_password(cast.owner, PASSWORD, at=OPENED)
    clock = {"now": NOW}
    monkeypatch.setattr("safeguarding.clock.now", lambda: clock["now"])
    return clock


def enter(client, password, name="owner"):
    return client.post("/sign-in/", {"username": name, "password": password})


def lock(client, name="owner"):
    return [enter(client, "guessed", name).status_code for _ in range(OF_A_NAME + 1)]


def test_after_five_wrong_ones_the_right_one_waits_and_the_page_says_until_when(client, clock, caplog):
    assert lock(client, "Owner") == [200, 200, 200, 200, 200, 429]

    page = enter(client, PASSWORD)
    assert page.status_code == 429
    assert "Too many tries were wrong. Wait until 09:16, then try again." in text(page)
    assert "Sign-in refused to owner at 127.0.0.1: 5 tries were wrong." in caplog.messages

    clock["now"] += WINDOW + timedelta(seconds=1)
    assert enter(client, PASSWORD).status_code == 302
    assert FailedSignIn.objects.count() == 0


def test_a_link_lets_in_at_once(client, cast):
    lock(client)

    assert used(client, one_time_link(cast.owner)).wsgi_request.user == cast.owner
    client.logout()
    assert enter(client, "correct horse battery").status_code == 302


def test_a_name_that_nobody_has_is_counted_alike_and_neither_kept_nor_logged(client, caplog):
    typed = "a password in the wrong box"

    assert lock(client, typed)[-1] == 429

    assert typed not in caplog.text + str(list(FailedSignIn.objects.values()))


def test_many_names_from_one_address_are_too_many():
    for number in range(OF_AN_ADDRESS):
        count_try(f"name {number}", "192.0.2.1", at=NOW)

    with pytest.raises(LockedOut):
        count_try("owner", "192.0.2.1", at=NOW)
    count_try("owner", "192.0.2.2", at=NOW)


def test_an_address_is_believed_of_our_own_proxies_only(settings):
    asked = {"HTTP_X_FORWARDED_FOR": "made up, 192.0.2.7", "REMOTE_ADDR": "10.0.0.1"}

    assert address_of(asked) == "10.0.0.1"
    settings.PROXIES = 1
    assert address_of(asked) == "192.0.2.7"


def test_the_old_password_is_not_guessed_on_a_page_left_open(client, cast):
    client.force_login(cast.owner)
    new = {"new_password1": "three unlikely words", "new_password2": "three unlikely words"}

    pages = [text(client.post("/password/", {"old_password": "guessed"} | new)) for _ in range(OF_A_NAME + 1)]

    assert "Too many tries were wrong." in pages[-1]
    assert "Too many tries were wrong." not in pages[-2]


def test_the_admin_s_own_sign_in_leads_to_ours(client, cast):
    assert client.post("/admin/login/?next=/admin/", {"username": "owner"}).url == "/sign-in/?next=%2Fadmin%2F"
    client.force_login(cast.owner)
    assert client.get("/admin/", follow=True).status_code == 403
