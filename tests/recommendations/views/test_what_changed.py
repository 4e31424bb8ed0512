"""The page of what changed and its file, and that neither says what its reader may not read."""

import csv
import io
from datetime import date

import pytest

from inspections.services import concern_agency, release_to_opcc
from recommendations.models import Meeting
from recommendations.services.action_corrections import put_action_right
from recommendations.services.actions import hand_over
from recommendations.services.corrected import correct_answer, correct_question, correct_update
from recommendations.services.measures import add_measure, add_reading, correct_reading
from recommendations.services.progress import post_update
from recommendations.services.questions import ask_about
from recommendations.services.scrutiny import answer, ask, set_aside
from recommendations.services.verdicts import correct_verdict, record_verdict
from safeguarding.history import version_of
from tests.factories import ActionFactory, BoardFactory, InspectionFactory, RecommendationFactory
from tests.moments import OPENED, london
from tests.recommendations.views.reading import shown
from tests.recorded import write
from tests.walk import send_back

AUGUST = london(2015, 8, 10)
PLANTED = "Planted"


def table(client, user, query="?from=2015-08-01"):
    client.force_login(user)
    response = client.get(f"/changes/changes.csv{query}")
    assert response.status_code == 200
    return list(csv.reader(io.StringIO(b"".join(response.streaming_content).decode("utf-8-sig"))))


def say_everything(cast, inspection, others=()):
    """Words that are planted into every record that a change is read from, on one inspection; returns the action."""
    asked = RecommendationFactory(inspection=inspection, issue_owner=cast.posts.issue_owner)
    parts = [asked.parts.get(), *others]
    owner = {"by": cast.owner, "at": AUGUST}
    action = ActionFactory(parts=parts, owner=cast.posts.owner, text=f"{PLANTED} action.")
    done = {"recommends_complete": True, "shown": "tested", "shown_by": PLANTED}
    first = post_update(action, done=f"{PLANTED} but not done.", **done, **owner)
    correct_update(first, why=PLANTED, seen=first.pk, done=f"{PLANTED} done.", **owner)
    send_back(action, reason=PLANTED, by=cast.dcc, at=AUGUST)
    for on in (
        lambda words: ask(action, words, by=cast.dcc, at=AUGUST),
        lambda words: ask_about(asked, words, by=cast.dcc, at=AUGUST),
    ):
        question = on(f"{PLANTED}?")
        correct_question(question, why=PLANTED, seen=question.pk, text=f"{PLANTED} now?", by=cast.dcc, at=AUGUST)
        by = cast.owner if question.action_id else cast.issue_owner
        reply = answer(question, f"{PLANTED} yes.", by=by, at=AUGUST)
        correct_answer(reply, why=PLANTED, seen=reply.pk, text=f"{PLANTED} no.", by=by, at=AUGUST)
        set_aside(question, PLANTED, by=cast.dcc, at=AUGUST)
    put_action_right(
        action, text=f"{PLANTED} text.", version=version_of(action), why=PLANTED, by=cast.coordinator, at=AUGUST
    )
    given = {"outcome": "still-open", "given_on": date(2015, 7, 9), "body": inspection.body, "source": PLANTED}
    coordinator = {"by": cast.coordinator, "at": AUGUST}
    verdict = record_verdict(asked, **given, difference=PLANTED, **coordinator)
    correct_verdict(verdict, why=PLANTED, seen=verdict.pk, source=f"{PLANTED} page", **coordinator)
    measure = add_measure(asked, name="Seen", better="more", unit="cases", **coordinator)
    reading = add_reading(measure, value=18, read_on=date(2015, 4, 1), source=PLANTED, note=PLANTED, **coordinator)
    correct_reading(reading, why=PLANTED, seen=reading.pk, source=f"{PLANTED} page", **coordinator)
    return action


@pytest.fixture
def force_only(cast):
    """Everything said for the force alone, on an inspection that the OPCC and the agency see."""
    made = InspectionFactory(slug="shared", title="Shared", audience="force")
    release_to_opcc(made, by=cast.coordinator, at=OPENED)
    concern_agency(made, cast.agency, by=cast.coordinator, at=OPENED)
    return say_everything(cast, made)


@pytest.mark.parametrize("name", ["opcc", "partner"])
def test_that_it_happened_is_told_and_words_for_the_force_are_not(client, cast, force_only, name):
    page, rows = shown(client, getattr(cast, name), "/changes/?from=2015-08-01"), table(client, getattr(cast, name))

    assert (PLANTED in page, PLANTED in str(rows)) == (False, False)
    assert {row[0] for row in rows[4:]} == {
        "Completion not supported",
        "Questions asked",
        "Questions answered",
        "Verdicts of the inspectorate",
        "Corrections",
        "Said before, recorded since",
    }
    assert "Words withheld" in page
    assert page.count("Words are withheld in ") == 1


def test_the_force_reads_the_words_there(client, cast, force_only):
    assert str(table(client, cast.dcc)).count(PLANTED) > 20


