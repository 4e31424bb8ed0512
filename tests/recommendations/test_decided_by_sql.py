"""A decision that says something else than the records do is refused by the database, whoever writes it and however."""

from datetime import date, timedelta

import pytest
from django.core.management.sql import emit_post_migrate_signal, emit_pre_migrate_signal
from django.db import IntegrityError, connection, transaction
from django.db.migrations import AddField, Migration, RemoveField
from django.db.models import QuerySet, TextField

from inspections.corrections import end_early_reader
from inspections.services import name_early_reader, release_to_opcc
from recommendations.four_eyes import triggers
from recommendations.models import DeadlineDecision, Decision, ResponseDecision, Settlement, StatementDecision
from recommendations.services import progress, questions, scrutiny
from recommendations.services.actions import request_deadline
from recommendations.services.corrected import correct_update
from recommendations.services.coverages import end_coverage
from recommendations.services.recommendations import PartDraft
from safeguarding import guards
from safeguarding.history import version_of
from safeguarding.ledger import upkeep
from safeguarding.models import Installation, RoleGrant
from safeguarding.models.people import Role
from tests.factories import ActionFactory, InspectionFactory, RecommendationFactory
from tests.moments import OPENED, london
from tests.recommendations.attacks import (
    BEFORE,
    a_date_after_she_handed_the_issue_over,
    a_response_after_she_handed_the_issue_over,
    half_seen,
    her_own_answer_after_she_handed_the_issue_over,
    hidden_part,
    on_action,
    support_after_she_handed_the_issue_over,
    words_of_a_document_after_she_handed_the_issue_over,
)
from tests.recommendations.inserted import insert
from tests.recommendations.selectors.scrutiny.test_queue import respond, stated
from tests.recommendations.views.test_scrutiny_statements import stated as said_of
from tests.walk import DECIDED, RECOMMENDED, begin, part, recommend, recommendation

NOT_THE_DCC = "Only the DCC decides this"
WHO_ASKS = "Whoever asks says whether the answer is enough"


def assert_refused(row, words, **said):
    """Insert the row as it is but for what is `said`; it stays as it was."""
    true = {name: getattr(row, name) for name in said}
    for name, value in said.items():
        setattr(row, name, value)
    with pytest.raises(IntegrityError, match=words):
        insert(row)
    for name, value in true.items():
        setattr(row, name, value)


@pytest.mark.parametrize(
    ("attack", "by", "copied"),
    [
        (
            support_after_she_handed_the_issue_over,
            NOT_THE_DCC,
            ["recommended_by", "updated_by", "held_by", "issue_held_by"],
        ),
        (a_date_after_she_handed_the_issue_over, "The DCC decides a date", ["asked_by", "held_by"]),
        (a_response_after_she_handed_the_issue_over, NOT_THE_DCC, ["proposed_by", "issue_held_by"]),
        (words_of_a_document_after_she_handed_the_issue_over, NOT_THE_DCC, ["transcribed_by"]),
        (her_own_answer_after_she_handed_the_issue_over, WHO_ASKS, []),
    ],
)
def test_it_is_by_the_dcc_and_names_whom_the_records_name(attack, by, copied, cast):
    row = attack(cast).row
    row.recorded_by, row.recorded_at = cast.deputy, DECIDED

    assert_refused(row, by, recorded_by=cast.auditor)
    for name in copied:
        for somebody in (cast.auditor, None):
            assert_refused(row, f"{name} is not who the records say", **{name: somebody})

    insert(row)


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite rebuilds tables, and nobody may work meanwhile")
def test_it_is_refused_while_migrations_run_too(cast):
    row = support_after_she_handed_the_issue_over(cast).row
    row.recorded_by, row.recorded_at = cast.dcc, DECIDED
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # or no trigger could be taken off
    added, gone = Migration("0099_added", "recommendations"), Migration("0100_gone", "recommendations")
    added.operations, gone.operations = [AddField("decision", "any", TextField())], [RemoveField("verdict", "any")]
    migrating = {"verbosity": 0, "interactive": False, "db": "default", "plan": [(added, False), (gone, False)]}
    before = triggers.triggers()

    emit_pre_migrate_signal(**migrating)

    assert_refused(row, "Nobody decides on their own work")
    emit_post_migrate_signal(**migrating)
    assert sorted(triggers.triggers()) == sorted(before)


