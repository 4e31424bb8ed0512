"""Attaching recommendations to boards, portfolios and plans: alone and ticked, now and as it stood, and what the figures say."""

import pytest
from django.http import QueryDict

from recommendations.models import Recommendation
from recommendations.selectors.position.page import position
from recommendations.services.recommendations import attach
from recommendations.standings.restate import differences
from tests.factories import ActionFactory, BoardFactory, NamedPlanFactory, PortfolioFactory, RecommendationFactory
from tests.moments import NOW, london
from tests.recommendations.views.reading import shown, text

BEFORE, ATTACHED = "2015-08-31", london(2015, 9, 1)
TICKED = "/recommendations/attach/"


@pytest.fixture
def board(cast):
    return BoardFactory(slug="gold", name="Gold group")


@pytest.fixture
def other(inspection):
    return RecommendationFactory(inspection=inspection, reference="10")


def url_of(recommendation):
    return f"/recommendations/{recommendation.pk}/attach/"


def rows_of(client, address):
    return client.get(address).context["form"]["rows"].value()


def test_it_is_offered_to_the_coordinator_only_and_refused_to_everybody_else(client, cast, recommendation, board):
    url = url_of(recommendation)
    assert url in shown(client, cast.coordinator, f"/recommendations/{recommendation.pk}/")
    assert f'formaction="{TICKED}"' in shown(client, cast.coordinator, "/recommendations/")
    for user in (cast.owner, cast.issue_owner, cast.dcc, cast.staff_officer, cast.opcc, cast.auditor):
        assert url not in shown(client, user, f"/recommendations/{recommendation.pk}/")
        for address in (url, f"{TICKED}?rows={recommendation.pk}"):
            assert client.post(address, {"rows": f"{recommendation.pk}:..", "board": board.pk}).status_code == 403
    recommendation.refresh_from_db()
    assert recommendation.board is None


def test_one_is_attached_and_its_page_says_to_what(coordinator, recommendation, board):
    portfolio = PortfolioFactory(name="Crime and safeguarding")
    sent = {"rows": rows_of(coordinator, url_of(recommendation)), "board": board.pk, "portfolio": portfolio.pk}

    page = text(coordinator.post(url_of(recommendation), sent, follow=True))

    assert "Attached as you chose: Recommendation 9." in page
    assert "Gold group" in page
    assert "Crime and safeguarding" in page


def test_what_is_not_chosen_stays_and_none_takes_it_off_with_the_reason(coordinator, cast, recommendation, board):
    plan = NamedPlanFactory()
    attach(recommendation, board=board, plan=plan, by=cast.coordinator, at=ATTACHED)
    sent = {"rows": rows_of(coordinator, url_of(recommendation)), "board": "none"}

    refused = coordinator.post(url_of(recommendation), sent).context["form"]
    assert refused.errors == {"why": ["Enter why: one of them has another already"]}
    coordinator.post(url_of(recommendation), sent | {"why": "It was wound up."})

    recommendation.refresh_from_db()
    assert (recommendation.board, recommendation.plan) == (None, plan)
    assert recommendation.history.first().history_change_reason == "It was wound up."


def test_nothing_chosen_is_said(coordinator, recommendation):
    form = coordinator.post(url_of(recommendation), {"rows": f"{recommendation.pk}:.."}).context["form"]

    assert form.errors == {"board": ["Choose a board, a portfolio or a plan"]}


def test_the_ticked_are_attached_each_by_itself_and_one_changed_meanwhile_is_not(
    coordinator, cast, recommendation, other, board
):
    address = f"{TICKED}?rows={recommendation.pk}&rows={other.pk}"
    sent = {"rows": rows_of(coordinator, address), "board": board.pk}
    attach(other, board=BoardFactory(name="Silver group"), by=cast.coordinator, at=ATTACHED)

    form = coordinator.post(address, sent).context["form"]

    assert form.errors["rows"] == [
        "Recommendation 10: Its board was changed while you had this page open: Silver group. Look at it again."
    ]
    boards = Recommendation.objects.order_by("pk").values_list("board__name", flat=True)
    assert list(boards) == ["Gold group", "Silver group"]


def test_the_lists_have_it_by_board_now_and_not_before_it_was_attached(coordinator, cast, recommendation, other, board):
    mine = ActionFactory(parts=recommendation.parts.all(), owner=cast.posts.owner)
    ActionFactory(parts=other.parts.all(), owner=cast.posts.owner)
    attach(recommendation, board=board, by=cast.coordinator, at=ATTACHED)

    def found(address):
        return [row.url.partition("?")[0] for row in coordinator.get(address).context["rows"]]

    assert found("/actions/?board=gold") == [f"/actions/{mine.number}/"]
    assert found("/recommendations/?board=gold") == [f"/recommendations/{recommendation.pk}/"]
    assert len(found("/recommendations/?board=none")) == 1
    assert list(differences()) == []
    for listed in ("actions", "recommendations"):
        # What nothing was attached to then is not offered then.
        page = coordinator.get(f"/{listed}/?at={BEFORE}")
        assert (len(page.context["rows"]), "Gold group" in text(page)) == (2, False)


def test_the_position_counts_what_is_open_by_board_and_says_so_of_then(cast, recommendation, other, board):
    attach(recommendation, board=board, by=cast.coordinator, at=ATTACHED)

    gold, without = position(cast.dcc, now=NOW).boards

    assert [figure.count for figure in (gold.still_open, gold.past, gold.unowned)] == [1, 1, 0]
    assert (without.name, without.still_open.count, without.unowned.count) == ("No board", 1, 1)
    assert QueryDict(gold.past.url.partition("?")[2]).dict() == {"board": "gold", "late": "inspectorate"}
    assert position(cast.dcc, now=NOW, as_at=london(2015, 8, 31)).boards == []


def test_the_progress_report_and_the_progress_table_say_where_it_belongs(client, cast, recommendation, board):
    attach(recommendation, board=board, plan=NamedPlanFactory(name="Merged plan"), by=cast.coordinator, at=ATTACHED)

    for page in ("progress/", "plan/progress-table.csv"):
        taken = shown(client, cast.dcc, f"/inspections/ours/{page}")
        assert [words in taken for words in ("Reporting board: Gold group", "Plan: Merged plan")] == [True, True]
