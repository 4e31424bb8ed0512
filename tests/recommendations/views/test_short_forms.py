"""What owners write in short: waiting-on notes, another date, answers, follow-up checks."""

from datetime import date

import pytest
from django.urls import reverse

from recommendations.selectors.scrutiny.state_digest import state_digest
from recommendations.services import actions, checks, progress, scrutiny
from recommendations.services.recommendations import PartDraft
from tests.factories import ActionFactory, RecommendationFactory
from tests.moments import NOW, london
from tests.recommendations.views.form_pages import date_boxes
from tests.recommendations.views.reading import text

# Waiting on


def test_a_waiting_on_note_says_what_protects_children_meanwhile(owner, action):
    sent = {"body": "Records project", "meanwhile": "Paper checks each week."} | date_boxes(
        "review_on", "1", "11", "2015"
    )
    owner.post(reverse("action-wait", args=[action.number]), sent)
    note = action.waits.get()
    assert (note.body, note.review_on, note.meanwhile) == (
        "Records project",
        date(2015, 11, 1),
        "Paper checks each week.",
    )


def test_a_review_date_in_the_past_is_refused_and_the_words_stay(owner, action):
    sent = {"body": "Records project", "meanwhile": "Paper checks."} | date_boxes("review_on", "1", "11", "2014")
    response = owner.post(reverse("action-wait", args=[action.number]), sent)
    assert response.context["form"].errors == {"review_on": ["Review date must be after today"]}
    assert "Paper checks." in text(response)


@pytest.fixture
def note(cast, action):
    return actions.wait_on(
        action,
        body="Records project",
        review_on=date(2015, 9, 1),
        meanwhile="Paper checks.",
        by=cast.owner,
        at=london(2015, 6, 1),
    )


def test_a_wait_is_ended_with_its_reason(owner, note):
    owner.post(reverse("waiting-on-end", args=[note.pk]), {"outcome": "ended", "why": "It went live."})
    note.refresh_from_db()
    assert note.ended_at == NOW
    assert note.history.first().history_change_reason == "It went live."


def test_who_ends_a_wait_that_another_has_ended_is_told_by_whom_and_why_and_keeps_the_words(client, cast, owner, note):
    actions.stop_waiting(note, why="It went live.", by=cast.coordinator, at=london(2015, 9, 9))

    second = owner.post(reverse("waiting-on-end", args=[note.pk]), {"outcome": "ended", "why": "They gave it up."})

    assert "Connie Coordinator changed this waiting-on note after you opened this page: “It went live.”" in text(second)
    assert "They gave it up.</textarea>" in text(second)
    assert owner.get(reverse("waiting-on-end", args=[note.pk])).status_code == 404
    assert note.history.count() == 2


def test_a_wait_that_goes_on_gets_its_next_review_date(owner, note):
    sent = {"outcome": "still"} | date_boxes("review_on", "1", "12", "2015")
    owner.post(reverse("waiting-on-end", args=[note.pk]), sent)
    note.refresh_from_db()
    assert (note.review_on, note.ended_at) == (date(2015, 12, 1), None)


def test_a_wait_that_goes_on_needs_a_date_to_come(owner, note):
    response = owner.post(reverse("waiting-on-end", args=[note.pk]), {"outcome": "still"})
    assert response.context["form"].errors == {"review_on": ["Enter a next review date after today"]}


# Another date


def ask(**sent):
    return {"because": "it", "reason": "The records project slipped."} | date_boxes("new_on", "30", "11", "2015") | sent


def test_another_date_is_asked_for_with_its_reason(owner, action):
    owner.post(reverse("action-deadline", args=[action.number]), ask())
    request = action.deadline_requests.get()
    assert (request.previous_on, request.new_on, request.because) == (date(2015, 4, 30), date(2015, 11, 30), "it")
    action.refresh_from_db()
    assert action.target_on == date(2015, 4, 30)


def test_the_dates_stand_side_by_side_and_a_second_request_waits(owner, action):
    url = reverse("action-deadline", args=[action.number])
    owner.post(url, ask())
    shown = text(owner.get(url))
    assert "30 November 2015 was asked for by Olive Owner" in shown
    assert "<textarea" not in shown
    assert owner.post(url, ask()).context["form"].non_field_errors() == [
        "A date was asked for already and is waiting for a decision."
    ]


