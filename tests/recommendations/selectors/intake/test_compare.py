"""What each row of a plan would do, before anything is written."""

from datetime import date

import pytest

from recommendations.models import Action, Recommendation
from recommendations.selectors.intake.answers import DOCUMENT, TRACKER, Answers
from recommendations.selectors.intake.compare import cautious
from recommendations.selectors.intake.outcomes import Outcome, compared_digest
from recommendations.selectors.intake.planned_rows import StatementDraft
from recommendations.selectors.scrutiny.state_digest import state_digest
from recommendations.services.actions import decide_deadline, request_deadline
from recommendations.services.scrutiny import send_back, support
from tests.moments import NOW, london
from tests.recommendations.planned import accepted, planned
from tests.recorded import write

pytestmark = pytest.mark.django_db

OWNED = {"task": "Keep the log.", "action_owner": "Detective Chief Inspector"}


def target(on, words=None):
    return {"target_words": words or on.strftime("%d/%m/%Y"), "target_on": on, "target_precision": "day"}


def test_a_recommendation_that_is_not_known_is_new_and_opens_its_action(look):
    [found] = look(planned(**OWNED))

    assert (found.outcome, found.recommendation, found.opens) == (Outcome.NEW, None, True)


def test_the_same_row_again_is_unchanged(look, cast):
    accepted(planned(**OWNED), by=cast.coordinator)

    [found] = look(planned(**OWNED))

    assert (found.outcome, found.action) == (Outcome.UNCHANGED, Action.objects.get())


def test_what_a_document_says_otherwise_is_told_field_by_field_with_old_and_new(look, cast):
    accepted(planned(**OWNED, action_fields={"cost_words": "n/a"}), by=cast.coordinator)

    [found] = look(planned(task="Keep the log daily.", action_fields={"cost_words": "£200"}))

    assert found.outcome == Outcome.CHANGED
    assert [(change.label, change.old, change.new) for change in found.changes] == [
        ("text", "Keep the log.", "Keep the log daily."),
        ("cost", "n/a", "£200"),
    ]


def test_blank_says_nothing_and_takes_nothing_away(look, cast):
    accepted(planned(**OWNED, action_fields={"cost_words": "£200"} | target(date(2015, 4, 30))), by=cast.coordinator)

    blank = {"cost_words": "", "target_words": "", "target_on": None, "target_precision": "day"}
    [found] = look(planned(task="Keep the log.", action_owner="", action_fields=blank))

    assert found.outcome == Outcome.UNCHANGED


def test_words_without_a_date_leave_the_date_and_say_so(look, cast):
    accepted(planned(**OWNED, action_fields=target(date(2015, 4, 30))), by=cast.coordinator)

    [found] = look(planned(**OWNED, action_fields=target(None, "as per the board") | {"expected_on": None}))

    assert found.outcome == Outcome.UNCHANGED
    assert found.notes == [
        "The target date stays 30 April 2015; the document says “as per the board”, which is not a date."
    ]


def test_another_target_is_asked_for_and_not_set(look, cast):
    accepted(planned(**OWNED, action_fields=target(date(2015, 4, 30))), by=cast.coordinator)

    [found] = look(planned(**OWNED, action_fields=target(date(2015, 7, 31))))

    [change] = found.changes
    assert (change.label, change.old, change.new, change.needs_agreement) == (
        "target date",
        "30 April 2015",
        "31 July 2015",
        True,
    )


def test_a_target_that_the_document_moves_is_asked_for_though_the_first_stands_here(look, cast):
    first = target(date(2015, 4, 30))
    accepted(planned(**OWNED, action_fields=first), by=cast.coordinator)

    [found] = look(planned(**OWNED, action_fields=first, moved_to=target(date(2015, 7, 31))))

    assert [(change.old, change.new, change.needs_agreement) for change in found.changes] == [
        ("30 April 2015", "31 July 2015", True)
    ]


