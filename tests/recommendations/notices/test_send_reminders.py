"""One mail a person: what it tells of, once each, and again when a date moves."""

from datetime import date, timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection

from inspections.services import concern_agency, name_early_reader, release_to_opcc
from recommendations.models import Meeting, Notice
from recommendations.selectors.packs.draft import draft
from recommendations.selectors.packs.prepared import version_of_choices
from recommendations.services import actions, assurance, recommendations, scrutiny
from recommendations.services.mails import prefer
from recommendations.services.packs import all_ready, issue_pack, prepare_paper
from recommendations.services.recommendations import PartDraft
from recommendations.services.rounds import commission_round
from safeguarding.appointments import appoint, grant
from safeguarding.models import OutgoingMail
from safeguarding.models.people import Role
from tests.factories import (
    ActionFactory,
    BoardFactory,
    InspectionFactory,
    PostFactory,
    RecommendationFactory,
    UserFactory,
)
from tests.moments import NOW, OPENED, london
from tests.recorded import write
from tests.walk import begin, recommend, send_back, support

TODAY = date(2015, 9, 10)  # a Thursday
LATELY = london(2015, 9, 9)


@pytest.fixture(autouse=True)
def addresses(cast):
    for name in ("owner", "issue_owner", "coordinator", "dcc", "opcc", "partner", "administrator"):
        person = getattr(cast, name)
        person.email = f"{name}@force.example"
        write(person, by=cast.administrator, at=OPENED)


def remind(monkeypatch, at=NOW):
    """Run the command at a moment; returns what it wrote, by the name in the address that it is to."""
    monkeypatch.setattr("recommendations.management.commands.send_reminders.to_record", lambda: at)
    call_command("send_reminders", stdout=StringIO())
    return {mail.address.partition("@")[0]: mail for mail in OutgoingMail.objects.filter(made_at=at)}


def told(mail):
    return {(notice.kind, notice.action_id) for notice in mail.notices.all()}


def new(mail):
    return {notice.thing for notice in mail.notices.filter(kind="given")}


def new_of(written):
    return {name: {one.thing for one in mail.notices.all()} for name, mail in written.items()}


def due(cast, on, **fields):
    """An action of the owner's on a recommendation of the issue owner's without a time limit of its own."""
    asked = {"issue_owner": cast.posts.issue_owner, "parts": [PartDraft(text="Keep records.")]}
    part = RecommendationFactory(**asked).parts.get()
    return ActionFactory(**{"parts": [part], "owner": cast.posts.owner, "target_on": on} | fields)


def test_all_that_is_new_for_an_owner_is_one_mail_and_told_once(cast, monkeypatch):
    returned = begin(cast)
    recommend(returned, by=cast.owner)
    send_back(returned, by=cast.dcc, at=london(2015, 9, 9))
    asked = begin(cast)
    scrutiny.ask(asked, "Who is Baby P?", by=cast.dcc, at=london(2015, 9, 9))
    done = begin(cast)
    recommend(done, by=cast.owner)
    support(done, by=cast.dcc, at=london(2015, 9, 9))
    on = {days: due(cast, TODAY + timedelta(days)).number for days in (-1, 0, 7, 8, 30, 31, 60, 61)}
    commission_round(
        title="May", returns_by=date(2015, 9, 20), session=None, inspections=[], plans=[], by=cast.coordinator, at=NOW
    )

    mail = remind(monkeypatch)["owner"]

    late = {("overdue", number) for number in (returned.number, asked.number, on[-1])}
    ahead = {("due-7", on[0]), ("due-7", on[7]), ("due-30", on[8]), ("due-30", on[30])}
    ahead |= {("due-60", on[31]), ("due-60", on[60])}
    assert told(mail) == {
        *late,
        *ahead,
        ("sent-back", returned.number),
        ("question", asked.number),
        ("decided", done.number),
        ("round", None),
    }
    assert mail.subject == "Safeguarding tracker: Sent back to you: 1, and 12 more"
    assert "Baby P" not in mail.text + mail.html
    assert f"https://localhost/actions/{returned.number}/" in mail.text
    assert remind(monkeypatch, NOW + timedelta(hours=2)) == {}


def test_work_that_comes_to_somebody_is_told_once_for_each_time_it_comes(cast, monkeypatch):
    theirs, others = cast.posts.owner, cast.posts.other_owner
    due(cast, None)  # given at OPENED
    allocated, back = due(cast, TODAY + timedelta(days=5), owner=None), due(cast, None)
    actions.allocate(allocated, theirs, by=cast.coordinator, at=LATELY)
    actions.hand_over(back, others, why="Leave.", by=cast.coordinator, at=london(2015, 9, 1))
    actions.hand_over(back, theirs, why="Back.", by=cast.coordinator, at=LATELY)
    asked = RecommendationFactory()
    recommendations.name_issue_owner(asked, theirs, why="", by=cast.coordinator, at=LATELY)

    mail = remind(monkeypatch)["owner"]

    assert new(mail) == {f"action {allocated.number}", f"action {back.number}", f"recommendation {asked.pk}"}
    assert ("due-7", allocated.number) in told(mail)  # with its date, and not named a second time as due
    assert mail.text.count(f"/actions/{allocated.number}/") == mail.html.count(f"/actions/{allocated.number}/") == 1
    assert "owner" not in remind(monkeypatch, NOW + timedelta(days=1))


