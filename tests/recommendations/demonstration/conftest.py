"""The demonstration, built once for the tests of this folder."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.test import override_settings

from safeguarding import clock
from tests.cast import clear_database, taken_back


def build():
    said = StringIO()
    call_command("demo", stdout=said)
    return said.getvalue()


package_db = pytest.fixture(scope="package")(taken_back)


@pytest.fixture(scope="package")
def told(package_db):
    """What building it said."""
    with override_settings(DEMONSTRATION=True):
        clear_database()
        clock._started.clear()
        yield build()
        clock._started.clear()


@pytest.fixture
def demonstration(told, db):
    return told
