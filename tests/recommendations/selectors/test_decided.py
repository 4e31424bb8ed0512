"""What was sent back to an owner, and what was decided since they looked: by whom, when and why, and until when it is told."""

from datetime import date, timedelta

import pytest

from inspections.services import release_to_opcc
from recommendations.models import Settlement
from recommendations.selectors.brief import brief
from recommendations.selectors.done_by_others import LONGEST
from recommendations.selectors.my_actions import PAGE, SHOWN, my_actions
from recommendations.services import actions, progress, scrutiny
from recommendations.services.looked import look_through
from recommendations.services.questions import ask_about
from recommendations.services.recommendations import decide_response, respond
from safeguarding.appointments import appoint, end
from safeguarding.models import Holding
from tests.factories import ActionFactory, RecommendationFactory
from tests.moments import NOW, london
from tests.walk import (
    LATER,
    begin,
    part,
    recommend,
    recommendation,
    reopen,
    reopen_withdrawn,
    send_back,
    support,
    withdraw,
)

JULY = london(2015, 7, 1)
YESTERDAY = london(2015, 9, 9)


def sent_back(person):
    """{number: [(by whom, why)]} of what the page of a person says was sent back to them."""
    lines = my_actions(person, now=NOW).sent_back
    return {line.number: [(said.recorded_by, said.reason) for said in line.sent_back] for line in lines}


def decided(person, now=NOW):
    return [(found.number, found.what) for found in my_actions(person, now=now).decided]


# Sent back


def test_what_was_sent_back_stands_first_with_who_and_why_until_an_update_answers_it(cast):
    action = begin(cast)
    assert sent_back(cast.owner) == {}
    recommend(action, by=cast.owner)
    send_back(action, by=cast.dcc)

    assert sent_back(cast.owner) == {action.number: [(cast.dcc, "The audit is missing.")]}
    assert my_actions(cast.owner, now=NOW).groups == []
    assert my_actions(cast.owner, now=NOW).headline == "1 action sent back to you"
    assert [said.reason for said in brief(action, cast.owner, now=NOW).line.sent_back] == ["The audit is missing."]

    progress.post_update(action, done="The audit is attached.", by=cast.owner, at=london(2015, 8, 11))

    assert sent_back(cast.owner) == {}
    assert brief(action, cast.owner, now=NOW).line.sent_back == []


def test_whoever_asked_for_a_date_is_told_of_it_beside_the_owner_and_nobody_twice(cast):
    action = begin(cast, target_on=date(2015, 5, 1))
    asked = {"because": "it", "reason": "Late.", "at": JULY}
    put = {"agreed": False, "reason": "No.", "by": cast.dcc, "at": YESTERDAY}
    for person in (cast.coordinator, cast.owner):
        action.refresh_from_db()
        actions.decide_deadline(actions.request_deadline(action, date(2015, 12, 1), by=person, **asked), **put)

    assert decided(cast.coordinator) == [(action.number, "date not agreed")]
    assert decided(cast.owner) == [(action.number, "date not agreed")] * 2


def test_what_was_reopened_is_its_owner_s_again_too(cast):
    action = begin(cast)
    recommend(action, by=cast.owner)
    support(action, by=cast.dcc)
    assert [one.reopened_at for one in my_actions(cast.owner, now=NOW).decided] == [None]
    reopen(action, by=cast.dcc)

    assert [one.reopened_at for one in my_actions(cast.owner, now=NOW).decided] == [LATER]
    assert sent_back(cast.owner) == {action.number: [(cast.dcc, "The audit found it had lapsed.")]}


