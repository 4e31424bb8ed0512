"""A DCC's question blocks completion until it is answered and accepted, asked again, or set aside in words."""

import pytest
from django.core.exceptions import ValidationError

from inspections.services import release_to_opcc
from recommendations.models import Settlement
from recommendations.permissions import Refused, may, may_answer, may_settle
from recommendations.services import scrutiny
from recommendations.standings.restate import differences
from safeguarding.appointments import appoint
from tests.factories import ActionFactory, InspectionFactory, RecommendationFactory
from tests.moments import london
from tests.walk import DECIDED, LATER, SCRUTINISED, begin, part, recommend, stands, support

ANSWERED = london(2015, 8, 8)
BLOCKED = "A scrutiny question is open"


@pytest.fixture
def action(cast):
    """Recommended complete as a whole; it covers parts a and b."""
    action = begin(cast, "a", "b")
    recommend(action, by=cast.owner)
    action.refresh_from_db()
    return action


def asked(action, by, **fields):
    return scrutiny.ask(action, "When was the audit done?", by=by, at=SCRUTINISED, **fields)


def blocked(action, cast, letter=None):
    """Whether an open question is the one thing between the DCC and support."""
    of = letter and part(action, letter)
    ruling = may(cast.dcc, "support", action, at=LATER, part=of)
    assert all(reason.startswith(BLOCKED) for reason in ruling.why_not)
    return not ruling


def test_a_question_moves_nothing(action, cast):
    asked(action, cast.dcc)
    assert stands(action) == ("recommended-complete", {"a": (True, False), "b": (True, False)})


def test_a_question_of_the_dcc_blocks_completion_through_its_answer_until_the_answer_is_accepted(action, cast):
    question = asked(action, cast.dcc)
    assert blocked(action, cast)
    with pytest.raises(Refused, match=BLOCKED):
        support(action, by=cast.dcc)

    scrutiny.answer(question, "On 3 August.", by=cast.owner, at=ANSWERED)
    assert blocked(action, cast)

    scrutiny.accept_answer(question, by=cast.dcc, at=DECIDED)
    assert not blocked(action, cast)
    assert list(differences()) == []


def test_an_answer_is_accepted_only_when_there_is_one(action, cast):
    question = asked(action, cast.dcc)

    with pytest.raises(ValidationError, match="There is no answer yet"):
        scrutiny.accept_answer(question, by=cast.dcc, at=DECIDED)


def test_a_question_set_aside_blocks_no_more_and_says_in_words_why(action, cast):
    question = asked(action, cast.dcc)
    with pytest.raises(ValidationError, match="Say why completion does not wait"):
        scrutiny.set_aside(question, "", by=cast.dcc, at=DECIDED)
    assert blocked(action, cast)

    scrutiny.set_aside(question, "The audit board asks the same.", by=cast.dcc, at=DECIDED)

    assert not blocked(action, cast)


def test_support_despite_an_open_question_sets_it_aside_with_the_words(action, cast):
    question = asked(action, cast.dcc)

    support(action, despite="The audit board asks the same.", by=cast.dcc)

    settlement = Settlement.objects.get(question=question)
    assert (settlement.outcome, settlement.reason) == ("set-aside", "The audit board asks the same.")
    assert stands(action)[0] == "complete"


def test_a_question_asked_again_hands_its_block_on_to_the_new_one(action, cast):
    first = asked(action, cast.dcc, part=part(action, "a"))
    scrutiny.answer(first, "Soon.", by=cast.owner, at=ANSWERED)

    second = scrutiny.ask(action, "On which day?", follows=first, by=cast.dcc, at=DECIDED)

    assert (second.follows, second.part) == (first, part(action, "a"))
    assert blocked(action, cast)
    scrutiny.answer(second, "On 3 August.", by=cast.owner, at=DECIDED)
    scrutiny.accept_answer(second, by=cast.dcc, at=DECIDED)
    assert not blocked(action, cast)


def test_only_the_dcc_and_the_opcc_ask(action, cast):
    for person in (cast.owner, cast.coordinator, cast.staff_officer, cast.partner):
        with pytest.raises(Refused, match="This is for the DCC or an OPCC reviewer"):
            asked(action, person)

    assert list(action.questions.all()) == []


def test_nobody_settles_a_blocking_question_on_their_own_work(action, cast):
    question = asked(action, cast.dcc)
    scrutiny.answer(question, "On 3 August.", by=cast.owner, at=ANSWERED)
    appoint(cast.posts.issue_owner, cast.deputy, by=cast.coordinator, at=ANSWERED)

    for settle in (scrutiny.accept_answer, lambda *of, **who: scrutiny.set_aside(*of, "It can wait.", **who)):
        with pytest.raises(
            Refused, match=r"^You own the issue, or did since this opened, so somebody else has to decide\.$"
        ):
            settle(question, by=cast.deputy, at=DECIDED)

    assert list(Settlement.objects.all()) == []


