"""What waits for the DCC: each thing once, in its order, seen only by those who may, for the price of a few queries."""

from datetime import date

import pytest

from recommendations.selectors.scrutiny.queue import queue
from recommendations.selectors.scrutiny.queue_order import queued
from recommendations.services import actions, recommendations, scrutiny
from recommendations.workflow import ResponseKind
from tests.factories import ActionFactory, InspectionFactory, RecommendationFactory
from tests.moments import NOW, london
from tests.recommendations.transcribed import transcribed
from tests.recorded import write
from tests.walk import begin, part, recommend, recommendation, support

IMPORTED = london(2015, 8, 5)


def stated(action, cast, words="Recommend complete", means="recommend-complete", of=None):
    of = of or action.coverages.first().part.recommendation
    return transcribed(of, words, means, action=action, by=cast.coordinator, at=IMPORTED)


def respond(of, cast, kind=ResponseKind.IN_PLACE, at=IMPORTED):
    return recommendations.respond(of.parts.get(), kind, reason="It is done.", by=cast.coordinator, at=at)


def ask_for_date(action, cast, on=date(2015, 12, 1), at=IMPORTED):
    return actions.request_deadline(action, on, because="it", reason="The system is late.", by=cast.owner, at=at)


def kinds(user):
    """What waits, matter by matter."""
    return [(one.kind, one.pk) for matter in queued(user, NOW) for one in matter.waits]


def rows(user):
    return queue(user, at=NOW).rows


def whys(found):
    return [line.why_not for row in found for line in row.waits]


def test_nothing_waits_where_work_goes_on(cast):
    begin(cast)

    assert (kinds(cast.dcc), queue(cast.dcc, at=NOW).start) == ([], None)


def test_matters_follow_one_another_by_what_comes_first_in_each_and_then_the_longest_wait_comes_first(cast):
    late, early, plain = begin(cast), begin(cast), begin(cast)
    recommend(late, cast.owner, at=london(2015, 8, 3))
    recommend(early, cast.owner, at=london(2015, 8, 1))
    request = ask_for_date(plain, cast)
    response = respond(recommendation(cast), cast)
    statement = stated(plain, cast)

    assert kinds(cast.dcc) == [
        ("action", early.pk),
        ("action", late.pk),
        ("statement", statement.pk),
        ("deadline", request.pk),
        ("response", response.pk),
    ]


def test_a_part_recommended_before_the_rest_of_its_action_waits_and_is_named(cast):
    action = begin(cast, "a", "b")
    recommend(action, cast.owner, part=part(action, "a"))

    [row] = rows(cast.dcc)

    assert row.waits[0].label == f"Recommended complete, only {part(action, 'a')}"


def test_what_is_supported_waits_no_longer(cast):
    action = begin(cast)
    recommend(action, cast.owner)
    support(action, cast.dcc)

    assert kinds(cast.dcc) == []


def test_an_action_is_with_its_owner_while_the_dccs_question_has_no_answer(cast):
    action = begin(cast)
    recommend(action, cast.owner)
    question = scrutiny.ask(action, "How many were seen?", by=cast.dcc, at=IMPORTED)
    before = (kinds(cast.dcc), queue(cast.dcc, at=NOW).asked)

    scrutiny.answer(question, "Forty-seven.", by=cast.owner, at=IMPORTED)

    assert before == ([], [question])
    assert (kinds(cast.dcc), queue(cast.dcc, at=NOW).asked) == ([("action", action.pk)], [])


def test_a_question_on_one_part_leaves_the_other_parts_waiting(cast):
    action = begin(cast, "a", "b")
    recommend(action, cast.owner)
    scrutiny.ask(action, "How many?", part=part(action, "a"), by=cast.dcc, at=IMPORTED)

    assert kinds(cast.dcc) == [("action", action.pk)]


def test_an_answer_on_work_that_goes_on_waits_once_and_last(cast):
    action = begin(cast)
    for text in ("How many?", "Since when?"):
        scrutiny.answer(scrutiny.ask(action, text, by=cast.dcc, at=IMPORTED), "Ten.", by=cast.owner, at=IMPORTED)

    assert kinds(cast.dcc) == [("answer", action.pk)]


def test_an_opcc_question_is_not_the_dccs_to_settle(cast):
    action = begin(cast)
    inspection = action.coverages.get().part.recommendation.inspection
    inspection.released_at = IMPORTED
    write(inspection, by=cast.coordinator, at=IMPORTED)
    scrutiny.answer(scrutiny.ask(action, "Why?", by=cast.opcc, at=IMPORTED), "So.", by=cast.owner, at=IMPORTED)

    assert (kinds(cast.dcc), queue(cast.dcc, at=NOW).asked) == ([], [])


