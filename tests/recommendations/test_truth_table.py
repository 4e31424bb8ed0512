"""Every decision against every role and every interest: what is ruled, and what the database takes, are the same.

Of those without an interest in it by their role; of the DCC, or the OPCC where it is theirs, by their interest.
"""

from collections.abc import Callable
from contextlib import contextmanager
from datetime import date
from typing import NamedTuple

import pytest
from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction

from inspections.services import release_to_opcc
from recommendations.models import (
    Answer,
    DeadlineDecision,
    DeadlineRequest,
    Decision,
    PlanDocument,
    ProgressUpdate,
    Response,
    ResponseDecision,
    Settlement,
    StatementDecision,
    TranscribedStatement,
)
from recommendations.permissions import may, may_agree_response, may_confirm, may_decide_deadline, may_settle
from recommendations.services import actions, questions, recommendations, scrutiny
from recommendations.workflow import MOVES
from safeguarding.appointments import appoint
from safeguarding.models import Record, User
from safeguarding.models.people import Role
from safeguarding.roles import Ruling
from tests.factories import InspectionFactory, UserFactory
from tests.moments import BEGINNING, NOW, OPENED, london
from tests.recommendations.inserted import insert
from tests.recorded import grant, write
from tests.walk import begin, recommend, recommendation, support, withdraw

HELD, LEFT = london(2015, 9, 1), london(2015, 9, 2)
DECISIONS = [move for move in MOVES.values() if move.outcome]


class Kind(NamedTuple):
    """A decision that waits: the Ruling on a person, and the row that the service would insert for them."""

    about: object  # the action or the part that it is on
    rule: Callable[[User], Ruling]
    row: Callable[[], Record]


# The kinds of decision


def _on_action(move):
    def made(cast):
        action = begin(cast)
        recommend(action, by=cast.owner)
        if move.name == "reopen":
            support(action, by=cast.deputy)
        if move.name == "reopen_withdrawn":
            withdraw(action, by=cast.deputy)
        action.refresh_from_db()

        def row():
            closing = ProgressUpdate.objects.filter(action=action, recommends_complete=True).last()
            return Decision(
                action=action,
                outcome=move.outcome,
                reason="So.",
                decided_on=NOW.date(),
                digest="0" * 64,
                update=closing,
                recommended_by=closing.recorded_by,
                updated_by=closing.recorded_by,
                held_by=cast.posts.owner.held_by(NOW),
                issue_held_by=cast.posts.issue_owner.held_by(NOW),
            )

        return Kind(action, lambda person: may(person, move.name, action, at=NOW), row)

    return made


def _date(new_on, instead_on=None):
    def made(cast):
        action = begin(cast)
        asked = {"because": "it", "reason": "Late.", "by": cast.owner, "at": OPENED}
        request = actions.request_deadline(action, new_on, **asked)

        def row():
            holder = cast.posts.owner.held_by(NOW)
            said = {"agreed": True, "instead_on": instead_on, "reason": "So."}
            return DeadlineDecision(request=request, **said, asked_by=cast.owner, held_by=holder)

        return Kind(action, lambda person: may_decide_deadline(person, request, at=NOW, instead_on=instead_on), row)

    return made


def a_response(cast):
    part = recommendation(cast).parts.get()
    said = {"reason": "Issued in 2014.", "by": cast.coordinator, "at": OPENED}
    response = recommendations.respond(part, "in-place", **said)

    def row():
        holder = cast.posts.issue_owner.held_by(NOW)
        said = {"agreed": True, "proposed_by": cast.coordinator, "issue_held_by": holder}
        return ResponseDecision(response=response, **said)

    return Kind(part, lambda person: may_agree_response(person, response, at=NOW), row)


def _statement(with_action):
    def made(cast):
        action = begin(cast)
        part = action.coverages.get().part
        document = PlanDocument(name="p", sha256="1" * 64, rows=1, file=ContentFile(b"...", "p"))
        write(document, by=cast.coordinator, at=OPENED)
        said = {"means": "complete", "words": "Complete.", "document": document, "source": "row 2"}
        about = action if with_action else None
        statement = TranscribedStatement(recommendation=part.recommendation, part=part, action=about, **said)
        write(statement, by=cast.coordinator, at=OPENED)
        return Kind(
            action,
            lambda person: may_confirm(person, statement, at=NOW),
            lambda: StatementDecision(statement=statement, outcome="stands", transcribed_by=cast.coordinator),
        )

    return made


def _settled(question, about):
    row = lambda: Settlement(question=question, outcome="accepted")  # noqa: E731
    return Kind(about, lambda person: may_settle(person, question, at=NOW), row)


def _answer(asker):
    def made(cast):
        action = begin(cast)
        release_to_opcc(action.coverages.get().part.recommendation.inspection, by=cast.coordinator, at=OPENED)
        question = scrutiny.ask(action, "When?", by=getattr(cast, asker), at=OPENED)
        scrutiny.answer(question, "In May.", by=cast.owner, at=OPENED)
        return _settled(question, action)

    return made


def an_answer_on_a_recommendation(cast):
    of = recommendation(cast, inspection=InspectionFactory(released_at=OPENED))
    question = questions.ask_about(of, "When?", by=cast.dcc, at=OPENED)
    scrutiny.answer(question, "In May.", by=cast.issue_owner, at=OPENED)
    return _settled(question, of.parts.get())


