"""Getting into the admin."""

import pytest

from tests.moments import NOW


@pytest.fixture(autouse=True)
def at_now(monkeypatch):
    monkeypatch.setattr("safeguarding.clock.now", lambda: NOW)


@pytest.fixture
def enter(client, cast):
    """Sign somebody in who may get into the admin."""

    def entered(name):
        person = getattr(cast, name)
        person.is_staff = True
        person.save()
        client.force_login(person)
        return client

    return entered
