"""What time it is: real time in production, the demonstration's own elsewhere, which runs on and never goes back."""

from datetime import timedelta

import pytest
from django.core.checks import run_checks
from django.db import connection
from django.utils import timezone

from safeguarding import clock
from safeguarding.models import Demonstration
from tests.moments import london

STANDS_AT = london(2015, 9, 10)


@pytest.fixture
def restarted(monkeypatch):
    """Call it to begin a new process, which remembers nothing."""

    def restart():
        monkeypatch.setattr(clock, "_started", {})

    restart()
    return restart


@pytest.fixture
def demonstration(db, settings, restarted):
    """A demonstration that was built an hour ago."""
    settings.DEMONSTRATION = True
    return Demonstration.objects.create(stands_at=STANDS_AT, built_at=timezone.now() - timedelta(hours=1))


def about(moment):
    """Within the seconds that a test may take."""
    return pytest.approx(moment.timestamp(), abs=30)


def test_the_demonstration_runs_on_from_where_it_stands(demonstration):
    assert clock.now().timestamp() == about(STANDS_AT + timedelta(hours=1))
    assert clock.now() < clock.now()


def test_a_restart_never_goes_back(demonstration, restarted):
    before = clock.now()

    restarted()

    assert before < clock.now() < before + timedelta(seconds=30)


def test_the_demonstration_is_asked_for_once_a_process(demonstration, django_assert_num_queries):
    with django_assert_num_queries(1):
        clock.now()
        clock.now()


def test_a_demonstration_that_is_not_built_yet_has_real_time_until_it_is(db, settings, restarted):
    settings.DEMONSTRATION = True
    assert clock.demonstrating() is None
    assert clock.now().timestamp() == about(timezone.now())

    Demonstration.objects.create(stands_at=STANDS_AT, built_at=timezone.now())

    assert clock.now().timestamp() == about(STANDS_AT)


def test_production_has_real_time_even_on_a_demonstration_s_database(demonstration, settings):
    settings.DEMONSTRATION = False

    assert clock.demonstrating() is None
    assert clock.now().timestamp() == about(timezone.now())


def test_the_moment_is_the_same_all_through_a_request(demonstration, client):
    response = client.get("/sign-in/")

    assert response.wsgi_request.now.timestamp() == about(STANDS_AT + timedelta(hours=1))
    assert response.context["demonstration"] == response.wsgi_request.now


def test_production_does_not_start_on_a_database_that_holds_the_demonstration(demonstration, settings):
    settings.DEMONSTRATION = False

    [error] = run_checks(databases=["default"])

    assert (error.id, error.msg) == ("safeguarding.E001", "This database holds the demonstration and its accounts.")


def test_a_database_that_is_not_migrated_yet_is_no_demonstration(transactional_db, settings):
    settings.DEMONSTRATION = False
    with connection.schema_editor() as editor:
        editor.delete_model(Demonstration)
    try:
        assert [told.id for told in run_checks(databases=["default"])] == [
            "safeguarding.W001"
        ] * 2  # its table's own constraints
    finally:
        with connection.schema_editor() as editor:
            editor.create_model(Demonstration)


def test_the_demonstration_says_where_it_stands():
    assert str(Demonstration(stands_at=STANDS_AT)) == "Demonstration, standing at 10/09/2015"
