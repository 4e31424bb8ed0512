import pytest

from recommendations.models import Action, Coverage, ProgressUpdate, TranscribedStatement
from recommendations.services.actions import hand_over
from recommendations.services.progress import post_update
from safeguarding.as_at import pk_of, recorded, rows
from tests.factories import ActionFactory
from tests.moments import OPENED, london
from tests.recorded import write


@pytest.fixture
def action(cast):
    return ActionFactory(owner=cast.posts.owner, text="As it was opened.")


def change(action, text, cast, at):
    action.text = text
    write(action, by=cast.coordinator, at=at)


def test_a_noun_is_as_it_was_after_its_last_change_by_then(action, cast):
    change(action, "As it was in June.", cast, london(2015, 6, 1))
    change(action, "As it was in July.", cast, london(2015, 7, 1))

    assert [row.text for row in rows(Action, london(2015, 6, 30))] == ["As it was in June."]


def test_a_change_counts_from_its_very_moment(action, cast):
    change(action, "As it was in June.", cast, london(2015, 6, 1))

    assert [row.text for row in rows(Action, london(2015, 6, 1))] == ["As it was in June."]


def test_before_its_birth_there_is_nothing(action):
    assert list(rows(Action, london(2015, 4, 1))) == []


def test_two_changes_at_one_moment_are_one_row_and_the_later_one_counts(action, cast):
    change(action, "The first of two.", cast, london(2015, 6, 1))
    change(action, "The second of two.", cast, london(2015, 6, 1))

    assert [row.text for row in rows(Action, london(2015, 6, 1))] == ["The second of two."]


def test_without_a_moment_the_rows_are_today_s(action):
    assert list(rows(Action)) == [action]


def test_a_row_of_the_past_knows_the_key_of_its_noun(action):
    assert [pk_of(Action, row) for row in rows(Action, OPENED)] == [action.number]
    assert [pk_of(Coverage, row) for row in rows(Coverage, OPENED)] == [action.coverages.get().pk]


def test_the_owner_of_the_past_is_the_post_that_owned_it_then(action, cast):
    hand_over(action, cast.posts.other_owner, why="Moved", by=cast.coordinator, at=london(2015, 7, 1))

    assert [row.owner_id for row in rows(Action, london(2015, 6, 30))] == [cast.posts.owner.pk]


def test_records_are_those_made_by_then(action, cast):
    early = post_update(action, done="Begun.", by=cast.owner, at=london(2015, 5, 1))
    post_update(action, done="Going on.", by=cast.owner, at=london(2015, 8, 1))

    assert list(recorded(ProgressUpdate, london(2015, 5, 1))) == [early]
    assert recorded(ProgressUpdate).count() == 2
    assert recorded(TranscribedStatement, london(2015, 5, 1)).count() == 0
