"""Getting into the admin."""

import pytest

from tests.moments import NOW
from tests.recorded import change


@pytest.fixture(autouse=True)
def at_now(monkeypatch):
    monkeypatch.setattr("safeguarding.clock.now", lambda: NOW)


@pytest.fixture
def enter(client, cast):
    """Sign somebody in who may get into the admin."""

    def entered(name):
        person = getattr(cast, name)
        change(person, is_staff=True, by=cast.administrator, at=NOW)
        client.force_login(person)
        return client

    return entered
