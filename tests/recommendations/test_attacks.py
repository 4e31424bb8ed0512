"""Each way round four eyes that was found is refused to whoever tries it: by the service, by its page, and by the database."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from recommendations.models import (
    Action,
    DeadlineDecision,
    Decision,
    ProgressUpdate,
    Question,
    ResponseDecision,
    Settlement,
    StatementDecision,
)
from recommendations.permissions import Refused
from recommendations.selectors.scrutiny.state_digest import state_digest
from recommendations.services import scrutiny
from safeguarding.appointments import grant
from safeguarding.models import RoleGrant
from safeguarding.models.people import Role
from tests.moments import NOW, OPENED
from tests.recommendations.attacks import ATTACKS, BEFORE, half_seen, hidden_part, on_action, seen_part
from tests.recommendations.inserted import insert, run
from tests.recommendations.views.reading import text
from tests.recommendations.views.scrutiny_pages import form_data, page
from tests.walk import DECIDED, begin, part, recommend, stands, support, taken_to

DECISIONS = (Decision, DeadlineDecision, ResponseDecision, StatementDecision, Settlement)


def decided():
    return sum(model.objects.count() for model in DECISIONS)


@pytest.fixture(params=ATTACKS, ids=lambda attack: attack.__name__)
def attack(request, cast):
    return request.param(cast)


@pytest.fixture(autouse=True)
def at_now(monkeypatch):
    monkeypatch.setattr("safeguarding.clock.now", lambda: NOW)


def test_no_service_takes_it(attack):
    with pytest.raises(Refused, match=r"somebody else has to decide|somebody who sees all of it"):
        attack.decide()

    assert decided() == 0


def test_no_page_takes_it(attack, client):
    client.force_login(attack.by)

    response = client.post(attack.url, attack.sent)

    assert (response.status_code in (200, 403), decided()) == (True, 0)
    assert "somebody else has to decide" in text(response) or "somebody who sees all of it" in text(response)


def test_the_database_refuses_it_and_takes_it_from_another(attack, cast):
    row = attack.row
    row.recorded_by, row.recorded_at = attack.by, DECIDED
    with pytest.raises(IntegrityError, match=r"Nobody decides on (their own work|what they cannot see)"):
        insert(row)
    assert decided() == 0

    row.recorded_by = cast.deputy
    insert(row)
    assert decided() == 1


# What she cannot see


@pytest.fixture
def half(cast):
    action = half_seen(cast)
    recommend(action, by=cast.owner)
    return action


def test_she_decides_on_the_part_that_she_sees_and_the_action_waits_for_another(half, cast, client):
    client.force_login(cast.dcc)
    client.post(page(half), form_data(half, "support", part=seen_part(half).pk))

    decision = Decision.objects.get()
    assert (decision.part, stands(half)[0]) == (seen_part(half), "recommended-complete")


def test_a_question_that_she_cannot_see_is_not_set_aside(half, cast, client):
    question = scrutiny.ask(half, "Which child?", part=hidden_part(half), by=cast.deputy, at=BEFORE)
    support(half, part=seen_part(half), by=cast.dcc)
    client.force_login(cast.dcc)
    crafted = {"part": hidden_part(half).pk, "despite": "It can wait."}

    client.post(page(half), form_data(half, "support", **crafted))
    client.post(page(half), form_data(half, "support", despite="It can wait."))
    client.post(f"/questions/{question.pk}/set-aside/", {"reason": "It can wait."})
    for attempt in (
        lambda: scrutiny.set_aside(question, "It can wait.", by=cast.dcc, at=DECIDED),
        lambda: support(half, despite="It can wait.", by=cast.dcc),
        lambda: support(half, part=hidden_part(half), despite="It can wait.", by=cast.dcc),
    ):
        with pytest.raises(Refused, match="may not see"):
            attempt()
    row = Settlement(question=question, outcome="set-aside", reason="So.", recorded_by=cast.dcc, recorded_at=DECIDED)
    with pytest.raises(IntegrityError, match="what they cannot see"):
        insert(row)

    assert Settlement.objects.count() == 0
    assert Decision.objects.count() == 1


def test_on_an_action_of_one_part_another_part_is_not_taken_for_the_whole(cast, client):
    action, other = begin(cast, "a"), begin(cast, "b")
    recommend(action, by=cast.owner)
    client.force_login(cast.dcc)

    client.post(page(action), form_data(action, "support", part=part(other, "b").pk))
    assert stands(action)[0] == "recommended-complete"

    client.post(page(action), form_data(action, "support", part=part(action, "a").pk))
    assert stands(action)[0] == "complete"


# A role of one's own making


def test_an_administrator_who_gives_himself_the_role_decides_nothing(cast, client):
    action = taken_to("recommended-complete", cast)
    with pytest.raises(ValidationError, match="You cannot give yourself the role"):
        grant(cast.administrator, Role.DCC, by=cast.administrator, at=OPENED)
    for giver in (None, cast.administrator):
        own = RoleGrant(user=cast.administrator, role=Role.DCC, given_by=giver, starts_at=OPENED)
        with pytest.raises(IntegrityError, match="given by somebody else"):
            insert(own)
    client.force_login(cast.administrator)

    assert client.post(page(action), form_data(action, "support")).status_code == 403
    assert (Decision.objects.count(), RoleGrant.objects.filter(user=cast.administrator).count()) == (0, 1)


@pytest.mark.parametrize(
    "taken", ["role = 'dcc'", "user_id = {mine}, role = 'dcc'", "given_by_id = {mine}"], ids=["role", "person", "giver"]
)
def test_a_role_is_not_made_another_s_or_another_one_by_sql(taken, cast):
    role = "given_by_id IS NOT NULL AND role IN ('dcc', 'administrator')"
    with pytest.raises(IntegrityError, match="end it and give another"):
        run(f"UPDATE safeguarding_rolegrant SET {taken.format(mine=cast.administrator.pk)} WHERE {role}")


def test_a_role_is_not_confirmed_by_whoever_gave_it_nor_unconfirmed_at_birth(cast):
    given = grant(cast.nobody, Role.DCC, by=cast.administrator, at=OPENED)
    for confirmer in (cast.administrator.pk, cast.nobody.pk, "NULL"):
        with pytest.raises(IntegrityError, match="confirmed once, by whoever neither gave it nor has it"):
            run(
                "UPDATE safeguarding_rolegrant SET awaits_confirmation = NOT awaits_confirmation,"
                f" confirmed_by_id = {confirmer} WHERE id = {given.pk}"
            )
    with pytest.raises(IntegrityError, match="waits for a second person"):
        insert(RoleGrant(user=cast.auditor, role=Role.DCC, given_by=cast.administrator, starts_at=OPENED))


@pytest.mark.parametrize("column", ["is_active = {no}", "password_by_another = {yes}"])
def test_nobody_decides_by_sql_from_an_account_that_is_closed_or_that_another_can_use(column, cast):
    action = taken_to("recommended-complete", cast)
    attack = on_action(action, cast, ProgressUpdate.objects.get())
    attack.row.recorded_by, attack.row.recorded_at = cast.dcc, DECIDED
    said = {"yes": "'1'", "no": "'0'"}
    run(f"UPDATE safeguarding_user SET {column.format(**said)} WHERE id = {cast.dcc.pk}")

    with pytest.raises(IntegrityError, match="Only the DCC decides this"):
        insert(attack.row)


# Complete without a decision


def test_no_action_is_complete_without_the_decision_that_supports_it(cast):
    for action in (taken_to("in-progress", cast), taken_to("recommended-complete", cast)):
        with pytest.raises(IntegrityError, match="No decision supports its completion"):
            run("UPDATE recommendations_action SET status = 'complete' WHERE number = %s", [action.pk])
    with pytest.raises(IntegrityError, match="No decision supports its completion"):
        insert(Action(text="Made up.", status="complete", owner=cast.posts.owner))

    assert not Action.objects.filter(status="complete").exists()


def test_a_decision_on_one_part_does_not_complete_the_others(cast):
    action = begin(cast, "a", "b")
    recommend(action, by=cast.owner)
    support(action, part=part(action, "a"), by=cast.dcc)

    with pytest.raises(IntegrityError, match="A part that it answers is not supported"):
        run("UPDATE recommendations_action SET status = 'complete' WHERE number = %s", [action.pk])


def test_what_was_reopened_is_not_complete_by_the_decision_of_before(cast):
    action = taken_to("complete", cast)
    first = Decision.objects.get()
    scrutiny.reopen(action, reason="It lapsed.", digest=state_digest(action), by=cast.dcc, at=NOW)
    run("UPDATE recommendations_coverage SET supported_in_id = %s", [first.pk])

    with pytest.raises(IntegrityError, match="No decision supports its completion"):
        run("UPDATE recommendations_action SET status = 'complete'")


def test_of_a_register_that_has_one_already_the_words_are_put_right_all_the_same(cast):
    action = taken_to("complete", cast)
    run("UPDATE recommendations_action SET text = 'Put right.', status = 'complete' WHERE number = %s", [action.pk])

    assert Action.objects.get(pk=action.pk).text == "Put right."
    assert Question.objects.count() == 0
