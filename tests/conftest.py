"""The cast: a few plainly invented people, each with the post or role that the tests call them by."""

from types import SimpleNamespace

import pytest

from safeguarding import ledger
from safeguarding.appointments import appoint, grant
from safeguarding.models import Agency
from safeguarding.models.people import Role

from .factories import PostFactory, UserFactory
from .moments import BEGINNING
from .recorded import write

PEOPLE = {
    "coordinator": ("Connie", "Coordinator", Role.COORDINATOR, None),
    "dcc": ("Dana", "Deputy-Chief", Role.DCC, "Deputy Chief Constable"),
    "deputy": ("Asa", "Assistant-Chief", Role.DCC, "Assistant Chief Constable"),
    "staff_officer": ("Stef", "Staff-Officer", Role.STAFF_OFFICER, None),
    "owner": ("Olive", "Owner", Role.OWNER, "Detective Chief Inspector"),
    "other_owner": ("Otto", "Other-Owner", Role.OWNER, "Chief Inspector"),
    "issue_owner": ("Isla", "Issue-Owner", Role.OWNER, "Superintendent"),
    "opcc": ("Ora", "Opcc-Reviewer", Role.OPCC, None),
    "partner": ("Pia", "Partner", Role.PARTNER, None),
    "auditor": ("Aud", "Auditor", Role.AUDITOR, None),
    "administrator": ("Ada", "Administrator", Role.ADMINISTRATOR, None),
    "nobody": ("Noa", "Nobody", None, None),
}


@pytest.fixture
def cast(db):
    """People by name, `posts` by their holder's name, and the partner's `agency`."""
    first = UserFactory(username="coordinator", first_name="Connie", last_name="Coordinator")
    agency = write(Agency(slug="social-care", name="County Social Care"), by=first, at=BEGINNING)
    found = SimpleNamespace(agency=agency, posts=SimpleNamespace())
    for name, (first_name, last_name, role, title) in PEOPLE.items():
        person = UserFactory(username=name, first_name=first_name, last_name=last_name)
        setattr(found, name, person)
        if role:
            grant(person, role, agency=agency if role == Role.PARTNER else None, by=first, at=BEGINNING)
        if title:
            post = PostFactory(title=title, by=first, at=BEGINNING)
            appoint(post, person, by=first, at=BEGINNING)
            setattr(found.posts, name, post)
    return found


@pytest.fixture
def transactional_db(transactional_db):
    """pytest-django's, which flushes after the test: the triggers would refuse it; flush's own post_migrate seals again.

    For a live server too. The mark django_db(transaction=True) does not pass here; ask for this fixture instead.
    """
    yield
    ledger.unseal()