def test_before_they_make_way_for_migrations_one_that_is_missing_is_noticed_and_one_of_no_rule_goes_after(db):
    before = sorted(triggers.triggers())
    missing, nothing = before[0], "RETURN NEW;" if connection.vendor == "postgresql" else "SELECT 1;"
    old = guards.Trigger(missing[0], f"{triggers.PREFIX}_of_before", "BEFORE UPDATE", nothing)
    guards.drop([missing])
    gone = Migration("0100_gone", "recommendations")
    gone.operations = [RemoveField("decision", "any")]

    triggers.make_way(plan=[(gone, False)])

    of_decisions = {(table, name) for table, name in before if table == Decision._meta.db_table}
    assert of_decisions.isdisjoint(triggers.triggers())
    guards.install([old])
    triggers.install()
    assert sorted(triggers.triggers()) == before
    upkeep.install()
    assert Installation.objects.last().lost == [f"The trigger {missing[1]} on {missing[0]} is missing."]


def test_it_is_on_the_update_that_closed_it_on_a_part_of_the_action_and_not_before_them(cast):
    action, other = begin(cast, "a"), begin(cast, "b")
    begun = progress.post_update(action, done="Begun.", by=cast.owner, at=BEFORE)
    row = on_action(action, cast, recommend(action, by=cast.owner)).row
    row.recorded_by, row.recorded_at = cast.deputy, DECIDED

    assert_refused(row, "update is not the one that closed it", update=begun)
    assert_refused(row, "The action does not answer that part", part=part(other, "b"))
    assert_refused(row, "not dated before what it decides on", recorded_at=london(2015, 7, 31))
    nobodys = {"action": other, "update": None, "recommended_by": None, "updated_by": None}
    assert_refused(row, "Nobody recommended it complete", **nobodys)

    row.recorded_at = RECOMMENDED  # at the very moment of what it is on
    insert(row)
    assert Decision.objects.get().update == row.update


def test_of_two_recommendations_at_one_moment_it_is_on_the_last_as_corrected(cast):
    action = begin(cast, "a", "b")
    first, last = (recommend(action, part=part(action, letter), by=cast.owner) for letter in "ab")
    said = {"why": "Wrong.", "seen": last.pk, "done": "The order was issued."}
    corrected = correct_update(last, **said, by=cast.owner, at=london(2015, 8, 2))
    row = on_action(action, cast, corrected).row
    row.recorded_by, row.recorded_at = cast.deputy, DECIDED

    for before in (first, last):
        assert_refused(row, "update is not the one that closed it", update=before)

    insert(row)


def test_a_role_decides_from_its_beginning_until_its_end_where_nobody_gave_it_to_themselves(cast):
    action = begin(cast)
    row = on_action(action, cast, recommend(action, by=cast.owner)).row
    row.recorded_by, row.recorded_at = cast.deputy, DECIDED
    later = DECIDED + timedelta(minutes=1)
    of_old = {"given_by": None}  # from before it was kept who gave it
    guards.drop(on for on in triggers.triggers() if on[0] == RoleGrant._meta.db_table)
    for decides, role in (
        *((True, role) for role in ({"starts_at": DECIDED}, {"ends_at": later}, of_old)),
        *((False, role) for role in ({"starts_at": later}, {"ends_at": DECIDED}, {"given_by": cast.deputy})),
    ):
        with transaction.atomic():
            QuerySet(RoleGrant).filter(user=cast.deputy, role=Role.DCC).update(**role)
            insert(row) if decides else assert_refused(row, NOT_THE_DCC)
            transaction.set_rollback(True)


def test_the_opcc_says_of_its_own_question_whether_the_answer_is_enough(cast):
    action = begin(cast)
    release_to_opcc(part(action, "").recommendation.inspection, by=cast.coordinator, at=OPENED)
    question = scrutiny.ask(action, "When?", by=cast.opcc, at=BEFORE)
    scrutiny.answer(question, "In May.", by=cast.owner, at=BEFORE)
    row = Settlement(question=question, outcome="accepted", recorded_by=cast.opcc, recorded_at=DECIDED)

    assert_refused(row, WHO_ASKS, recorded_by=cast.deputy)

    insert(row)


