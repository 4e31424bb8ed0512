"""The plan as it stands, cell by cell."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from recommendations.selectors.plan_export import plan_rows
from recommendations.selectors.scrutiny.state_digest import state_digest
from recommendations.services.actions import decide_deadline, request_deadline
from recommendations.services.links import link
from recommendations.services.progress import post_update
from recommendations.services.recommendations import PartDraft, decide_response, respond
from recommendations.services.scrutiny import answer, ask, send_back, withdraw
from safeguarding.models import User
from tests.factories import ActionFactory, InspectionFactory, RecommendationFactory
from tests.moments import NOW, OPENED, london

LEAD = "Review two things."
MAY = london(2015, 5, 1)


@pytest.fixture
def inspection(cast):
    return InspectionFactory(slug="ours")


def cells(inspection, user, *names):
    """Of each row the cells so named."""
    return [tuple(row.cells[name] for name in names) for row in plan_rows(inspection, user, NOW)]


def asked(inspection, user, text=LEAD, parts=None, **details):
    """The one recommendation's cell."""
    parts = parts or [PartDraft(text=text, timescale="Within three months")]
    RecommendationFactory(inspection=inspection, text=text, parts=parts, **{"reference": "4"} | details)
    [(words,)] = cells(inspection, user, "recommendation")
    return words


# What is asked


def test_a_recommendation_begins_with_its_number_time_limit_and_pages(cast, inspection):
    assert asked(inspection, cast.dcc, page_reference="12-14") == (
        "4. Within three months: (pg 12-14)\nReview two things."
    )


def test_parts_kept_apart_from_the_words_follow_them(cast, inspection):
    parts = [PartDraft("One.", "a", timescale="Immediately"), PartDraft("Two.", "b", timescale="Immediately")]
    assert asked(inspection, cast.dcc, parts=parts) == "4. Immediately:\nReview two things.\na) One.\nb) Two."


def test_parts_that_stand_in_the_words_are_not_said_twice(cast, inspection):
    words = "Review two things.\na) One; and\nb) Two."
    parts = [PartDraft("One; and", "a"), PartDraft("Two.", "b")]
    assert asked(inspection, cast.dcc, words, parts) == "4.\nReview two things.\na) One; and\nb) Two."


def test_parts_with_time_limits_of_their_own_each_say_it(cast, inspection):
    parts = [
        PartDraft("Write guidance.", "a", ours=False, timescale="By 30 November 2015"),
        PartDraft("Use it.", "b", timescale="By 30 June 2016"),
    ]
    assert asked(inspection, cast.dcc, parts=parts) == (
        "4.\nReview two things.\na) By 30 November 2015: Write guidance.\nb) By 30 June 2016: Use it."
    )


@pytest.mark.parametrize(
    ("details", "words"),
    [
        ({"reference": "4.35"}, "4.35 Within three months:\nReview two things."),
        ({"reference": "AFI 1"}, "AFI 1. Within three months:\nReview two things."),
        ({"page_reference": "Report p. 11, as the chapter has it"}, "4. Within three months:\nReview two things."),
        ({"parts": [PartDraft(LEAD, timescale="When it can, soon")]}, "4.\nWhen it can, soon: Review two things."),
        ({"reference": "next-step-1", "kind": "next-step"}, "Within three months: Review two things."),
        (
            {"reference": "next-step-1", "kind": "next-step", "text": "Write within three months."},
            "Write within three months.",
        ),
    ],
)
def test_what_the_importer_would_not_find_in_the_opening_is_not_put_there(cast, inspection, details, words):
    assert asked(inspection, cast.dcc, **details) == words


def test_a_strength_asks_nothing_and_has_no_row(cast, inspection):
    RecommendationFactory(inspection=inspection, kind="strength")
    assert plan_rows(inspection, cast.dcc, NOW) == ()


# Who does what by when


def test_an_action_stands_beside_its_recommendation_with_posts_dates_and_status(cast, inspection):
    found = RecommendationFactory(
        inspection=inspection, reference="1", corporate_or_local="Local", issue_owner=cast.posts.issue_owner
    )
    action = ActionFactory(
        parts=found.parts.all(),
        owner=cast.posts.owner,
        text="Change it.\r\n\r\nTell\xa0everyone.\x07",
        target_words="by 30/04/2015",
        target_on=date(2015, 4, 30),
        expected_words="after the summer",
        cost_words="n/a",
    )

    [row] = plan_rows(inspection, cast.dcc, NOW)

    assert (row.recommendation, row.action, row.withheld, row.marking) == (found.pk, action.pk, False, "official")
    assert row.cells == {
        "recommendation": "1. Within three months:\nOfficers should see and speak to children.",
        "issue_owner": "Superintendent",
        "stands": (
            "Recommendation 1: In progress\nDates: current target 30 April 2015; inspectorate’s date 11 May 2015\n"
            "Late: 133 days late, 0 of them with the DCC"
        ),
        "corporate_or_local": "Local",
        "action": f"Action {action.pk}:\nChange it.\nTell everyone.",
        "action_owner": "Detective Chief Inspector",
        "cost": "n/a",
        "target": "by 30/04/2015",
        "expected": "after the summer",
        "status": "In progress",
        "update": "",
    }


