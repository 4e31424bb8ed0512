"""Two administrators at once, each in a connection of their own: a role that is called off is over, and who leaves holds nothing."""

from contextlib import suppress
from datetime import timedelta

from django.core.exceptions import PermissionDenied

from safeguarding.access_keys import make_key
from safeguarding.appointments import appoint, confirm_role, deactivate, end, grant
from safeguarding.directory_people import come_in
from safeguarding.models import AccessKey, Holding, RoleGrant, User
from safeguarding.models.people import Role
from tests.factories import PostFactory, UserFactory
from tests.moments import NOW
from tests.recommendations.services.test_at_once import at_once


def test_a_role_that_is_confirmed_and_ended_at_once_is_ended(transactional_db, cast):
    second = UserFactory(username="second")
    grant(second, Role.ADMINISTRATOR, by=cast.administrator, at=NOW)
    given = grant(UserFactory(username="new"), Role.DCC, by=cast.administrator, at=NOW)
    read, later = RoleGrant.objects.get, NOW + timedelta(minutes=5)

    at_once(
        lambda: confirm_role(read(pk=given.pk), by=second, at=later),
        lambda: end(read(pk=given.pk), why="Called off", by=cast.administrator, at=later),
    )

    assert read(pk=given.pk).ends_at == later


def test_who_is_deactivated_while_they_are_given_a_role_a_post_and_a_key_is_left_with_none(transactional_db, cast):
    person, post = UserFactory(username="new"), PostFactory()
    said, later = {"by": cast.administrator, "at": NOW}, NOW + timedelta(minutes=5)

    def leaver():
        return User.objects.get(pk=person.pk)

    def key():
        with suppress(PermissionDenied):
            make_key(leaver(), scope="read", name="Mine", expires_at=None, at=NOW)

    at_once(
        key,
        lambda: grant(leaver(), Role.COORDINATOR, **said),
        lambda: appoint(post, leaver(), **said),
        lambda: deactivate(leaver(), why="Left", by=cast.administrator, at=later),
    )

    terms = [
        noun.objects.filter(ends_at=None, **{who: person}) for noun, who in ((RoleGrant, "user"), (Holding, "holder"))
    ]
    assert [some.exists() for some in (*terms, AccessKey.objects.filter(person=person, revoked_at=None))] == [False] * 3


def test_of_two_who_make_one_person_decide_and_give_roles_at_once_one_does(transactional_db, cast):
    person = UserFactory(username="new")

    def give(role):
        grant(User.objects.get(pk=person.pk), role, by=cast.administrator, at=NOW)

    assert at_once(*[lambda role=role: give(role) for role in (Role.DCC, Role.ADMINISTRATOR)]) == 1


def test_who_comes_in_by_the_directory_in_two_tabs_at_once_comes_in_by_both(transactional_db, cast, settings):
    settings.OIDC_GROUPS = {"owners": "owner"}
    said = {"first": "Ned", "last": "Newcomer", "email": "", "groups": ["owners"]}
    person = come_in(None, "ned", **said, at=NOW)
    end(person.role_grants.get(), why="By hand", by=cast.administrator, at=NOW + timedelta(minutes=1))

    later = {"at": NOW + timedelta(minutes=2)}
    assert at_once(*[lambda: come_in(User.objects.get(pk=person.pk), "ned", **said, **later)] * 4) == 4
    assert person.role_grants.filter(ends_at=None).count() == 1
