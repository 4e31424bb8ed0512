"""The truth table: every role, every tie to the action, every move, every status."""

from datetime import date

import pytest
from django.core.files.base import ContentFile

from recommendations.models import DeadlineRequest, PlanDocument, PlanWithdrawal
from recommendations.permissions import Refused, insist, may, may_decide_deadline, may_take_back_date, moves, ties
from recommendations.workflow import MOVES, Status
from safeguarding.appointments import appoint, deactivate, end
from safeguarding.models.people import Role
from tests.factories import ActionFactory, PostFactory, RecommendationFactory, UserFactory
from tests.moments import BEGINNING, OPENED, london
from tests.recorded import grant, write
from tests.walk import begin, recommend, taken_to

AWAITING, PROGRESS, RECOMMENDED, COMPLETE, WITHDRAWN = (
    "awaiting-allocation",
    "in-progress",
    "recommended-complete",
    "complete",
    "withdrawn",
)
ALWAYS = {AWAITING, PROGRESS, RECOMMENDED, COMPLETE, WITHDRAWN}
WORKING = {PROGRESS, RECOMMENDED}

# Written by hand from domain.md. Each move: the roles that may, the ties that may, in which statuses.
TABLE = {
    "allocate": ({"coordinator"}, {"issue owner"}, {AWAITING}),
    "hand_over": ({"coordinator"}, {"issue owner"}, WORKING),
    "update": (set(), {"action owner"}, WORKING),
    "wait": ({"coordinator"}, {"action owner"}, WORKING),
    "answer": (set(), {"action owner", "issue owner"}, ALWAYS),
    "request_deadline": ({"coordinator"}, {"action owner"}, WORKING),
    "recommend_complete": (set(), {"action owner"}, {PROGRESS}),
    "transcribe_recommendation": ({"coordinator"}, set(), {PROGRESS}),
    "question": ({"dcc", "opcc"}, set(), ALWAYS),
    "support": ({"dcc"}, set(), {RECOMMENDED}),
    "send_back": ({"dcc"}, set(), {RECOMMENDED}),
    "reopen": ({"dcc"}, set(), {COMPLETE}),
    "withdraw": ({"dcc"}, set(), {AWAITING, PROGRESS, RECOMMENDED}),
    "reopen_withdrawn": ({"dcc"}, set(), {WITHDRAWN}),
    "withdraw_import": ({"coordinator"}, set(), {AWAITING, PROGRESS, RECOMMENDED}),
    "undo_recommendation": ({"coordinator"}, set(), {RECOMMENDED}),
    "undo_allocation": ({"coordinator"}, set(), {PROGRESS}),
    "check": (set(), {"action owner", "issue owner"}, {COMPLETE}),
    "take_back": (set(), {"action owner"}, {RECOMMENDED}),
    "set_check": ({"dcc"}, {"action owner", "issue owner"}, WORKING | {COMPLETE}),
    "release": (set(), {"issue owner"}, ALWAYS),
    "ask_update": ({"coordinator", "staff-officer"}, {"issue owner"}, {PROGRESS}),
}
# Four eyes: nobody with one of these ties takes one of these decisions, whatever their role.
DECISIONS = {"support", "send_back", "reopen", "withdraw", "reopen_withdrawn"}
TIES = {"action owner", "former owner", "issue owner"}
OF_OTHERS = {"ask_update"}  # nobody asks themselves

ROLES = ["owner", "coordinator", "dcc", "staff-officer", "opcc", "partner", "auditor", "administrator", "none"]
STATUSES = [AWAITING, PROGRESS, RECOMMENDED, COMPLETE, WITHDRAWN]


def expected(status, ties):
    """Every (move, role, tie) that the table allows in a status."""
    return {
        (move, role, tie)
        for move, (roles, bound, statuses) in TABLE.items()
        for role in ROLES
        for tie in ties
        if status in statuses
        and (role in roles or tie in bound)
        and not (move in DECISIONS and tie in TIES)
        and not (move in OF_OTHERS and tie == "action owner")
    }


def allowed(person, action, role, tie, at):
    return {(move, role, tie) for move in MOVES if may(person, move, action, at=at)}


def person_with(role, cast):
    person = UserFactory()
    if role != "none":
        agency = cast.agency if role == "partner" else None
        grant(person, role, agency=agency, by=cast.coordinator, at=BEGINNING)
    return person


def days():
    """A new moment each time, after everything that was done to the action."""
    return (london(2015, 9, 1, hour, minute) for hour in range(24) for minute in range(60))


def test_every_move_every_role_and_every_status_stands_in_the_table():
    assert set(TABLE) == set(MOVES)
    assert set(STATUSES) == set(Status)
    assert set(ROLES) == {*Role, "none"}


@pytest.mark.parametrize("status", STATUSES)
def test_people_without_a_tie_may_what_their_role_says_and_no_more(status, cast):
    action = taken_to(status, cast)
    at = london(2015, 9, 1)

    found = set()
    for role in ROLES:
        found |= allowed(person_with(role, cast), action, role, "none", at)

    assert found == expected(status, {"none"})


