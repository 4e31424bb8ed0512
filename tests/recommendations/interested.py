"""Somebody of the DCC, and why four eyes keep them from deciding."""

from recommendations.permissions import interests
from safeguarding.models.people import Role
from tests.factories import UserFactory
from tests.moments import OPENED
from tests.recorded import grant
from tests.walk import DECIDED


def chief(cast):
    """A person with the DCC's role and no tie yet."""
    person = UserFactory(first_name="Cleo", last_name="Chief")
    grant(person, Role.DCC, by=cast.coordinator, at=OPENED)
    return person


def reasons(person, action, at=DECIDED):
    return interests(person, [action], at=at)[action.pk]


ISSUE = ["You own the issue, or did since this opened, so somebody else has to decide."]
OWNED = ["You own this action, or did since it opened, so somebody else has to decide."]
