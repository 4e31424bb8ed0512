"""Nobody decides on their own work: refused by permission, by the noun's own check, and by the database behind both."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from recommendations.four_eyes import triggers
from recommendations.models import (
    DeadlineDecision,
    Decision,
    ResponseDecision,
    StatementDecision,
)
from recommendations.permissions import Refused, may
from recommendations.services import actions, progress
from recommendations.services.recommendations import respond
from safeguarding.appointments import appoint
from safeguarding.models.people import Role
from tests.factories import PostFactory
from tests.moments import OPENED, london
from tests.recommendations.inserted import insert
from tests.recommendations.interested import ISSUE, OWNED, chief, reasons
from tests.recommendations.transcribed import transcribed
from tests.recorded import grant, write
from tests.walk import DECIDED, begin, handed_over, recommend, support

APPOINTED = london(2015, 5, 1)
AGAIN = london(2015, 9, 1)


def a_decision(cast):
    return Decision(action=begin(cast), outcome="supports", decided_on=date(2015, 8, 10), digest="0" * 64)


def a_deadline_decision(cast):
    request = actions.request_deadline(
        begin(cast), date(2015, 12, 1), because="it", reason="The records project.", by=cast.owner, at=APPOINTED
    )
    return DeadlineDecision(request=request, agreed=True, reason="Agreed.", asked_by=cast.owner)


def a_response_decision(cast):
    part = begin(cast).coverages.get().part
    response = respond(part, "in-place", reason="It was issued in 2014.", by=cast.coordinator, at=APPOINTED)
    return ResponseDecision(response=response, agreed=True, proposed_by=cast.coordinator)


def a_statement_decision(cast):
    of = begin(cast).coverages.get().part.recommendation
    says = ("The DCC supports completion.", "supports-completion")
    statement = transcribed(of, *says, by=cast.coordinator, at=OPENED)
    return StatementDecision(statement=statement, outcome="stands", transcribed_by=cast.coordinator)


# Each copies somebody who may not decide; the database compares them with whoever does.
FORBIDDEN = [
    (a_decision, "recommended_by", "decision_is_not_by_recommended_by"),
    (a_decision, "updated_by", "decision_is_not_by_updated_by"),
    (a_decision, "held_by", "decision_is_not_by_held_by"),
    (a_decision, "issue_held_by", "decision_is_not_by_issue_held_by"),
    (a_deadline_decision, "asked_by", "deadlinedecision_is_not_by_asked_by"),
    (a_deadline_decision, "held_by", "deadlinedecision_is_not_by_held_by"),
    (a_response_decision, "proposed_by", "a_response_is_agreed_by_another"),
    (a_response_decision, "issue_held_by", "a_response_is_not_agreed_by_the_issue_owner"),
    (a_statement_decision, "transcribed_by", "statementdecision_is_not_by_transcribed_by"),
]


@pytest.fixture
def without_triggers(db):
    """What is held by the tables alone; the test's transaction puts the triggers back."""
    triggers.drop()


@pytest.mark.parametrize(("made", "field", "constraint"), FORBIDDEN)
def test_the_database_refuses_a_decision_on_one_s_own_work_and_takes_it_from_another(
    made, field, constraint, cast, without_triggers
):
    record = made(cast)
    setattr(record, field, cast.deputy)
    record.recorded_at = DECIDED

    record.recorded_by = cast.deputy
    with pytest.raises(IntegrityError, match=constraint):
        insert(record)
    assert type(record).objects.count() == 0

    record.recorded_by = cast.dcc
    insert(record)
    assert type(record).objects.get().recorded_by == cast.dcc


@pytest.mark.parametrize(("made", "field", "constraint"), FORBIDDEN)
def test_writing_a_decision_on_one_s_own_work_is_refused_in_a_sentence(made, field, constraint, cast):
    record = made(cast)
    setattr(record, field, cast.deputy)

    with pytest.raises(ValidationError, match=r"You .*, so somebody else has to"):
        write(record, by=cast.deputy, at=DECIDED)

    assert type(record).objects.count() == 0


def test_a_decision_copies_who_could_not_have_taken_it(cast):
    action = begin(cast)
    recommend(action, by=cast.owner)
    progress.post_update(action, done="One more audit.", by=cast.owner, at=london(2015, 8, 2))
    handed_over(action, cast.posts.other_owner, by=cast.coordinator, at=london(2015, 8, 3))

    decision = support(action, by=cast.dcc)

    assert decision.recommended_by == decision.updated_by == cast.owner
    assert (decision.held_by, decision.issue_held_by) == (cast.other_owner, cast.issue_owner)


def test_only_the_update_that_recommended_is_what_closed_it(cast):
    action = begin(cast)
    closing = recommend(action, by=cast.owner)
    handed_over(action, cast.posts.other_owner, by=cast.coordinator, at=london(2015, 8, 2))
    progress.post_update(action, done="And audited.", by=cast.other_owner, at=london(2015, 8, 3))

    decision = support(action, by=cast.dcc)

    assert (decision.recommended_by, decision.updated_by, decision.update) == (cast.owner, cast.owner, closing)


# Interests that only permission can know of


