from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from inspections.services import release_to_opcc
from recommendations.models import Action, Coverage, PlanDocument, TranscribedStatement
from recommendations.selectors.actions.timeline import timeline
from recommendations.selectors.scrutiny.state_digest import state_digest
from recommendations.selectors.standings import Standings
from recommendations.services import actions, progress, scrutiny
from recommendations.services.recommendations import PartDraft
from recommendations.services.verdicts import correct_verdict, record_verdict
from safeguarding.appointments import appoint
from safeguarding.models import Audience
from tests.factories import ActionFactory, InspectionFactory, RecommendationFactory
from tests.moments import NOW, london
from tests.recorded import write


@pytest.fixture
def inspection(cast):
    made = InspectionFactory()
    release_to_opcc(made, by=cast.coordinator, at=london(2015, 4, 2))
    return made


@pytest.fixture
def action(cast, inspection):
    found = RecommendationFactory(inspection=inspection, reference="3", issue_owner=cast.posts.issue_owner)
    return ActionFactory(parts=[found.parts.get()], owner=cast.posts.owner, target_on=date(2015, 4, 30))


def told(action, user, at=NOW):
    """The timeline as `user` sees it."""
    return timeline(Action.objects.visible_to(user, at).get(pk=action.pk), Standings(user, now=at))


def titles(action, user):
    return [entry.title for entry in told(action, user)]


def test_everything_that_happened_is_told_the_newest_first(cast, action):
    question = scrutiny.ask(action, "Who trains?", by=cast.dcc, at=london(2015, 5, 1))
    scrutiny.answer(question, "The school.", by=cast.owner, at=london(2015, 5, 2))
    scrutiny.accept_answer(question, by=cast.dcc, at=london(2015, 5, 3))
    note = actions.wait_on(
        action,
        body="Records project",
        review_on=date(2015, 7, 1),
        meanwhile="Paper.",
        by=cast.owner,
        at=london(2015, 5, 4),
    )
    actions.keep_waiting(note, review_on=date(2015, 8, 1), by=cast.owner, at=london(2015, 5, 5))
    actions.stop_waiting(note, by=cast.owner, at=london(2015, 5, 6))
    asked = actions.request_deadline(
        action,
        date(2015, 6, 30),
        because="resourcing",
        reason="Too few trainers.",
        by=cast.owner,
        at=london(2015, 5, 7),
    )
    actions.decide_deadline(asked, agreed=False, reason="Train now.", by=cast.dcc, at=london(2015, 5, 8))
    progress.post_update(
        action,
        done="Written.",
        recommends_complete=True,
        shown="not-tested",
        check_on=date(2015, 12, 1),
        by=cast.owner,
        at=london(2015, 5, 9),
    )
    scrutiny.send_back(
        action, reason="Show it works.", digest=state_digest(action), by=cast.dcc, at=london(2015, 5, 10)
    )
    progress.release(action, by=cast.issue_owner, at=london(2015, 5, 11))

    assert titles(action, cast.dcc) == [
        "Released to the OPCC",
        "Sends back",
        "Update",
        "Target date 30 June 2015 not agreed",
        "Asked for target date 30 June 2015: Resourcing",
        "No longer waiting",
        "Still waiting, to look again on 1 August 2015",
        "Waiting on others, to look again on 1 July 2015",
        "Answer accepted",
        "Answer",
        "Question",
        "Action opened",
    ]


def test_who_and_the_post_they_held_then_stand_beside_what_they_did(cast, action):
    progress.post_update(action, done="Begun.", by=cast.owner, at=london(2015, 5, 1))
    appoint(cast.posts.owner, cast.other_owner, by=cast.coordinator, at=london(2015, 6, 1))

    entry = told(action, cast.dcc)[0]

    assert (entry.who, entry.post) == ("Olive Owner", "Detective Chief Inspector")
    assert entry.at == london(2015, 5, 1)


def test_an_edit_says_what_was_and_what_is(cast, action):
    actions.hand_over(action, cast.posts.other_owner, why="She retires.", by=cast.coordinator, at=london(2015, 6, 1))

    entry = told(action, cast.dcc)[0]

    assert (entry.title, entry.who) == ("Changed", "Connie Coordinator")
    assert entry.body == "She retires.\n\nOwner: Detective Chief Inspector → Chief Inspector"


