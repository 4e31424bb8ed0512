"""The cast: a few plainly invented people, each with the post or role that the tests call them by."""

from types import SimpleNamespace

from django.core.management import call_command
from django.core.management.sql import emit_post_migrate_signal
from django.db import connection, transaction

from safeguarding import append_only
from safeguarding.appointments import appoint
from safeguarding.models import Agency, Post, User
from safeguarding.models.people import Role

from .factories import PostFactory, UserFactory
from .moments import BEGINNING
from .recorded import grant, write

AGENCY = "social-care"
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
DJANGO_S = {"django_content_type", "auth_permission"}
FORCE = PEOPLE.keys() - {"opcc", "partner", "nobody"}


def enter_cast():
    """Write the cast into a database that has nobody in it: 376 queries, so once a database and not once a test."""
    first = UserFactory(username="coordinator", first_name="Connie", last_name="Coordinator")
    by = {"by": first, "at": BEGINNING}
    agency = write(Agency(slug=AGENCY, name="County Social Care"), **by)
    people = {
        name: UserFactory(username=name, first_name=first_name, last_name=last_name)
        for name, (first_name, last_name, *_) in PEOPLE.items()
    }
    for name, (_, _, role, title) in PEOPLE.items():
        person = people[name]
        if role:
            grant(person, role, agency=agency if role == Role.PARTNER else None, **by)
        if title:
            appoint(PostFactory(title=title, **by), person, **by)


def find_cast():
    """People by name, `posts` by their holder's name, and the partner's `agency`; read anew, so that they remember nothing."""
    people = {person.username: person for person in User.objects.filter(username__in=PEOPLE)}
    posts = {post.title: post for post in Post.objects.all()}
    held = {name: posts[title] for name, (_, _, _, title) in PEOPLE.items() if title}
    return SimpleNamespace(**people, posts=SimpleNamespace(**held), agency=Agency.objects.get(slug=AGENCY))


def clear_database():
    """Leave the database as it is when it was only made, cast and all; a test's transaction takes this back."""
    append_only.drop_triggers()
    call_command("flush", verbosity=0, interactive=False)  # its post_migrate installs the triggers again


def taken_back(django_db_setup, django_db_blocker):
    """The database for fixtures of a module or of a folder: what they write stands for each of its tests, and is taken back at its end.

    A folder has an __init__.py, and makes a fixture of this in its own conftest: pytest takes that for the folder meant.
    """
    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


def begin_anew():
    """Leave nothing but the cast of what tests wrote, in transactions that were committed too."""
    if connection.vendor == "postgresql":
        _erase_rows()
        emit_post_migrate_signal(verbosity=0, interactive=False, db="default")
    else:
        clear_database()
    enter_cast()


def _erase_rows():
    """Every row but those that post_migrate would write as they are; no trigger fires.

    A flush truncates each table, which makes it and its indexes anew, empty or not: half of the time that beginning anew took.
    """
    tables = set(connection.introspection.table_names()) - DJANGO_S
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute("".join(f'DELETE FROM "{table}";' for table in tables))
