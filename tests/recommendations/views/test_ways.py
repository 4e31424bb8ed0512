"""The one green button of an action's page: what its reader most probably does next, and nothing where that is nothing."""

from datetime import date

import pytest

from recommendations.services import actions, progress, scrutiny
from recommendations.workflow import Status
from tests.factories import ActionFactory
from tests.moments import london
from tests.recommendations.views.reading import shown
from tests.walk import begin, recommend, send_back, taken_to

READERS = ["owner", "other_owner", "issue_owner", "coordinator", "dcc", "deputy", "staff_officer", "auditor"]


def green(client, user, action):
    """The labels of the buttons that are green on the action's page, and of the first of all its ways."""
    client.force_login(user)
    ways = client.get(f"/actions/{action.number}/").context["ways"]
    return [way["label"] for way in ways if way["likely"]], next((way["label"] for way in ways), "")


@pytest.mark.parametrize("status", Status)
def test_it_is_never_to_withdraw_and_at_most_one_of_them_the_first(client, cast, status):
    action = taken_to(status, cast)
    for reader in READERS:
        found, first = green(client, getattr(cast, reader), action)
        assert found in ([], [first])
        assert not any(label.startswith(("Withdraw", "Send back", "Reopen")) for label in found)


@pytest.mark.parametrize(
    ("status", "reader", "label"),
    [
        (Status.AWAITING_ALLOCATION, "coordinator", ["Allocate"]),
        (Status.AWAITING_ALLOCATION, "dcc", ["Ask a question"]),
        (Status.IN_PROGRESS, "owner", ["Update or recommend complete"]),
        (Status.IN_PROGRESS, "coordinator", []),
        (Status.IN_PROGRESS, "issue_owner", []),
        (Status.IN_PROGRESS, "dcc", ["Ask a question"]),
        (Status.RECOMMENDED_COMPLETE, "dcc", ["Support completion, send back or withdraw"]),
        (Status.RECOMMENDED_COMPLETE, "owner", ["Update"]),
        (Status.COMPLETE, "dcc", ["Ask a question"]),
    ],
)
def test_it_is_what_the_reader_most_probably_does_next(client, cast, status, reader, label):
    assert green(client, getattr(cast, reader), taken_to(status, cast))[0] == label


@pytest.mark.parametrize(("status", "read"), [(Status.IN_PROGRESS, False), (Status.RECOMMENDED_COMPLETE, True)])
def test_an_owner_reads_why_support_is_not_theirs_where_something_waits_for_it(client, cast, status, read):
    assert ("Support completion:" in shown(client, cast.owner, f"/actions/{taken_to(status, cast).number}/")) == read


def test_an_answer_that_waits_leads_the_dcc_to_accept_it_before_anything_else(client, cast):
    action = begin(cast)
    question = scrutiny.ask(action, "How?", by=cast.dcc, at=london(2015, 8, 2))
    assert green(client, cast.owner, action)[0] == ["Answer a question"]

    scrutiny.answer(question, "So.", by=cast.owner, at=london(2015, 8, 3))

    assert green(client, cast.dcc, action)[0] == ["Accept the answer or withdraw"]
    assert f'href="/scrutiny/{action.number}/"' in shown(client, cast.dcc, f"/actions/{action.number}/")


@pytest.mark.parametrize(
    ("asked_for", "issue_owner", "dcc"),
    [
        (date(2015, 5, 10), ["Decide on the date asked for"], ["Decide on the date asked for"]),
        (date(2015, 5, 12), [], ["Decide on the date asked for"]),
    ],
)
def test_a_date_that_waits_is_first_for_whoever_may_agree_it(client, cast, part, asked_for, issue_owner, dcc):
    action = ActionFactory(parts=[part], owner=cast.posts.owner)
    actions.request_deadline(action, asked_for, because="it", reason="Late.", by=cast.owner, at=london(2015, 4, 10))

    assert green(client, cast.issue_owner, action)[0] == issue_owner
    assert green(client, cast.dcc, action)[0] == dcc


@pytest.mark.parametrize("status", [Status.AWAITING_ALLOCATION, Status.IN_PROGRESS])
def test_who_gives_it_to_a_post_need_not_read_why_the_other_way_of_that_does_not_fit(client, cast, status):
    action = taken_to(status, cast)
    client.force_login(cast.coordinator)

    refused = client.get(f"/actions/{action.number}/").context["refusals"]

    assert not {one["label"] for one in refused} & {"Allocate", "Hand over"}


def test_what_is_decided_at_the_foot_of_its_page_leads_there(client, cast):
    page = shown(client, cast.dcc, f"/actions/{(action := taken_to(Status.COMPLETE, cast)).number}/")
    assert f'href="/scrutiny/{action.number}/#decision"' in page


def test_what_was_sent_back_says_why_until_an_update_answers(client, cast):
    action = begin(cast)
    recommend(action, cast.owner, at=london(2015, 8, 1))
    send_back(action, cast.dcc, at=london(2015, 8, 7), reason="Show three months.")

    page = shown(client, cast.owner, f"/actions/{action.number}/")
    assert "Sent back by Dana Deputy-Chief, 7 August 2015" in page
    assert page.index("Show three months.") < page.index("Update or recommend complete")
    assert "Its owner says" not in page

    progress.post_update(action, done="Three.", assessment="on-target", by=cast.owner, at=london(2015, 8, 8))
    page = shown(client, cast.owner, f"/actions/{action.number}/")
    assert "Sent back by" not in page
    assert "Its owner says: on target" in page


def test_who_would_answer_again_reads_what_was_answered(client, cast):
    question = scrutiny.ask(begin(cast), "How?", by=cast.dcc, at=london(2015, 8, 7))
    scrutiny.answer(question, "By the log.", by=cast.owner, at=london(2015, 8, 8))

    page = shown(client, cast.owner, f"/questions/{question.pk}/answer/")

    assert "By the log." in page
    assert "It waits to be accepted." in page