def test_an_owner_s_words_give_the_post_they_name_and_never_a_person_s_name_and_nobody_is_blank(cast, inspection):
    named = RecommendationFactory(inspection=inspection, issue_owner_words="A/DCI Pat Example / DI Sam Pretend")
    ActionFactory(parts=named.parts.all(), owner_words="Pat Example")
    ActionFactory(parts=RecommendationFactory(inspection=inspection).parts.all())

    assert cells(inspection, cast.dcc, "issue_owner", "action_owner", "status") == [
        ("Acting Detective Chief Inspector / Detective Inspector", "a person, not a post", "Awaiting allocation"),
        ("", "", "Awaiting allocation"),
    ]


def test_a_date_that_was_moved_stands_in_place_of_the_words(cast, inspection):
    found = RecommendationFactory(inspection=inspection)
    action = ActionFactory(
        parts=found.parts.all(), owner=cast.posts.owner, target_words="by 30/04/2015", target_on=date(2015, 4, 30)
    )
    asked_for = request_deadline(
        action, date(2015, 12, 1), because="it", reason="The system is late.", by=cast.owner, at=MAY
    )
    decide_deadline(asked_for, agreed=True, reason="It cannot be helped.", by=cast.dcc, at=MAY)

    assert cells(inspection, cast.dcc, "target") == [("01/12/2015",)]


def test_a_month_is_not_made_a_day(cast, inspection):
    found = RecommendationFactory(inspection=inspection)
    ActionFactory(parts=found.parts.all(), target_on=date(2016, 5, 31), target_precision="month")

    assert cells(inspection, cast.dcc, "target") == [
        ("asked for: May 2016",)
    ]  # beyond the inspectorate's date, which the DCC has not agreed


def test_a_first_target_that_was_not_agreed_is_no_target(cast, inspection):
    found = RecommendationFactory(inspection=inspection)
    action = ActionFactory(parts=found.parts.all(), owner=cast.posts.owner, target_on=date(2016, 5, 31))
    decide_deadline(action.deadline_requests.get(), agreed=False, reason="Too late.", by=cast.dcc, at=MAY)

    assert cells(inspection, cast.dcc, "target") == [("not agreed: 31/05/2016",)]


def test_several_actions_of_one_recommendation_stand_in_rows_of_their_own(cast, inspection):
    found = RecommendationFactory(inspection=inspection)
    first, second = (ActionFactory(parts=found.parts.all()) for _ in range(2))

    rows = plan_rows(inspection, cast.dcc, NOW)

    assert [(row.recommendation, row.action) for row in rows] == [(found.pk, first.pk), (found.pk, second.pk)]


def test_an_action_over_two_recommendations_stands_in_a_row_of_each(cast, inspection):
    one, two = (RecommendationFactory(inspection=inspection) for _ in range(2))
    action = ActionFactory(parts=[one.parts.get(), two.parts.get()])

    rows = plan_rows(inspection, cast.dcc, NOW)

    assert [(row.recommendation, row.action) for row in rows] == [(one.pk, action.pk), (two.pk, action.pk)]


def test_a_withdrawn_action_leaves_its_recommendation_without_one(cast, inspection):
    found = RecommendationFactory(inspection=inspection)
    action = ActionFactory(parts=found.parts.all(), owner=cast.posts.owner)
    withdraw(action, reason="Another does it.", digest=state_digest(action), by=cast.dcc, at=MAY)

    rows = plan_rows(inspection, cast.dcc, NOW)

    assert [(row.action, row.cells["action"], row.cells["status"]) for row in rows] == [(None, "", "")]


# Answers without an action


def test_a_recommendation_answered_under_others_points_at_them(cast, inspection):
    one, two, pointing = (RecommendationFactory(inspection=inspection, reference=number) for number in "139")
    for target in (one, two):
        link(pointing, target, "answered-under", by=cast.coordinator, at=OPENED)
    respond(pointing.parts.get(), "answered-under", source="plan.xlsx", by=cast.coordinator, at=OPENED)

    assert cells(inspection, cast.dcc, "action") == [("",), ("",), ("Link to recommendation 1 and 3.",)]


