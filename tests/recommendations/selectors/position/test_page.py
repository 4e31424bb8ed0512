"""The figures, counted by hand on a small register; the same moment always gives the same ones."""

from datetime import date
from urllib.parse import urlsplit

import pytest
from django.http import QueryDict

from recommendations.filters import ActionFilter, RecommendationFilter
from recommendations.forms.as_at import AsAtForm
from recommendations.selectors.position.page import position
from recommendations.selectors.scrutiny.state_digest import state_digest
from recommendations.selectors.standings import Standings
from recommendations.services.actions import request_deadline
from recommendations.services.progress import post_update
from recommendations.services.scrutiny import support
from safeguarding.appointments import end
from safeguarding.models import Holding
from tests.factories import ActionFactory, InspectionFactory, RecommendationFactory
from tests.moments import NOW, london


def counts(found):
    return {slice.key: slice.count for slice in found.all.slices}


def standings(found):
    return {words: figure.count for words, figure in found.deadlines.open.standings}


def late(found):
    return [row.actions.count for row in found.deadlines.late]


def test_recommendations_are_counted_by_their_state(cast, small):
    found = position(cast.dcc, now=NOW)

    assert (found.all.total, counts(found)) == (
        4,
        {"no-action": 1, "awaiting-allocation": 1, "in-progress": 1, "complete": 1},
    )
    assert [(row.name, row.total) for row in found.rows] == [("The small inspection", 4), ("All inspections", 4)]


def test_next_steps_strengths_and_what_is_for_others_are_counted_apart(cast, small):
    apart = position(cast.dcc, now=NOW).apart

    assert (apart.next_steps.count, apart.strengths.count) == (1, 1)
    assert (apart.of_others.count, apart.parts_of_others.count) == (1, 2)


def test_parts_of_ours_are_counted_by_themselves(cast, small):
    found = position(cast.dcc, now=NOW)

    assert {row.key: (row.parts.count, row.recommendations.count) for row in found.parts} == {
        "no-action": (1, 1),
        "awaiting-allocation": (1, 1),
        "in-progress": (1, 1),
        "complete": (1, 1),
    }
    assert found.parts_total.count == 4


def test_open_actions_are_the_sum_of_the_four(cast, small):
    found = position(cast.dcc, now=NOW)

    assert standings(found) == {"Not yet due": 0, "On a revised date": 1, "Late": 1, "No date": 1}
    assert found.deadlines.open.total.count == 3


def test_late_stands_three_ways_side_by_side(cast, small):
    assert late(position(cast.dcc, now=NOW)) == [1, 2, 0]


def test_a_part_is_past_the_inspectorate_s_date_with_or_without_an_action(cast, small):
    dates = position(cast.dcc, now=NOW).deadlines

    assert (dates.parts_past.count, dates.recommendations_past.count) == (1, 1)


def test_asked_for_immediately_is_listed_with_its_days(cast, small):
    found = position(cast.dcc, now=NOW).deadlines.immediate

    assert [(one.reference, one.days) for one in found] == [("2", 211)]


def test_extensions_are_counted_by_reason(cast, small):
    request_deadline(
        small.moved, date(2016, 3, 1), because="partner", reason="Theirs is late.", by=cast.owner, at=london(2015, 9, 1)
    )

    found = position(cast.dcc, now=NOW).deadlines.extensions

    assert [(row.because, row.asked, row.granted, row.refused, row.waiting) for row in found] == [
        ("Waiting on IT", 1, 1, 0, 0),
        ("Waiting on a partner", 1, 0, 0, 1),
        ("All reasons", 2, 1, 0, 1),
    ]


def test_what_nobody_owns_is_counted_and_so_is_a_post_that_nobody_holds(cast, small):
    end(Holding.objects.get(post=cast.posts.owner), why="Left.", by=cast.administrator, at=london(2015, 8, 20))

    found = position(cast.dcc, now=NOW).unowned
    before = position(cast.dcc, now=NOW, as_at=london(2015, 8, 19)).unowned

    assert (found.actions.count, found.recommendations.count, found.vacant.count) == (1, 1, 2)
    assert found.vacant_posts == ["Detective Chief Inspector"]
    assert before.vacant.count == 0