def test_a_first_target_date_is_told_from_none(cast, inspection):
    part = RecommendationFactory(inspection=inspection, issue_owner=cast.posts.issue_owner).parts.get()
    action = ActionFactory(parts=[part], owner=cast.posts.owner)
    asked = actions.request_deadline(
        action, date(2015, 4, 30), because="plan", reason="As planned.", by=cast.owner, at=london(2015, 4, 3)
    )
    actions.decide_deadline(asked, agreed=True, reason="Good.", by=cast.issue_owner, at=london(2015, 4, 4))

    entry = told(action, cast.dcc)[0]

    assert entry.title == "Target date 30 April 2015 agreed"
    assert entry.body == "Good.\n\nTarget date: none → 30 April 2015\nFirst target: none → 30 April 2015"


def test_what_follows_from_a_decision_is_told_with_it_and_not_twice(cast, action):
    progress.post_update(
        action, done="Done.", recommends_complete=True, shown="tested", by=cast.owner, at=london(2015, 8, 1)
    )
    scrutiny.support(action, reason="Seen.", digest=state_digest(action), by=cast.dcc, at=london(2015, 8, 10))

    support, update, _ = told(action, cast.dcc)

    assert (support.title, support.kind) == ("Supports completion", "supports")
    said = "Seen.\n\nSupported although: No evidence\n\n"
    assert support.body == f"{said}Status: Recommended complete → Complete (force)"
    assert (update.tag, update.kind) == ("Recommends complete", "recommended-complete")
    assert update.body == "Done.\n\nWhat shows it worked: Tested\n\nStatus: In progress → Recommended complete"


def test_a_statement_in_a_document_keeps_its_speaker_and_its_day(cast, action):
    document = write(
        PlanDocument(name="plan.docx", sha256="0" * 64, file="plans/x", rows=1),
        by=cast.coordinator,
        at=london(2015, 8, 12),
    )
    statement = TranscribedStatement(
        recommendation=action.coverages.get().part.recommendation,
        action=action,
        means="supports-completion",
        words="DCC supports.",
        said_on=date(2015, 8, 7),
        document=document,
        source="plan.docx, row 2",
    )
    write(statement, by=cast.coordinator, at=london(2015, 8, 12))

    entry = told(action, cast.dcc)[0]

    assert entry.title == "In a document: Supports completion"
    assert entry.body == "DCC supports.\n\nNo name is given. plan.docx, row 2"
    assert entry.said_on == date(2015, 8, 7)


def test_the_day_it_speaks_of_is_told_only_where_it_is_another(cast, action):
    scrutiny.ask(action, "Then?", asked_on=date(2015, 4, 30), by=cast.dcc, at=london(2015, 5, 1))
    scrutiny.ask(action, "Now?", by=cast.dcc, at=london(2015, 5, 2))

    assert [entry.said_on for entry in told(action, cast.dcc)[:2]] == [None, date(2015, 4, 30)]


def test_force_only_words_and_files_are_withheld_from_the_opcc_but_not_that_they_were_said(cast, action):
    progress.post_update(
        action,
        done="SECRET-DONE",
        assessment="at-risk",
        audience=Audience.FORCE,
        evidence=[progress.EvidenceDraft(title="SECRET-TITLE", link="https://example.org/secret")],
        by=cast.owner,
        at=london(2015, 5, 1),
    )

    theirs, ours = told(action, cast.opcc)[0], told(action, cast.dcc)[0]

    assert (ours.body, ours.documents[0]["name"]) == ("SECRET-DONE", "SECRET-TITLE")
    assert (theirs.title, theirs.tag, theirs.at, theirs.who) == ("Update", "At risk", ours.at, "Olive Owner")
    assert theirs.body == "Words withheld."
    assert [(file["name"], file.get("url")) for file in theirs.documents] == [("Evidence: words withheld", None)]


