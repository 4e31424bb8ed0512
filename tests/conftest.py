"""The test database, with the cast in it from the start."""

import pytest
from django.db import transaction

from safeguarding import append_only

from .cast import clear_database, enter_cast, find_cast

# Pages and queries, which the browser's tests ask of SQLite.
ONLY_ASKED = {"test_admin_lists", "test_filters", "test_pages_of_the_walk", "test_permissions", "test_visibility"}


def pytest_collection_modifyitems(items):
    """Mark what knows a database, which pytest-django opens to nothing else; that is run on PostgreSQL.

    What is written and refused, and SQL of our own, is run on SQLite too: the services', and each app's own files but those
    that only ask what is there.
    """
    for item in items:
        if "django_db_setup" in item.fixturenames or item.get_closest_marker("django_db"):
            item.add_marker("database")
            its_app_s = item.path.parents[1].name == "tests" and item.path.stem not in ONLY_ASKED
            if item.path.parent.name == "services" or its_app_s:
                item.add_marker("both")


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """pytest-django's, with the cast written into the new database."""
    with django_db_blocker.unblock():
        enter_cast()


@pytest.fixture
def cast(db):
    """People by name, `posts` by their holder's name, and the partner's `agency`."""
    return find_cast()


@pytest.fixture(scope="module")
def module_db(django_db_setup, django_db_blocker):
    """The database for fixtures of a module: what they write stands for each of its tests, and is taken back at its end."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def module_cast(module_db):
    """The cast, for such fixtures."""
    return find_cast()


@pytest.fixture
def empty_db(db):
    """A database that has nobody in it, not even the cast."""
    clear_database()


@pytest.fixture
def cast_after_flush(django_db_setup, django_db_blocker):
    """The cast for the next test, once this one's rows were flushed and theirs with them."""
    yield
    with django_db_blocker.unblock():
        enter_cast()


@pytest.fixture
def transactional_db(cast_after_flush, transactional_db):
    """pytest-django's, which flushes after the test: the triggers would refuse it, and flush's post_migrate restores them.

    For a live server too. The mark django_db(transaction=True) does not pass here; ask for this fixture instead.
    """
    yield
    append_only.drop_triggers()
