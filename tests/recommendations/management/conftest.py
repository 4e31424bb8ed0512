"""The demonstration, built once for the tests of a module."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.db import transaction
from django.test import override_settings

from safeguarding import clock
from tests.cast import clear_database


def build():
    said = StringIO()
    call_command("demo", stdout=said)
    return said.getvalue()


@pytest.fixture(scope="module")
def told(django_db_setup, django_db_blocker):
    """What building it said; taken back after the module."""
    with django_db_blocker.unblock(), override_settings(DEMONSTRATION=True), transaction.atomic():
        clear_database()
        clock._started.clear()
        yield build()
        clock._started.clear()
        transaction.set_rollback(True)


@pytest.fixture
def demonstration(told, db):
    return told
