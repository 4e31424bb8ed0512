import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from inspections.services import concern_agency, name_early_reader, release_to_opcc
from recommendations.selectors.register import visible_register
from recommendations.selectors.scrutiny.state_digest import state_digest
from recommendations.services.actions import hand_over
from recommendations.services.progress import post_update
from recommendations.services.recommendations import PartDraft, respond
from recommendations.services.scrutiny import send_back, support
from recommendations.workflow import PartState, ResponseKind, Status
from tests.factories import ActionFactory, InspectionFactory, RecommendationFactory
from tests.moments import NOW, london
from tests.recorded import write


def states(register):
    return [found.state for found in register.recommendations.values()]


@pytest.fixture
def done(cast):
    """An action that was opened on 2 April, recommended complete on 1 August and supported on 10 August."""
    action = ActionFactory(owner=cast.posts.owner)
    post_update(action, done="Done.", recommends_complete=True, shown="tested", by=cast.owner, at=london(2015, 8, 1))
    support(action, reason="Seen.", digest=state_digest(action), by=cast.dcc, at=london(2015, 8, 10))
    return action


@pytest.mark.parametrize(
    ("moment", "state"),
    [
        (london(2015, 4, 3), PartState.IN_PROGRESS),
        (london(2015, 8, 9), PartState.FOR_DECISION),
        (london(2015, 8, 10), PartState.COMPLETE),
        (None, PartState.COMPLETE),
    ],
)
def test_a_recommendation_has_the_state_of_its_moment(cast, done, moment, state):
    assert states(visible_register(cast.dcc, now=NOW, as_at=moment)) == [state]


def test_what_was_sent_back_was_for_decision_before(cast):
    action = ActionFactory(owner=cast.posts.owner)
    post_update(action, done="Done.", recommends_complete=True, shown="tested", by=cast.owner, at=london(2015, 8, 1))
    send_back(action, reason="Not yet.", digest=state_digest(action), by=cast.dcc, at=london(2015, 8, 7, 10))

    assert states(visible_register(cast.dcc, now=NOW, as_at=london(2015, 8, 7, 9, 59))) == [PartState.FOR_DECISION]
    assert states(visible_register(cast.dcc, now=NOW)) == [PartState.IN_PROGRESS]


def test_before_the_first_record_there_is_nothing(cast, done):
    found = visible_register(cast.dcc, now=NOW, as_at=london(2014, 1, 1))

    assert (found.inspections, found.recommendations, found.parts, found.actions) == ({}, {}, {}, {})


def test_an_action_changed_twice_at_one_moment_is_counted_once(cast):
    action = ActionFactory(owner=cast.posts.owner)
    for text in ("First.", "Second."):
        action.text = text
        write(action, by=cast.coordinator, at=london(2015, 8, 1))

    found = visible_register(cast.dcc, now=NOW, as_at=london(2015, 8, 1))

    assert [seen.row.text for seen in found.actions.values()] == ["Second."]
    assert [len(part.actions) for part in found.parts.values()] == [1]


def test_the_owner_is_the_post_of_then_and_has_the_name_of_then(cast):
    action = ActionFactory(owner=cast.posts.owner)
    hand_over(action, cast.posts.other_owner, why="Moved", by=cast.coordinator, at=london(2015, 7, 1))
    cast.posts.owner.title = "Renamed since"
    write(cast.posts.owner, by=cast.administrator, at=london(2015, 8, 1))

    before = visible_register(cast.dcc, now=NOW, as_at=london(2015, 6, 1))

    assert [seen.owner for seen in before.actions.values()] == ["Detective Chief Inspector"]
    assert [seen.owner for seen in visible_register(cast.dcc, now=NOW).actions.values()] == ["Chief Inspector"]


def test_a_response_counts_from_when_it_was_said(cast):
    part = RecommendationFactory(issue_owner=cast.posts.issue_owner).parts.get()
    respond(
        part, ResponseKind.POSITION, position="under-way", reason="It runs.", by=cast.issue_owner, at=london(2015, 6, 1)
    )

    assert states(visible_register(cast.dcc, now=NOW, as_at=london(2015, 5, 31))) == [PartState.NO_ACTION]
    assert states(visible_register(cast.dcc, now=NOW, as_at=london(2015, 6, 1))) == [PartState.POSITION]