def test_the_date_it_has_already_is_not_another(owner, cast):
    action = ActionFactory(owner=cast.posts.owner, target_on=date(2015, 12, 1))
    response = owner.post(
        reverse("action-deadline", args=[action.number]), ask(**date_boxes("new_on", "1", "12", "2015"))
    )
    assert response.context["form"].errors == {"new_on": ["This is its target date already"]}


def test_another_date_is_asked_for_where_the_inspectorate_set_none(owner, cast):
    undated = RecommendationFactory(parts=[PartDraft("Do it.")]).parts.all()
    action = ActionFactory(parts=undated, owner=cast.posts.owner)

    page = text(owner.get(reverse("action-deadline", args=[action.number])))

    assert 'Inspectorate’s date</dt> <dd class="govuk-summary-list__value app-words"> None </dd>' in page


# Answers and checks


def test_an_answer_is_sent_and_the_question_stands_above_it(owner, cast, action):
    question = scrutiny.ask(
        action, "When was it approved?", answer_by=date(2015, 9, 20), by=cast.dcc, at=london(2015, 8, 7)
    )
    url = reverse("question-answer", args=[question.pk])
    shown = text(owner.get(url))
    assert "When was it approved?" in shown
    assert "Answer by 20 September 2015." in shown
    owner.post(url, {"text": "On 3 August."})
    assert [a.text for a in question.answers.all()] == ["On 3 August."]


def test_an_answer_with_case_detail_is_asked_about_and_kept(owner, cast, action):
    question = scrutiny.ask(action, "When?", by=cast.dcc, at=london(2015, 8, 7))
    response = owner.post(reverse("question-answer", args=[question.pk]), {"text": "See DOB 3/4/2004."})
    assert response.context["form"].errors == {
        "no_case_detail": ["“DOB 3/4/2004.” looks like case detail. Take it out, or tick that there is none"]
    }
    assert "See DOB 3/4/2004." in text(response)


def test_a_settled_question_takes_no_answer(owner, cast, action):
    question = scrutiny.ask(action, "When?", by=cast.dcc, at=london(2015, 8, 7))
    scrutiny.set_aside(question, "Answered in the meeting.", by=cast.dcc, at=london(2015, 8, 8))
    response = owner.post(reverse("question-answer", args=[question.pk]), {"text": "Late."})
    assert response.status_code == 403
    assert "This question is settled." in text(response)
    assert question.answers.count() == 0


@pytest.fixture
def finished(cast, action):
    progress.post_update(
        action,
        done="Done.",
        recommends_complete=True,
        shown="not-tested",
        check_on=date(2015, 9, 1),
        by=cast.owner,
        at=london(2015, 8, 1),
    )
    scrutiny.support(action, reason="Seen.", digest=state_digest(action), by=cast.dcc, at=london(2015, 8, 7))
    return action


def test_a_follow_up_check_says_whether_it_lasted(owner, finished):
    check = finished.checks.get()
    sent = {"lasted": "no", "found": "Two of ten records were short."} | date_boxes("done_on", "9", "9", "2015")
    owner.post(reverse("follow-up-check", args=[check.pk]), sent)
    check.refresh_from_db()
    assert (check.lasted, check.found, check.done_on) == (False, "Two of ten records were short.", date(2015, 9, 9))


def test_a_check_is_recorded_once(owner, cast, finished):
    check = finished.checks.get()
    checks.record_check(check, done_on=date(2015, 9, 8), lasted=True, found="It did.", by=cast.issue_owner, at=NOW)

    sent = {"lasted": "no", "found": "Two were short."} | date_boxes("done_on", "9", "9", "2015")
    second = owner.post(reverse("follow-up-check", args=[check.pk]), sent)

    check.refresh_from_db()
    assert "Isla Issue-Owner changed this follow up check after you opened this page." in text(second)
    assert (check.found, "Two were short.</textarea>" in text(second)) == ("It did.", True)


def test_a_check_before_completion_is_refused(owner, cast, action):
    check = checks.set_check(
        action, what="Repeat the audit", due_on=date(2015, 9, 1), by=cast.owner, at=london(2015, 8, 1)
    )
    assert owner.get(reverse("follow-up-check", args=[check.pk])).status_code == 403