def test_a_change_made_here_since_is_asked_about_and_says_by_whom(look, cast):
    accepted(planned(**OWNED), by=cast.coordinator)
    action = Action.objects.get()
    action.text = "Keep the log, and read it."
    write(action, by=cast.issue_owner, at=london(2015, 5, 1), why="Said more plainly")

    [found] = look(planned(task="Keep the log daily."))

    assert (found.outcome, found.changes) == (Outcome.UNCERTAIN, [])
    assert found.questions[0].sentence == "The text was changed in the tracker since (Isla Issue-Owner on 01/05/2015)"
    assert [label for _, label in found.questions[0].choices] == [
        "Keep the tracker’s: Keep the log, and read it.",
        "Take the document’s: Keep the log daily.",
    ]


def test_a_persons_reason_that_begins_like_an_imports_is_a_persons_all_the_same(look, cast):
    accepted(planned(**OWNED), by=cast.coordinator)
    action = Action.objects.get()
    action.text = "Keep the log, and read it."
    write(action, by=cast.issue_owner, at=london(2015, 5, 1), why="From 1 May it is read, too")

    [found] = look(planned(task="Keep the log daily."))

    assert (found.outcome, [ask.column for ask in found.questions]) == (Outcome.UNCERTAIN, ["text"])


@pytest.mark.parametrize(("keep", "outcome"), [(TRACKER, Outcome.UNCHANGED), (DOCUMENT, Outcome.CHANGED)])
def test_the_answer_says_whose_words_stand(look, cast, keep, outcome):
    accepted(planned(**OWNED), by=cast.coordinator)
    action = Action.objects.get()
    action.text = "Keep the log, and read it."
    write(action, by=cast.issue_owner, at=london(2015, 5, 1))

    [found] = look(planned(task="Keep the log daily."), answers=Answers(keeps={"Plan|2|text": keep}))

    assert found.outcome == outcome


def test_a_date_agreed_here_is_not_moved_back_by_an_older_document(look, cast):
    accepted(planned(**OWNED, action_fields=target(date(2015, 4, 30))), by=cast.coordinator)
    at = london(2015, 4, 20)
    asked = request_deadline(Action.objects.get(), date(2015, 5, 10), because="it", reason="IT", by=cast.owner, at=at)
    decide_deadline(asked, agreed=True, reason="Yes.", by=cast.dcc, at=at)

    [found] = look(planned(**OWNED, action_fields=target(date(2015, 4, 30))))

    assert (found.outcome, [ask.column for ask in found.questions]) == (Outcome.UNCERTAIN, ["target date"])


def test_what_the_dcc_sent_back_is_not_recommended_again_without_asking(look, cast):
    accepted(planned(**OWNED, says_complete="Complete"), by=cast.coordinator)
    action = Action.objects.get()
    send_back(action, reason="Show us the log.", digest=state_digest(action), by=cast.dcc, at=london(2015, 5, 1))

    [found] = look(planned(**OWNED, says_complete="Completed"))

    assert (found.outcome, [ask.column for ask in found.questions]) == (Outcome.UNCERTAIN, ["status"])


def test_an_action_that_is_complete_is_not_changed_and_says_so(look, cast):
    accepted(planned(**OWNED, says_complete="Complete"), by=cast.coordinator)
    action = Action.objects.get()
    support(action, reason="Seen.", digest=state_digest(action), by=cast.dcc, at=london(2015, 5, 1))

    [found] = look(planned(task="Keep the log daily."))

    assert (found.outcome, found.notes) == (
        Outcome.UNCHANGED,
        ["The action is complete, so its text is not changed: the DCC has to reopen it first."],
    )


def test_words_that_say_nothing_take_no_cost_away(look, cast):
    accepted(planned(**OWNED, action_fields={"cost_words": "£5"}), by=cast.coordinator)

    found = [look(planned(**OWNED, action_fields={"cost_words": words}))[0] for words in ("TBC", "-", "n/a")]

    assert [one.outcome for one in found] == [Outcome.UNCHANGED] * 3