def test_an_embargoed_inspection_is_there_for_nobody_but_its_early_readers(cast):
    secret = InspectionFactory(embargo_until=london(2015, 10, 1))
    ActionFactory(owner=cast.posts.owner, parts=[RecommendationFactory(inspection=secret).parts.get()])
    name_early_reader(secret, cast.issue_owner, by=cast.coordinator, at=NOW)

    for person in (cast.dcc, cast.opcc, cast.partner, cast.auditor):
        found = visible_register(person, now=NOW)
        assert (found.inspections, found.recommendations, found.actions) == ({}, {}, {})
    assert len(visible_register(cast.issue_owner, now=NOW).recommendations) == 1


def test_the_embargo_of_a_past_moment_still_hides_what_has_opened_since(cast):
    opened = InspectionFactory(embargo_until=london(2015, 8, 1))
    RecommendationFactory(inspection=opened)

    assert states(visible_register(cast.dcc, now=NOW, as_at=london(2015, 7, 31))) == []
    assert states(visible_register(cast.dcc, now=NOW)) == [PartState.NO_ACTION]


def test_the_opcc_sees_what_is_released_to_it_also_as_it_stood_before(cast):
    RecommendationFactory()
    released = RecommendationFactory()
    release_to_opcc(released.inspection, by=cast.coordinator, at=london(2015, 8, 1))

    assert list(visible_register(cast.opcc, now=NOW).recommendations) == [released.pk]
    assert list(visible_register(cast.opcc, now=NOW, as_at=london(2015, 7, 1)).recommendations) == [released.pk]


def test_a_partner_sees_the_inspections_that_concern_its_agency(cast):
    RecommendationFactory()
    theirs = RecommendationFactory()
    concern_agency(theirs.inspection, cast.agency, by=cast.coordinator, at=NOW)

    assert list(visible_register(cast.partner, now=NOW).recommendations) == [theirs.pk]


def test_an_action_that_covers_nothing_is_the_force_s_own_affair(cast):
    action = ActionFactory(owner=cast.posts.owner, parts=[])

    assert list(visible_register(cast.dcc, now=NOW).actions) == [action.number]
    assert list(visible_register(cast.opcc, now=NOW).actions) == []


def test_of_an_action_over_two_inspections_only_the_parts_one_may_see_are_there(cast):
    hidden = RecommendationFactory(inspection=InspectionFactory(embargo_until=london(2015, 10, 1))).parts.get()
    open_to_all = RecommendationFactory().parts.get()
    ActionFactory(owner=cast.posts.owner, parts=[hidden, open_to_all])

    found = visible_register(cast.dcc, now=NOW)

    assert [[part.pk for part in seen.parts] for seen in found.actions.values()] == [[open_to_all.pk]]


def test_the_words_of_a_force_only_action_are_withheld_and_its_state_is_not(cast):
    part = RecommendationFactory().parts.get()
    release_to_opcc(part.recommendation.inspection, by=cast.coordinator, at=NOW)
    ActionFactory(owner=cast.posts.owner, parts=[part], audience="force")

    theirs, ours = (visible_register(person, now=NOW) for person in (cast.opcc, cast.dcc))

    assert [(seen.withheld, seen.status) for seen in theirs.actions.values()] == [(True, Status.IN_PROGRESS)]
    assert [seen.withheld for seen in ours.actions.values()] == [False]


def test_parts_stand_in_their_own_state_and_the_worst_is_the_recommendation_s(cast):
    recommendation = RecommendationFactory(
        parts=[
            PartDraft(text="One.", letter="a"),
            PartDraft(text="Two.", letter="b"),
            PartDraft("Theirs.", "c", ours=False),
        ]
    )
    ActionFactory(owner=cast.posts.owner, parts=[recommendation.parts.get(letter="a")])

    found = visible_register(cast.dcc, now=NOW)

    assert [part.state for part in found.parts.values()] == [
        PartState.IN_PROGRESS,
        PartState.NO_ACTION,
        PartState.OTHERS,
    ]
    assert states(found) == [PartState.NO_ACTION]


@pytest.mark.parametrize("moment", [None, NOW])
def test_it_takes_as_many_queries_for_three_as_for_one(cast, moment):
    ActionFactory(owner=cast.posts.owner)
    with CaptureQueriesContext(
        connection,
    ) as one:
        visible_register(cast.dcc, now=NOW, as_at=moment)
    for _ in range(2):
        ActionFactory(owner=cast.posts.owner)
    del cast.dcc.__dict__["_authority"]
    with CaptureQueriesContext(connection) as three:
        found = visible_register(cast.dcc, now=NOW, as_at=moment)

    assert len(found.actions) == 3
    assert len(three) == len(one)
