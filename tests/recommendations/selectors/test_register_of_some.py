"""A Register of some recommendations says of them what the whole one says, and asks no more for many than for one."""

from datetime import date

import pytest

from recommendations.selectors.recommendations.page import shown_with
from recommendations.selectors.register import visible_register
from recommendations.selectors.register_keys import Only, of_inspection
from recommendations.services.links import link
from recommendations.services.recommendations import PartDraft
from safeguarding.history import verb
from tests.factories import ActionFactory, InspectionFactory, RecommendationFactory
from tests.moments import NOW, OPENED, london
from tests.recommendations.views.reading import shown
from tests.statements import parameters_of_each

LATER = london(2015, 7, 1)


@pytest.fixture
def inspection(cast):
    return InspectionFactory(slug="ours")


def said(register, keys):
    """What it says of the recommendations with these keys, and of the actions under them."""
    found = [register.recommendations[key] for key in keys]
    actions = {action.number: action for one in found for action in one.actions}
    return (
        [(str(one), one.state, [str(part) for part in one.parts]) for one in found],
        [(number, action.status, action.due_on, action.asked, action.lateness) for number, action in actions.items()],
    )


@pytest.mark.parametrize("as_at", [None, london(2015, 6, 30), LATER])
def test_it_says_what_the_whole_register_says(cast, inspection, as_at):
    ours = RecommendationFactory(inspection=inspection)
    theirs = RecommendationFactory(parts=[PartDraft("At once.", timescale="Immediately")])
    sooner = RecommendationFactory(parts=[PartDraft("By March.", timescale="By 31 March 2015")])
    first = ActionFactory(parts=[ours.parts.get(), theirs.parts.get(), sooner.parts.get()], owner=cast.posts.owner)
    ActionFactory(parts=[ours.parts.get()], at=LATER)
    ActionFactory(parts=[])

    whole = visible_register(cast.dcc, now=NOW, as_at=as_at)
    some = visible_register(cast.dcc, now=NOW, as_at=as_at, only=Only(of_inspection, inspection.pk))

    assert list(some.recommendations) == [ours.pk]
    assert said(some, [ours.pk]) == said(whole, [ours.pk])
    assert list(some.actions) == [number for number, action in whole.actions.items() if action in _under(whole, ours)]
    assert some.actions[first.number].due_on == date(2015, 3, 31)


def _under(register, recommendation):
    return register.recommendations[recommendation.pk].actions


def test_a_date_that_may_not_be_seen_yet_makes_nothing_late(cast, inspection):
    ours = RecommendationFactory(inspection=inspection, parts=[PartDraft("Do it.")])
    hidden = InspectionFactory(embargo_until=london(2015, 10, 1))
    secret = RecommendationFactory(inspection=hidden, parts=[PartDraft("By March.", timescale="By 31 March 2015")])
    action = ActionFactory(parts=[ours.parts.get(), secret.parts.get()], owner=cast.posts.owner)

    only = Only(of_inspection, inspection.pk)
    before, after = (visible_register(cast.dcc, now=now, only=only) for now in (NOW, london(2015, 10, 2)))

    assert (before.actions[action.number].due_on, after.actions[action.number].due_on) == (None, date(2015, 3, 31))


def test_of_a_recommendation_it_has_what_the_page_names(cast, inspection):
    concern = RecommendationFactory(inspection=inspection, kind="cause-of-concern")
    asked = RecommendationFactory(inspection=inspection, cause_of_concern=concern)
    other = RecommendationFactory()
    RecommendationFactory(inspection=inspection)
    link(asked, other, "depends-on", by=cast.coordinator, at=OPENED)

    def keys(one):
        return set(visible_register(cast.dcc, now=NOW, only=Only(shown_with, one.pk)).recommendations)

    assert keys(asked) == {concern.pk, asked.pk, other.pk}
    assert keys(concern) == {concern.pk, asked.pk}
    assert keys(other) == {asked.pk, other.pk}


def asked(client, user, url):
    """How many parameters each statement has."""
    with parameters_of_each() as parameters:
        shown(client, user, url)
    return parameters


def test_pages_ask_no_more_of_fifty_than_of_one(client, cast, inspection):
    first = RecommendationFactory(inspection=inspection)
    ActionFactory(parts=[first.parts.get()], owner=cast.posts.owner)
    ours = "/inspections/ours/"
    progress = f"{ours}progress/"
    urls = [
        ours,
        progress,
        f"{progress}?at=2015-08-06",
        f"{ours}plan/progress-table.csv",
        f"/recommendations/{first.pk}/",
    ]
    counts = []
    for more in (0, 2, 47):
        with verb():
            for _ in range(more):
                found = RecommendationFactory(inspection=inspection)
                ActionFactory(parts=[found.parts.get(), first.parts.get()], owner=cast.posts.owner)
        shown(client, cast.dcc, ours)  # what is asked once after signing in
        parameters = [asked(client, cast.dcc, url) for url in urls]
        counts.append([len(each) for each in parameters])

    assert counts == [counts[0]] * 3
    assert max(max(each) for each in parameters) <= 200
