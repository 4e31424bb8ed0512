"""A recommendation and its parts are put right: what follows from them moves, and what they were stands on every past day."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from inspections.models import Inspection
from recommendations.models import Part, PartStanding, Recommendation, RecommendationStanding
from recommendations.search import restate as search
from recommendations.selectors.recommendations.moves import Before
from recommendations.selectors.register import visible_register
from recommendations.services.actions import open_action
from recommendations.services.as_shown import ChangedMeanwhile, foresee
from recommendations.services.coverages import answer_parts
from recommendations.services.inspection_corrections import put_right
from recommendations.services.recommendation_corrections import (
    put_part_right,
    put_recommendation_right,
    withdraw_recommendation,
)
from recommendations.services.recommendations import PartDraft, decide_response, respond
from recommendations.standings.restate import differences
from recommendations.workflow import ResponseKind
from safeguarding.history import version_of
from safeguarding.roles import Refused
from tests.factories import ActionFactory, InspectionFactory, RecommendationFactory
from tests.moments import NOW, london
from tests.walk import begin

BEFORE, LATER = london(2015, 5, 20), london(2015, 6, 1)


@pytest.fixture
def recommendation(cast):
    """Number 8: part a is ours and due on 11 May, part b is the College's."""
    parts = [
        PartDraft(letter="a", text="See children.", timescale="Within three months"),
        PartDraft(letter="b", text="Train staff.", addressees="The College", ours=False),
    ]
    return RecommendationFactory(inspection=InspectionFactory(), reference="8", text="Do both.", parts=parts)


def part(letter="a"):
    return Part.objects.get(letter=letter)


def right(thing, cast, at=LATER, **changes):
    service = put_part_right if isinstance(thing, Part) else put_recommendation_right
    return service(thing, version=version_of(thing), why="It says so.", by=cast.coordinator, at=at, **changes)


def foreseen(thing, cast, **changes):
    """(label, before, after) of all that would move."""
    asked = getattr(thing, "recommendation", thing)
    moves = foresee(lambda: right(thing, cast, **changes), Before.of(asked, cast.coordinator, LATER))
    return {tuple(move) for move in (*moves.states, *moves.due, *moves.figures)}


# A recommendation


def test_a_strength_asks_nothing_and_leaves_the_figures(recommendation, cast):
    moves = foreseen(recommendation, cast, kind="strength")

    assert moves == {
        ("Strength 8", "No action", "Nothing asked"),
        ("Part a", "No action", "Nothing asked"),
        ("Part b", "Addressed to others", "Nothing asked"),
        ("Parts addressed to this force", "1", "0"),
        ("Of these, open", "1", "0"),
        ("Recommendations past the inspectorate’s date", "1", "0"),
    }
    assert Recommendation.objects.get().kind == "recommendation"
    right(recommendation, cast, kind="strength")
    assert list(differences()) == list(search.differences()) == []


def test_the_past_keeps_what_it_was(recommendation, cast):
    right(recommendation, cast, kind="strength", text="Well done.", reference="8.1")

    then = visible_register(cast.dcc, now=NOW, as_at=BEFORE).recommendations[recommendation.pk]
    assert (str(then), then.row.text, then.state) == ("Recommendation 8", "Do both.", "no-action")
    standing = RecommendationStanding.objects.at(BEFORE).get()
    assert (standing.kind, standing.state) == ("recommendation", "no-action")


def test_its_only_part_says_the_same_words_still(cast):
    made = RecommendationFactory()
    right(made, cast, text="Officers must see children.")

    assert made.parts.get().text == "Officers must see children."


def test_a_cause_of_concern_keeps_its_kind_while_something_stands_under_it(cast):
    concern = RecommendationFactory(kind="cause-of-concern")
    under = RecommendationFactory(inspection=concern.inspection, cause_of_concern=concern)
    with pytest.raises(ValidationError, match="1 recommendation stands under it"):
        right(concern, cast, kind="recommendation")

    right(under, cast, cause_of_concern=None)
    assert right(concern, cast, kind="recommendation").kind == "recommendation"


@pytest.mark.parametrize("field", ["issue_owner", "withdrawn_at", "inspection"])
def test_what_other_verbs_say_is_not_put_right(recommendation, cast, field):
    with pytest.raises(TypeError):
        right(recommendation, cast, **{field: None})


# A part


def test_its_due_date_is_counted_again_from_other_words(recommendation, cast):
    ActionFactory(parts=[part()], owner=cast.posts.owner)
    moves = foreseen(part(), cast, timescale="Within six months")

    assert moves == {
        ("Part a", "11 May 2015", "11 August 2015"),
        ("Actions past the inspectorate’s date", "1", "0"),
        ("Recommendations past the inspectorate’s date", "1", "0"),
    }
    right(part(), cast, timescale="Within six months")
    assert part().due_rule == "6 calendar months from publication on 11 February 2015"
    assert [row.due_on for row in PartStanding.objects.at(BEFORE).filter(part=part())] == [date(2015, 5, 11)]
    assert list(differences()) == []


