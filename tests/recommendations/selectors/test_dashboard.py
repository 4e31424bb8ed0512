"""The dashboard: each figure is the number of rows behind its link, whatever is filtered; months stand as they stood."""

from dataclasses import fields, is_dataclass
from datetime import date
from urllib.parse import urlsplit

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext

from recommendations.filters import ActionFilter, RecommendationFilter
from recommendations.forms.as_at import AsAtForm
from recommendations.selectors.dashboard import groups
from recommendations.selectors.dashboard.groups import BY
from recommendations.selectors.dashboard.page import dashboard
from recommendations.selectors.dashboard.trend import trend
from recommendations.selectors.dashboard.within import Within
from recommendations.selectors.position.page import position
from recommendations.selectors.standings import Standings
from recommendations.services.actions import decide_deadline, request_deadline
from tests.factories import ActionFactory, BoardFactory, InspectionFactory, RecommendationFactory, ThemeFactory
from tests.moments import NOW, london
from tests.statements import statements_of
from tests.walk import begin, recommend, support

MAY, OCTOBER = date(2015, 5, 1), date(2015, 10, 1)


def within(user, as_at=None, **kept):
    return Within(Standings(user, now=NOW, as_at=as_at), kept)


@pytest.fixture
def work(cast):
    """Actions late, to come, moved, unowned and with the DCC, of two inspections: one of a board and a theme, published on no known day."""
    board, theme = BoardFactory(slug="ours"), ThemeFactory(slug="custody")
    first, second = InspectionFactory(slug="first"), InspectionFactory(slug="second", published_on=None)
    one = RecommendationFactory(inspection=first).parts.get()
    other = RecommendationFactory(inspection=second, board=board, theme=theme).parts.get()
    RecommendationFactory(inspection=second)
    owned = {"owner": cast.posts.owner}
    recommend(ActionFactory(parts=[one, other], target_on=MAY, **owned), by=cast.owner, at=london(2015, 8, 1))
    ActionFactory(parts=[other], at=london(2015, 8, 1))
    moved = ActionFactory(parts=[one], target_on=MAY, **owned)
    asked = request_deadline(moved, OCTOBER, because="it", reason="Late.", by=cast.owner, at=london(2015, 6, 1))
    decide_deadline(asked, agreed=True, reason="So be it.", by=cast.dcc, at=london(2015, 6, 9))


def figures(found):
    """Every (count, url) below a dataclass, where the url leads to a list."""
    if getattr(found, "url", "") and hasattr(found, "count"):
        yield found.count, found.url
    elif is_dataclass(found):
        yield from figures([getattr(found, field.name) for field in fields(found)])
    elif isinstance(found, list):
        for each in found:
            yield from figures(each)


def rows_at(url, user):
    """How many rows the list at `url` has."""
    address = urlsplit(url)
    query, of = QueryDict(address.query), {"/actions/": ActionFilter, "/recommendations/": RecommendationFilter}
    asked = Standings(user, now=NOW, as_at=AsAtForm(query, now=NOW).moment)
    listed = of[address.path](query, asked)
    assert not listed.form.errors
    return listed.qs.count()


@pytest.mark.parametrize("kept", [{}, {"board": "ours"}, {"inspection": "first"}])
def test_every_figure_is_the_number_of_rows_behind_its_link(cast, work, kept):
    asked = within(cast.dcc, **kept)
    found = [dashboard(asked, by) for by in BY]

    leading = {url: count for count, url in figures(found) if count and not url.startswith("/gaps/")}

    assert {url: rows_at(url, cast.dcc) for url in leading} == leading
    assert len(leading) >= 30
    actions = found[0].actions
    assert sum(part.count for part in actions.standings) == actions.open.count == rows_at(actions.open.url, cast.dcc)


def test_what_is_complete_is_in_no_figure_of_what_is_open(cast):
    done = begin(cast, target_on=MAY)
    recommend(done, by=cast.owner)
    support(done, by=cast.dcc)

    found = dashboard(within(cast.dcc), "inspection")

    actions, asked = found.actions, found.recommendations
    assert [(part.key, part.count) for part in (*actions.states, *asked.states) if part.count] == [("complete", 1)] * 2
    assert [part for part in (*actions.standings, *actions.ages, *asked.ages) if part.count] == []
    assert [each.count for each in (actions.open, actions.late, actions.unowned, asked.open, asked.past)] == [0] * 5
    assert (actions.longest, asked.longest) == (None, None)


def test_what_waits_and_what_the_plan_lacks_is_as_much_as_the_position_says(cast, work):
    found, position_of_all = dashboard(within(cast.dcc)), position(cast.dcc, now=NOW)

    assert found.waiting_total == position_of_all.awaiting.dcc_total == 1
    assert found.gaps == position_of_all.gaps and found.gaps.total.count > 0
    assert [dashboard(asked).gaps for asked in (within(cast.owner), within(cast.dcc, board="ours"))] == [None, None]


def test_each_month_stands_as_it_was_recorded_then_and_without_what_was_under_embargo(cast):
    done = begin(cast, target_on=MAY)
    hidden = InspectionFactory(embargo_until=london(2015, 7, 15))
    ActionFactory(parts=RecommendationFactory(inspection=hidden).parts.all(), owner=cast.posts.owner)
    recommend(done, by=cast.owner, at=london(2015, 6, 1))

    found = trend(within(cast.dcc))

    assert [(stood.on.month, stood.late.count, stood.open.count) for stood in found] == [
        (4, 0, 1),
        *[(5, 1, 1), (6, 1, 1)],
        *[(7, 1, 2), (8, 1, 2), (9, 1, 2)],
    ]


def test_the_page_costs_as_many_queries_for_three_as_for_one_and_few(client, cast, work):
    def cost():
        with CaptureQueriesContext(connection) as caught:
            assert "board" in client.get("/position/dashboard/?by=theme&board=ours").context["form"].cleaned_data
        return len(caught)

    client.force_login(cast.dcc)
    first = cost()
    for n in range(2):
        belongs = {"board": BoardFactory(), "theme": ThemeFactory()}
        part = RecommendationFactory(inspection=InspectionFactory(slug=f"more-{n}"), **belongs).parts.get()
        ActionFactory(parts=[part], owner=cast.posts.owner, target_on=MAY)

    assert cost() == first <= 20


def test_without_filters_what_is_asked_whatever_is_found_is_one_statement(client, cast, work):
    client.force_login(cast.dcc)

    assert statements_of(client, "/position/dashboard/") <= 17


def test_without_a_recommendation_or_an_action_there_is_a_sentence_in_place_of_charts(client, cast):
    def shown():
        page = client.get("/position/dashboard/").content.decode()
        return ["reads in the report" in page, "brings in a plan" in page, 'id="trend"' in page, 'id="states"' in page]

    InspectionFactory()
    client.force_login(cast.dcc)
    empty = shown()
    part = RecommendationFactory().parts.get()
    asked = shown()
    ActionFactory(parts=[part])

    assert empty == [True, False, False, False]
    assert asked == [False, True, False, True]
    assert shown() == [False, False, True, True]


def test_groups_stand_on_pages_and_one_of_none_is_the_nearest(cast, work, monkeypatch):
    monkeypatch.setattr(groups, "SHOWN", 1)

    pages = [dashboard(within(cast.coordinator), "inspection", page).groups for page in ("1", "2", "9")]

    assert [[one.url.rpartition("=")[2] for one in page.groups] for page in pages] == [
        ["first"],
        ["second"],
        ["second"],
    ]
