"""What was wrong is corrected by a new record: both stay, and whatever is asked takes the new one."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from recommendations.blocking import blocking_questions
from recommendations.models import Action, AwaitedStanding, ProgressUpdate, Question
from recommendations.permissions import Refused, interests, may_correct
from recommendations.selectors.action_lines import action_lines
from recommendations.selectors.actions.page import action_page, actions_to_show
from recommendations.selectors.scrutiny.item import Item
from recommendations.selectors.scrutiny.queue import queue
from recommendations.selectors.scrutiny.state_digest import state_digest
from recommendations.selectors.search.page import find
from recommendations.selectors.standings import Standings
from recommendations.services import progress, scrutiny
from recommendations.services.corrected import CorrectedMeanwhile, correct_answer, correct_question, correct_update
from recommendations.services.moves import MovedOn
from recommendations.standings.restate import differences
from recommendations.waiting import sent_back
from safeguarding.appointments import appoint
from safeguarding.models.people import Role
from tests.factories import UserFactory
from tests.moments import NOW, london
from tests.recorded import grant
from tests.walk import DECIDED, LATER, begin, recommend, send_back, support

SAID, CORRECTED = london(2015, 6, 1), london(2015, 6, 3)


def updated(cast, action, at=SAID, **said):
    said = {"done": "Half of the officers are trained.", "assessment": "on-target"} | said
    return progress.post_update(action, by=cast.owner, at=at, **said)


def corrected(said, by, at=CORRECTED, correct=correct_update, **words):
    last = said.corrections.last() or said
    return correct(said, why="The figure was of May.", seen=last.pk, by=by, at=at, **words)


def page(cast, action, as_at=None):
    asked = Standings(cast.dcc, now=NOW, as_at=as_at)
    return action_page(actions_to_show(asked).get(number=action.number), asked)


def said_on(page):
    return [
        (entry.title, entry.body.partition("\n")[0], bool(entry.corrected)) for entry in page.entries if entry.record
    ]


def test_both_are_in_the_timeline_and_each_leads_to_the_other(cast):
    action = begin(cast)
    first = updated(cast, action)
    second = corrected(first, cast.owner, done="A third of the officers are trained.")

    new, old = (entry for entry in page(cast, action).entries if entry.record)

    assert (new.title, new.corrects) == (
        "Update, corrected",
        ("Corrects what was said on 1 June 2015", f"#update-{first.pk}"),
    )
    assert new.body.endswith("Why it was corrected: The figure was of May.")
    assert (old.title, old.corrected) == ("Update", ("Corrected on 3 June 2015 by Olive Owner", f"#update-{second.pk}"))


def test_before_the_correction_the_page_shows_what_was_said_as_it_stood(cast):
    action = begin(cast)
    corrected(updated(cast, action), cast.owner, done="A third.", assessment="at-risk")

    then = page(cast, action, as_at=london(2015, 6, 2))

    assert said_on(then) == [("Update", "Half of the officers are trained.", False)]
    assert (then.stated, page(cast, action).stated) == ("On target", "At risk")


def test_a_correction_of_an_older_update_is_not_the_last_update(cast):
    action = begin(cast)
    older = updated(cast, action)
    updated(cast, action, at=london(2015, 6, 2), done="All are trained.", assessment="off-target")
    corrected(older, cast.owner, done="A third.", assessment="at-risk")

    (line,) = action_lines([action], cast.owner, NOW)

    assert (line.last_update.done, line.last_update.assessment) == ("All are trained.", "off-target")
    assert page(cast, action).stated == "Off target"


def test_the_last_update_says_what_its_last_correction_says_on_the_day_it_was_said(cast):
    action = begin(cast)
    first = updated(cast, action)
    corrected(first, cast.owner, done="A third.")
    corrected(first, cast.owner, at=london(2015, 6, 4), done="A quarter.")

    (line,) = action_lines([action], cast.owner, NOW)

    assert (line.last_update.done, line.last_update.said_at) == ("A quarter.", SAID)
    assert [entry.title for entry in page(cast, action).entries if entry.record and not entry.corrected] == [
        "Update, corrected"
    ]


def test_its_owner_says_how_it_goes_in_the_last_update_of_any_kind(cast):
    action = begin(cast)
    updated(cast, action)
    recommend(action, by=cast.owner, assessment="at-risk")

    assert page(cast, action).stated == "At risk"


def test_a_corrected_recommendation_goes_on_recommending_and_the_open_page_of_the_dcc_is_told(cast):
    action = begin(cast)
    update = recommend(action, by=cast.owner)
    since = AwaitedStanding.objects.at().get().waiting_since
    seen = state_digest(action)

    corrected(update, cast.owner, at=london(2015, 8, 5), done="Issued, and still to be audited.")

    assert AwaitedStanding.objects.at().get().waiting_since == since
    assert list(differences()) == []
    with pytest.raises(MovedOn):
        scrutiny.support(action, digest=seen, by=cast.dcc, at=DECIDED)
    item = Item(Action.objects.get(pk=action.pk), cast.dcc, at=DECIDED)
    assert [answer.done for answer in item.records.answers] == ["Issued, and still to be audited."]
    assert item.records.news == [("since it was recommended complete", "1 correction")]
    assert "Text says work continues: “still to”" in item.conflicts


def test_the_forecast_follows_the_correction_where_only_that_update_said_it(cast):
    action = begin(cast)
    update = updated(cast, action, expected_on=date(2015, 9, 1))

    corrected(update, cast.owner, expected_on=date(2015, 10, 1))

    action.refresh_from_db()
    assert action.expected_on == date(2015, 10, 1)
    assert list(differences()) == []


def test_a_corrected_question_goes_on_blocking_and_keeps_its_answer(cast):
    action = begin(cast)
    question = scrutiny.ask(action, "Who trains tham?", by=cast.dcc, at=SAID)
    scrutiny.answer(question, "The school.", by=cast.owner, at=london(2015, 6, 2))

    correction = corrected(question, cast.dcc, correct=correct_question, text="Who trains them?")

    assert (question.asked_on, correction.asked_on) == (SAID.date(), CORRECTED.date())
    assert [asked.pk for asked in blocking_questions(action)] == [question.pk]
    assert Question.objects.unanswered().count() == 0
    (asked,) = Item(action, cast.dcc, at=NOW).records.questions
    assert (asked.text_now, [reply.text for reply in asked.replies]) == ("Who trains them?", ["The school."])


def test_a_corrected_answer_counts_even_after_it_was_accepted(cast):
    action = begin(cast)
    question = scrutiny.ask(action, "Who trains?", by=cast.dcc, at=SAID)
    given = scrutiny.answer(question, "The school.", by=cast.owner, at=london(2015, 6, 2))
    scrutiny.accept_answer(question, by=cast.dcc, at=CORRECTED)

    corrected(given, cast.owner, at=LATER, correct=correct_answer, text="The college.")

    (asked,) = Item(action, cast.dcc, at=NOW).records.questions
    assert [reply.text for reply in asked.replies] == ["The college."]
    assert blocking_questions(action).count() == 0


def test_a_correction_is_no_answer_to_having_been_sent_back(cast):
    action = begin(cast)
    update = recommend(action, by=cast.owner)
    send_back(action, by=cast.dcc)

    corrected(update, cast.owner, at=LATER, done="It was not issued.")

    assert sent_back().filter(action=action.number).count() == 1


def test_after_sign_off_it_is_possible_still_and_nothing_is_undone(cast):
    action = begin(cast)
    update = recommend(action, by=cast.owner)
    support(action, by=cast.dcc)

    corrected(update, cast.owner, at=LATER, done="It was issued in July.")

    action.refresh_from_db()
    assert action.status == "complete"
    assert Item(action, cast.dcc, at=NOW).conflicts == (
        "Changed after sign-off: an update was corrected by Olive Owner",
    )
    assert [one.what for one in queue(cast.dcc, at=london(2015, 8, 25)).since] == ["an update corrected"]


def test_the_old_words_are_found_and_named_as_corrected(cast):
    action = begin(cast)
    corrected(updated(cast, action), cast.owner, done="A third of them.")
    found = find(cast.dcc, "officers trained half", NOW)

    ((place,),) = (result.places for result in found.results("actions", found.actions))

    assert place.where == "in an update of 1 June 2015, Detective Chief Inspector, corrected since"


def test_whoever_holds_the_post_now_corrects_and_who_left_it_does_not(cast):
    action = begin(cast)
    update = updated(cast, action)
    appoint(cast.posts.owner, cast.nobody, by=cast.coordinator, at=london(2015, 6, 2))

    assert [bool(may_correct(person, update, at=CORRECTED)) for person in (cast.nobody, cast.owner)] == [True, False]


def test_who_corrected_what_was_said_does_not_decide_on_it_and_the_database_holds_them_to_it(cast):
    action = begin(cast)
    update = recommend(action, by=cast.owner, at=london(2015, 5, 2))
    cleo = UserFactory(first_name="Cleo", last_name="Chief")
    appoint(cast.posts.owner, cleo, by=cast.coordinator, at=SAID)
    corrected(update, cleo, done="It was issued in April.")
    appoint(cast.posts.owner, cast.other_owner, by=cast.coordinator, at=london(2015, 6, 4))
    grant(cleo, Role.DCC, by=cast.coordinator, at=london(2015, 6, 5))

    assert interests(cleo, [action], at=DECIDED)[action.pk][0] == (
        "You corrected what was said on this, so somebody else has to decide."
    )
    decision = support(action, by=cast.dcc)
    assert (decision.recommended_by, decision.updated_by) == (cast.owner, cleo)


def test_a_dcc_with_an_interest_does_not_make_a_question_ask_for_less(cast):
    action = begin(cast)
    question = scrutiny.ask(action, "Was it audited?", by=cast.dcc, at=SAID)
    appoint(cast.posts.owner, cast.deputy, by=cast.coordinator, at=london(2015, 6, 2))

    with pytest.raises(Refused, match="You own this action"):
        corrected(question, cast.deputy, correct=correct_question, text="Is it nice?")


def test_of_two_who_correct_the_same_words_the_second_is_told(cast):
    update = updated(cast, begin(cast))
    corrected(update, cast.owner, done="A third.")

    with pytest.raises(CorrectedMeanwhile, match="Olive Owner corrected this while you were typing"):
        correct_update(update, why="Wrong.", seen=update.pk, by=cast.owner, at=CORRECTED, done="A quarter.")


@pytest.mark.parametrize(("why", "words"), [("", {"done": "A third."}), ("Wrong.", {})])
def test_a_correction_has_a_reason_and_changes_something(why, words, cast):
    update = updated(cast, begin(cast))

    with pytest.raises(ValidationError, match=r"Say why it is corrected|Nothing is changed yet"):
        correct_update(update, why=why, seen=update.pk, by=cast.owner, at=CORRECTED, **words)

    assert ProgressUpdate.objects.count() == 1


def test_the_queue_flags_by_the_corrected_words(cast):
    action = begin(cast)
    update = recommend(action, by=cast.owner, done="Issued; training is ongoing.")
    corrected(update, cast.owner, at=london(2015, 8, 5), done="Issued, and all are trained.")

    rows = queue(cast.dcc, at=NOW).rows

    assert [row.conflicts for row in rows if row.title.startswith("Action")] == [("No evidence",)]
