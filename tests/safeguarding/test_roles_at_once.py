"""A deciding role that one administrator confirms while another calls it off, each in a connection of their own, is over."""

from datetime import timedelta

from safeguarding.appointments import confirm_role, end, grant
from safeguarding.models import RoleGrant
from safeguarding.models.people import Role
from tests.factories import UserFactory
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