def test_who_takes_up_a_post_that_nobody_held_is_told_what_is_open_there(cast, monkeypatch):
    post, idle = PostFactory(title="Head of Custody"), PostFactory()
    due(cast, None, owner=post), due(cast, None, owner=post)  # given at OPENED, to nobody
    taken, _ = (appoint(one, cast.owner, by=cast.coordinator, at=LATELY) for one in (post, idle))

    mail = remind(monkeypatch)["owner"]

    assert new(mail) == {f"post {taken.pk}"}
    assert "the post Head of Custody is yours, with 2 open actions" in mail.text


def test_each_who_is_outside_the_force_or_seconds_another_is_told_what_waits(cast, monkeypatch):
    shared = InspectionFactory(audience="agencies")
    beds = PartDraft("Find beds.", addressees="The force and the council")
    RecommendationFactory(inspection=shared, parts=[beds])
    concern_agency(shared, cast.agency, by=cast.coordinator, at=OPENED)
    release_to_opcc(shared, by=cast.coordinator, at=LATELY)
    meeting = write(Meeting(board=BoardFactory(), held_on=date(2015, 10, 8)), by=cast.administrator, at=OPENED)
    paper = prepare_paper(meeting, version=0, cut_off_at=LATELY, by=cast.coordinator, at=LATELY)
    giver = UserFactory(username="giver")
    grant(giver, Role.ADMINISTRATOR, by=cast.administrator, at=OPENED)
    role = grant(cast.owner, Role.DCC, by=giver, at=LATELY)

    written = remind(monkeypatch)

    things = new_of(written)
    assert things["partner"] == {f"inspection {shared.pk} agency {cast.agency.pk}"}
    assert things["opcc"] == {f"inspection {shared.pk}"}
    assert things["administrator"] == {f"role {role.pk}"}
    assert "dcc" not in things  # of a paper that is not ready the DCC hears nothing

    all_ready(paper, [shared], by=cast.coordinator, at=NOW)
    ready = remind(monkeypatch, NOW + timedelta(days=1))
    assert new_of(ready) == {"dcc": {f"paper {paper.pk}"}}

    OutgoingMail.objects.update(state=OutgoingMail.State.SENT)
    later = NOW + timedelta(days=1, minutes=5)
    issue_pack(paper, draft(meeting, at=later), [], seen=version_of_choices(paper), by=cast.dcc, at=later)
    issued = remind(monkeypatch, NOW + timedelta(days=4))
    assert new_of(issued) == {"opcc": {f"issued paper {paper.pk}"}, "coordinator": {f"issued paper {paper.pk}"}}


def test_a_date_that_moves_is_told_of_again_and_one_that_stays_is_not(cast, monkeypatch):
    action = due(cast, TODAY + timedelta(5))
    sent = [remind(monkeypatch)["owner"]]
    OutgoingMail.objects.update(state="sent")
    assert remind(monkeypatch, NOW + timedelta(1)) == {}

    asked = actions.request_deadline(
        action, date(2015, 10, 30), because="it", reason="Later.", by=cast.owner, at=london(2015, 9, 11, 10)
    )
    actions.decide_deadline(asked, agreed=True, reason="Yes.", by=cast.dcc, at=london(2015, 9, 11, 11))
    sent.append(remind(monkeypatch, london(2015, 9, 14))["owner"])

    assert [told(mail) for mail in sent] == [
        {("due-7", action.number)},
        {("due-60", action.number), ("decided", action.number)},
    ]


def test_marked_words_stay_in_the_tracker(cast, monkeypatch):
    due(cast, TODAY, text="Trace the girl of the third case.", marking="official-sensitive")
    due(cast, TODAY, text="Issue the procedure.")

    mail = remind(monkeypatch)["owner"]

    assert ("third case" in mail.text + mail.html, "Issue the procedure." in mail.text) == (False, True)


def test_nothing_of_a_report_under_embargo_leaves_before_it_ends(cast, monkeypatch):
    ends = NOW + timedelta(days=1)
    kept = InspectionFactory(title="Rooms for children", audience="agencies", embargo_until=ends, released_at=LATELY)
    asked = RecommendationFactory(inspection=kept, parts=[PartDraft("Find beds.", addressees="The council")])
    concern_agency(kept, cast.agency, by=cast.coordinator, at=OPENED)
    for reader in (cast.opcc, cast.partner, cast.dcc):
        name_early_reader(kept, reader, by=cast.coordinator, at=OPENED)
    ActionFactory(parts=asked.parts.all(), owner=cast.posts.owner, text="Count the rooms.", at=LATELY)
    prepare_paper(kept, "update", version=0, cut_off_at=LATELY, by=cast.coordinator, at=LATELY)
    assurance.assure(kept, "assured", reason="Seen.", by=cast.opcc, at=LATELY)

    before = remind(monkeypatch)
    after = remind(monkeypatch, ends)

    words = " ".join(mail.text + mail.html for mail in before.values())
    assert [each for each in ("rooms", "Rooms", kept.slug) if each in words] == []
    assert {name for name, mail in before.items() if new(mail)} == set()
    assert {name for name, mail in after.items() if new(mail)} == {"opcc", "owner", "partner"}