@pytest.mark.parametrize("was", [{"starts_at": OPENED, "ends_at": BEFORE}, {"starts_at": DECIDED, "ends_at": None}])
def test_what_somebody_asked_before_or_after_they_were_the_dcc_is_not_the_dcc_s(was, cast):
    asked = begin(cast).coverages.get().part.recommendation
    release_to_opcc(asked.inspection, by=cast.coordinator, at=OPENED)
    question = questions.ask_about(asked, "When?", by=cast.opcc, at=BEFORE)
    scrutiny.answer(question, "In May.", by=cast.issue_owner, at=BEFORE)
    insert(RoleGrant(user=cast.opcc, role=Role.DCC, given_by=cast.administrator, awaits_confirmation=True, **was))
    row = Settlement(question=question, outcome="accepted", recorded_by=cast.opcc, recorded_at=DECIDED)

    assert_refused(row, WHO_ASKS, recorded_by=cast.deputy)

    insert(row)


@pytest.mark.parametrize("until", [{"embargo_until": london(2016, 6, 1)}, {"published_on": date(2016, 6, 1)}])
def test_nobody_decides_on_a_response_or_on_words_about_what_they_cannot_see(until, cast):
    hidden = RecommendationFactory(inspection=InspectionFactory(**until))
    name_early_reader(hidden.inspection, cast.deputy, by=cast.coordinator, at=OPENED)
    once = name_early_reader(hidden.inspection, cast.dcc, by=cast.coordinator, at=OPENED)
    end_early_reader(once, why="Not needed.", by=cast.coordinator, at=OPENED)
    response = respond(hidden, cast)
    statement = stated(None, cast, means="no-action-required", of=hidden)
    rows = [
        ResponseDecision(response=response, agreed=True, proposed_by=cast.coordinator),
        StatementDecision(statement=statement, outcome="stands", transcribed_by=cast.coordinator),
    ]
    for row in rows:
        row.recorded_by, row.recorded_at = cast.deputy, DECIDED
        assert_refused(row, "Nobody decides on what they cannot see", recorded_by=cast.dcc)
        insert(row)


def test_of_words_about_one_part_it_is_asked_whose_work_that_part_is(cast):
    asked = recommendation(cast, "a", "b")
    free, hers = asked.parts.order_by("letter")
    ActionFactory(parts=[hers], owner=cast.posts.dcc)
    rows = [
        StatementDecision(
            statement=said_of(cast, of=asked, part=one, words=f"None for {one.letter}.", means="no-action-required"),
            outcome="stands",
            transcribed_by=cast.coordinator,
            recorded_by=cast.dcc,
            recorded_at=DECIDED,
        )
        for one in (free, hers)
    ]

    insert(rows[0])
    with pytest.raises(IntegrityError, match="Nobody decides on their own work"):
        insert(rows[1])


def test_a_part_that_it_answers_no_longer_keeps_nobody_from_deciding(cast):
    action = half_seen(cast)
    hidden = action.coverages.get(part=hidden_part(action))
    end_coverage(hidden, version=version_of(hidden), why="Another does.", by=cast.coordinator, at=BEFORE)
    row = on_action(action, cast, recommend(action, by=cast.owner)).row
    row.recorded_by, row.recorded_at = cast.dcc, DECIDED

    insert(row)


def test_the_issue_owner_agrees_a_date_up_to_the_first_of_the_inspectorate_and_none_after_it(cast):
    limits = {"a": "Within three months", "b": "Within six months"}
    asked = RecommendationFactory(
        issue_owner=cast.posts.issue_owner,
        parts=[
            *(PartDraft(text="Clause", letter=letter, timescale=limit) for letter, limit in limits.items()),
            PartDraft(text="Another body’s", letter="c", timescale="Within one month", ours=False),
        ],
    )
    action, first = ActionFactory(parts=asked.parts.all(), owner=cast.posts.owner), asked.parts.get(letter="a").due_on
    people = {"asked_by": cast.owner, "held_by": cast.owner, "recorded_by": cast.issue_owner}

    def decision(on):
        request = request_deadline(action, on, because="it", reason="Late.", by=cast.owner, at=BEFORE)
        return DeadlineDecision(request=request, agreed=True, reason="Yes.", **people, recorded_at=DECIDED)

    insert(decision(first))
    assert_refused(decision(first + timedelta(days=1)), "The DCC decides a date")
