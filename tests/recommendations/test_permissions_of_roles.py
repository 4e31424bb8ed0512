"""Permissions that hang on a role, a post or an agency and not on a move: for whom they are, and for whom not quite."""

from functools import partial

import pytest

from inspections.corrections import end_concern
from inspections.services import concern_agency
from recommendations.blocking import blocking_questions
from recommendations.models import LookedThrough
from recommendations.permissions import may, may_measure, may_read_sessions, may_see_gaps
from recommendations.permissions.partners import agencies_of
from recommendations.permissions.roles import may_look_through, may_read_access_log, may_see_who_decides
from recommendations.services.coverages import end_coverage
from recommendations.services.scrutiny import ask
from safeguarding.history import version_of
from tests.cast import FORCE, PEOPLE
from tests.moments import OPENED
from tests.walk import DECIDED, LATER, begin, part, recommend, recommendation, support


def test_the_owner_of_an_action_measures_what_it_answers_and_nothing_else(cast):
    action = begin(cast, "a", "b")
    answered = action.coverages.first().part.recommendation
    assert may_measure(cast.owner, answered, at=DECIDED)
    assert not may_measure(cast.owner, recommendation(cast), at=DECIDED)

    for coverage in action.coverages.all():
        end_coverage(coverage, version=version_of(coverage), why="Not this.", by=cast.coordinator, at=DECIDED)
    assert not may_measure(cast.owner, answered, at=DECIDED)


def test_an_agency_speaks_on_the_inspections_that_concern_it_and_as_long_as_they_do(cast):
    theirs, another = recommendation(cast), recommendation(cast)
    concern_agency(theirs.inspection, cast.agency, by=cast.coordinator, at=OPENED)
    assert agencies_of(cast.partner, theirs.parts.get(), at=DECIDED) == [cast.agency]
    assert agencies_of(cast.partner, another.parts.get(), at=DECIDED) == []

    concern = theirs.inspection.agencies_concerned.get()
    end_concern(concern, why="By mistake.", by=cast.coordinator, at=DECIDED)
    assert agencies_of(cast.partner, theirs.parts.get(), at=DECIDED) == []


def test_a_question_blocks_its_own_action_and_no_other(cast):
    asked, other = begin(cast), begin(cast)
    question = ask(asked, "What shows it?", by=cast.dcc, at=DECIDED)

    assert list(blocking_questions(asked)) == [question]
    assert not blocking_questions(other).exists()


@pytest.mark.parametrize("name", ["coordinator", "dcc", "staff_officer", "opcc"])
def test_gaps_are_read_by_those_who_hold_the_force_to_its_plan(cast, name):
    assert may_see_gaps(getattr(cast, name), at=DECIDED)
    assert not may_see_gaps(cast.owner, at=DECIDED)


HOLDERS = {"dcc", "deputy", "owner", "other_owner", "issue_owner"}


@pytest.mark.parametrize(
    ("allowed", "names"),
    [
        (may_read_access_log, {"auditor", "administrator"}),
        (may_see_who_decides, FORCE | {"opcc"}),
        (partial(may_look_through, page=LookedThrough.Page.MY_ACTIONS), HOLDERS | {"coordinator"}),
        (partial(may_look_through, page=LookedThrough.Page.WHAT_CHANGED), set(PEOPLE)),
        (partial(may_look_through, page=LookedThrough.Page.SCRUTINY), {"dcc", "deputy", "staff_officer"}),
    ],
)
def test_a_page_is_for_these_and_for_nobody_else(allowed, names, cast):
    assert {name for name in PEOPLE if allowed(getattr(cast, name), at=DECIDED)} == names


def test_what_is_refused_of_one_part_says_which(cast):
    action = begin(cast, "a", "b")
    recommend(action, by=cast.owner)
    support(action, by=cast.dcc)
    action.refresh_from_db()

    refused = may(cast.dcc, "support", action, part=part(action, "b"), at=LATER)
    assert refused.why_not == ("Part b of the action is complete (force).",)


def test_minutes_are_read_in_the_force_and_by_the_opcc(cast):
    assert may_read_sessions(cast.owner, at=DECIDED)
    assert may_read_sessions(cast.opcc, at=DECIDED)
    assert not may_read_sessions(cast.partner, at=DECIDED)