def test_words_that_only_report_progress_are_not_asked_about(cast):
    action = begin(cast)
    stated(action, cast, "On target", means="assessment")
    stated(action, cast, "The draft is written.", means="update")
    asked_about = stated(action, cast, "No action required", means="no-action-required")

    assert kinds(cast.dcc) == [("statement", asked_about.pk)]


def test_a_decided_statement_and_a_decided_response_wait_no_longer(cast):
    statement, response = stated(begin(cast), cast), respond(recommendation(cast), cast)
    scrutiny.confirm(statement, "stands", by=cast.dcc, at=NOW)
    recommendations.decide_response(response, agreed=True, by=cast.dcc, at=NOW)

    assert kinds(cast.dcc) == []


def test_a_response_waits_only_while_it_is_the_last_one_said(cast):
    of = recommendation(cast)
    respond(of, cast)
    respond(of, cast, kind=ResponseKind.ACTION_PLAN, at=NOW)

    assert kinds(cast.dcc) == []


@pytest.mark.parametrize(("on", "waits"), [(date(2015, 5, 11), False), (date(2015, 5, 12), True)])
def test_a_date_is_the_dccs_from_the_day_after_the_inspectorates(cast, on, waits):
    # published on 11 February, so "within three months" ends on 11 May
    ask_for_date(begin(cast), cast, on=on, at=london(2015, 4, 20))

    assert [kind for kind, _ in kinds(cast.dcc)] == ["deadline"] * waits


def test_a_date_without_an_inspectorates_is_the_dccs(cast):
    ask_for_date(ActionFactory(parts=[], owner=cast.posts.owner), cast)

    assert [kind for kind, _ in kinds(cast.dcc)] == ["deadline"]


def test_under_embargo_nothing_of_an_inspection_waits_for_those_who_may_not_know_of_it(cast):
    embargoed = RecommendationFactory(inspection=InspectionFactory(embargo_until=london(2015, 12, 1)))
    action = ActionFactory(parts=embargoed.parts.all(), owner=cast.posts.owner)
    recommend(action, cast.owner)
    stated(action, cast)
    ask_for_date(action, cast)
    respond(RecommendationFactory(inspection=embargoed.inspection), cast)
    scrutiny.ask(action, "When?", by=cast.dcc, at=IMPORTED)

    found = queue(cast.deputy, at=NOW)

    assert (found.rows, found.asked) == ([], [])


def test_a_row_says_what_to_look_at_twice(cast):
    action = begin(cast, target_on=date(2015, 6, 30))
    recommend(action, cast.owner, assessment="on-target", done="Issued. Training is continuing.")

    [row] = rows(cast.dcc)

    assert row.conflicts == (
        "Its owner says on target, but it is 72 days past its target",
        "No evidence",
        "Text says work continues: “continuing”",
    )


def test_a_row_gives_what_it_is_about_whose_it_is_and_since_when(cast):
    action = begin(cast, "a", "b")
    recommend(action, cast.owner)
    asked = action.coverages.first().part.recommendation

    [row] = rows(cast.dcc)

    assert (row.title, row.url) == (f"Action {action.pk}", f"/scrutiny/{action.pk}/")
    assert row.covers == f"Recommendation {asked.reference}a and {asked.reference}b, {asked.inspection}"
    assert (row.owner, row.since) == ("Detective Chief Inspector", london(2015, 8, 1))


def test_a_row_gives_the_words_of_the_action_or_of_the_recommendation(cast):
    asked = recommendation(cast)
    stated(None, cast, means="no-action-required", of=asked)
    action = begin(cast)
    recommend(action, cast.owner)

    assert {row.words for row in rows(cast.dcc)} == {action.text, asked.text}


def test_what_four_eyes_refuse_is_for_another_chief_officer_and_start_leads_past_it(cast):
    mine = ActionFactory(parts=RecommendationFactory(issue_owner=cast.posts.dcc).parts.all(), owner=cast.posts.owner)
    theirs = begin(cast)
    recommend(mine, cast.owner, at=london(2015, 8, 1))
    recommend(theirs, cast.owner, at=london(2015, 8, 2))

    found = queue(cast.dcc, at=NOW)

    issue = "You own the issue, or did since this opened, so somebody else has to decide."
    assert whys(found.rows) == [(issue,), ()]
    assert (found.elsewhere, found.start.title) == (1, f"Action {theirs.pk}")
    assert whys(rows(cast.deputy)) == [(), ()]


def test_a_staff_officer_reads_the_queue_and_starts_nothing(cast):
    recommend(begin(cast), cast.owner)

    found = queue(cast.staff_officer, at=NOW)

    assert (found.decides, len(found.rows), found.start) == (False, 1, None)
