"""A dated session of scrutiny: its agenda by rules and by hand, worked item by item, and minutes that write themselves."""

import io
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from docx import Document
from pypdf import PdfReader

from recommendations.models import AgendaItem, AgendaOutcome, ScrutinySession
from recommendations.permissions import Refused
from recommendations.services import progress, sessions
from recommendations.workflow import ResponseKind
from tests.factories import ActionFactory, InspectionFactory, RecommendationFactory
from tests.moments import NOW, OPENED, london
from tests.recommendations.selectors.scrutiny.test_queue import ask_for_date, respond, stated
from tests.recommendations.views.reading import text
from tests.recommendations.views.scrutiny_pages import form_data
from tests.walk import begin, recommend, recommendation

EVERY_RULE = [rule for rule in AgendaItem.Rule if rule != AgendaItem.Rule.BY_HAND]
DAY = date(2015, 9, 10)


@pytest.fixture(autouse=True)
def uploads(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def plan(cast, rules=tuple(EVERY_RULE), at=NOW):
    facts = {"title": "DCC scrutiny", "held_on": DAY, "chair": cast.dcc}
    return sessions.plan_session(**facts, rules=rules, by=cast.staff_officer, at=at)


def move(session, to, by, at=NOW):
    return sessions.move_session(session, to, attendance="", apologies="", by=by, at=at)


def on(session):
    return [(item.rule, item.action_id or item.recommendation_id) for item in session.items.filter(taken_off_at=None)]


def page(session):
    return reverse("session-detail", args=[session.pk])


# The agenda


def test_rules_put_each_matter_on_the_agenda_once_and_under_the_first_that_does(cast):
    done, asks, slow = begin(cast), begin(cast, target_on=date(2015, 4, 1)), begin(cast, target_on=date(2015, 9, 1))
    recommend(done, cast.owner)
    stated(done, cast)
    ask_for_date(asks, cast)
    progress.post_update(slow, done="Some.", assessment="off-target", by=cast.owner, at=london(2015, 9, 2))
    answered = respond(recommendation(cast), cast, kind=ResponseKind.IN_PLACE).part.recommendation
    nothing, silent = recommendation(cast), begin(cast)

    assert on(plan(cast)) == [
        ("completion", done.pk),
        ("response", answered.pk),
        ("deadline", slow.pk),
        ("deadline", asks.pk),
        ("no-action", nothing.pk),
        ("silent", silent.pk),
    ]


def test_only_the_rules_that_were_ticked_count(cast):
    recommend(begin(cast), cast.owner)
    ask_for_date(theirs := begin(cast), cast)

    assert on(plan(cast, rules=["deadline"])) == [("deadline", theirs.pk)]


def test_what_was_left_arises_in_the_next_session_before_all_else(cast):
    first, second = begin(cast), begin(cast)
    recommend(first, cast.owner, at=london(2015, 8, 1))
    recommend(second, cast.owner, at=london(2015, 8, 2))
    before = move(plan(cast), "open", cast.dcc)
    item = before.items.get(action=second)
    sessions.take_off(item, why="Not ready.", by=cast.staff_officer, at=NOW)
    move(before, "closed", cast.dcc)

    after = plan(cast)

    assert on(after) == [("arising", first.pk), ("completion", second.pk)]


def test_a_session_says_what_arises_from_the_one_before(dcc, cast):
    first, second = begin(cast), begin(cast)
    for action in (first, second):
        recommend(action, cast.owner)
    before = move(plan(cast), "open", cast.dcc)
    dcc.post(f"/scrutiny/{first.pk}/?session={before.pk}", form_data(first, "question", "When?"))
    move(before, "closed", cast.dcc)

    after = plan(cast)

    arises = "1 not dealt with, 1 question still open"
    assert f"{arises}." in text(dcc.get(page(after)))
    pre_read = docx_words(dcc.get(reverse("session-pre-read", args=[after.pk])))
    assert f"Arising from {before}: {arises}" in pre_read
    assert "Matters arising" not in text(dcc.get(page(before)))


def test_an_item_is_added_by_hand_once_and_taken_off_with_a_reason(client, cast):
    action, session = begin(cast), plan(cast, rules=[])
    client.force_login(cast.staff_officer)

    client.post(reverse("session-add", args=[session.pk]), {"what": f"action {action.pk}"})
    again = text(client.post(reverse("session-add", args=[session.pk]), {"what": str(action.pk)}))
    nobody = text(client.post(reverse("session-add", args=[session.pk]), {"what": "the usual"}))
    item = session.items.get()
    off = reverse("session-take-off", args=[session.pk, item.pk])
    refused = text(client.post(off, {"why": ""}))
    client.post(off, {"why": "Not ready."})

    assert "It is on the agenda already." in again
    assert "Enter the number of an action, or the address of a recommendation" in nobody
    assert "Say why." in refused
    assert on(session) == []
    assert item.history.first().history_change_reason == "Not ready."


# Held


def test_a_decision_in_an_open_session_is_bound_to_its_item_and_the_next_item_follows(dcc, cast):
    first, second = begin(cast), begin(cast)
    recommend(first, cast.owner, at=london(2015, 8, 1))
    recommend(second, cast.owner, at=london(2015, 8, 2))
    session = move(plan(cast), "open", cast.dcc)
    address = f"/scrutiny/{first.pk}/?session={session.pk}"

    shown = text(dcc.get(address))
    response = dcc.post(address, form_data(first, "send_back", "Show the audit."))

    assert f'href="/scrutiny/{second.pk}/?session={session.pk}" rel="next"' in shown
    assert response.url == f"/scrutiny/{second.pk}/?session={session.pk}"
    [outcome] = AgendaOutcome.objects.all()
    assert (outcome.item.action, outcome.decision.outcome) == (first, "sends-back")
    minutes = text(dcc.get(page(session)))
    assert "1 of 2 on the agenda dealt with" in minutes
    assert "Show the audit." in minutes


def test_outside_of_a_session_and_in_one_that_is_not_open_nothing_is_bound(dcc, cast):
    first, second = begin(cast), begin(cast)
    for action in (first, second):
        recommend(action, cast.owner)
    session = plan(cast)

    dcc.post(f"/scrutiny/{first.pk}/?session={session.pk}", form_data(first, "send_back", "Why?"))
    move(session, "open", cast.dcc)
    dcc.post(f"/scrutiny/{second.pk}/", form_data(second, "send_back", "Why?"))

    assert list(AgendaOutcome.objects.all()) == []


def test_a_paused_session_is_taken_up_by_a_deputy(cast, client):
    session = move(move(plan(cast), "open", cast.dcc), "paused", cast.dcc)
    client.force_login(cast.deputy)

    client.post(reverse("session-move", args=[session.pk]), {"to": "open", "attendance": "Head of custody"})

    session.refresh_from_db()
    assert (session.state, session.chair, session.attendance) == ("open", cast.deputy, "Head of custody")
    assert f"opened by {cast.deputy}. Taken up by {cast.deputy}" in text(client.get(page(session)))


def test_one_session_is_open_at_a_time_and_a_closed_one_keeps_its_agenda(cast):
    item = AgendaItem(session=move(plan(cast), "open", cast.dcc))
    first, second = item.session, plan(cast)
    with pytest.raises(ValidationError, match="Another session is open"):
        move(second, "open", cast.dcc)
    move(first, "closed", cast.dcc)
    with pytest.raises(Refused, match="The session is closed"):
        sessions.take_off(item, why="No.", by=cast.dcc, at=NOW)


def test_a_session_is_put_right_with_a_reason(dcc, cast):
    session = plan(cast, rules=[])
    url = reverse("session-put-right", args=[session.pk])
    version = session.history.latest("history_id").history_id
    typed = {"title": "DCC scrutiny", "held_on": "11 September 2015", "attendance": "", "apologies": ""}

    dcc.post(url, typed | {"version": version, "why": "A day later.", "press": "record"})

    session.refresh_from_db()
    assert session.held_on == date(2015, 9, 11)
    assert session.history.first().history_change_reason == "A day later."


# Who


@pytest.mark.parametrize(("person", "status"), [("owner", 403), ("coordinator", 403), ("staff_officer", 200)])
def test_sessions_are_planned_by_the_dcc_and_the_staff_officer(client, cast, person, status):
    client.force_login(getattr(cast, person))

    assert client.get(reverse("session-plan")).status_code == status


def test_a_staff_officer_opens_none(client, cast):
    session = plan(cast)
    client.force_login(cast.staff_officer)

    refused = client.post(reverse("session-move", args=[session.pk]), {"to": "open"})

    assert (refused.status_code, ScrutinySession.objects.get().state) == (403, "planned")


def test_the_opcc_reads_the_minutes_of_a_closed_session_of_what_it_sees(client, cast):
    released = RecommendationFactory(inspection=InspectionFactory(released_at=OPENED))
    seen = ActionFactory(parts=released.parts.all(), owner=cast.posts.owner, text="Seen by the OPCC.")
    unseen = begin(cast)
    recommend(seen, cast.owner)
    recommend(unseen, cast.owner)
    session = move(plan(cast), "open", cast.dcc)
    client.force_login(cast.opcc)

    before = client.get(page(session)).status_code
    move(session, "closed", cast.dcc)
    minutes = text(client.get(page(session)))

    assert before == 403
    assert ("Seen by the OPCC." in minutes, f"Action {unseen.pk}" in minutes) == (True, False)
    assert "1 more is not for you to see." in minutes


def test_words_that_are_for_the_force_only_are_in_no_minutes_of_the_opcc(client, cast):
    released = RecommendationFactory(inspection=InspectionFactory(released_at=OPENED))
    seen = ActionFactory(parts=released.parts.all(), owner=cast.posts.owner, text="Force words.", audience="force")
    recommend(seen, cast.owner)
    session = move(move(plan(cast), "open", cast.dcc), "closed", cast.dcc)
    client.force_login(cast.opcc)

    said = text(client.get(page(session))) + docx_words(client.get(reverse("session-minutes", args=[session.pk])))

    assert ("Words withheld" in said, "Force words." in said) == (True, False)


def docx_words(response):
    document = Document(io.BytesIO(response.content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([paragraph.text for paragraph in document.paragraphs] + cells)


@pytest.mark.parametrize("paper", ["pre-read", "minutes"])
def test_as_a_pdf_it_says_the_same(dcc, cast, paper):
    action = begin(cast)
    recommend(action, cast.owner)
    session = plan(cast, rules=["completion"])

    response = dcc.get(reverse(f"session-{paper}-pdf", args=[session.pk]))

    pages = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(response.content)).pages)
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == f'attachment; filename="{paper}-2015-09-10.pdf"'
    assert (f"Action {action.pk}" in pages, str(cast.posts.owner) in " ".join(pages.split())) == (True, True)


def test_the_minutes_and_the_pre_read_are_taken_away_as_word_files(dcc, cast):
    action = begin(cast)
    recommend(action, cast.owner)
    session = move(plan(cast), "open", cast.dcc)
    before = docx_words(dcc.get(reverse("session-pre-read", args=[session.pk])))
    dcc.post(f"/scrutiny/{action.pk}/?session={session.pk}", form_data(action, "send_back", "Show the audit."))

    minutes = docx_words(dcc.get(reverse("session-minutes", args=[session.pk])))

    assert ("Pre-read: DCC scrutiny, 10 September 2015" in before, "completion" in before) == (True, True)
    assert ("Sends back" in minutes, "Show the audit." in minutes) == (True, True)
    assert f"Chaired by: {cast.dcc}" in minutes


# The price


def test_an_agenda_of_three_costs_as_many_queries_as_one_of_one(dcc, cast):
    costs = []
    move(move(plan(cast), "open", cast.dcc), "closed", cast.dcc)
    for more in (1, 2):
        for _ in range(more):
            recommend(begin(cast), cast.owner)
        session = move(plan(cast), "open", cast.dcc)
        for item in session.items.all():
            dcc.post(f"/scrutiny/{item.action_id}/?session={session.pk}", form_data(item.action, "question", "When?"))
        with CaptureQueriesContext(connection) as queries:
            dcc.get(page(session))
        costs.append((len(queries), session.items.count(), AgendaOutcome.objects.filter(item__session=session).count()))
        move(session, "closed", cast.dcc)

    assert costs == [(18, 1, 1), (18, 2, 2)]