@pytest.mark.parametrize("status", STATUSES)
def test_the_issue_owner_may_what_the_table_says_whatever_their_role(status, cast):
    action = taken_to(status, cast)

    found = set()
    for role, at in zip(ROLES, days(), strict=False):
        person = person_with(role, cast)
        appoint(cast.posts.issue_owner, person, by=cast.coordinator, at=at)
        found |= allowed(person, action, role, "issue owner", at)

    assert found == expected(status, {"issue owner"})


@pytest.mark.parametrize("status", [status for status in STATUSES if status != AWAITING])
def test_the_action_owner_and_those_before_them_may_what_the_table_says_whatever_their_role(status, cast):
    action = taken_to(status, cast)
    people = {role: person_with(role, cast) for role in ROLES}

    found = set()
    for (role, person), at in zip(people.items(), days(), strict=False):
        appoint(cast.posts.owner, person, by=cast.coordinator, at=at)
        found |= allowed(person, action, role, "action owner", at)
    afterwards = london(2015, 9, 2)
    appoint(cast.posts.owner, UserFactory(), by=cast.coordinator, at=afterwards)
    for role, person in people.items():
        found |= allowed(person, action, role, "former owner", afterwards)

    assert found == expected(status, {"action owner", "former owner"})


def test_a_refusal_gives_every_reason_at_once(cast):
    action = begin(cast)

    ruling = may(cast.owner, "support", action, at=london(2015, 9, 1))

    assert ruling.why_not == (
        "This is for the DCC.",
        "The action is in progress.",
        "You own this action, or did since it opened, so somebody else has to decide.",
    )
    with pytest.raises(Refused, match=r"This is for the DCC\. The action is in progress\. You own"):
        insist(ruling)


def test_a_refusal_names_everybody_whom_the_move_is_for(cast):
    action = begin(cast)

    ruling = may(cast.auditor, "hand_over", action, at=london(2015, 9, 1))

    assert ruling.why_not == ("This is for the issue owner or the inspection coordinator.",)


def test_the_page_of_an_action_offers_what_may_be_done_and_explains_what_may_not(cast):
    action = begin(cast)
    recommend(action, by=cast.owner)
    action.refresh_from_db()
    at = london(2015, 9, 1)

    offered = {move.name: bool(ruling) for move, ruling in moves(cast.dcc, action, at=at)}
    told = {move.name: ruling.why_not for move, ruling in moves(cast.owner, action, at=at)}

    decisions = {"support": True, "send_back": True, "reopen": False, "withdraw": True, "reopen_withdrawn": False}
    assert offered == {"question": True, "set_check": True} | decisions
    # what is theirs to do, and of the decisions the one that they wait for; to others nothing is said
    theirs = ["answer", "update", "recommend_complete", "support", "check", "wait", "request_deadline"]
    theirs += ["take_back", "set_check"]
    assert list(told) == theirs
    assert moves(cast.other_owner, action, at=at) == []
    assert told["update"] == ()
    assert told["support"] == (
        "This is for the DCC.",
        "You recommended this complete, so somebody else has to decide.",
        "You own this action, or did since it opened, so somebody else has to decide.",
    )


def test_someone_who_was_deactivated_may_nothing_even_with_role_and_post(cast):
    action = begin(cast)
    deactivate(cast.owner, why="Left.", by=cast.administrator, at=OPENED)

    assert [move for move in MOVES if may(cast.owner, move, action, at=london(2015, 9, 1))] == []


def test_a_role_counts_from_its_beginning_until_its_end(cast):
    action = begin(cast)
    end(cast.dcc.role_grants.get(), why="Left the force", by=cast.administrator, at=london(2015, 9, 1, 12))

    assert may(cast.dcc, "question", action, at=london(2015, 9, 1, 11, 59))
    assert not may(cast.dcc, "question", action, at=london(2015, 9, 1, 12))
    assert not may(cast.dcc, "question", action, at=london(2012, 12, 31))


def test_the_owner_of_one_issue_is_not_tied_to_the_actions_of_another(cast):
    theirs = begin(cast)
    another = ActionFactory(parts=RecommendationFactory(issue_owner=cast.posts.other_owner).parts.all())
    at = london(2015, 9, 1)

    assert ties(cast.issue_owner, theirs, at=at) == {"the issue owner"}
    assert ties(cast.issue_owner, another, at=at) == set()


def test_a_post_that_owns_nothing_ties_to_nothing(cast):
    action = begin(cast)
    appoint(PostFactory(title="Inspector, Custody"), cast.nobody, by=cast.coordinator, at=london(2015, 9, 1))

    assert not may(cast.nobody, "update", action, at=london(2015, 9, 2))


def test_a_date_that_a_withdrawn_plan_asked_for_is_nobodys_to_decide(cast):
    by = {"by": cast.coordinator, "at": OPENED}
    document = write(PlanDocument(name="p", sha256="1" * 64, rows=1, file=ContentFile(b"...", "p")), **by)
    asked = {"new_on": date(2015, 5, 1), "because": "plan", "reason": "The plan says so.", "document": document}
    request = write(DeadlineRequest(action=begin(cast), **asked), **by)
    write(PlanWithdrawal(document=document, reason="Sent by mistake."), **by)

    ruling = may_decide_deadline(cast.dcc, request, at=london(2015, 9, 1))

    assert ruling.why_not == ("The plan that asked for this date was withdrawn.",)
    assert may_take_back_date(cast.owner, request, at=london(2015, 9, 1)).why_not == ruling.why_not
