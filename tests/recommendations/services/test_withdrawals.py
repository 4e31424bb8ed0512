"""A whole import can be withdrawn while nothing has been built on it; nothing is erased."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from recommendations import waiting
from recommendations.models import (
    Action,
    DeadlineRequest,
    Link,
    PlanDocument,
    PlanWithdrawal,
    Recommendation,
    TranscribedStatement,
)
from recommendations.permissions import may_confirm
from recommendations.selectors.intake.answers import Answers
from recommendations.selectors.intake.planned_rows import StatementDraft
from recommendations.selectors.intake.work_since import built_on, import_rows
from recommendations.selectors.register import visible_register
from recommendations.services.actions import allocate, decide_deadline, request_deadline
from recommendations.services.parts import add_part
from recommendations.services.progress import post_update
from recommendations.services.recommendations import PartDraft
from recommendations.services.withdrawals import withdraw_import
from safeguarding.models import Post
from safeguarding.roles import Refused
from tests.factories import InspectionFactory
from tests.moments import NOW, london
from tests.recommendations.planned import accepted, planned
from tests.walk import reopen_withdrawn

pytestmark = pytest.mark.django_db

LATER = london(2015, 5, 1)
OWNED = {"task": "Keep the log.", "action_owner": "Detective Chief Inspector"}
SAID = (StatementDraft("complete", "Complete"),)


@pytest.fixture(autouse=True)
def inspection(cast, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return InspectionFactory(slug="hmic")


@pytest.fixture
def withdraw(cast):
    def withdrawn(document, by=cast.coordinator, at=LATER):
        return withdraw_import(document, reason="The wrong file.", by=by, at=at)

    return withdrawn


def test_what_it_opened_is_withdrawn_and_what_it_added_leaves_the_register(cast, withdraw):
    document = accepted(planned(**OWNED, statements=SAID), by=cast.coordinator).document

    withdraw(document)

    seen = visible_register(cast.coordinator, now=NOW)
    assert (list(seen.recommendations), list(seen.actions)) == ([], [])
    assert [action.status for action in Action.objects.all()] == ["withdrawn"]
    assert Action.objects.get().history.first().history_change_reason == (
        "The import of plan.xlsx was withdrawn: The wrong file."
    )
    assert (TranscribedStatement.objects.count(), waiting.statements().count()) == (1, 0)


def test_what_it_opened_comes_back_by_its_plan_and_not_by_being_reopened(cast, withdraw):
    withdraw(accepted(planned(**OWNED), by=cast.coordinator).document)

    with pytest.raises(Refused, match="It comes back when the plan is brought in again"):
        reopen_withdrawn(Action.objects.get(), by=cast.dcc)


def test_as_it_stood_before_the_withdrawal_it_still_stands(cast, withdraw):
    document = accepted(planned(**OWNED), by=cast.coordinator).document
    withdraw(document)

    then = visible_register(cast.coordinator, now=NOW, as_at=london(2015, 4, 20))

    assert [str(found) for found in then.recommendations.values()] == ["Recommendation 1"]


def test_what_it_said_waited_for_the_dcc_until_the_very_moment_of_its_withdrawal(cast, withdraw):
    document = accepted(planned(**OWNED, statements=SAID), by=cast.coordinator).document
    withdraw(document, at=LATER)

    assert [statement.words for statement in waiting.statements(LATER - timedelta(minutes=1))] == ["Complete"]
    assert list(waiting.statements(LATER)) == []


def test_a_part_that_somebody_added_since_would_go_with_it(cast, withdraw):
    document = accepted(planned(**OWNED), by=cast.coordinator).document
    draft = PartDraft(letter="b", text="And check it.")
    add_part(Recommendation.objects.get(), draft, why="Left out.", by=cast.coordinator, at=london(2015, 4, 20))

    with pytest.raises(ValidationError, match="Recommendation 1: another part, 20 April 2015"):
        withdraw(document)


def test_what_it_changed_is_put_back(cast, withdraw):
    accepted(planned(**OWNED, says_complete=""), by=cast.coordinator)
    second = planned(task="Keep the log daily.", says_complete="Complete", statements=SAID)
    document = accepted(second, by=cast.coordinator, at=london(2015, 4, 20)).document
    assert Action.objects.get().status == "recommended-complete"

    withdraw(document)

    action = Action.objects.get()
    assert (action.text, action.status, action.coverages.get().recommended_in) == ("Keep the log.", "in-progress", None)
    assert action.history.count() == 4  # opened, changed, recommended complete, put back


def test_what_it_allocated_awaits_allocation_again(cast, withdraw):
    accepted(planned(**OWNED | {"action_owner": ""}), by=cast.coordinator)
    document = accepted(planned(**OWNED), by=cast.coordinator, at=london(2015, 4, 20)).document
    assert Action.objects.get().status == "in-progress"

    withdraw(document)

    action = Action.objects.get()
    assert (action.status, action.owner) == ("awaiting-allocation", None)


def test_a_date_that_it_asked_for_waits_for_nobody_any_more(cast, withdraw):
    target = {"target_words": "31/07/2015", "target_on": date(2015, 7, 31), "target_precision": "day"}
    accepted(planned(**OWNED), by=cast.coordinator)
    document = accepted(planned(**OWNED, action_fields=target), by=cast.coordinator, at=london(2015, 4, 20)).document
    assert DeadlineRequest.objects.pending().count() == 1

    withdraw(document)

    assert DeadlineRequest.objects.pending().count() == 0
    assert DeadlineRequest.objects.pending(london(2015, 4, 21)).count() == 1


def test_a_response_that_it_gave_is_nobodys_any_more(cast, withdraw):
    rows = [planned("1"), planned("2", row=3, wording="See that the log is read.")]
    accepted(*rows, by=cast.coordinator)
    pointing = planned("1", links=("2",))
    document = accepted(pointing, by=cast.coordinator, at=london(2015, 4, 20)).document
    seen = visible_register(cast.coordinator, now=NOW)
    assert [part.response.kind for part in seen.parts.values() if part.response] == ["answered-under"]

    assert Link.objects.get().ended_at is None

    withdraw(document)

    seen = visible_register(cast.coordinator, now=NOW)
    assert [part.responses for part in seen.parts.values()] == [[], []]
    assert Link.objects.get().ended_at == LATER
    then = visible_register(cast.coordinator, now=NOW, as_at=london(2015, 4, 21))
    assert [part.response.kind for part in then.parts.values() if part.response] == ["answered-under"]


def test_its_statements_can_no_longer_be_confirmed(cast, withdraw):
    document = accepted(planned(**OWNED, statements=SAID), by=cast.coordinator).document
    withdraw(document)

    ruling = may_confirm(cast.dcc, TranscribedStatement.objects.get(), at=NOW)

    assert "The plan that said this was withdrawn." in ruling.why_not


def test_the_same_file_may_come_in_again_after_it_was_withdrawn(cast, withdraw):
    document = accepted(planned(**OWNED), by=cast.coordinator).document
    withdraw(document)

    again = accepted(planned(**OWNED), by=cast.coordinator, at=NOW)

    assert (again.already, again.document.follows, again.opened) == (False, document, 1)
    assert Recommendation.objects.filter(withdrawn_at=None).count() == 1
    assert PlanDocument.objects.get(withdrawal=None) == again.document


@pytest.mark.parametrize(
    ("built", "told"),
    [
        (
            lambda action, cast: post_update(action, done="Begun.", by=cast.owner, at=LATER),
            ": an update, 1 May 2015.",
        ),
        (lambda action, cast: allocate_to(action, cast), " was changed by Connie Coordinator on 1 May 2015."),
    ],
    ids=["an update", "an allocation"],
)
def test_it_stays_once_something_was_built_on_it_and_says_what(cast, withdraw, built, told):
    unowned = built.__code__.co_names[0] == "allocate_to"
    row = planned(task="Keep the log.") if unowned else planned(**OWNED)
    document = accepted(row, by=cast.coordinator).document
    action = Action.objects.get()
    built(action, cast)

    with pytest.raises(ValidationError) as refused:
        withdraw(document, at=NOW)

    assert f"Action {action.pk}{told}" in refused.value.messages
    assert PlanWithdrawal.objects.count() == 0


def allocate_to(action, cast):
    allocate(action, cast.posts.owner, by=cast.coordinator, at=LATER)


def test_another_document_about_what_it_added_keeps_it_until_that_is_withdrawn(cast, withdraw):
    document = accepted(planned(**OWNED), by=cast.coordinator).document
    other = accepted(planned(statements=SAID), by=cast.coordinator, at=LATER).document

    with pytest.raises(ValidationError) as refused:
        withdraw(document, at=NOW)

    assert refused.value.messages == ["plan.xlsx was accepted after it and builds on it: withdraw that first."]
    withdraw(other, at=NOW)
    assert withdraw(document, at=NOW).document == document


def test_nothing_that_others_do_elsewhere_keeps_it(cast):
    other = accepted(planned("2", **OWNED), by=cast.coordinator).document
    document = accepted(planned("1", task="Read the log."), by=cast.coordinator, at=london(2015, 4, 20)).document
    post_update(Action.objects.order_by("pk").first(), done="Begun.", by=cast.owner, at=LATER)

    standing = [built_on(one, list(import_rows(one))) for one in (document, other)]
    assert [len(sentences) for sentences in standing] == [0, 1]


def test_two_imports_of_one_action_are_withdrawn_one_after_the_other(cast, withdraw):
    first = accepted(planned(**OWNED), by=cast.coordinator).document
    second = accepted(planned(task="Keep the log daily."), by=cast.coordinator, at=london(2015, 4, 20)).document

    withdraw(second)
    withdraw(first, at=NOW)

    assert Action.objects.get().status == "withdrawn"


def test_a_date_that_was_decided_since_keeps_it(cast, withdraw):
    target = {"target_words": "31/07/2015", "target_on": date(2015, 7, 31), "target_precision": "day"}
    accepted(planned(**OWNED), by=cast.coordinator)
    document = accepted(planned(**OWNED, action_fields=target), by=cast.coordinator, at=london(2015, 4, 20)).document
    decide_deadline(DeadlineRequest.objects.get(), agreed=True, reason="Yes.", by=cast.dcc, at=LATER)

    with pytest.raises(ValidationError, match=": a decision on its date, 1 May 2015"):
        withdraw(document, at=NOW)


def test_a_date_that_the_owner_asked_for_since_keeps_it(cast, withdraw):
    document = accepted(planned(**OWNED), by=cast.coordinator).document
    request_deadline(Action.objects.get(), date(2015, 12, 1), because="it", reason="IT", by=cast.owner, at=LATER)

    with pytest.raises(ValidationError, match=": a date asked for, 1 May 2015"):
        withdraw(document, at=NOW)


def test_it_is_withdrawn_once_and_by_a_coordinator(cast, withdraw):
    document = accepted(planned(**OWNED), by=cast.coordinator).document

    with pytest.raises(Refused, match="This is for the inspection coordinator"):
        withdraw(document, by=cast.dcc)
    withdraw(document)
    with pytest.raises(Refused, match="This import is already withdrawn"):
        withdraw(PlanDocument.objects.get(), at=NOW)


def test_a_post_that_it_made_stays(cast, withdraw):
    answers = Answers(owners={"Head of Logs": "new"})
    document = accepted(
        planned(task="Keep it.", action_owner="Head of Logs"), by=cast.coordinator, answers=answers
    ).document
    assert Action.objects.get().owner == Post.objects.get(title="Head of Logs")

    withdraw(document)

    assert Post.objects.filter(title="Head of Logs").count() == 1
