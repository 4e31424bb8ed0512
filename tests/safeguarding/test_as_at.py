import pytest

from recommendations.models import (
    Action,
    Coverage,
    DeadlineDecision,
    DeadlineRequest,
    PlanDocument,
    PlanWithdrawal,
    ProgressUpdate,
    TranscribedStatement,
)
from recommendations.services.actions import hand_over
from recommendations.services.progress import post_update
from safeguarding.as_at import decided, field_of, joined, pk_of, recorded, rows, states, withdrawn
from safeguarding.models import Post
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


def test_a_decision_and_a_withdrawal_count_from_their_very_moment():
    request, document = DeadlineRequest(), PlanDocument()
    assert (decided(request), withdrawn(document)) == (None, False)
    decision = DeadlineDecision(request=request, recorded_at=OPENED)
    PlanWithdrawal(document=document, recorded_at=OPENED)

    before = london(2015, 4, 1)
    assert [decided(request, at) for at in (before, OPENED, None)] == [None, decision, decision]
    assert [withdrawn(document, at) for at in (before, OPENED, None)] == [False, True, True]


def rename(post, title, cast, at):
    post.title = title
    write(post, by=cast.coordinator, at=at)


def test_what_a_row_leads_to_is_as_it_stood_too(action, cast, django_assert_num_queries):
    ActionFactory(text="Nobody owns it.")
    rename(cast.posts.owner, "Head of it", cast, london(2015, 6, 1))
    hand_over(action, cast.posts.other_owner, why="Moved", by=cast.coordinator, at=london(2015, 7, 1))
    then, now = rows(Action, london(2015, 5, 1)).order_by("number"), rows(Action).order_by("number")

    with django_assert_num_queries(3):
        owners = [row.owner and row.owner.title for row in joined(then, "owner__agency", at=london(2015, 5, 1))]
        today = [row.owner and row.owner.title for row in joined(now, "owner")]

    assert owners == ["Detective Chief Inspector", None]
    assert today == ["Chief Inspector", None]


def test_paths_that_begin_alike_are_followed_once(action, django_assert_num_queries):
    covered = rows(Coverage, OPENED)

    with django_assert_num_queries(5):
        (row,) = joined(covered, "part__recommendation__inspection", "part__recommendation__issue_owner", at=OPENED)
        one = row.part.recommendation
        assert (one.inspection.body.slug, one.issue_owner) == ("hmic", None)  # a body has no history: it is today's


def test_a_field_of_what_a_row_leads_to_is_as_it_stood_too(action, cast):
    rename(cast.posts.owner, "Head of it", cast, london(2015, 6, 1))

    def titles(at):
        found = rows(Action, at).annotate(title=field_of(Post, "title", "owner", at))
        return [row.title for row in found]

    assert titles(london(2015, 5, 1)) == ["Detective Chief Inspector"]
    assert titles(london(2015, 6, 1)) == titles(None) == ["Head of it"]


def test_the_states_of_a_noun_are_those_recorded_by_then(action, cast):
    change(action, "As it was in June.", cast, london(2015, 6, 1))

    assert [row.text for row in states(Action, london(2015, 5, 31))] == ["As it was opened."]
    assert [row.text for row in states(Action).order_by("history_id")] == ["As it was opened.", "As it was in June."]
