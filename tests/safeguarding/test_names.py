"""People have a history: what they were called stays with what they did then, and their passwords are no part of it."""

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from recommendations.selectors.actions.page import action_page, actions_to_show
from recommendations.selectors.standings import Standings
from recommendations.services.progress import post_update
from safeguarding.appointments import choose_password
from safeguarding.models import User
from tests.moments import BEGINNING, NOW, OPENED, london
from tests.recorded import change
from tests.walk import begin

JUNE, JULY = london(2015, 6, 1), london(2015, 7, 1)


def test_a_page_names_people_as_they_were_called_when_they_did_it(cast):
    action = begin(cast)
    post_update(action, done="Begun.", by=cast.owner, at=JUNE)
    change(cast.owner, last_name="Newname", by=cast.administrator, at=JULY)
    post_update(action, done="Done.", by=cast.owner, at=NOW)

    def shown(as_at=None):
        asked = Standings(cast.dcc, now=NOW, as_at=as_at)
        page = action_page(actions_to_show(asked).get(number=action.number), asked)
        return page.facts[0]["value"], [entry.who for entry in page.entries if entry.title == "Update"]

    post = "Detective Chief Inspector"
    assert shown() == (f"{post} (Olive Newname)", ["Olive Newname", "Olive Owner"])
    assert shown(JUNE) == (f"{post} (Olive Owner)", ["Olive Owner"])


def test_each_name_is_kept_with_who_changed_it(cast):
    for at, name in ((OPENED, "Second"), (JUNE, "Third"), (JULY, "Third")):
        change(cast.owner, last_name=name, by=cast.administrator, at=at)

    person = User.objects.get(username="owner")
    moments = (BEGINNING, OPENED, JUNE, None)
    assert [person.called(at) for at in moments] == ["Olive Owner", "Olive Second", "Olive Third", "Olive Third"]
    assert [(row.last_name, row.history_user) for row in person.history.all()][-2:] == [
        ("Second", cast.administrator),
        ("Owner", person),
    ]


def test_signing_in_and_a_password_leave_nothing_of_themselves_in_the_history(cast):
    choose_password(cast.owner, "only for the tests", at=OPENED)
    rows = cast.owner.history.count()

    assert Client().login(username="owner", password="only for the tests")

    assert User.objects.get(username="owner").last_login is not None
    assert cast.owner.history.count() == rows
    kept = {field.name for field in User.history.model._meta.get_fields()}
    assert kept & {"password", "last_login"} == set()


@pytest.mark.parametrize(
    ("named", "why"),
    [
        ({"username": "Coordinator"}, "capital or small letters"),
        ({"username": "\u0441oordinator"}, "two alphabets"),
        ({"first_name": "Con\u200bnie"}, "nobody sees"),
        ({"last_name": "\u202eCoordinator"}, "nobody sees"),
        ({"first_name": "C\u043ennie"}, "two alphabets"),
    ],
)
def test_nobody_is_named_so_that_they_pass_for_another(cast, named, why):
    with pytest.raises(ValidationError, match=why):
        change(cast.nobody, **named, by=cast.administrator, at=NOW)


def test_accents_and_another_alphabet_throughout_are_names_as_any(cast):
    for first, last in (("Siân", "Llŷr-O’Brien"), ("Олена", "Коваль")):
        change(cast.nobody, first_name=first, last_name=last, by=cast.administrator, at=NOW)
        assert str(User.objects.get(pk=cast.nobody.pk)) == f"{first} {last}"
