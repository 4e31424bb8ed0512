"""The test database, with the cast in it from the start."""

import gc

import hypothesis
import pytest
from django.test import TransactionTestCase

from safeguarding.locale.catalogue import compile_welsh

from .cast import begin_anew, clear_database, enter_cast, find_cast, taken_back

# What pytest-django calls after a test with transactional_db, whose rows stayed: Django's flushes, which the triggers would refuse,
# and the cast would be gone.
TransactionTestCase._fixture_teardown = lambda case: begin_anew()

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


# How long one example takes says nothing of the code where others use the machine: a test that never ends has a timeout.
hypothesis.settings.register_profile("without a clock", deadline=None)
hypothesis.settings.load_profile("without a clock")

# Begun first, or one core would wait for them at the end.
LONGEST = (
    *("test_migrations", "test_fuzz", "test_matrix", "test_welsh_pages", "test_forty_items"),
    *("test_pages", "test_pages_of_the_coordinator", "test_register", "test_pages_of_the_walk"),
)


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


module_db = pytest.fixture(scope="module")(taken_back)


@pytest.fixture(scope="module")
def module_cast(module_db):
    """The cast, for such fixtures."""
    return find_cast()


@pytest.fixture
def empty_db(db):
    """A database that has nobody in it, not even the cast."""
    clear_database()


@pytest.fixture
def welsh(settings, tmp_path):
    """The catalogue, and both languages on offer."""
    settings.LANGUAGES = [("en-gb", "English"), ("cy", "Cymraeg")]
    settings.LOCALE_PATHS = [tmp_path]
    (tmp_path / "cy" / "LC_MESSAGES").mkdir(parents=True)
    compile_welsh(tmp_path / "cy" / "LC_MESSAGES" / "django.mo")