def test_who_held_the_owning_post_when_the_action_opened_never_decides_on_it(cast):
    cleo = chief(cast)
    appoint(cast.posts.owner, cleo, by=cast.coordinator, at=OPENED)
    action = begin(cast, at=london(2015, 4, 10))
    appoint(cast.posts.owner, cast.owner, by=cast.coordinator, at=APPOINTED)
    recommend(action, by=cast.owner)

    assert reasons(cleo, action) == OWNED
    with pytest.raises(Refused, match="or did since it opened"):
        support(action, by=cleo)


def test_who_left_the_owning_post_before_the_action_opened_decides_freely(cast):
    cleo = chief(cast)
    appoint(cast.posts.owner, cleo, by=cast.coordinator, at=OPENED)
    appoint(cast.posts.owner, cast.owner, by=cast.coordinator, at=london(2015, 4, 10))
    action = begin(cast, at=london(2015, 4, 10))

    assert reasons(cleo, action) == []


def test_who_held_a_post_that_handed_the_action_over_never_decides_on_it(cast):
    cleo = chief(cast)
    appoint(cast.posts.owner, cleo, by=cast.coordinator, at=OPENED)
    action = begin(cast, at=london(2015, 4, 10))
    handed_over(action, cast.posts.other_owner, by=cast.coordinator, at=APPOINTED)

    assert reasons(cleo, action) == OWNED


@pytest.mark.parametrize("owning", [0, 1])
def test_of_two_posts_that_a_person_holds_either_makes_the_action_theirs(owning, cast):
    cleo = chief(cast)
    posts = [PostFactory(title="Head of Custody"), PostFactory(title="Head of Crime")]
    for post in posts:
        appoint(post, cleo, by=cast.coordinator, at=OPENED)
    action = begin(cast)
    assert reasons(cleo, action) == []

    handed_over(action, posts[owning], by=cast.coordinator, at=APPOINTED)

    assert reasons(cleo, action) == OWNED


def test_who_took_the_post_as_the_action_left_it_never_owned_it(cast):
    cleo = chief(cast)
    action = begin(cast)
    handed_over(action, cast.posts.other_owner, by=cast.coordinator, at=APPOINTED)
    appoint(cast.posts.owner, cleo, by=cast.coordinator, at=APPOINTED)

    assert reasons(cleo, action) == []


def test_who_takes_the_owning_post_later_may_decide_until_then_only(cast):
    cleo = chief(cast)
    action = begin(cast)
    appoint(cast.posts.owner, cleo, by=cast.coordinator, at=london(2015, 8, 5))

    assert reasons(cleo, action, at=london(2015, 8, 4)) == []
    assert reasons(cleo, action, at=london(2015, 8, 5)) == OWNED


def test_who_posted_an_update_that_recommended_nothing_did_not_close_it(cast):
    action = begin(cast)
    progress.post_update(action, done="Begun.", by=cast.owner, at=APPOINTED)
    handed_over(action, cast.posts.other_owner, by=cast.coordinator, at=london(2015, 8, 2))
    recommend(action, by=cast.other_owner, at=london(2015, 8, 3))
    handed_over(action, cast.posts.owner, by=cast.coordinator, at=london(2015, 8, 4))
    progress.post_update(action, done="And audited.", by=cast.owner, at=london(2015, 8, 5))

    # That they owned it is another reason, and stays one.
    assert reasons(cast.owner, action) == OWNED
    assert reasons(cast.other_owner, action) == [
        "You recommended this complete, so somebody else has to decide.",
        *OWNED,
    ]


def test_who_recommended_once_does_not_decide_when_another_recommends_again(cast):
    action = begin(cast)
    recommend(action, by=cast.owner)
    handed_over(action, cast.posts.other_owner, by=cast.coordinator, at=london(2015, 8, 2))
    progress.post_update(action, done="And audited.", by=cast.other_owner, at=london(2015, 8, 3))

    assert reasons(cast.owner, action)[0] == "You recommended this complete, so somebody else has to decide."


def test_an_issue_owner_of_any_part_does_not_decide_nor_does_a_former_one(cast):
    cleo = chief(cast)
    action = begin(cast, "a", "b")
    appoint(cast.posts.issue_owner, cleo, by=cast.coordinator, at=APPOINTED)
    appoint(cast.posts.issue_owner, cast.issue_owner, by=cast.coordinator, at=london(2015, 6, 1))

    assert reasons(cleo, action, at=OPENED) == []
    assert reasons(cleo, action, at=APPOINTED) == reasons(cleo, action) == ISSUE


def test_the_coordinator_who_transcribes_a_recommendation_is_refused_like_any_recommender(cast):
    action = begin(cast)
    progress.transcribe_recommendation(action, words="Complete", source="row 2", by=cast.coordinator, at=APPOINTED)
    grant(cast.coordinator, Role.DCC, by=cast.administrator, at=APPOINTED)
    action.refresh_from_db()

    assert may(cast.coordinator, "support", action, at=DECIDED).why_not == (
        "You recommended this complete, so somebody else has to decide.",
    )


def test_a_refusal_of_the_database_is_told_in_its_own_words(cast):
    action = begin(cast)
    recommend(action, by=cast.owner)
    grant(cast.owner, Role.DCC, by=cast.administrator, at=APPOINTED)
    decision = Decision(
        action=action, outcome="supports", decided_on=date(2015, 8, 10), digest="0" * 64, reason="Seen."
    )

    with pytest.raises(ValidationError) as refused:
        write(decision, by=cast.owner, at=DECIDED)

    assert refused.value.messages == ["Nobody decides on their own work. Look again."]