def test_the_wording_of_a_force_only_action_is_withheld_in_its_edits_too(cast, inspection):
    part = RecommendationFactory(inspection=inspection, reference="4").parts.get()
    action = ActionFactory(
        parts=[part],
        owner=cast.posts.owner,
        text="SECRET-OLD",
        target_words="SECRET-WHEN",
        audience=Audience.FORCE,
        why="SECRET-WHY",
    )
    action.text, action.target_on, action.original_target_on = "SECRET-NEW", date(2015, 4, 30), date(2015, 4, 30)
    write(action, by=cast.coordinator, at=london(2015, 5, 1), why="SECRET-REASON")
    note = {"body": "SECRET-BODY", "meanwhile": "SECRET-MEANWHILE", "review_on": date(2015, 7, 1)}
    actions.wait_on(action, **note, by=cast.owner, at=london(2015, 5, 2))

    theirs = "\n".join(f"{entry.title}\n{entry.body}" for entry in told(action, cast.opcc))
    ours = "\n".join(f"{entry.title}\n{entry.body}" for entry in told(action, cast.dcc))

    assert ours.count("SECRET") == 7
    assert "SECRET" not in theirs
    assert "Target date: none → 30 April 2015" in theirs


def test_a_release_shows_the_opcc_what_was_said_before_it_and_nothing_after(cast, action):
    force = {"audience": Audience.FORCE, "by": cast.owner}
    progress.post_update(action, done="Before.", **force, at=london(2015, 5, 1))
    progress.release(action, by=cast.issue_owner, at=london(2015, 5, 2))
    progress.post_update(action, done="After.", **force, at=london(2015, 5, 3))

    bodies = [entry.body for entry in told(action, cast.opcc) if entry.title == "Update"]

    assert bodies == ["Words withheld.", "Before."]


def test_a_part_of_an_inspection_one_may_not_see_is_not_named(cast, action):
    hidden = RecommendationFactory(inspection=InspectionFactory(title="HIDDEN"), reference="99")
    write(Coverage(action=action, part=hidden.parts.get()), by=cast.coordinator, at=london(2015, 5, 1))

    assert titles(action, cast.dcc)[0] == "Answers 99, HIDDEN"
    assert titles(action, cast.opcc) == ["Action opened"]


def test_it_takes_as_many_queries_for_much_as_for_little(cast, action):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            told(action, cast.opcc)
        return len(captured)

    progress.post_update(action, done="One.", by=cast.owner, at=london(2015, 5, 1))
    queries()  # the reader's roles and posts, kept on them for the moment
    few = queries()
    for day in (2, 3):
        progress.post_update(
            action,
            done="More.",
            evidence=[progress.EvidenceDraft(title="x", held_elsewhere="Shared drive")],
            by=cast.owner,
            at=london(2015, 5, day),
        )
        scrutiny.ask(action, "Why?", by=cast.dcc, at=london(2015, 5, day, 12))

    assert queries() == few


def test_a_verdict_on_what_it_answers_is_told_with_its_day_corrected_where_it_was_and_not_of_another_part(cast):
    found = RecommendationFactory(parts=[PartDraft(text="One", letter="a"), PartDraft(text="Two", letter="b")])
    part, other = found.parts.order_by("letter")
    action = ActionFactory(parts=[part], owner=cast.posts.owner)
    given = {"outcome": "still-open", "given_on": date(2015, 8, 7), "body": found.inspection.body, "source": "Letter"}
    by = {"by": cast.coordinator, "at": london(2015, 8, 9)}
    first = record_verdict(found, part=part, difference="No audit.", **given, **by)
    correct_verdict(first, why="The page.", seen=first.pk, source="Letter, page 2", by=cast.dcc, at=london(2015, 8, 10))
    record_verdict(found, part=other, difference="Nothing yet.", **given, **by)

    entries = [entry for entry in told(action, cast.owner) if "Verdict" in entry.title]

    assert [(entry.title, entry.part, entry.said_on) for entry in entries] == [
        ("Verdict of the inspectorate: Still open to them, corrected", "a", date(2015, 8, 7)),
        ("Verdict of the inspectorate: Still open to them", "a", date(2015, 8, 7)),
    ]
    assert "No audit." in entries[1].body
