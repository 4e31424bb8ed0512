"""What waits for scrutiny, with whom and since when."""

from datetime import date

from recommendations.models import PlanDocument, TranscribedStatement
from recommendations.selectors.position.page import position
from recommendations.selectors.scrutiny.queue_order import queued
from recommendations.services.actions import request_deadline
from recommendations.services.progress import post_update
from recommendations.services.recommendations import PartDraft, respond
from recommendations.services.scrutiny import answer, ask, confirm
from recommendations.workflow import ResponseKind
from tests.factories import ActionFactory, RecommendationFactory
from tests.moments import NOW, OPENED, london
from tests.recorded import write


def piles(found, whose="dcc"):
    return {pile.what: [(item.about, item.since) for item in pile.items] for pile in getattr(found.awaiting, whose)}


def test_what_is_recommended_complete_waits_for_the_dcc_since_it_was_said(cast, small):
    before = position(cast.dcc, now=NOW, as_at=london(2015, 8, 6))

    assert piles(before) == {"Recommended complete": [(f"Action {small.done.number}", london(2015, 7, 1))]}
    assert (before.awaiting.dcc_total, position(cast.dcc, now=NOW).awaiting.dcc_total) == (1, 0)


def test_an_answer_about_a_part_of_another_inspection_is_counted_for_those_who_see_that_part(cast, small):
    unreleased = RecommendationFactory().parts.get()
    action = ActionFactory(parts=[small.both.parts.first(), unreleased], owner=cast.posts.owner)
    question = ask(action, "Since when?", part=unreleased, by=cast.dcc, at=london(2015, 8, 7))
    answer(question, "Since July.", by=cast.owner, at=london(2015, 8, 20))

    assert piles(position(cast.opcc, now=NOW)) == {}
    assert piles(position(cast.dcc, now=NOW)) == {
        "Answers to the DCC’s questions": [(f"Action {action.number}", london(2015, 8, 20))]
    }


def test_while_a_question_waits_for_its_owner_the_action_is_not_with_the_dcc(cast):
    action = ActionFactory(owner=cast.posts.owner)
    post_update(action, done="Done.", recommends_complete=True, shown="tested", by=cast.owner, at=london(2015, 8, 1))
    question = ask(action, "Since when?", by=cast.dcc, at=london(2015, 8, 7))
    answer(question, "Since July.", by=cast.owner, at=london(2015, 8, 20))

    asked = position(cast.dcc, now=NOW, as_at=london(2015, 8, 10))
    answered = position(cast.dcc, now=NOW)

    with_owner = "Recommended complete, and a question of the DCC’s to answer first"
    assert piles(asked) == {}
    assert piles(asked, "owners") == {with_owner: [(f"Action {action.number}", london(2015, 8, 1))]}
    assert piles(answered) == {"Recommended complete": [(f"Action {action.number}", london(2015, 8, 1))]}


def test_an_answer_waits_for_the_dcc_where_completion_does_not(cast):
    action = ActionFactory(owner=cast.posts.owner)
    question = ask(action, "How many?", by=cast.dcc, at=london(2015, 8, 7))
    answer(question, "Sixty.", by=cast.owner, at=london(2015, 8, 20))

    assert piles(position(cast.dcc, now=NOW)) == {
        "Answers to the DCC’s questions": [(f"Action {action.number}", london(2015, 8, 20))]
    }


def test_only_the_parts_recommended_complete_are_named(cast):
    parts = [PartDraft("One.", "a"), PartDraft("Two.", "b")]
    recommendation = RecommendationFactory(reference="8", parts=parts)
    action = ActionFactory(owner=cast.posts.owner, parts=recommendation.parts.all())
    post_update(
        action,
        part=recommendation.parts.get(letter="b"),
        done="Done.",
        recommends_complete=True,
        shown="tested",
        by=cast.owner,
        at=london(2015, 8, 1),
    )

    assert piles(position(cast.dcc, now=NOW)) == {
        "Recommended complete": [(f"Action {action.number}, only 8b", london(2015, 8, 1))]
    }


def test_statements_responses_and_dates_wait_until_they_are_decided(cast, small):
    document = write(PlanDocument(name="plan.docx", sha256="0" * 64, file="x", rows=1), by=cast.coordinator, at=OPENED)
    said = TranscribedStatement(
        recommendation=small.late, means="supports-completion", words="Supported.", document=document, source="row 1"
    )
    write(said, by=cast.coordinator, at=london(2015, 8, 12))
    ends = {"reason": "It was.", "by": cast.issue_owner, "at": london(2015, 8, 20)}
    respond(small.late.parts.get(), ResponseKind.IN_PLACE, **ends)
    request_deadline(small.moved, date(2016, 3, 1), because="it", reason="Later.", by=cast.owner, at=london(2015, 9, 1))

    assert piles(position(cast.dcc, now=NOW)) == {
        "Said in a document, to be confirmed": [
            ("Recommendation 2, The small inspection", london(2015, 8, 12)),
        ],
        "Responses that end work on a part": [("Recommendation 2, The small inspection", london(2015, 8, 20))],
        "Target dates beyond the inspectorate’s, or where it set none": [
            (f"Action {small.moved.number}", london(2015, 9, 1))
        ],
    }

    assert position(cast.dcc, now=NOW).awaiting.dcc_total == queued(cast.dcc, NOW).decisions

    confirm(said, "stands", by=cast.dcc, at=london(2015, 9, 2))

    assert position(cast.dcc, now=NOW).awaiting.dcc_total == 2
    assert position(cast.dcc, now=NOW, as_at=london(2015, 9, 1, 23)).awaiting.dcc_total == 3