def test_milestones_are_past_from_the_day_after(cast, small):
    found = position(cast.dcc, now=NOW).deadlines.steps

    assert [(step.due_on, step.past) for step in found] == [
        (date(2015, 3, 25), True),
        (date(2015, 3, 25), True),
        (date(2015, 8, 11), True),
    ]
    assert [step.past for step in position(cast.dcc, now=NOW, as_at=london(2015, 8, 11)).deadlines.steps] == [
        True,
        True,
        False,
    ]


def test_the_same_moment_gives_the_same_figures_after_later_changes(cast, small):
    moment = london(2015, 8, 6)
    before = position(cast.dcc, now=london(2015, 8, 6, 10), as_at=moment)
    post_update(
        small.moved, done="More.", recommends_complete=True, shown="tested", by=cast.owner, at=london(2015, 9, 1)
    )
    support(small.moved, reason="Seen.", digest=state_digest(small.moved), by=cast.dcc, at=london(2015, 9, 2))
    ActionFactory(parts=[small.none.parts.get()], owner=cast.posts.owner, at=london(2015, 9, 3))

    assert position(cast.dcc, now=NOW, as_at=moment) == before
    assert counts(position(cast.dcc, now=NOW)) != counts(before)


def test_force_only_words_change_no_figure_of_the_opcc_s(cast, small):
    post_update(small.moved, done="Secret.", audience="force", by=cast.owner, at=london(2015, 9, 1))
    ActionFactory(parts=[small.none.parts.get()], owner=cast.posts.owner, audience="force", target_on=date(2015, 5, 1))

    assert position(cast.opcc, now=NOW) == position(cast.dcc, now=NOW)


def test_what_a_person_may_not_see_is_in_no_figure(cast, small):
    hidden = InspectionFactory(embargo_until=london(2015, 10, 1))
    ActionFactory(parts=[RecommendationFactory(inspection=hidden).parts.get()], target_on=date(2015, 4, 30))
    RecommendationFactory()

    assert (position(cast.dcc, now=NOW).all.total, position(cast.opcc, now=NOW).all.total) == (5, 4)
    assert position(cast.partner, now=NOW).all.total == 0
    assert position(cast.dcc, now=NOW).deadlines.open.total.count == 3


def figures_with_addresses(found):
    yield from ((figure, figure.count) for row in found.rows for figure in row.slices)
    yield from ((row.recommendations, row.recommendations.count) for row in found.parts)
    dates, apart = found.deadlines, found.apart
    single = [dates.open.total, *(row.actions for row in dates.late), *(figure for _, figure in dates.open.standings)]
    single += [dates.recommendations_past, dates.immediate_in, found.unowned.actions, found.unowned.recommendations]
    single += [apart.next_steps, apart.strengths, apart.of_others]
    yield from ((figure, figure.count) for figure in single)


def listed(url, person):
    """How many rows the list at `url` shows."""
    split = urlsplit(url)
    kind = {"/actions/": ActionFilter, "/recommendations/": RecommendationFilter}[split.path]
    asked = QueryDict(split.query)
    standings = Standings(person, now=NOW, as_at=AsAtForm(asked, now=NOW).moment)
    return kind(asked, standings).qs.count()


@pytest.mark.parametrize(
    ("moment", "total"),
    [
        (None, 28),
        (london(2015, 4, 2), 26),
        (london(2015, 5, 1), 30),
        (london(2015, 6, 15), 33),
        (london(2015, 7, 15), 34),
        (london(2015, 8, 6), 34),
    ],
)
def test_every_figure_leads_to_exactly_the_items_behind_it_now_and_then(cast, small, moment, total):
    figures = list(figures_with_addresses(position(cast.dcc, now=NOW, as_at=moment)))

    assert [(figure.url, listed(figure.url, cast.dcc)) for figure, _ in figures] == [
        (figure.url, count) for figure, count in figures
    ]
    assert sum(count for _, count in figures) == total


def test_a_figure_of_the_past_leads_to_the_same_past(cast, small):
    found = position(cast.dcc, now=NOW, as_at=london(2015, 8, 6))

    assert {figure.url.rpartition("at=")[2] for figure, _ in figures_with_addresses(found)} == {"2015-08-06T09%3A00"}
    assert found.rows[0].url == "/inspections/small/progress/?at=2015-08-06T09%3A00"