def test_what_was_withdrawn_and_reopened_is_its_owner_s_again_and_the_withdrawal_is_told_with_when_it_was_reopened(
    cast,
):
    action = begin(cast)
    withdraw(action, by=cast.dcc, at=london(2015, 9, 7))
    reopen_withdrawn(action, by=cast.deputy, at=YESTERDAY)

    assert sent_back(cast.owner) == {action.number: [(cast.deputy, "Nothing else does it after all.")]}
    told = my_actions(cast.owner, now=NOW).decided
    assert [(one.what, one.at, one.reopened_at) for one in told] == [("withdrawn", london(2015, 9, 7), YESTERDAY)]


def test_each_part_sent_back_says_why(cast):
    action = begin(cast, "a", "b")
    recommend(action, by=cast.owner)
    send_back(action, by=cast.dcc, part=part(action, "a"), reason="No audit of a.")
    send_back(action, by=cast.deputy, part=part(action, "b"), reason="No audit of b.")

    assert sent_back(cast.owner) == {action.number: [(cast.dcc, "No audit of a."), (cast.deputy, "No audit of b.")]}


def test_it_is_with_the_post_and_not_with_others(cast):
    action = begin(cast)
    recommend(action, by=cast.owner)
    send_back(action, by=cast.dcc)
    actions.hand_over(action, cast.posts.other_owner, why="Moved.", by=cast.coordinator, at=london(2015, 8, 20))

    assert sent_back(cast.owner) == sent_back(cast.issue_owner) == {}
    assert list(sent_back(cast.other_owner)) == [action.number]


def test_what_was_withdrawn_after_it_was_sent_back_is_nobody_s(cast):
    action = begin(cast)
    recommend(action, by=cast.owner)
    send_back(action, by=cast.dcc)
    withdraw(action, by=cast.dcc, at=london(2015, 8, 21))

    assert sent_back(cast.owner) == {}


# Decided since they last looked


def test_a_completion_supported_a_withdrawal_and_an_answer_accepted_are_told(cast):
    done, gone, asked, aside = (begin(cast) for _ in range(4))
    recommend(done, by=cast.owner)
    question = scrutiny.ask(asked, "How?", by=cast.dcc, at=london(2015, 8, 2))
    scrutiny.answer(question, "So.", by=cast.owner, at=london(2015, 8, 3))
    other = scrutiny.ask(aside, "When?", by=cast.dcc, at=london(2015, 8, 2))
    support(done, by=cast.dcc, at=london(2015, 9, 6), reason="Well shown.")
    withdraw(gone, by=cast.dcc, at=london(2015, 9, 7))
    scrutiny.accept_answer(question, by=cast.dcc, at=london(2015, 9, 8))
    scrutiny.set_aside(other, "The report says it.", by=cast.dcc, at=YESTERDAY)

    assert decided(cast.owner) == [
        (done.number, "completion supported"),
        (gone.number, "withdrawn"),
        (asked.number, "your answer accepted"),
        (aside.number, "a question set aside"),
    ]
    first = my_actions(cast.owner, now=NOW).decided[0]
    assert (str(first.who), first.reason, first.at) == ("Dana Deputy-Chief", "Well shown.", london(2015, 9, 6))
    assert Settlement.objects.count() == 2


@pytest.mark.parametrize(("agreed", "said"), [(True, "date agreed"), (False, "date not agreed")])
def test_a_date_is_told_agreed_or_not_with_the_day_and_the_reason(cast, agreed, said):
    action = begin(cast)
    asked = actions.request_deadline(
        action, date(2015, 12, 1), because="it", reason="Later.", by=cast.owner, at=london(2015, 9, 1)
    )
    actions.decide_deadline(asked, agreed=agreed, reason="Reasoned.", by=cast.dcc, at=YESTERDAY)

    [found] = my_actions(cast.owner, now=NOW).decided
    assert (found.what, found.new_on, found.reason) == (said, date(2015, 12, 1), "Reasoned.")


def test_a_part_is_named(cast):
    action = begin(cast, "a", "b")
    recommend(action, by=cast.owner)
    support(action, by=cast.dcc, part=part(action, "b"), at=YESTERDAY)

    [found] = my_actions(cast.owner, now=NOW).decided
    assert found.part == f"{part(action, 'b').recommendation.reference}b"