WITHIN = "a date within the inspectorate's"
KINDS = {
    **{move.name: (_on_action(move), Role.DCC) for move in DECISIONS},
    "a date beyond the inspectorate's": (_date(date(2015, 12, 1)), Role.DCC),
    WITHIN: (_date(date(2015, 5, 4)), Role.DCC),
    "a date beyond the inspectorate's instead of one within": (_date(date(2015, 5, 4), date(2015, 12, 1)), Role.DCC),
    "a response": (a_response, Role.DCC),
    "words on an action": (_statement(True), Role.DCC),
    "words on a recommendation": (_statement(False), Role.DCC),
    "an answer to the DCC": (_answer("dcc"), Role.DCC),
    "an answer to the OPCC": (_answer("opcc"), Role.OPCC),
    "an answer on a recommendation": (an_answer_on_a_recommendation, Role.DCC),
}


# The interests, each of a person who has no other


def holds(post):
    return lambda kind, person, cast: appoint(getattr(cast.posts, post), person, by=cast.coordinator, at=HELD)


def held(post):
    def was(kind, person, cast):
        holds(post)(kind, person, cast)
        appoint(getattr(cast.posts, post), getattr(cast, post), by=cast.coordinator, at=LEFT)

    return was


def recommended(kind, person, cast):
    said = {"done": "Done.", "recommends_complete": True, "shown": "tested"}
    write(ProgressUpdate(action=kind.about, **said), by=person, at=LEFT)


def answered(kind, person, cast):
    question = scrutiny.ask(kind.about, "Who?", by=cast.deputy, at=HELD)
    write(Answer(question=question, text="I do."), by=person, at=LEFT)
    scrutiny.accept_answer(question, by=cast.deputy, at=LEFT)


def asked_for_a_date(kind, person, cast):
    said = {"new_on": date(2015, 11, 1), "because": "it", "reason": "Late."}
    write(DeadlineRequest(action=kind.about, **said), by=person, at=LEFT)


def proposed(kind, person, cast):
    part = kind.about.coverages.get().part
    write(Response(part=part, kind="position", position="under-way"), by=person, at=LEFT)


def covers(kind, person, cast):
    begin_on = actions.open_action(
        text="Train.", parts=[kind.about], owner=cast.posts.other_owner, by=cast.coordinator, at=HELD
    )
    holds("other_owner")(begin_on, person, cast)


ISSUE = {"issue owner": holds("issue_owner"), "former issue owner": held("issue_owner")}
ON_ACTION = ISSUE | {
    "owner": holds("owner"),
    "former owner": held("owner"),
    "recommended": recommended,
    "answered": answered,
    "asked for a date": asked_for_a_date,
    "proposed": proposed,
}
ON_PART = ISSUE | {"owns what covers it": covers}
# As the issue owner they agree what is within the inspectorate's date.
ALLOWED = {(WITHIN, "issue owner")}


@contextmanager
def undone():
    """What is done within is taken back."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def takes(row, person):
    """Whether the database takes the row from that person."""
    row.recorded_by, row.recorded_at = person, NOW
    try:
        insert(row)
    except IntegrityError:
        return False
    return True


@pytest.mark.parametrize("name", KINDS)
def test_by_role_a_decision_is_taken_from_those_whose_it_is_and_from_nobody_else(name, cast):
    made, theirs = KINDS[name]
    kind, found = made(cast), {}

    for role in (*Role, None):
        with undone():
            person = UserFactory()
            agency = cast.agency if role == Role.PARTNER else None
            if role:
                grant(person, role, agency=agency, by=cast.coordinator, at=BEGINNING)
            found[role] = (bool(kind.rule(person)), takes(kind.row(), person))

    assert found == {role: (role == theirs, role == theirs) for role in (*Role, None)}


@pytest.mark.parametrize("name", KINDS)
def test_an_interest_keeps_whoever_has_it_from_deciding_whatever_their_role(name, cast):
    made, theirs = KINDS[name]
    kind, found = made(cast), {}
    interests = ON_ACTION if hasattr(kind.about, "coverages") and hasattr(kind.about, "owner") else ON_PART

    for tie, have in interests.items():
        with undone():
            person = UserFactory()
            grant(person, theirs, by=cast.coordinator, at=BEGINNING)
            have(kind, person, cast)
            found[tie] = (bool(kind.rule(person)), takes(kind.row(), person))

    assert found == {tie: ((name, tie) in ALLOWED,) * 2 for tie in interests}


@pytest.mark.parametrize("name", KINDS)
def test_a_person_copied_into_a_decision_is_who_the_records_say_and_nobody_else(name, cast):
    made, theirs = KINDS[name]
    kind, person = made(cast), UserFactory()
    grant(person, theirs, by=cast.coordinator, at=BEGINNING)
    copies = [field.name for field in kind.row()._meta.fields if field.related_model is User]
    copies.remove("recorded_by")

    for copy in copies:
        for other in (None, cast.auditor):
            row = kind.row()
            setattr(row, copy, other)
            with undone():
                assert not takes(row, person), (copy, other)
    assert takes(kind.row(), person)