def test_it_still_points_at_them_when_the_dcc_has_agreed(cast, inspection):
    theirs = [PartDraft("The College's.", ours=False)]
    target = RecommendationFactory(inspection=inspection, reference="2.1", parts=theirs)
    pointing = RecommendationFactory(inspection=inspection)
    link(pointing, target, "answered-under", by=cast.coordinator, at=OPENED)
    said = respond(pointing.parts.get(), "answered-under", reason="The same.", by=cast.coordinator, at=OPENED)
    decide_response(said, agreed=True, by=cast.dcc, at=MAY)

    assert cells(inspection, cast.dcc, "action", "update")[1] == (
        "Link to recommendation 2.1.\nResponse (answered under another recommendation): The same.",
        "DCC scrutiny 01/05/2015 of the response “Answered under another recommendation”: Agreed.",
    )


def test_a_row_is_marked_as_high_as_the_response_in_it(cast, inspection):
    part = RecommendationFactory(inspection=inspection).parts.get()
    respond(part, "in-place", reason="It runs.", marking="official-sensitive", by=cast.coordinator, at=OPENED)

    assert [row.marking for row in plan_rows(inspection, cast.dcc, NOW)] == ["official-sensitive"]


def test_a_response_stands_in_its_words_and_says_when_it_is_not_agreed(cast, inspection):
    part = RecommendationFactory(inspection=inspection).parts.get()
    respond(part, "in-place", reason="It runs.", by=cast.coordinator, at=OPENED)

    assert cells(inspection, cast.dcc, "action", "update") == [
        ("No action required (already in place, not agreed yet): It runs.", "")
    ]


def test_responses_to_some_parts_say_to_which(cast, inspection):
    parts = [PartDraft("Theirs.", "a", ours=False), PartDraft("Ours.", "b")]
    found = RecommendationFactory(inspection=inspection, parts=parts)
    respond(found.parts.get(letter="a"), "another-body", reason="The College's.", by=cast.coordinator, at=OPENED)

    assert cells(inspection, cast.dcc, "action") == [("Part a. No action required (another body’s): The College's.",)]


# How far it is


def test_what_was_said_stands_in_order_with_day_and_post_and_never_a_name(cast, inspection):
    found = RecommendationFactory(inspection=inspection, issue_owner=cast.posts.issue_owner)
    action = ActionFactory(parts=found.parts.all(), owner=cast.posts.owner)
    done = {"assessment": "at-risk", "done": "Begun.\nSlowly.", "next": "Go on."}
    post_update(action, **done, by=cast.owner, at=MAY)
    question = ask(action, "Who reads it?", by=cast.dcc, at=london(2015, 6, 1))
    answer(question, "Supervisors do.", by=cast.owner, at=london(2015, 6, 8))
    closing = {"done": "Finished.", "recommends_complete": True, "shown": "tested"}
    post_update(action, **closing, by=cast.owner, at=london(2015, 7, 1))
    back = {"reason": "Not yet.\nShow me more.", "decided_on": date(2015, 8, 7)}
    send_back(action, **back, digest=state_digest(action), by=cast.dcc, at=london(2015, 8, 10))

    assert cells(inspection, cast.dcc, "status", "update") == [
        (
            "In progress",
            "01/05/2015, Detective Chief Inspector: At risk. Begun.\n"
            "Slowly.\n"
            "Next: Go on.\n"
            "DCC scrutiny 01/06/2015: Who reads it?\n"
            "08/06/2015, Detective Chief Inspector: Supervisors do.\n"
            "01/07/2015, Detective Chief Inspector: Recommends complete. Finished.\n"
            "What shows it worked: tested.\n"
            "DCC scrutiny 07/08/2015: Sends back. Not yet. Show me more.",
        )
    ]


def test_it_takes_as_many_queries_for_three_as_for_one(cast, inspection):
    def queries():
        reader = User.objects.get(pk=cast.dcc.pk)  # who remembers nothing
        with CaptureQueriesContext(connection) as captured:
            rows = plan_rows(inspection, reader, NOW)
        return len(rows), len(captured)

    def more():
        found = RecommendationFactory(inspection=inspection, parts=[PartDraft("A", "a"), PartDraft("B", "b")])
        action = ActionFactory(parts=found.parts.all(), owner=cast.posts.owner)
        post_update(action, done="Done.", by=cast.owner, at=MAY)
        answer(ask(action, "Why?", by=cast.dcc, at=MAY), "So.", by=cast.owner, at=MAY)

    more()
    one, taken = queries()
    more()
    more()

    assert (one, queries()) == (1, (3, taken))
