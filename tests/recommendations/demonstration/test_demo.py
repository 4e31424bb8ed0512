"""The demonstration: built once in an empty database, standing at 10 September 2015, 09:00."""

from datetime import date, timedelta
from io import StringIO
from itertools import product

import pytest
from django.apps import apps
from django.core.management import call_command
from django.core.management.base import CommandError

from inspections.models import Inspection
from recommendations.models import (
    Action,
    Decision,
    PackIssue,
    Question,
    Response,
    ScrutinySession,
    TranscribedStatement,
)
from recommendations.packs.editions import KINDS, content_of
from recommendations.permissions import may
from recommendations.selectors.packs.draft import as_issued
from recommendations.selectors.register import visible_register
from recommendations.selectors.sessions.page import session_page
from recommendations.workflow import PartState, Status
from safeguarding import clock
from safeguarding.append_only import written_once
from safeguarding.as_at import rows
from safeguarding.lib.dates import london_date
from safeguarding.models import Demonstration, User
from tests.factories import UserFactory
from tests.moments import london

from .conftest import build

STANDS_AT = london(2015, 9, 10, 9)


# These two stand first: they need a database without the demonstration that the others share.


def test_it_refuses_a_database_that_holds_anything_else(empty_db, settings):
    settings.DEMONSTRATION = True
    UserFactory()
    with pytest.raises(CommandError, match="holds other things; the demonstration needs an empty one"):
        build()
    assert (User.objects.count(), Inspection.objects.count()) == (1, 0)


def test_make_run_without_it_says_how_a_register_is_begun(empty_db):
    said = StringIO()

    call_command("demo", "--if-on", stdout=said)

    assert "make begin ADMINISTRATOR" in said.getvalue()
    assert not User.objects.exists()


def test_it_refuses_where_the_demonstration_is_off(empty_db):
    with pytest.raises(CommandError, match="The demonstration is off here"):
        build()
    assert User.objects.count() == 0


def action(reference, inspection="hmic-ncpi-2014"):
    covers = {"coverages__part__recommendation__inspection__slug": inspection}
    return Action.objects.filter(coverages__part__recommendation__reference=reference, **covers).first()


def person(username):
    return User.objects.get(username=username)


def test_it_stands_at_nine_on_10_september_2015_and_runs_on(demonstration):
    assert Demonstration.objects.get().stands_at == STANDS_AT
    first, second = clock.now(), clock.now()
    assert STANDS_AT < first < second < STANDS_AT + timedelta(minutes=5)


def test_built_again_it_keeps_its_data_and_says_so(demonstration):
    before = Action.history.count(), User.objects.count()
    assert build() == "The demonstration was built before; its data are kept.\n"
    assert (Action.history.count(), User.objects.count()) == before


def test_the_paper_of_6_august_was_issued_by_a_second_person_and_says_the_same_after_all_that_came_since(demonstration):
    issue = PackIssue.objects.get(pack__meeting__held_on=date(2015, 8, 6))

    assert (issue.prepared_by, issue.recorded_by) == (person("colin.sample"), person("dana.specimen"))
    assert {(file.kind, file.for_public) for file in issue.files.all()} == set(product(KINDS, (False, True)))
    assert content_of(as_issued(issue.pack), issue.layout) == issue.content


def test_everything_in_it_was_recorded_before_it_stands(demonstration):
    recorded = [
        moment
        for model in apps.get_models()
        if model._meta.db_table in written_once()
        for field in ("recorded_at", "history_date")
        if field in {each.name for each in model._meta.get_fields()}
        for moment in model._default_manager.exclude(**{field: None}).values_list(field, flat=True)
    ]
    assert len(recorded) > 200
    assert min(recorded) == london(2013, 11, 4)
    assert max(recorded) < STANDS_AT


def test_no_password_opens_an_account(demonstration):
    assert [user for user in User.objects.all() if user.has_usable_password()] == []


def test_the_scrutiny_of_7_august_counts_from_14_august_and_not_before(demonstration):
    support = Decision.objects.get(action=action("4"))
    assert (support.decided_on.isoformat(), support.recorded_by.username) == ("2015-08-07", "dana.specimen")
    assert action("4").status == Status.COMPLETE
    before = rows(Action, london(2015, 8, 6)).get(number=action("4").number)
    assert before.status == Status.IN_PROGRESS


