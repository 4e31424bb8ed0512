"""The demonstration, built once for the tests of a module."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.test import override_settings

from safeguarding import clock
from tests.cast import clear_database


def build():
    said = StringIO()
    call_command("demo", stdout=said)
    return said.getvalue()


@pytest.fixture(scope="module")
def told(module_db):
    """What building it said."""
    with override_settings(DEMONSTRATION=True):
        clear_database()
        clock._started.clear()
        yield build()
        clock._started.clear()


@pytest.fixture
def demonstration(told, db):
    return told
