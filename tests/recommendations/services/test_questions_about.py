"""A question on a recommendation needs no action and blocks none; its issue owner or the coordinator answers it."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from inspections.services import release_to_opcc
from recommendations.models import Answer, Question
from recommendations.permissions import Refused, may, may_answer, may_settle
from recommendations.services import scrutiny
from recommendations.services.questions import ask_about
from recommendations.standings.restate import differences
from safeguarding.models.people import Role
from tests.factories import InspectionFactory, RecommendationFactory
from tests.moments import NOW, OPENED, london
from tests.walk import DECIDED, LATER, SCRUTINISED, begin, recommend, recommendation

ANSWERED = london(2015, 8, 8)


def asked(of, by, at=SCRUTINISED, **fields):
    return ask_about(of, "Who does this?", by=by, at=at, **fields)


def test_the_dcc_and_the_opcc_ask_about_a_recommendation_without_action_and_nobody_else_does(cast):
    of = recommendation(cast, "a", "b")

    for person in (cast.dcc, cast.opcc):
        assert asked(of, person, part=of.parts.last()).part == of.parts.last()
    for person in (cast.issue_owner, cast.coordinator, cast.staff_officer, cast.partner, cast.auditor):
        with pytest.raises(Refused, match="This is for the DCC or an OPCC reviewer"):
            asked(of, person)


def test_a_part_of_another_recommendation_is_not_asked_about_here(cast):
    with pytest.raises(ValidationError, match="Select a part of this recommendation"):
        asked(recommendation(cast), cast.dcc, part=recommendation(cast).parts.get())


def test_its_issue_owner_answers_and_the_coordinator_only_where_there_is_none(cast):
    owned, nobodys = asked(recommendation(cast), cast.dcc), asked(RecommendationFactory(), cast.dcc)

    assert may_answer(cast.issue_owner, owned, at=LATER).why_not == ()
    assert may_answer(cast.coordinator, owned, at=LATER).why_not == ("This is for the issue owner.",)
    assert may_answer(cast.coordinator, nobodys, at=LATER).why_not == ()
    assert may_answer(cast.issue_owner, nobodys, at=LATER).why_not == ("This is for the inspection coordinator.",)


@pytest.mark.parametrize(
    ("asker", "other", "for_them"),
    [("dcc", "opcc", "This is for the DCC."), ("opcc", "dcc", "This is for an OPCC reviewer.")],
)
def test_those_who_asked_accept_the_answer(asker, other, for_them, cast):
    question = asked(recommendation(cast, inspection=InspectionFactory(released_at=OPENED)), getattr(cast, asker))
    scrutiny.answer(question, "The Superintendent.", by=cast.issue_owner, at=ANSWERED)

    assert may_settle(getattr(cast, other), question, at=DECIDED).why_not == (for_them,)
    scrutiny.accept_answer(question, by=getattr(cast, asker), at=DECIDED)
    assert list(Question.objects.open()) == list(differences()) == []
    assert may_answer(cast.issue_owner, question, at=LATER).why_not == ("This question is settled.",)


def test_what_is_asked_again_takes_the_place_of_the_first_for_the_same_part(cast):
    of = recommendation(cast, "a", "b", inspection=InspectionFactory(released_at=OPENED))
    first = asked(of, cast.opcc, part=of.parts.first())
    scrutiny.answer(first, "Somebody.", by=cast.issue_owner, at=ANSWERED)

    second = asked(of, cast.opcc, follows=first, at=DECIDED)

    assert (second.part, list(Question.objects.unanswered())) == (of.parts.first(), [second])
    assert list(Question.objects.unanswered(london(2015, 8, 7, 12))) == [first]
    with pytest.raises(ValidationError, match="another recommendation"):
        asked(recommendation(cast), cast.opcc, follows=second, at=LATER)


def test_it_blocks_the_completion_of_no_action(cast):
    action = begin(cast)
    recommend(action, by=cast.owner)
    action.refresh_from_db()
    asked(action.coverages.get().part.recommendation, cast.dcc)

    assert may(cast.dcc, "support", action, at=LATER).why_not == ()


def test_the_database_holds_a_question_to_one_thing_and_lets_none_block_a_recommendation(cast):
    action = begin(cast)
    of = action.coverages.get().part.recommendation
    rows = [{"action": action, "recommendation": of}, {}, {"recommendation": of, "blocks": True}]

    for row in rows:
        question = Question(text="?", asked_on=NOW, recorded_at=NOW, recorded_by=cast.dcc, **row)
        with pytest.raises(IntegrityError), transaction.atomic():
            question.save_base()


def test_the_answer_to_the_opcc_is_for_the_opcc_whatever_the_inspection_s_words_are_for(cast):
    narrow = InspectionFactory(audience="force", marking="official-sensitive")
    release_to_opcc(narrow, by=cast.coordinator, at=OPENED)
    of = recommendation(cast, inspection=narrow)
    for person in (cast.opcc, cast.dcc):
        scrutiny.answer(asked(of, person), "The Superintendent.", by=cast.issue_owner, at=ANSWERED)

    withheld = list(Answer.objects.visible_to(cast.opcc, NOW).values_list("withheld", "marking"))

    assert withheld == [(False, "official-sensitive"), (True, "official-sensitive")]


def test_it_is_seen_with_its_recommendation(cast):
    question = asked(recommendation(cast), cast.dcc)
    under_embargo = InspectionFactory(embargo_until=london(2016, 1, 1))
    asked(recommendation(cast, inspection=under_embargo), cast.dcc)

    assert list(Question.objects.visible_to(cast.dcc, NOW)) == [question]
    assert Question.objects.visible_to(cast.coordinator, NOW).count() == 2
    assert list(Question.objects.visible_to(cast.opcc, NOW)) == []


def test_whose_it_is_follows_from_the_role_in_which_it_was_asked(cast):
    of = recommendation(cast)
    hers, theirs = asked(of, cast.dcc), asked(of, cast.opcc)

    assert list(Question.objects.asked_as(Role.DCC)) == [hers]
    assert list(Question.objects.asked_as(Role.OPCC)) == [theirs]