def test_it_is_told_until_that_person_has_looked_through_it_and_for_no_longer_than_a_season(cast):
    action = begin(cast)
    recommend(action, by=cast.owner)
    support(action, by=cast.dcc, at=YESTERDAY)
    told = [(action.number, "completion supported")]

    assert decided(cast.owner, now=YESTERDAY + LONGEST) == told
    assert decided(cast.owner, now=YESTERDAY + LONGEST + timedelta(seconds=1)) == []
    look_through("my-actions", until=NOW, by=cast.owner, at=NOW)  # at what came after sign-offs
    look_through("decided", until=YESTERDAY - timedelta(seconds=1), by=cast.owner, at=NOW)
    assert decided(cast.owner) == told
    look_through("decided", until=YESTERDAY, by=cast.owner, at=NOW)
    assert decided(cast.owner) == []


def test_it_is_told_to_whoever_holds_the_post_by_then_and_not_of_others_actions(cast):
    action = begin(cast)
    recommend(action, by=cast.owner)
    support(action, by=cast.dcc, at=YESTERDAY)
    end(
        Holding.objects.get(post=cast.posts.owner), why="Moved.", by=cast.coordinator, at=YESTERDAY + timedelta(hours=1)
    )
    appoint(cast.posts.owner, cast.nobody, by=cast.coordinator, at=YESTERDAY + timedelta(hours=2))

    assert decided(cast.nobody) == [(action.number, "completion supported")]
    assert decided(cast.owner) == decided(cast.other_owner) == []


def test_the_first_five_are_shown_and_all_of_them_by_themselves_a_page_at_a_time(cast):
    part = RecommendationFactory(issue_owner=cast.posts.issue_owner).parts.get()
    numbers = []
    for minute in range(PAGE + 1):
        action = ActionFactory(parts=[part], owner=cast.posts.owner)
        withdraw(action, by=cast.dcc, at=london(2015, 9, 9, 10, minute))
        numbers.append(action.number)

    first = my_actions(cast.owner, now=NOW).decided
    assert ([found.number for found in first], bool(first.more)) == (numbers[:SHOWN], True)
    alone = my_actions(cast.owner, now=NOW, only="decided", page=2).decided
    assert ([found.number for found in alone], alone.total) == (numbers[PAGE:], PAGE + 1)


@pytest.mark.parametrize(("agreed", "said"), [(True, "your response agreed"), (False, "your response not agreed")])
def test_whoever_proposed_a_response_is_told_what_was_decided_on_it(cast, agreed, said):
    part = recommendation(cast, "a", "b").parts.last()
    proposed = respond(part, "in-place", reason="Issued.", by=cast.coordinator, at=JULY)
    decide_response(proposed, agreed=agreed, reason="Because.", by=cast.dcc, at=london(2015, 9, 1))

    (found,) = my_actions(cast.coordinator, now=NOW).decided
    assert (found.what, found.about, found.part, found.reason) == (said, str(part.recommendation), "b", "Because.")
    assert (found.number, found.recommendation) == (None, part.recommendation.pk)
    assert my_actions(cast.owner, now=NOW).decided == []


def test_an_issue_owner_is_told_that_their_answer_about_a_recommendation_was_accepted(cast):
    asked = recommendation(cast)
    release_to_opcc(asked.inspection, by=cast.coordinator, at=JULY)
    question = ask_about(asked, "Who?", by=cast.opcc, at=JULY)
    scrutiny.answer(question, "I do.", by=cast.issue_owner, at=JULY)
    scrutiny.accept_answer(question, by=cast.opcc, at=london(2015, 9, 1))

    (found,) = my_actions(cast.issue_owner, now=NOW).decided
    assert (found.what, found.about) == ("your answer accepted", str(question.recommendation))
