"""Nobody decides by a role that they gave themselves, nor on an account whose password somebody else knows."""

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from recommendations.four_eyes import triggers
from recommendations.permissions import may, may_decide, may_see_queue
from safeguarding.appointments import choose_password, end, grant
from safeguarding.models import RoleGrant, User
from safeguarding.models.people import Role
from safeguarding.roles import has_role
from tests.factories import ActionFactory
from tests.moments import NOW, OPENED
from tests.recommendations.views.put_right_pages import words_of
from tests.recommendations.views.reading import shown
from tests.recorded import write

OWN = "You gave yourself the role DCC scrutiny, so you cannot decide anything in it: ask another administrator to give it to you."
ANOTHERS = "Somebody else set your password, so you decide nothing until you have chosen one of your own."


@pytest.fixture
def clock(monkeypatch):
    monkeypatch.setattr("safeguarding.clock.now", lambda: NOW)


@pytest.fixture
def marked(cast):
    """The DCC, whose password an administrator set."""
    cast.dcc.set_password("known to another")
    return write(cast.dcc, by=cast.administrator, at=OPENED)


def test_who_gave_a_role_is_known(cast):
    assert grant(cast.nobody, Role.DCC, by=cast.administrator, at=OPENED).given_by == cast.administrator


@pytest.mark.parametrize("role", [Role.DCC, Role.OPCC])
def test_a_deciding_role_is_refused_to_oneself_and_others_are_not(cast, role):
    with pytest.raises(ValidationError, match=f"You cannot give yourself the role {role.label}"):
        grant(cast.administrator, role, by=cast.administrator, at=OPENED)

    grant(cast.administrator, Role.COORDINATOR, by=cast.administrator, at=OPENED)
    assert has_role(cast.administrator, Role.COORDINATOR, at=NOW) is True


def test_one_that_somebody_gave_themselves_before_it_was_refused_decides_nothing_and_says_why(cast):
    triggers.drop()  # which refuse it; there were none
    with connection.cursor() as cursor:
        cursor.execute("UPDATE safeguarding_rolegrant SET given_by_id = user_id WHERE role = 'dcc'")
    action = ActionFactory()

    assert has_role(cast.dcc, Role.DCC, at=NOW) is False
    for ruling in (may_decide(cast.dcc, action, at=NOW), may(cast.dcc, "support", action, at=NOW)):
        assert ruling.why_not[0] == OWN
    assert may(cast.dcc, "allocate", action, at=NOW).why_not[0].startswith("This is for")  # with or without that role
    assert may_see_queue(cast.dcc, at=NOW).why_not == (OWN,)
    end(RoleGrant.objects.get(user=cast.dcc), why="Given by another now.", by=cast.administrator, at=NOW)


def test_on_an_account_whose_password_another_set_nothing_is_decided_until_it_is_changed(cast, marked):
    assert may_decide(marked, ActionFactory(), at=NOW).why_not == (ANOTHERS,)

    choose_password(marked, "known to nobody else", at=OPENED)

    assert bool(may_decide(User.objects.get(pk=marked.pk), ActionFactory(), at=NOW)) is True


def test_such_a_person_is_led_to_choose_one_and_then_decides(client, cast, marked):
    client.force_login(marked)
    page = client.get("/", follow=True)
    assert page.redirect_chain[-1][0] == "/password/"

    wrong = {"old_password": "not it", "new_password1": "three unlikely words", "new_password2": "three unlikely words"}
    assert "incorrect" in client.post("/password/", wrong).content.decode()
    done = client.post("/password/", wrong | {"old_password": "known to another"}, follow=True)

    assert done.redirect_chain[-1][0] == "/scrutiny/"
    assert "Your password was changed." in done.content.decode()
    assert User.objects.get(username="dcc").history.first().history_change_reason == "Chose a password"
    assert client.login(username="dcc", password="three unlikely words")


def test_every_page_says_so_until_then(client, marked):
    assert "Somebody else set your password." in shown(client, marked, "/position/")


# Two administrators


def test_a_deciding_role_lets_nobody_decide_until_an_administrator_who_did_not_give_it_confirms(client, cast, clock):
    second = grant(cast.nobody, Role.ADMINISTRATOR, by=cast.administrator, at=OPENED).user
    given = grant(cast.auditor, Role.DCC, by=cast.administrator, at=OPENED)
    action, page = ActionFactory(), f"/who-may-decide/{given.pk}/confirm/"
    assert may_decide(cast.auditor, action, at=NOW).why_not == (
        "The role DCC scrutiny that you were given waits for a second administrator to confirm it.",
    )

    for person, status in (
        (cast.administrator, 403),
        (cast.auditor, 403),
        (cast.dcc, 403),
        (second, 302),
        (second, 403),
    ):
        client.force_login(person)
        assert client.post(page).status_code == status, person

    assert bool(may_decide(User.objects.get(pk=cast.auditor.pk), action, at=NOW)) is True
    client.force_login(cast.opcc)
    page = words_of(client.get("/who-may-decide/"))
    assert "Aud Auditor DCC scrutiny by Ada Administrator from 2 April 2015 by Noa Nobody, 10 September 2015" in page


def test_whoever_gives_roles_decides_nothing_whichever_came_first(cast):
    for person, role in ((cast.dcc, Role.ADMINISTRATOR), (cast.administrator, Role.OPCC)):
        with pytest.raises(ValidationError, match="whoever gives roles decides nothing"):
            grant(person, role, by=cast.coordinator, at=OPENED)
