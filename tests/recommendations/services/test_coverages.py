"""An action answers other parts too, or one no more: by the coordinator, with a reason, never from under a decision."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from recommendations.models import Coverage, DeadlineRequest
from recommendations.permissions import Refused
from recommendations.selectors.register import visible_register
from recommendations.services import scrutiny
from recommendations.services.coverages import answer_parts, end_coverage
from recommendations.workflow import PartState
from safeguarding.history import version_of
from safeguarding.models import Marking
from tests.factories import InspectionFactory, RecommendationFactory
from tests.moments import NOW, london
from tests.walk import DECIDED, begin, part, recommend, reopen, send_back, support

WHY = "It was recorded for the wrong part. Ошибка."


@pytest.fixture
def action(cast):
    return begin(cast, "a", "b")


def answer(action, parts, cast, by=None):
    action.refresh_from_db()
    return answer_parts(action, parts, version=version_of(action), why=WHY, by=by or cast.coordinator, at=NOW)


def end(coverage, cast, by=None, at=NOW):
    coverage.refresh_from_db()
    return end_coverage(coverage, version=version_of(coverage), why=WHY, by=by or cast.coordinator, at=at)


def state(of, cast, as_at=None):
    return visible_register(cast.dcc, now=NOW, as_at=as_at).parts[of.pk].state


def test_only_the_coordinator_adds_and_ends(action, cast):
    other = RecommendationFactory().parts.get()

    for by in (cast.owner, cast.issue_owner, cast.dcc):
        with pytest.raises(Refused, match="This is for the inspection coordinator"):
            answer(action, [other], cast, by=by)
        with pytest.raises(Refused, match="This is for the inspection coordinator"):
            end(action.coverages.first(), cast, by=by)


def test_a_part_that_is_answered_from_now_on_was_not_before(action, cast):
    other = RecommendationFactory().parts.get()

    [coverage] = answer(action, [other], cast)

    assert (state(other, cast), state(other, cast, london(2015, 8, 6))) == (PartState.IN_PROGRESS, PartState.NO_ACTION)
    assert coverage.history.get().history_change_reason == WHY


def test_a_part_that_is_answered_no_more_was_before(action, cast):
    former = part(action, "b")

    end(action.coverages.get(part=former), cast)

    assert (state(former, cast), state(former, cast, london(2015, 8, 6))) == (
        PartState.NO_ACTION,
        PartState.IN_PROGRESS,
    )


def test_a_target_later_than_the_date_of_a_new_part_is_put_to_the_dcc_once(cast):
    action = begin(cast, target_on=date(2015, 5, 1))
    one, other = (RecommendationFactory(inspection=InspectionFactory(published_on=date(2015, 1, 5))) for _ in range(2))

    answer(action, [one.parts.get()], cast)
    answer(action, [other.parts.get()], cast)

    [request] = DeadlineRequest.objects.all()
    assert (request.new_on, request.reason) == (
        date(2015, 5, 1),
        "It answers a part due 5 April 2015 now, and its target is later.",
    )


def test_it_becomes_as_closed_as_the_most_closed_that_it_answers(action, cast):
    closed = RecommendationFactory(inspection=InspectionFactory(marking=Marking.SENSITIVE, audience="force"))

    answer(action, [closed.parts.get()], cast)
    answer(action, [RecommendationFactory().parts.get()], cast)

    action.refresh_from_db()
    assert (action.marking, action.audience) == (Marking.SENSITIVE, "force")
    assert action.history.count() == 2  # opened, and closed once


def test_what_is_complete_or_recommended_so_answers_no_more_parts(action, cast):
    other = RecommendationFactory().parts.get()
    recommend(action, by=cast.owner)
    with pytest.raises(ValidationError, match=r"The action is recommended complete\. Only an action in progress"):
        answer(action, [other], cast)

    support(action, by=cast.dcc)
    with pytest.raises(ValidationError, match="open another action"):
        answer(action, [other], cast)


def test_it_is_not_ended_under_what_waits_for_a_decision_or_stands_on_one_until_that_is_undone(action, cast):
    coverage = action.coverages.get(part__letter="a")
    recommend(action, by=cast.owner)
    with pytest.raises(ValidationError, match="Wait until the DCC has decided; once it is sent back, end it"):
        end(coverage, cast)

    support(action, by=cast.dcc)
    with pytest.raises(ValidationError, match="Ask the DCC to reopen it, then end it"):
        end(coverage, cast)

    reopen(action, by=cast.dcc)
    assert end(coverage, cast).ended_at == NOW


def test_it_is_not_ended_under_an_open_question(action, cast):
    coverage = action.coverages.get(part__letter="b")
    scrutiny.ask(action, "And b?", part=coverage.part, by=cast.dcc, at=DECIDED)

    with pytest.raises(ValidationError, match=r"A question about .*b is open\. Once it is settled, end it"):
        end(coverage, cast)


def test_ending_the_part_that_was_left_completes_nothing_by_the_way(action, cast):
    recommend(action, part=part(action, "a"), by=cast.owner)
    coverage = action.coverages.get(part__letter="b")
    with pytest.raises(ValidationError, match="nobody would have said that the whole is done"):
        end(coverage, cast)

    send_back(action, part=part(action, "a"), by=cast.dcc)
    assert end(coverage, cast).ended_at == NOW


def test_what_has_ended_is_not_ended_again_and_may_begin_again(action, cast):
    coverage = end(action.coverages.get(part__letter="b"), cast)

    with pytest.raises(ValidationError, match=r"It no longer answers .*b"):
        end(coverage, cast)
    [again] = answer(action, [coverage.part], cast)
    assert Coverage.objects.filter(ended_at=None, part=coverage.part).get() == again