@pytest.mark.parametrize("name", ["opcc", "partner"])
def test_nothing_of_an_inspection_that_one_may_not_know_of_is_told(client, cast, name):
    say_everything(cast, InspectionFactory(slug="secret", title=f"{PLANTED} inspection"))
    user = getattr(cast, name)

    assert PLANTED not in shown(client, user, "/changes/?from=2015-08-01")
    assert len(table(client, user)) == 4
    assert PLANTED not in shown(client, user, "/changes/?from=2015-08-01&inspection=secret")


def test_of_an_action_that_answers_a_secret_inspection_too_nothing_of_that_is_told(client, cast):
    seen = InspectionFactory(slug="seen", title="Seen")
    release_to_opcc(seen, by=cast.coordinator, at=OPENED)
    part = RecommendationFactory(inspection=seen).parts.get()
    secret = InspectionFactory(slug="secret", title=f"{PLANTED} inspection")
    action = ActionFactory(parts=[part, RecommendationFactory(inspection=secret).parts.get()], owner=cast.posts.owner)
    on_secret = action.coverages.get(part__recommendation__inspection=secret).part
    ask(action, f"{PLANTED}?", part=on_secret, by=cast.dcc, at=AUGUST)
    ask(action, "Seen?", part=part, by=cast.dcc, at=AUGUST)

    rows = table(client, cast.opcc)

    assert PLANTED not in str(rows)
    assert [row[7] for row in rows[4:]] == ["Seen?"]
    assert PLANTED not in shown(client, cast.opcc, "/changes/?from=2015-08-01")


def test_what_was_under_embargo_then_is_told_of_no_period_that_ended_then(client, cast):
    made = InspectionFactory(title="Opened", embargo_until=london(2015, 9, 1))
    release_to_opcc(made, by=cast.coordinator, at=OPENED)
    RecommendationFactory(inspection=made, at=AUGUST)

    assert len(table(client, cast.opcc, "?from=2015-08-01&to=2015-08-30")) == 4
    told = table(client, cast.opcc, "?from=2015-08-01&to=2015-09-02")[4:]
    assert [row[0] for row in told] == ["Added", "Newly late"]


@pytest.fixture
def meetings(cast):
    board, other = BoardFactory(slug="board", name="Board"), BoardFactory(slug="other", name="Other")
    entered = {"by": cast.coordinator, "at": OPENED}
    for on, days in ((board, (date(2015, 6, 11), date(2015, 8, 6), date(2015, 10, 8))), (other, (date(2015, 9, 1),))):
        for day in days:
            write(Meeting(board=on, held_on=day), **entered)
    write(Meeting(board=board, held_on=date(2015, 9, 3), called_off=True), **entered)


def since(client, user, query=""):
    return shown(client, user, f"/changes/{query}").split("After ")[1].split(",")[0]


def test_it_begins_with_the_last_meeting_that_was_held(client, cast, meetings):
    RecommendationFactory(board_id=Meeting.objects.filter(board__slug="board")[0].board_id)

    assert since(client, cast.dcc) == "1 September 2015"
    assert since(client, cast.dcc, "?board=board") == "6 August 2015"
    assert since(client, cast.dcc, "?to=2015-08-06") == "11 June 2015"


def test_without_a_meeting_it_begins_four_weeks_ago(client, cast):
    assert since(client, cast.dcc) == "13 August 2015"


def test_each_meeting_leads_to_what_changed_since_it_and_until_it(client, cast, meetings):
    page = shown(client, cast.dcc, "/changes/")

    assert 'href="?from=2015-08-06"' in page
    assert 'href="?from=2015-06-11&amp;to=2015-08-06"' in page


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("?from=nonsense", "“nonsense” is not a date. Enter a day, such as 6 August 2015."),
        ("?to=11/9/2015", "11 September 2015 is in the future. Enter today or an earlier day."),
        ("?from=2015-08-06&to=2015-08-06", "The first day has to be before the last."),
        ("?kind=nonsense", "Select what changed from the list"),
    ],
)
def test_a_question_that_cannot_be_understood_is_said_so_and_makes_no_file(client, cast, query, told):
    assert told in shown(client, cast.dcc, f"/changes/{query}")
    answered = client.get(f"/changes/changes.csv{query}")
    assert (answered.status_code, answered.content.decode()) == (400, told)


def test_a_page_of_the_past_leads_on_to_the_same_moment(client, cast):
    action = ActionFactory(at=AUGUST, owner=cast.posts.owner)

    page = shown(client, cast.dcc, "/changes/?from=2015-08-01&to=2015-09-01")

    assert f'href="/actions/{action.number}/?at=2015-09-01"' in page
    assert "As it stood at 1 September 2015, 23:59. Not today." in page
    assert 'href="?from=2015-08-01">Show today' in page


@pytest.mark.parametrize("actions", [1, 3])
def test_the_page_takes_as_many_statements_whatever_it_lists(client, cast, django_assert_num_queries, actions):
    for _ in range(actions):
        hand_over(
            ActionFactory(at=AUGUST, owner=cast.posts.owner),
            cast.posts.other_owner,
            why="-",
            by=cast.coordinator,
            at=AUGUST,
        )
    client.force_login(cast.dcc)

    with django_assert_num_queries(11):
        client.get("/changes/?from=2015-08-01")
