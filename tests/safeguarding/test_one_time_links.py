"""A link by which a person sets their own password: once, for that person, and given by an administrator only."""

import re
from datetime import timedelta

import pytest
from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.urls import reverse

from safeguarding.appointments import deactivate
from safeguarding.one_time_links import one_time_link
from tests.moments import OPENED
from tests.recommendations.views.reading import text
from tests.recorded import change

PASSWORD = "correct horse battery"
LIST = reverse("admin:safeguarding_user_changelist")


def path(link):
    return link.removeprefix("http://localhost")


def used(client, link, password=PASSWORD):
    page = client.get(path(link), follow=True)
    return client.post(page.request["PATH_INFO"], {"new_password1": password, "new_password2": password}, follow=True)


def test_it_sets_the_password_and_signs_in_and_works_no_second_time(client, cast):
    link = one_time_link(cast.owner)

    page = used(client, link)

    assert page.wsgi_request.user == cast.owner
    client.logout()
    assert client.login(username="owner", password=PASSWORD)
    client.logout()
    assert "This link no longer works" in text(client.get(path(link), follow=True))


@pytest.mark.parametrize(
    ("password", "problem"),
    [
        ("short", "This password is too short"),
        ("password1234", "This password is too common"),
        ("123456789012", "This password is easy to guess"),
        ("Olive.Owner.Anyshire", "This password is easy to guess"),
    ],
)
def test_a_weak_password_is_refused_beside_its_box(client, cast, password, problem):
    page = used(client, one_time_link(cast.owner), password)

    assert problem in text(page)
    cast.owner.refresh_from_db()
    assert not cast.owner.check_password(password)


def test_it_is_for_nobody_else_and_for_nobody_who_has_left(client, cast):
    theirs, mine = (path(one_time_link(person)).split("/") for person in (cast.dcc, cast.owner))
    mixed = "/".join([*mine[:2], theirs[2], *mine[3:]])
    assert "This link no longer works" in text(client.get(mixed, follow=True))

    link = one_time_link(cast.owner)
    deactivate(cast.owner, why="Left.", by=cast.administrator, at=OPENED)
    assert "This link no longer works" in text(client.get(path(link), follow=True))


def test_after_three_days_it_works_no_more(client, cast, monkeypatch):
    now = PasswordResetTokenGenerator()._now()
    link = one_time_link(cast.owner)
    monkeypatch.setattr(PasswordResetTokenGenerator, "_now", lambda self: now + timedelta(days=3, minutes=1))
    assert "This link no longer works" in text(client.get(path(link), follow=True))


def give(client, *people):
    ticked = {"action": "give_link", "_selected_action": [person.pk for person in people]}
    return client.post(LIST, ticked, follow=True)


def test_an_administrator_gives_it_in_the_list_of_people(client, cast):
    change(cast.administrator, is_staff=True, by=cast.administrator, at=OPENED)
    client.force_login(cast.administrator)
    deactivate(cast.partner, why="Left.", by=cast.administrator, at=OPENED)

    page = text(give(client, cast.owner, cast.partner))

    assert "Pia Partner is not active and gets no link." in page
    client.logout()
    link = re.search(r"Olive Owner, once, within three days: (http://testserver\S+?/)(?=<)", page)[1]
    assert used(client, link).wsgi_request.user == cast.owner


@pytest.mark.parametrize("who", ["auditor", "coordinator", "dcc"])
def test_nobody_else_is_offered_or_given_it(client, cast, who):
    person = getattr(cast, who)
    change(person, is_staff=True, by=cast.administrator, at=OPENED)
    client.force_login(person)

    page = give(client, cast.owner)

    assert "set-password" not in text(page)
