"""An action that no longer answers a part: from then on the part neither binds, dates, nor completes it."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from recommendations.blocking import blocking_questions
from recommendations.four_eyes import Interest, interests_in_parts
from recommendations.models import Part
from recommendations.permissions import interests, may, status_for
from recommendations.services import progress, scrutiny
from recommendations.services.recommendations import respond
from recommendations.waiting import inspectorate_due
from tests.factories import ActionFactory, RecommendationFactory
from tests.moments import london
from tests.recorded import write
from tests.walk import DECIDED, LATER, begin, part, recommend, recommendation, send_back, stands, support

ENDED = london(2015, 5, 1)


def no_longer_answers(action, part, cast, at=ENDED):
    """The action goes on without this part."""
    coverage = action.coverages.get(part=part)
    coverage.ended_at = at
    write(coverage, by=cast.coordinator, at=at, why="Answered by another action.")


@pytest.fixture
def action(cast):
    """It answers part a; until ENDED it answered b as well."""
    action = begin(cast, "a", "b")
    no_longer_answers(action, part(action, "b"), cast)
    return action


@pytest.fixture
def shared(cast):
    """It answers a part of the issue owner's, and one of which the other owner holds the issue."""
    theirs = RecommendationFactory(issue_owner=cast.posts.other_owner).parts.get()
    return ActionFactory(parts=[recommendation(cast).parts.get(), theirs], owner=cast.posts.owner)


def of_the_issue_owner(action, cast):
    return action.coverages.get(part__recommendation__issue_owner=cast.posts.issue_owner).part


def test_the_issue_owner_of_a_part_it_no_longer_answers_is_tied_to_it_no_more(shared, cast):
    no_longer_answers(shared, of_the_issue_owner(shared, cast), cast)

    assert not may(cast.issue_owner, "release", shared, at=DECIDED)
    assert may(cast.other_owner, "release", shared, at=DECIDED)
    assert interests(cast.issue_owner, [shared], at=DECIDED)[shared.pk] == []
    assert interests(cast.other_owner, [shared], at=DECIDED)[shared.pk] == [
        "You own the issue, or did since this opened, so somebody else has to decide."
    ]


def test_neither_who_answers_nor_who_proposed_has_an_interest_by_what_is_answered_no_longer(action, cast):
    stays, former = part(action, "a"), Part.objects.get(letter="b")
    respond(former, "in-place", reason="Issued in 2014.", by=cast.coordinator, at=DECIDED)
    mine = interests_in_parts(cast.owner, [stays, former], at=DECIDED)

    assert mine == {stays.pk: [Interest.COVERING], former.pk: []}
    assert interests(cast.coordinator, [action], at=DECIDED)[action.pk] == []


def test_the_issue_s_holder_kept_in_a_decision_is_not_that_of_a_former_part(shared, cast):
    no_longer_answers(shared, of_the_issue_owner(shared, cast), cast)
    recommend(shared, by=cast.owner)

    assert support(shared, by=cast.dcc).issue_held_by == cast.other_owner


def test_the_date_of_a_part_it_no_longer_answers_is_not_its_own(action, cast):
    assert list(inspectorate_due(action)) == [date(2015, 5, 11)]

    no_longer_answers(action, part(action, "a"), cast)

    assert list(inspectorate_due(action)) == []


def test_nothing_is_reported_asked_or_decided_of_a_part_it_no_longer_answers(action, cast):
    former = part(action, "b")
    recommend(action, by=cast.owner)

    for attempt in (
        lambda: progress.post_update(action, part=former, done="Done.", by=cast.owner, at=DECIDED),
        lambda: scrutiny.ask(action, "And b?", part=former, by=cast.dcc, at=DECIDED),
        lambda: support(action, part=former, by=cast.dcc),
    ):
        with pytest.raises(ValidationError, match="This action does not answer that part"):
            attempt()


def test_recommending_and_supporting_the_rest_completes_it_and_leaves_the_former_part_alone(action, cast):
    recommend(action, part=part(action, "a"), by=cast.owner)
    assert stands(action) == ("recommended-complete", {"a": (True, False), "b": (False, False)})

    support(action, part=part(action, "a"), by=cast.dcc)

    assert stands(action) == ("complete", {"a": (True, True), "b": (False, False)})


def test_what_was_recommended_of_a_former_part_stays_as_it_was_when_the_action_is_sent_back(cast):
    action = begin(cast, "a", "b")
    recommend(action, by=cast.owner)
    no_longer_answers(action, part(action, "b"), cast, at=DECIDED)

    send_back(action, by=cast.dcc)

    assert stands(action) == ("in-progress", {"a": (False, False), "b": (True, False)})


def test_a_part_that_was_recommended_alone_and_left_has_the_status_of_the_action(cast):
    action = begin(cast, "a", "b")
    recommend(action, part=part(action, "a"), by=cast.owner)
    former = part(action, "a")
    assert status_for(action, former) == "recommended-complete"

    no_longer_answers(action, former, cast, at=DECIDED)

    assert status_for(action, former) == "in-progress"


def test_a_former_part_does_not_hide_that_another_is_the_last(cast):
    action = begin(cast, "a", "b", "c")
    no_longer_answers(action, part(action, "a"), cast)
    recommend(action, by=cast.owner)
    support(action, part=part(action, "b"), by=cast.dcc)

    question = scrutiny.ask(action, "Did it last?", part=part(action, "b"), by=cast.dcc, at=LATER)

    assert list(blocking_questions(action, part(action, "c"))) == [question]
