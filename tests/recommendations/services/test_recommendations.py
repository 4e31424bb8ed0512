"""Recommendations, their parts and issue owners, and the force's responses."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from inspections.models import Inspection
from recommendations.models import Recommendation, ResponseDecision
from recommendations.permissions import Refused
from recommendations.services.recommendations import (
    PartDraft,
    decide_response,
    name_issue_owner,
    respond,
)
from tests.factories import InspectionFactory, RecommendationFactory
from tests.moments import OPENED, london
from tests.walk import recommendation

PROPOSED, AGREED = london(2015, 5, 1), london(2015, 5, 5)


def in_force(part):
    part.refresh_from_db()
    return part.response and part.response.kind


# What is asked


def test_a_recommendation_has_at_least_one_part_or_is_not_added(cast):
    with pytest.raises(ValueError, match="at least one part"):
        RecommendationFactory(parts=[])

    assert list(Recommendation.objects.all()) == []


def test_the_due_date_of_a_part_follows_from_its_words_and_the_publication(cast):
    drafts = [
        PartDraft(letter="a", text="See the child.", timescale="Immediately"),
        PartDraft(letter="b", text="Train.", timescale="Within three months"),
        PartDraft(letter="c", text="Review.", timescale="By May 2016"),
        PartDraft(letter="d", text="Consider.", timescale="as soon as practicable"),
    ]

    parts = RecommendationFactory(parts=drafts).parts.all()

    assert [(part.letter, part.asked_immediately, part.due_on, part.due_precision) for part in parts] == [
        ("a", True, None, "day"),
        ("b", False, date(2015, 5, 11), "day"),
        ("c", False, date(2016, 5, 31), "month"),
        ("d", False, None, "day"),
    ]


def test_recommendations_stand_in_the_order_they_were_added(cast):
    inspection = InspectionFactory()
    for reference in ("2", "10", "1"):
        RecommendationFactory(inspection=inspection, reference=reference)

    assert [str(each.reference) for each in inspection.recommendations.all()] == ["2", "10", "1"]


def test_a_reference_stands_once_in_an_inspection_and_again_in_another(cast):
    inspection = InspectionFactory()
    RecommendationFactory(inspection=inspection, reference="1")

    for same in ("1", "\u200b1", "1\u00ad "):  # also with what nobody sees
        with pytest.raises(ValidationError, match="already has a recommendation with this reference"):
            RecommendationFactory(inspection=inspection, reference=same)
    RecommendationFactory(inspection=InspectionFactory(), reference="1")

    assert Inspection.objects.count() == 2


def test_only_the_coordinator_adds_and_names_the_issue_owner(cast):
    first = recommendation(cast)

    for forbidden in (
        lambda by: RecommendationFactory(by=by),
        lambda by: name_issue_owner(first, cast.posts.dcc, why="", by=by, at=OPENED),
    ):
        with pytest.raises(Refused, match="This is for the inspection coordinator"):
            forbidden(cast.issue_owner)


def test_naming_an_issue_owner_keeps_the_reason(cast):
    named = name_issue_owner(
        recommendation(cast), cast.posts.dcc, why="Raised to chief officers.", by=cast.coordinator, at=PROPOSED
    )

    assert named.issue_owner == cast.posts.dcc
    assert named.history.first().history_change_reason == "Raised to chief officers."


# How the force responds


@pytest.mark.parametrize(
    ("kind", "details"),
    [
        ("action-plan", {}),
        ("position", {"position": "under-way"}),
        ("answered-under", {}),
        ("awaiting-direction", {"direction_from": "Chief constable", "review_on": date(2015, 7, 1)}),
    ],
)
def test_a_response_that_ends_nothing_is_in_force_at_once(kind, details, cast):
    part = recommendation(cast).parts.get()

    respond(part, kind, by=cast.issue_owner, at=PROPOSED, **details)

    assert in_force(part) == kind


ENDING = [
    ("another-body", {}),
    ("in-place", {}),
    ("not-applicable", {"review_on": date(2016, 1, 1)}),
    ("not-accepted", {}),
    ("superseded", {}),
]


@pytest.mark.parametrize(("kind", "details"), ENDING)
def test_a_response_that_ends_work_on_a_part_of_ours_waits_for_the_dcc(kind, details, cast):
    part = recommendation(cast).parts.get()

    response = respond(part, kind, reason="It was issued in 2014.", by=cast.issue_owner, at=PROPOSED, **details)
    assert in_force(part) is None

    decide_response(response, agreed=True, by=cast.dcc, at=AGREED)
    assert in_force(part) == kind


@pytest.mark.parametrize(("kind", "details"), ENDING)
def test_a_response_that_ends_work_has_words_that_can_be_published(kind, details, cast):
    with pytest.raises(ValidationError, match="Give the reason, in words that can be published"):
        respond(recommendation(cast).parts.get(), kind, by=cast.issue_owner, at=PROPOSED, **details)


def test_a_response_that_ends_work_on_a_part_of_others_needs_no_agreement(cast):
    part = RecommendationFactory(parts=[PartDraft(text="The College should write it.", ours=False)]).parts.get()

    respond(part, "another-body", reason="It is the College's.", by=cast.coordinator, at=PROPOSED)

    assert in_force(part) == "another-body"


def test_what_is_not_agreed_leaves_the_earlier_response_in_force_and_says_why(cast):
    part = recommendation(cast).parts.get()
    respond(part, "action-plan", by=cast.coordinator, at=PROPOSED)
    proposed = respond(part, "in-place", reason="Issued in 2014.", by=cast.coordinator, at=PROPOSED)

    with pytest.raises(ValidationError, match="Say why you do not agree it"):
        decide_response(proposed, agreed=False, by=cast.dcc, at=AGREED)
    decide_response(proposed, agreed=False, reason="The audit says otherwise.", by=cast.dcc, at=AGREED)

    assert in_force(part) == "action-plan"


def test_a_response_that_was_overtaken_or_ends_nothing_is_not_decided(cast):
    part = recommendation(cast).parts.get()
    overtaken = respond(part, "in-place", reason="Issued in 2014.", by=cast.issue_owner, at=PROPOSED)
    in_force = respond(part, "action-plan", by=cast.issue_owner, at=PROPOSED)

    for response in (overtaken, in_force):
        with pytest.raises(Refused, match="needs nobody’s agreement, or the part was responded to again"):
            decide_response(response, agreed=True, by=cast.dcc, at=AGREED)


def test_a_response_is_decided_once_by_a_dcc_who_neither_proposed_it_nor_owns_the_issue(cast):
    owned_by_the_deputy = recommendation(cast)
    name_issue_owner(owned_by_the_deputy, cast.posts.deputy, why="Portfolio.", by=cast.coordinator, at=OPENED)
    part = owned_by_the_deputy.parts.get()
    response = respond(part, "in-place", reason="Issued in 2014.", by=cast.deputy, at=PROPOSED)

    with pytest.raises(Refused, match=r"You proposed a response to this.* You own the issue"):
        decide_response(response, agreed=True, by=cast.deputy, at=AGREED)
    with pytest.raises(Refused, match="This is for the DCC"):
        decide_response(response, agreed=True, by=cast.coordinator, at=AGREED)
    decision = decide_response(response, agreed=True, by=cast.dcc, at=AGREED)
    with pytest.raises(Refused, match="This response has been decided"):
        decide_response(response, agreed=True, by=cast.dcc, at=AGREED)

    assert ResponseDecision.objects.get() == decision
    assert (decision.proposed_by, decision.issue_held_by) == (cast.deputy, cast.deputy)


def test_a_position_says_which_and_not_applicable_says_when_it_is_looked_at_again(cast):
    part = recommendation(cast).parts.get()

    with pytest.raises(ValidationError, match="Say which position"):
        respond(part, "position", by=cast.coordinator, at=PROPOSED)
    with pytest.raises(ValidationError, match="Give the date when it will be looked at again"):
        respond(part, "not-applicable", reason="We have no such unit.", by=cast.coordinator, at=PROPOSED)


def test_only_the_issue_owner_and_the_coordinator_propose_a_response(cast):
    with pytest.raises(Refused, match="This is for the issue owner or the inspection coordinator"):
        respond(recommendation(cast).parts.get(), "action-plan", by=cast.owner, at=PROPOSED)