def test_how_a_question_was_settled_is_for_those_whom_the_question_is_for(cast):
    narrow = InspectionFactory(audience="force", marking="official-sensitive")
    action = ActionFactory(parts=RecommendationFactory(inspection=narrow).parts.all(), owner=cast.posts.owner)
    question = asked(action, cast.dcc)
    said = scrutiny.answer(question, "On 3 August.", by=cast.owner, at=ANSWERED)

    settled = scrutiny.set_aside(question, "Names a person.", by=cast.dcc, at=DECIDED)

    for record in (question, said, settled):
        assert (record.audience, record.marking) == ("force", "official-sensitive")


def test_a_question_of_the_opcc_does_not_block_and_is_settled_by_the_opcc(action, cast):
    inspection = part(action, "a").recommendation.inspection
    release_to_opcc(inspection, by=cast.coordinator, at=DECIDED)
    question = asked(action, cast.opcc)

    assert not blocked(action, cast)
    assert may_settle(cast.opcc, question, at=DECIDED).why_not == ()
    assert may_settle(cast.dcc, question, at=DECIDED).why_not == ("This is for an OPCC reviewer.",)


def test_the_opcc_cannot_take_away_the_block_of_a_dcc_s_question_by_asking_it_again(action, cast):
    question = asked(action, cast.dcc)

    with pytest.raises(Refused, match="This is for the DCC"):
        scrutiny.ask(action, "And when?", follows=question, by=cast.opcc, at=ANSWERED)

    assert blocked(action, cast)


def test_a_question_about_another_action_cannot_be_followed_here(action, cast):
    elsewhere = begin(cast)
    question = asked(elsewhere, cast.dcc)

    with pytest.raises(ValidationError, match="another action"):
        scrutiny.ask(action, "And when?", follows=question, by=cast.dcc, at=ANSWERED)


def test_a_question_about_one_part_blocks_that_part_and_the_whole_but_not_its_sibling(action, cast):
    asked(action, cast.dcc, part=part(action, "a"))

    assert [blocked(action, cast, "a"), blocked(action, cast), blocked(action, cast, "b")] == [True, True, False]


def test_a_question_about_the_whole_blocks_every_part(action, cast):
    asked(action, cast.dcc)

    assert [blocked(action, cast, "a"), blocked(action, cast, "b")] == [True, True]


def test_a_question_about_a_supported_part_blocks_the_last_part_because_that_completes_the_action(action, cast):
    support(action, part=part(action, "a"), by=cast.dcc)
    scrutiny.ask(action, "Did it last?", part=part(action, "a"), by=cast.dcc, at=LATER)

    assert blocked(action, cast, "b")


def test_another_action_with_work_left_does_not_hide_that_this_part_is_the_last(action, cast):
    begin(cast, "a", "b")
    support(action, part=part(action, "a"), by=cast.dcc)
    scrutiny.ask(action, "Did it last?", part=part(action, "a"), by=cast.dcc, at=LATER)

    assert blocked(action, cast, "b")


def test_whoever_owns_the_action_or_the_issue_answers_and_nobody_else(action, cast):
    question = asked(action, cast.dcc)

    scrutiny.answer(question, "On 3 August.", by=cast.owner, at=ANSWERED)
    scrutiny.answer(question, "And again on 5 August.", by=cast.issue_owner, at=ANSWERED)
    with pytest.raises(Refused, match="This is for the action owner or the issue owner"):
        scrutiny.answer(question, "Let me.", by=cast.coordinator, at=ANSWERED)

    assert [answer.text for answer in question.answers.all()] == ["On 3 August.", "And again on 5 August."]


def test_a_settled_question_is_settled_once(action, cast):
    question = asked(action, cast.dcc)
    scrutiny.set_aside(question, "Asked elsewhere.", by=cast.dcc, at=ANSWERED)

    with pytest.raises(Refused, match="This question is settled"):
        scrutiny.set_aside(question, "Asked elsewhere.", by=cast.deputy, at=DECIDED)


def test_a_question_bears_the_day_it_was_asked_in_london(action, cast):
    late = london(2015, 8, 7, 0, 30)  # 23:30 on the 6th by Greenwich

    question = scrutiny.ask(action, "When?", by=cast.dcc, at=late)

    assert question.asked_on.isoformat() == "2015-08-07"


def test_a_question_that_was_settled_or_asked_again_is_answered_no_more(action, cast):
    settled, again = asked(action, cast.dcc), asked(action, cast.dcc)
    scrutiny.set_aside(settled, "It can wait.", by=cast.dcc, at=ANSWERED)
    scrutiny.ask(action, "And since then?", follows=again, by=cast.dcc, at=ANSWERED)

    for question in (settled, again):
        question.refresh_from_db()
    assert may_answer(cast.owner, settled, at=LATER).why_not == ("This question is settled.",)
    assert may_answer(cast.owner, again, at=LATER).why_not == ("This question was asked again: answer the new one.",)