def test_two_parts_of_recommendation_8_have_open_questions_and_the_other_statements_wait(demonstration):
    open_questions = Question.objects.filter(action=action("8"), settlement=None)
    assert [(question.part.letter, question.answers.count()) for question in open_questions] == [("a", 1), ("b", 0)]
    waiting = TranscribedStatement.objects.filter(action=action("8"), decision=None, means="recommend-complete")
    assert [statement.part.letter for statement in waiting] == ["c", "e", "f"]


def test_the_session_of_7_august_is_half_confirmed_and_the_staff_officer_has_drafted_the_rest(demonstration):
    shown = session_page(ScrutinySession.objects.get(), person("dana.specimen"), at=STANDS_AT)
    assert (str(shown.session), shown.session.state) == ("DCC scrutiny, 7 August 2015", "paused")
    assert [(item.title, item.dealt_with, len(item.waits), len(item.drafts)) for item in shown.items] == [
        ("Action 1", False, 1, 1),
        ("Action 4", True, 0, 0),
        ("Action 5", False, 1, 1),
        ("Action 6", False, 1, 1),
        ("Recommendation 7", False, 2, 2),
        ("Action 7", True, 5, 4),
        ("Recommendation 10", False, 1, 1),
    ]


def test_recommendation_3_has_the_two_actions_of_the_progress_table(demonstration):
    of_three = Action.objects.filter(
        coverages__part__recommendation__inspection__slug="hmic-ncpi-2014",
        coverages__part__recommendation__reference="3",
    )
    assert [(each.owner.title, each.status) for each in of_three] == [
        ("Chief Inspector, Records Project", "in-progress")
    ] * 2


def test_the_missing_persons_manager_has_something_to_update_and_to_recommend(demonstration):
    pat = person("pat.example")
    mine = list(Action.objects.filter(owner__title="Missing Persons Manager").order_by("number"))
    assert [each.status for each in mine] == [Status.RECOMMENDED_COMPLETE, Status.IN_PROGRESS]
    assert [may(pat, move, mine[1], at=STANDS_AT).why_not for move in ("update", "recommend_complete")] == [(), ()]


def test_no_response_is_older_than_the_paper_that_says_it(demonstration):
    first_days = {
        "Progress table": date(2015, 8, 7),
        "Paper on children": date(2015, 3, 25),
        "Action form": date(2015, 3, 25),
    }
    said = [
        (response.said_on or london_date(response.recorded_at), first)
        for response in Response.objects.all()
        for source, first in first_days.items()
        if response.source.startswith(source)
    ]
    assert len(said) > 30
    assert [(on, first) for on, first in said if on < first] == []


def test_nobody_but_a_chief_officer_closed_anything(demonstration):
    assert {decision.recorded_by.username for decision in Decision.objects.all()} == {"dana.specimen"}
    closed = Action.objects.filter(status=Status.COMPLETE)
    assert {each.number for each in closed} == {each.action_id for each in Decision.objects.filter(outcome="supports")}


def test_one_recommended_action_is_for_another_chief_officer_than_the_dcc(demonstration):
    audits = action("6", "hmic-btp-2015")
    assert may(person("dana.specimen"), "support", audits, at=STANDS_AT).why_not == (
        "You own the issue, or did since this opened, so somebody else has to decide.",
    )
    assert may(person("alec.placeholder"), "support", audits, at=STANDS_AT).why_not == ()


def test_the_child_protection_inspection_stands_as_the_story_says(demonstration):
    seen = visible_register(person("dana.specimen"), now=STANDS_AT)
    states = {
        found.row.reference: found.state
        for found in seen.recommendations.values()
        if found.inspection.slug == "hmic-ncpi-2014"
    }
    assert states == {
        "1": PartState.FOR_DECISION,
        "2": PartState.IN_PROGRESS,
        "3": PartState.IN_PROGRESS,
        "4": PartState.COMPLETE,
        "5": PartState.FOR_DECISION,
        "6": PartState.FOR_DECISION,
        "7": PartState.RESPONSE_PROPOSED,
        "8": PartState.IN_PROGRESS,
        "9": PartState.NO_ACTION,
        "10": PartState.NO_ACTION,
        "next-step-1": PartState.ENDED,
        "next-step-2": PartState.ENDED,
        **{f"4.{paragraph}": PartState.NOTHING_ASKED for paragraph in range(3, 8)},
    }


def test_the_opcc_and_the_partner_see_what_they_should(demonstration):
    opcc = visible_register(person("olive.fictitious"), now=STANDS_AT)
    county = visible_register(person("parul.makebelieve"), now=STANDS_AT)
    assert (len(opcc.inspections), len(opcc.actions)) == (8, 14)
    assert [row.slug for row in county.inspections.values()] == ["hmic-ncpi-2014"]
