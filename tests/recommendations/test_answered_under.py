"""A part answered under others: it closes nothing, and goes to the DCC when what answers it has closed."""

import pytest

from recommendations.models import Link
from recommendations.permissions import Refused
from recommendations.selectors.register import visible_register
from recommendations.selectors.scrutiny.parts import part_lines
from recommendations.selectors.scrutiny.queue_order import queued
from recommendations.selectors.scrutiny.state_digest import state_digest
from recommendations.services.links import link, put_link_right
from recommendations.services.progress import post_update
from recommendations.services.recommendations import PartDraft, decide_response, respond
from recommendations.services.scrutiny import reopen, support
from recommendations.standings.restate import differences
from recommendations.workflow import PartState, ResponseKind
from safeguarding.history import version_of
from tests import waits_of_records
from tests.factories import ActionFactory, InspectionFactory, RecommendationFactory
from tests.moments import NOW, OPENED, london


@pytest.fixture
def pair(cast):
    """A part answered under another recommendation, and the action that answers it there."""
    inspection = InspectionFactory()
    answered, answering = RecommendationFactory(inspection=inspection), RecommendationFactory(inspection=inspection)
    action = ActionFactory(parts=[answering.parts.get()], owner=cast.posts.owner)
    link(answered, answering, Link.Kind.ANSWERED_UNDER, by=cast.coordinator, at=OPENED)
    response = respond(answered.parts.get(), ResponseKind.ANSWERED_UNDER, by=cast.coordinator, at=OPENED)
    return response, action


def complete(action, cast):
    post_update(
        action,
        done="Done.",
        recommends_complete=True,
        shown="tested",
        shown_by="Audit.",
        by=cast.owner,
        at=london(2015, 8, 1),
    )
    support(action, reason="Seen.", digest=state_digest(action), by=cast.dcc, at=london(2015, 8, 7))


def state(response, cast, as_at=None):
    """The part's state, which the register and the line beside the DCC's decision have to agree on."""
    found = visible_register(cast.dcc, now=NOW, as_at=as_at).parts[response.part_id].state
    if as_at is None:
        [line] = part_lines([response.part.recommendation_id], cast.dcc, NOW)
        assert line.state == found
    return found


def in_queue(cast):
    return [(one.kind, one.pk) for matter in queued(cast.dcc, NOW) for one in matter.waits]


def test_it_closes_nothing_while_what_answers_it_is_open(pair, cast):
    response, _ = pair

    assert state(response, cast) == PartState.ANSWERED_UNDER
    assert in_queue(cast) == []


def test_the_dcc_cannot_agree_it_while_what_answers_it_is_open(pair, cast):
    response, _ = pair

    with pytest.raises(Refused, match="What answers this part is still open"):
        decide_response(response, agreed=True, by=cast.dcc, at=NOW)


def test_it_goes_to_the_dcc_when_what_answers_it_has_closed(pair, cast):
    response, action = pair

    complete(action, cast)

    assert state(response, cast) == PartState.RESPONSE_PROPOSED
    assert in_queue(cast) == [("response", response.pk)]
    assert state(response, cast, as_at=london(2015, 8, 6)) == PartState.ANSWERED_UNDER


def test_the_dcc_agrees_that_it_is_closed_with_them(pair, cast):
    response, action = pair
    complete(action, cast)

    decide_response(response, agreed=True, by=cast.dcc, at=london(2015, 8, 8))

    assert state(response, cast) == PartState.ENDED
    assert in_queue(cast) == []
    assert state(response, cast, as_at=london(2015, 8, 7, 12)) == PartState.RESPONSE_PROPOSED


def test_it_leaves_the_queue_when_what_answers_it_is_reopened(pair, cast):
    response, action = pair
    complete(action, cast)

    reopen(action, reason="The audit missed a month.", digest=state_digest(action), by=cast.dcc, at=london(2015, 8, 9))

    assert state(response, cast) == PartState.ANSWERED_UNDER
    assert ("response", response.pk) not in in_queue(cast)


def test_two_that_answer_each_other_never_close(cast):
    inspection = InspectionFactory()
    one, other = RecommendationFactory(inspection=inspection), RecommendationFactory(inspection=inspection)
    for answered, answering in ((one, other), (other, one)):
        link(answered, answering, Link.Kind.ANSWERED_UNDER, by=cast.coordinator, at=OPENED)
        respond(answered.parts.get(), ResponseKind.ANSWERED_UNDER, by=cast.coordinator, at=OPENED)

    states = {part.state for part in visible_register(cast.dcc, now=NOW).parts.values()}

    assert states == {PartState.ANSWERED_UNDER}
    assert waits_of_records.still_open(one).exists()
    assert in_queue(cast) == []


def test_a_response_links_what_answers_the_part_once_and_it_comes_to_the_dcc_when_they_close(cast):
    inspection = InspectionFactory()
    answered, *others = (RecommendationFactory(inspection=inspection) for _ in range(3))
    actions = [ActionFactory(parts=[other.parts.get()], owner=cast.posts.owner) for other in others]
    part = answered.parts.get()

    respond(part, ResponseKind.ANSWERED_UNDER, under=others[:1], by=cast.coordinator, at=OPENED)
    response = respond(part, ResponseKind.ANSWERED_UNDER, under=others, by=cast.coordinator, at=OPENED)

    assert [each.target for each in answered.links.order_by("pk")] == others
    complete(actions[0], cast)
    assert in_queue(cast) == []
    complete(actions[1], cast)
    assert in_queue(cast) == [("response", response.pk)]


def test_a_lettered_part_is_linked_by_itself_and_the_issue_owner_may_say_under_what(cast):
    inspection = InspectionFactory()
    two = [PartDraft(text="Keep a log.", letter="a"), PartDraft(text="Check it.", letter="b")]
    answered = RecommendationFactory(inspection=inspection, parts=two, issue_owner=cast.posts.issue_owner)
    other = RecommendationFactory(inspection=inspection)
    part = answered.parts.get(letter="b")

    respond(part, ResponseKind.ANSWERED_UNDER, under=[other], by=cast.issue_owner, at=OPENED)

    assert [(each.part, each.target) for each in answered.links.all()] == [(part, other)]


def test_ending_the_link_to_the_last_that_was_open_brings_the_part_to_the_dcc_from_then_on(pair, cast):
    response, action = pair
    other = RecommendationFactory(inspection=response.part.recommendation.inspection)
    wrong = link(response.part.recommendation, other, Link.Kind.ANSWERED_UNDER, by=cast.coordinator, at=OPENED)
    complete(action, cast)
    assert state(response, cast) == PartState.ANSWERED_UNDER

    ended = {"ended_at": london(2015, 8, 8), "why": "It asks for something else."}
    put_link_right(wrong, version=version_of(wrong), **ended, by=cast.coordinator, at=london(2015, 8, 8))

    assert state(response, cast) == PartState.RESPONSE_PROPOSED
    assert in_queue(cast) == [("response", response.pk)]
    assert state(response, cast, as_at=london(2015, 8, 7, 12)) == PartState.ANSWERED_UNDER
    assert list(differences()) == []
