"""A date within the inspectorate's that no issue owner may agree comes to the DCC, and no other does."""

from datetime import date

import pytest

from recommendations.permissions import may_decide_deadline
from recommendations.selectors.my_actions import my_actions
from recommendations.selectors.scrutiny.barred import barred_dates
from recommendations.selectors.scrutiny.queue import queue
from recommendations.selectors.sessions.proposed import proposed
from recommendations.services.actions import request_deadline
from safeguarding.appointments import appoint, end
from tests.moments import NOW, OPENED, london
from tests.walk import begin, recommend, send_back

ASKED = london(2015, 4, 10)


def ask(action, by):
    """A date within the inspectorate's 11 May 2015."""
    return request_deadline(action, date(2015, 5, 1), because="it", reason="Soon.", by=by, at=ASKED)


def issue_owner_asks_as_coordinator(cast, action):
    appoint(cast.posts.issue_owner, cast.coordinator, by=cast.administrator, at=OPENED)
    return ask(action, cast.coordinator)


def nobody_holds_the_post(cast, action):
    end(cast.posts.issue_owner.holdings.get(), why="Left", by=cast.coordinator, at=OPENED)
    return ask(action, cast.owner)


def the_issue_owner_owned_the_action(cast, action):
    appoint(cast.posts.owner, cast.issue_owner, by=cast.coordinator, at=OPENED)
    appoint(cast.posts.owner, cast.owner, by=cast.coordinator, at=london(2015, 4, 5))
    return ask(action, cast.owner)


def the_issue_owner_recommended_it(cast, action):
    appoint(cast.posts.owner, cast.issue_owner, by=cast.coordinator, at=OPENED)
    recommend(action, by=cast.issue_owner, at=OPENED)
    send_back(action, by=cast.dcc, at=london(2015, 4, 4))
    appoint(cast.posts.owner, cast.owner, by=cast.coordinator, at=london(2015, 4, 5))
    return ask(action, cast.owner)


@pytest.mark.parametrize(
    "done",
    [
        issue_owner_asks_as_coordinator,
        nobody_holds_the_post,
        the_issue_owner_owned_the_action,
        the_issue_owner_recommended_it,
    ],
)
def test_it_stands_on_scrutiny_and_on_an_agenda_and_the_dcc_may_decide_it(cast, done):
    request = done(cast, begin(cast))

    assert list(queue(cast.dcc, at=NOW).barred) == [request]
    assert [matter.on_action for matter, _ in proposed(cast.dcc, ["deadline"], at=NOW)] == [request.action_id]
    assert may_decide_deadline(cast.dcc, request, at=NOW)
    holder = cast.posts.issue_owner.held_by(NOW)
    assert holder is None or not may_decide_deadline(holder, request, at=NOW)


def test_one_that_the_issue_owner_may_agree_is_theirs_alone(cast):
    request = ask(begin(cast), cast.owner)

    assert list(barred_dates(cast.dcc, NOW)) == []
    assert [line.number for line in my_actions(cast.issue_owner, now=NOW).to_decide] == [request.action_id]
