"""Linking a recommendation to others by their numbers, in this inspection or in another."""

import pytest

from recommendations.models import Link
from tests.factories import InspectionFactory, RecommendationFactory
from tests.recommendations.views.reading import shown, text


@pytest.fixture
def elsewhere(cast):
    return RecommendationFactory(inspection=InspectionFactory(title="Elsewhere"), reference="R3")


def url_of(recommendation):
    return f"/recommendations/{recommendation.pk}/links/new/"


def test_linking_is_offered_to_the_coordinator_only_and_refused_to_everybody_else(client, cast, recommendation):
    url = url_of(recommendation)
    assert url in shown(client, cast.coordinator, f"/recommendations/{recommendation.pk}/")
    for user in (cast.owner, cast.issue_owner, cast.dcc, cast.staff_officer, cast.opcc, cast.auditor):
        assert url not in shown(client, user, f"/recommendations/{recommendation.pk}/")
        assert {client.get(url).status_code, client.post(url, {}).status_code} == {403}


def test_one_of_another_inspection_is_linked_with_a_note_and_its_page_says_so(coordinator, recommendation, elsewhere):
    sent = {"kind": "duplicates", "numbers": "r3", "inspection": elsewhere.inspection_id, "note": "Jay, p. 4 – то же"}

    told = text(coordinator.post(url_of(recommendation), sent, follow=True))

    assert "Linked: asks the same as Recommendation R3." in told
    assert "Elsewhere: “Jay, p. 4 – то же”" in told
    assert text(coordinator.get(f"/recommendations/{elsewhere.pk}/")).count("It asks the same as") == 1


def test_a_second_press_links_nothing_twice_and_says_so(coordinator, recommendation, elsewhere):
    sent = {"kind": "depends-on", "numbers": "R3", "inspection": elsewhere.inspection_id}
    coordinator.post(url_of(recommendation), sent)

    assert "It depends on Recommendation R3 already." in text(coordinator.post(url_of(recommendation), sent))
    assert Link.objects.count() == 1