def test_who_decides_and_who_answers_for_it_are_told_by_rule(cast, monkeypatch):
    completed = begin(cast)
    recommend(completed, by=cast.owner)
    nobodys = due(cast, None, owner=None)
    recent, short, long = (due(cast, TODAY - timedelta(days)) for days in (14, 15, 31))

    written = remind(monkeypatch)

    assert told(written["dcc"]) == {("to-decide", completed.number)}
    assert f"/scrutiny/{completed.number}/" in written["dcc"].text
    assert told(written["issue_owner"]) == {("escalated", short.number), ("escalated", long.number)}
    silent = {("silent", action.number) for action in (recent, short, long)}
    assert told(written["coordinator"]) == {("escalated", long.number), ("unowned", nobodys.number)} | silent


def test_the_opcc_is_told_what_became_of_its_questions(cast, monkeypatch):
    released = InspectionFactory(released_at=OPENED)
    answered, closed, waits = (
        ActionFactory(parts=RecommendationFactory(inspection=released).parts.all(), owner=cast.posts.owner)
        for _ in range(3)
    )
    for action in (answered, closed, waits):
        question = scrutiny.ask(action, "Who is trained?", by=cast.opcc, at=london(2015, 7, 1))
        if action == answered:
            scrutiny.answer(question, "All.", by=cast.owner, at=london(2015, 9, 9))
    recommend(closed, by=cast.owner)
    support(closed, by=cast.dcc, at=london(2015, 9, 9), despite="It is no matter.")

    mail = remind(monkeypatch)["opcc"]

    assert told(mail) == {("to-decide", answered.number), ("decided", closed.number)}
    assert "your question has an answer" in mail.text
    assert "opcc" not in remind(monkeypatch, NOW + timedelta(days=1))


def test_the_force_is_told_what_the_opcc_said_each_of_what_is_theirs(cast, monkeypatch):
    released = InspectionFactory(title="Rooms for children", released_at=OPENED)
    asked = RecommendationFactory(inspection=released, reference="3", issue_owner=cast.posts.issue_owner)
    by = {"by": cast.opcc, "at": london(2015, 9, 9)}
    assurance.assure(released, "not-assured", reason="Baby P is named.", **by)
    assurance.note_for_meeting(released, "Baby P again.", recommendation=asked, **by)
    assurance.note_for_meeting(released, "Of the whole.", **by)

    written = remind(monkeypatch)

    said = {name: [one.thing for one in mail.notices.filter(kind="opcc")] for name, mail in written.items()}
    of_asked = f"meeting note {asked.meeting_notes.get().pk}"
    assert said.pop("issue_owner") == [of_asked]
    assert "Recommendation 3: Rooms for children - Note for a meeting" in written["issue_owner"].text
    assert {name: len(things) for name, things in said.items() if things} == {"coordinator": 3, "dcc": 3}
    assert "Not assured" in written["dcc"].text
    assert "Baby P" not in written["dcc"].text + written["dcc"].html


def test_days_kinds_and_leave_are_a_persons_own(cast, monkeypatch):
    due(cast, TODAY)
    prefer(cast.owner, days=range(5), unwanted=["due-7"], away_until=date(2015, 9, 14))
    assert "owner" not in remind(monkeypatch)
    late = remind(monkeypatch, london(2015, 9, 14))["owner"]

    assert {kind for kind, _ in told(late)} == {"overdue"}
    assert remind(monkeypatch, london(2015, 9, 19)) == {}  # a Saturday


def test_fifty_thousand_overdue_are_one_mail_a_person(cast, monkeypatch):
    cast.coordinator.email = ""
    write(cast.coordinator, by=cast.administrator, at=OPENED)
    action = due(cast, TODAY - timedelta(40))
    _repeat("recommendations_action", "number", action.number, {"number": "number + i"})
    _repeat(
        "recommendations_actionstanding", "action_id", action.number, {"id": "id + i", "action_id": "action_id + i"}
    )

    written = remind(monkeypatch)

    mail = written["owner"]
    assert Notice.objects.filter(mail=mail).count() == 50_000
    assert (mail.subject, len(mail.text) < 5_000) == ("Safeguarding tracker: Past the date: 50,000", True)


def _repeat(table, key, value, changed):
    """Put 49,999 copies of a row beside it, past the services, which would take an hour."""
    with connection.cursor() as cursor:
        names = [column.name for column in connection.introspection.get_table_description(cursor, table)]
        columns, copied = ", ".join(names), ", ".join(changed.get(name, name) for name in names)
        counted = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 49999)"
        cursor.execute(
            f"{counted} INSERT INTO {table} ({columns}) SELECT {copied} FROM {table}, n WHERE {key} = %s", [value]
        )
