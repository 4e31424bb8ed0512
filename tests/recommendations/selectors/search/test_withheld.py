"""Words that are kept from a person never match and are never shown; each test has something to leak."""

import pytest

from inspections.services import release_to_opcc
from recommendations.models import SearchText
from recommendations.services import progress, scrutiny
from tests.factories import ActionFactory, InspectionFactory
from tests.moments import NOW, OPENED, london
from tests.recommendations.search_cases import found_actions, found_recommendations, shown
from tests.walk import recommendation

JULY, AUGUST = london(2015, 7, 1), london(2015, 8, 1)


@pytest.fixture
def released(cast):
    made = InspectionFactory()
    release_to_opcc(made, by=cast.coordinator, at=OPENED)
    return made


@pytest.fixture
def action(cast, released):
    """Seen by the OPCC."""
    parts = recommendation(cast, inspection=released).parts.all()
    return ActionFactory(text="Log each visit.", parts=parts, owner=cast.posts.owner)


def test_a_force_only_update_is_found_by_the_opcc_once_it_was_released(cast, action):
    progress.post_update(action, done="Gazelle visit.", audience="force", by=cast.owner, at=JULY)

    assert found_actions("gazelle", cast.dcc) == [action.pk]
    assert found_actions("gazelle", cast.opcc) == []
    assert "Gazelle" not in str(shown("visit", cast.opcc))
    progress.release(action, by=cast.issue_owner, at=AUGUST)
    assert found_actions("gazelle", cast.opcc) == [action.pk]
    assert "Gazelle" in str(shown("visit", cast.opcc))


def test_what_was_said_after_the_release_is_withheld_again(cast, action):
    progress.release(action, by=cast.issue_owner, at=JULY)
    progress.post_update(action, done="Gazelle.", audience="force", by=cast.owner, at=AUGUST)

    assert (found_actions("gazelle", cast.opcc), found_actions("gazelle", cast.owner)) == ([], [action.pk])


def test_an_action_s_own_words_are_withheld_until_any_release(cast, released):
    narrow = ActionFactory(
        text="Gazelle.",
        parts=recommendation(cast, inspection=released).parts.all(),
        owner=cast.posts.owner,
        audience="force",
    )

    assert (found_actions("gazelle", cast.opcc), found_actions("gazelle", cast.owner)) == ([], [narrow.pk])
    assert found_actions("detective", cast.opcc) == [narrow.pk]
    progress.release(narrow, by=cast.issue_owner, at=JULY)
    assert found_actions("gazelle", cast.opcc) == [narrow.pk]


def test_one_s_own_words_are_found_whoever_they_are_for(cast):
    narrow = InspectionFactory(audience="force")
    release_to_opcc(narrow, by=cast.coordinator, at=OPENED)
    action = ActionFactory(parts=recommendation(cast, inspection=narrow).parts.all(), owner=cast.posts.owner)
    scrutiny.ask(action, "Gazelle?", by=cast.opcc, at=JULY)
    scrutiny.ask(action, "Heron?", by=cast.dcc, at=JULY)

    assert (found_actions("gazelle", cast.opcc), found_actions("heron", cast.opcc)) == ([action.pk], [])


def test_an_inspection_under_embargo_is_not_found(cast):
    hidden = InspectionFactory(embargo_until=london(2016, 1, 1))
    asked = recommendation(cast, text="Gazelle.", inspection=hidden)
    ActionFactory(text="Heron.", parts=asked.parts.all(), owner=cast.posts.owner)

    assert found_recommendations("gazelle", cast.dcc) == found_actions("heron", cast.dcc) == []
    assert found_recommendations(asked.reference + " gazelle", cast.dcc) == []
    assert found_recommendations(f"rec {asked.reference}", cast.dcc) == []
    assert found_actions("heron", cast.owner) == []  # their own, of which they may not know yet
    assert len(found_actions("heron", cast.owner, at=london(2016, 1, 2))) == 1
    assert found_recommendations("gazelle", cast.dcc, at=london(2016, 1, 2)) == [asked.pk]


def test_what_is_said_of_another_inspection_s_part_is_not_found(cast, released):
    seen, hidden = (recommendation(cast, inspection=each).parts.get() for each in (released, InspectionFactory()))
    both = ActionFactory(parts=[seen, hidden], owner=cast.posts.owner)
    scrutiny.ask(both, "Gazelle?", part=hidden, by=cast.dcc, at=JULY)
    scrutiny.ask(both, "Heron?", part=seen, by=cast.dcc, at=JULY)

    assert (found_actions("gazelle", cast.opcc), found_actions("heron", cast.opcc)) == ([], [both.pk])
    assert found_actions("gazelle", cast.owner) == found_actions("gazelle", cast.auditor) == [both.pk]
    assert "Gazelle" not in str(shown("gazelle heron", cast.opcc) + shown("e", cast.opcc))


def test_the_reference_of_a_part_not_seen_leads_to_no_action(cast, released):
    seen = recommendation(cast, inspection=released).parts.get()
    hidden = recommendation(cast, reference="R77", inspection=InspectionFactory()).parts.get()
    both = ActionFactory(parts=[seen, hidden], owner=cast.posts.owner)

    assert (found_actions("r77", cast.opcc), found_actions("r77", cast.dcc)) == ([], [both.pk])


def test_every_text_that_a_person_may_read_is_one_that_they_see(cast, action):
    progress.post_update(action, done="Gazelle.", audience="force", by=cast.owner, at=JULY)

    sources = SearchText.objects.visible_to(cast.opcc, NOW).values_list("source", flat=True)
    assert set(sources) == {"action", "recommendation", "reference", "part", "part-reference"}
    assert SearchText.objects.visible_to(cast.nobody, NOW).count() == 0