def test_a_date_by_hand_stands_where_none_follows_from_the_words_and_stays_when_publication_moves(recommendation, cast):
    right(part(), cast, timescale="Within a month of receipt", due_on=date(2015, 7, 31), due_precision="month")
    inspection = Inspection.objects.get()
    version = version_of(inspection)
    put_right(inspection, version=version, why="No.", by=cast.coordinator, at=NOW, published_on=date(2015, 3, 1))

    assert (part().due_on, part().due_rule) == (
        date(2015, 7, 31),
        "Entered by hand, since no date follows from the words",
    )
    right(part(), cast, at=NOW, due_on=None, due_precision="day")
    assert part().due_on is None


@pytest.mark.parametrize(
    ("words", "said"), [("Within three months", "give 11 May 2015"), ("Immediately", "but “immediately”")]
)
def test_a_date_by_hand_never_goes_against_the_words(recommendation, cast, words, said):
    with pytest.raises(ValidationError, match=said):
        right(part(), cast, timescale=words, due_on=date(2015, 7, 31), due_precision="day")
    assert part().history.count() == 1


def test_what_becomes_ours_is_not_ended_by_a_response_that_the_dcc_never_agreed(recommendation, cast):
    who = {"by": cast.coordinator, "at": BEFORE}
    respond(part("b"), ResponseKind.POSITION, position="in-place", **who)
    said = respond(part("b"), ResponseKind.ANOTHER_BODY, reason="The College’s.", **who)
    assert part("b").response == said

    moves = foreseen(part("b"), cast, ours=True)

    assert ("Part b", "Addressed to others", "Response proposed, for decision") in moves
    assert ("Part b: our response", "Another body’s", "Position") in moves
    right(part("b"), cast, ours=True)
    decide_response(said, agreed=True, by=cast.dcc, at=NOW)
    assert part("b").response == said
    assert list(differences()) == []


def test_a_response_that_waited_is_in_force_once_the_part_is_not_ours(recommendation, cast):
    said = respond(part(), ResponseKind.IN_PLACE, reason="It is.", by=cast.coordinator, at=BEFORE)
    assert part().response is None
    right(part(), cast, ours=False)

    assert (part().response, PartStanding.objects.at().get(part=part()).proposed) == (said, None)


def test_what_becomes_ours_again_is_not_answered_by_what_the_dcc_refused(recommendation, cast):
    refused = respond(part(), ResponseKind.IN_PLACE, reason="It is.", by=cast.coordinator, at=BEFORE)
    decide_response(refused, agreed=False, reason="It is not.", by=cast.dcc, at=BEFORE)
    right(part(), cast, ours=False)
    said = respond(part(), ResponseKind.ANOTHER_BODY, reason="The College’s.", by=cast.coordinator, at=NOW)
    assert part().response == said
    right(part(), cast, at=NOW, ours=True)

    assert part().response is None


def test_a_response_to_a_part_read_before_takes_nothing_back(recommendation, cast):
    stale = part()
    right(part(), cast, text="See every child.")
    respond(stale, ResponseKind.ACTION_PLAN, by=cast.coordinator, at=NOW)

    assert (part().text, part().response.kind) == ("See every child.", ResponseKind.ACTION_PLAN)


# Who, and two at once


def test_only_the_coordinator_and_not_from_a_stale_page(recommendation, cast):
    for thing in (recommendation, part()):
        for person in (cast.dcc, cast.issue_owner, cast.opcc):
            service = put_part_right if isinstance(thing, Part) else put_recommendation_right
            with pytest.raises(Refused):
                service(thing, version=version_of(thing), why="No.", by=person, at=LATER, text="Mine.")
        version = version_of(thing)
        right(thing, cast, text="Theirs.")
        with pytest.raises(ChangedMeanwhile):
            service(thing, version=version, why="No.", by=cast.coordinator, at=NOW, text="Mine.")


@pytest.mark.parametrize("begin_on", ["open_action", "answer_parts", "respond"])
def test_on_one_withdrawn_since_its_page_was_drawn_no_work_begins(cast, recommendation, begin_on):
    asked, by_at = part(), {"by": cast.coordinator, "at": NOW}
    action = begin(cast)
    begins = {
        "open_action": lambda: open_action(text="Call back.", parts=[asked], **by_at),
        "answer_parts": lambda: answer_parts(action, [asked], version=version_of(action), why="It does.", **by_at),
        "respond": lambda: respond(asked, "position", after=None, position="under-way", **by_at),
    }
    withdraw_recommendation(recommendation, why="Entered twice.", **by_at)

    with pytest.raises(ValidationError, match="The recommendation was withdrawn while you had this page open"):
        begins[begin_on]()
