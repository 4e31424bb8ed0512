"""Every page is asked for at NOW; `owner`, `dcc` and `coordinator` are clients in which they are signed in."""

from datetime import date

import pytest

from tests.factories import ActionFactory, RecommendationFactory
from tests.moments import NOW


@pytest.fixture(autouse=True)
def at_now(monkeypatch):
    monkeypatch.setattr("safeguarding.clock.now", lambda: NOW)


@pytest.fixture
def owner(client, cast):
    client.force_login(cast.owner)
    return client


@pytest.fixture
def dcc(client, cast):
    client.force_login(cast.dcc)
    return client


@pytest.fixture
def coordinator(client, cast):
    client.force_login(cast.coordinator)
    return client


@pytest.fixture
def action(cast):
    """The owner's, late since 30 April, under the issue owner; some modules have another of their own."""
    recommendation = RecommendationFactory(issue_owner=cast.posts.issue_owner)
    return ActionFactory(parts=[recommendation.parts.get()], owner=cast.posts.owner, target_on=date(2015, 4, 30))
