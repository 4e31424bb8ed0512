"""Every page is asked for at NOW; `owner`, `dcc` and `coordinator` are clients in which they are signed in."""

from datetime import date

import pytest

from inspections.services import release_to_opcc
from tests.factories import ActionFactory, InspectionFactory, RecommendationFactory
from tests.moments import NOW, london


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


@pytest.fixture
def inspection(cast):
    """Released to the OPCC in April."""
    made = InspectionFactory(slug="ours", title="Ours")
    release_to_opcc(made, by=cast.coordinator, at=london(2015, 4, 2))
    return made


@pytest.fixture
def recommendation(cast, inspection):
    """Number 9, the issue owner's, with one part."""
    return RecommendationFactory(
        inspection=inspection, reference="9", issue_owner=cast.posts.issue_owner, page_reference="Page 19"
    )


@pytest.fixture
def part(recommendation):
    return recommendation.parts.get()
