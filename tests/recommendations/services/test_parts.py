"""A part is added, split in two, or joined to another: what answered it goes with it, and past days keep what stood."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from recommendations.models import CoverageStanding, Part, PartStanding
from recommendations.search import restate as search
from recommendations.selectors.recommendations.moves import Before
from recommendations.selectors.recommendations.parts_to_answer import parts_to_answer
from recommendations.selectors.register import visible_register
from recommendations.selectors.standings import Standings
from recommendations.selectors.what_changed.list import Changes
from recommendations.selectors.what_changed.period import Period
from recommendations.selectors.what_changed.sources import Change
from recommendations.services.as_shown import ChangedMeanwhile, foresee
from recommendations.services.links import link
from recommendations.services.parts import add_part, join_part, split_part, withdraw_part
from recommendations.services.recommendation_corrections import put_part_right
from recommendations.services.recommendations import PartDraft, respond
from recommendations.services.scrutiny import ask
from recommendations.standings.restate import differences
from recommendations.waiting import responses
from recommendations.workflow import ResponseKind
from safeguarding.history import version_of
from safeguarding.roles import Refused
from tests.factories import ActionFactory, RecommendationFactory
from tests.moments import NOW, london
from tests.recorded import change
from tests.walk import recommend, support, withdraw

BEFORE, LATER = london(2015, 5, 20), london(2015, 6, 1)


@pytest.fixture
def recommendation(cast):
    """Number 8, of parts a and b."""
    parts = [PartDraft(letter=letter, text=f"Do {letter}.", timescale="Within three months") for letter in "ab"]
    return RecommendationFactory(reference="8", parts=parts)


@pytest.fixture
def who(cast):
    return {"by": cast.coordinator, "at": LATER, "why": "So."}


def part(letter):
    return Part.objects.get(letter=letter, ended_at=None)


def letters(recommendation, cast, as_at=None):
    register = visible_register(cast.dcc, now=NOW, as_at=as_at)
    return "".join(one.row.letter for one in register.recommendations[recommendation.pk].parts)


def covers(action):
    return "".join(action.coverages.filter(ended_at=None).values_list("part__letter", flat=True))


def join(letter, other, who):
    return join_part(part(letter), part(other), version=version_of(part(letter)), **who)


def split(who, actions=(), **changed):
    first = PartDraft(letter="a", text="Do a.", timescale="Within three months")
    second = PartDraft(letter="c", text="Do c.", timescale="Within six months")
    return split_part(
        part("a"), first=first, second=second, actions=actions, version=version_of(part("a")), **who | changed
    )


@pytest.fixture(autouse=True)
def everything_follows(db):
    """Standings and texts are as the records have them, whatever was done."""
    yield
    assert list(differences()) == list(search.differences()) == []


# Added


def test_a_part_is_added_once_and_dated_as_the_others(recommendation, cast, who):
    draft = PartDraft(letter="c", text="Do c.", timescale="Within six months")
    added = add_part(recommendation, draft, **who)

    assert add_part(recommendation, draft, **who) == added
    assert added.due_on == date(2015, 8, 11)
    assert (letters(recommendation, cast), letters(recommendation, cast, BEFORE)) == ("abc", "ab")
    with pytest.raises(ValidationError, match="Another part of this recommendation has this letter"):
        add_part(recommendation, PartDraft(letter="c", text="Other words.", timescale="Within six months"), **who)


# Split


def test_actions_stay_with_the_first_but_for_those_that_go_over_as_far_as_they_had_come(recommendation, cast, who):
    stays, goes = (ActionFactory(parts=[part("a"), part("b")], owner=cast.posts.owner) for _ in range(2))
    recommend(goes, part=part("a"), by=cast.owner, at=BEFORE)
    new = split(who, actions=[goes])

    assert (covers(stays), covers(goes)) == ("ab", "bc")
    assert goes.coverages.get(part=new).recommended_in == goes.updates.get()
    assert (new.ours, new.due_on, part("a").due_on) == (True, date(2015, 8, 11), date(2015, 5, 11))
    then = CoverageStanding.objects.at(london(2015, 5, 30)).filter(action=goes)
    assert set(then.values_list("part__letter", flat=True)) == {"a", "b"}
    assert (letters(recommendation, cast), letters(recommendation, cast, BEFORE)) == ("abc", "ab")


def test_a_response_goes_over_only_where_it_is_said_to(recommendation, cast, who):
    by = {"by": cast.coordinator, "at": BEFORE}
    respond(part("a"), ResponseKind.POSITION, position="under-way", reason="Begun.", **by)
    new = split(who, with_response=True)

    assert part("a").response is None
    assert (part("c").response.kind, part("c").response.reason) == (ResponseKind.POSITION, "Begun.")
    found = visible_register(cast.dcc, now=NOW).parts
    assert (found[part("a").pk].undecided, found[new.pk].undecided) == (None, new.responses.get())


# Joined


def test_a_joined_part_is_in_no_list_and_no_figure_and_stands_on_past_days(recommendation, cast, who):
    action = ActionFactory(parts=[part("b")], owner=cast.posts.owner)
    gone = part("b")
    moves = foresee(lambda: join("b", "a", who), Before.of(recommendation, cast.coordinator, LATER))
    assert ("Parts addressed to this force", "2", "1") in moves.figures
    assert ("Part a", "No action", "In progress") in moves.states

    join("b", "a", who)

    assert (letters(recommendation, cast), letters(recommendation, cast, BEFORE)) == ("a", "ab")
    assert [one.letter for one in parts_to_answer(recommendation)] == ["a"]
    assert set(PartStanding.objects.at().values_list("part__letter", flat=True)) == {"a"}
    assert set(PartStanding.objects.at(BEFORE).values_list("part__letter", flat=True)) == {"a", "b"}
    assert covers(action) == "a"
    gone.refresh_from_db()
    assert (gone.ended_at, gone.joined_to, gone.history.first().history_change_reason) == (
        *(LATER, part("a")),
        "Joined to part a. So.",
    )
    with pytest.raises(ValidationError, match="joined to another"):
        ActionFactory(parts=[Part.objects.get(letter="b")], at=NOW)
    with pytest.raises(ValidationError, match="joined to another"):
        put_part_right(gone, version=version_of(gone), **who | {"at": NOW}, text="More.")


def test_its_letter_is_free_again(recommendation, cast, who):
    join("b", "a", who)
    add_part(recommendation, PartDraft(letter="b", text="Another."), **who | {"at": NOW})

    assert letters(recommendation, cast) == "ab"


def test_what_was_recommended_and_supported_goes_with_the_action(recommendation, cast, who):
    action = ActionFactory(parts=[part("b")], owner=cast.posts.owner)
    recommend(action, by=cast.owner, at=BEFORE)
    support(action, by=cast.dcc, at=london(2015, 5, 21))
    join("b", "a", who)

    assert visible_register(cast.dcc, now=NOW).parts[part("a").pk].state == "complete"


def test_an_action_that_answers_it_no_more_does_not_go_over(recommendation, cast, who):
    action = ActionFactory(parts=[part("b")], owner=cast.posts.owner)
    change(action.coverages.get(), ended_at=BEFORE, by=cast.coordinator, at=BEFORE)
    join("b", "a", who)

    assert covers(action) == ""


def test_work_that_was_decided_for_one_of_them_only_is_decided_first(recommendation, cast, who):
    action = ActionFactory(parts=[part("a"), part("b")], owner=cast.posts.owner)
    recommend(action, part=part("a"), by=cast.owner, at=BEFORE)

    with pytest.raises(ValidationError, match=f"Action {action.number} has come further with 8a than with 8b"):
        join("b", "a", who)
    join("a", "b", who)
    assert (covers(action), action.coverages.get(ended_at=None).recommended_in) == ("b", None)


def test_nothing_is_left_open_on_a_part_that_goes(recommendation, cast, who):
    action = ActionFactory(parts=[part("b")], owner=cast.posts.owner)
    ask(action, "Why?", part=part("b"), by=cast.dcc, at=BEFORE)
    respond(part("b"), ResponseKind.IN_PLACE, reason="It is.", by=cast.coordinator, at=BEFORE)

    with pytest.raises(ValidationError, match="a question about it and a response to it would be left open"):
        join("b", "a", who)


def test_its_links_lead_from_the_other(recommendation, cast, who):
    link(recommendation, RecommendationFactory(), "depends-on", part=part("b"), by=cast.coordinator, at=BEFORE)
    link(RecommendationFactory(), recommendation, "depends-on", by=cast.coordinator, at=BEFORE)
    join("b", "a", who)

    assert [one.part for one in recommendation.links.filter(ended_at=None)] == [part("a")]


def test_a_response_to_a_part_that_is_gone_waits_for_nobody(recommendation, cast, who):
    gone = part("b")
    join("b", "a", who)
    respond(gone, ResponseKind.IN_PLACE, reason="It is.", by=cast.coordinator, at=NOW)

    assert list(responses()) == []


@pytest.mark.parametrize("other", ["b", "elsewhere"])
def test_it_is_joined_to_another_part_of_the_same_recommendation_only(recommendation, cast, who, other):
    to = part("b") if other == "b" else RecommendationFactory().parts.get()
    with pytest.raises(ValidationError, match="Select another part"):
        join_part(part("b"), to, version=version_of(part("b")), **who)


# Who, and two at once


def test_only_the_coordinator_and_not_from_a_stale_page(recommendation, cast, who):
    for person in (cast.dcc, cast.issue_owner, cast.opcc):
        for verb in (
            lambda person=person: join("b", "a", who | {"by": person}),
            lambda person=person: split(who, by=person),
            lambda person=person: add_part(recommendation, PartDraft(text="C.", letter="c"), **who | {"by": person}),
        ):
            with pytest.raises(Refused):
                verb()
    stale = version_of(part("b"))
    put_part_right(part("b"), version=stale, text="Theirs.", **who)
    with pytest.raises(ChangedMeanwhile):
        join_part(part("b"), part("a"), version=stale, **who | {"at": NOW})


# Withdrawn


def test_a_part_entered_by_mistake_is_withdrawn_and_stood_on_past_days(recommendation, cast, who):
    why = "Joined to part a it would be nothing."  # no reason makes it one that was joined
    gone = withdraw_part(part("b"), **who | {"why": why})

    assert (letters(recommendation, cast), letters(recommendation, cast, as_at=BEFORE)) == ("a", "ab")
    assert (gone.ended_at, gone.joined_to, gone.history.first().history_change_reason) == (LATER, None, why)
    period = Period(Standings(cast.dcc, now=NOW), begins_at=BEFORE)
    assert [(row.title, row.text) for row in Changes(period) if row.kind == Change.CORRECTED] == [
        ("A part withdrawn", why)
    ]
    with pytest.raises(ValidationError, match="joined to another, or withdrawn"):
        withdraw_part(gone, **who)


def test_what_somebody_did_under_a_part_keeps_it_and_so_does_being_the_only_one(recommendation, cast, who):
    action = ActionFactory(parts=[part("b")], owner=cast.posts.owner)
    withdraw(action, by=cast.dcc, at=BEFORE)  # which may be reopened
    respond(part("b"), ResponseKind.ACTION_PLAN, by=cast.coordinator, at=BEFORE)

    with pytest.raises(ValidationError, match=r"while this stands on it: an action, a response\."):
        withdraw_part(part("b"), **who)
    with pytest.raises(Refused):
        withdraw_part(part("a"), **who | {"by": cast.dcc})
    withdraw_part(part("a"), **who)
    with pytest.raises(ValidationError, match="It is the only part"):
        withdraw_part(part("b"), **who)