def test_a_row_of_no_inspection_is_refused_with_what_to_do(look):
    found = look(planned(inspection=""), planned(row=3, inspection="hmic-1999"))

    assert [one.refusals for one in found] == [
        ["Say which inspection this sheet or table answers."],
        ["no inspection “hmic-1999” is registered. Register it first."],
    ]


def test_words_that_no_field_can_hold_are_refused_by_name(look):
    [found] = look(planned(task="Keep it.", action_owner="x" * 201))

    assert (found.outcome, [why.split(":")[0] for why in found.refusals]) == (Outcome.REFUSED, ["owner words"])


def test_what_has_to_be_asked_before_is_asked_and_can_be_left_out(look):
    row = planned("", questions=(("reference", "No number stands before these words.", ()),))

    [asked] = look(row)
    [out] = look(row, answers=Answers(left_out={"Plan|2": True}))

    assert (asked.outcome, asked.questions[0].key, out.outcome) == (
        Outcome.UNCERTAIN,
        "Plan|2|reference",
        Outcome.LEFT_OUT,
    )


def test_a_statement_kept_before_is_not_kept_twice(look, cast):
    said = (StatementDraft("update", "The log is kept."),)
    accepted(planned(**OWNED, statements=said), by=cast.coordinator)

    [found] = look(planned(**OWNED, statements=(*said, StatementDraft("update", "It is read weekly."))))

    assert [draft.words for draft in found.statements] == ["It is read weekly."]


def test_a_withdrawn_recommendation_is_not_known(look, cast):
    accepted(planned(**OWNED), by=cast.coordinator)
    gone = Recommendation.objects.get()
    gone.withdrawn_at = london(2015, 5, 1)
    write(gone, by=cast.coordinator, at=london(2015, 5, 1))

    assert look(planned(**OWNED))[0].recommendation is None


def test_the_cautious_answers_keep_the_trackers_words_and_leave_out_what_is_asked(cast):
    accepted(planned(**OWNED), by=cast.coordinator)
    action = Action.objects.get()
    action.text = "Keep the log, and read it."
    write(action, by=cast.issue_owner, at=london(2015, 5, 1))
    unnumbered = planned("", row=3, questions=(("reference", "No number.", ()),))

    rows = [planned(task="Keep the log weekly."), unnumbered]
    answers, compared, told = cautious(rows, by=cast.coordinator, at=NOW)

    assert [row.outcome for row in compared] == [Outcome.UNCHANGED, Outcome.LEFT_OUT]
    assert (answers.keeps, answers.left_out) == ({"Plan|2|text": TRACKER}, {"Plan|3": True})
    assert told == [
        "plan.xlsx, sheet Plan, row 2: the text was changed in the tracker since; the document’s was not taken over.",
        "plan.xlsx, sheet Plan, row 3: left out. No number.",
    ]


def test_what_was_seen_has_another_digest_once_the_register_moves_on(look, cast):
    before, again = compared_digest(look(planned(**OWNED))), compared_digest(look(planned(**OWNED)))
    accepted(planned(**OWNED), by=cast.coordinator)

    after = compared_digest(look(planned(**OWNED)))

    assert (before == again, before == after) == (True, False)


@pytest.mark.parametrize("rows", [1, 3])
def test_the_register_is_asked_in_one_go_however_many_the_rows(look, cast, rows, django_assert_num_queries):
    plan = [planned(str(n), row=n + 1, **OWNED) for n in range(1, rows + 1)]
    accepted(*plan, by=cast.coordinator)

    with django_assert_num_queries(31):
        look(*plan)


def test_a_plan_without_a_question_is_compared_once_however_cautiously(cast, django_assert_num_queries):
    plan = [planned(**OWNED)]
    accepted(*plan, by=cast.coordinator)

    with django_assert_num_queries(31):
        cautious(plan, by=cast.coordinator, at=NOW)
