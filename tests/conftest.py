"""The test database, with the cast in it from the start."""

import gc

import pytest
from django.db import transaction

from safeguarding import append_only

from .cast import clear_database, enter_cast, find_cast

# Where SQL of our own, a trigger or a lock may differ on SQLite. The demonstration, which is built there and which the browser's
# tests walk through, is the test of all else.
ON_SQLITE_TOO = {
    *("test_append_only", "test_as_at", "test_at_once", "test_backup", "test_history"),
    *("test_clock_put_back", "test_killed", "test_migrations", "test_settings"),
    *("test_attacks", "test_ended_coverage", "test_four_eyes", "test_owned_before", "test_truth_table"),
    *(
        "test_tampers",
        "test_tampered_tables",
        "test_matching",
        "test_random_walk",
        "test_search_texts",
        "test_standings",
        "test_standings_of_anything",
    ),
}


# Begun first, or one core would wait for them at the end.
LONGEST = ("test_migrations", "test_matrix", "test_forty_items", "test_pages", "test_pages_of_the_coordinator")


def pytest_collection_modifyitems(items):
    """Mark what knows a database, which pytest-django opens to nothing else; that is run on PostgreSQL. The longest come first."""
    items.sort(key=lambda item: item.path.stem not in LONGEST)
    for item in items:
        if "django_db_setup" in item.fixturenames or item.get_closest_marker("django_db"):
            item.add_marker("database")
            if item.path.stem in ON_SQLITE_TOO:
                item.add_marker("both")


def pytest_collection_finish():
    """Look for garbage among what the tests make, seldom, and no more among all that was loaded: a twelfth of their time."""
    gc.freeze()
    gc.set_threshold(10_000)


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
