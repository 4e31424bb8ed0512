"""Standings say of every moment what the records say of it, whatever was done and in whatever order."""

import random

import pytest

from recommendations.models import ActionStanding, PartStanding, RecommendationStanding
from recommendations.search import restate as search
from recommendations.selectors.register import visible_register
from recommendations.standings.restate import differences, rebuild
from tests.factories import ActionFactory
from tests.moments import NOW, london
from tests.random_walk import RandomWalk
from tests.walk import begin, recommend, support


def assert_standings_say_what_the_register_says(register, at=None):
    """The Register is joined from the history, without a standing."""
    seen = {"inspection__in": list(register.inspections)}
    parts = PartStanding.objects.at(at).filter(**seen).values_list("part", "state", "proposed")
    assert {pk: (state, proposed) for pk, state, proposed in parts} == {
        pk: (part.state, part.proposed and part.proposed.pk) for pk, part in register.parts.items()
    }
    recommendations = RecommendationStanding.objects.at(at).filter(**seen).values_list("recommendation", "state")
    assert dict(recommendations) == {pk: one.state for pk, one in register.recommendations.items()}
    actions = (
        ActionStanding.objects.at(at)
        .filter(action__in=list(register.actions))
        .values_list("action", "status", "owner", "target_on")
    )
    assert set(actions) == {(a.number, a.status, a.row.owner_id, a.row.target_on) for a in register.actions.values()}


@pytest.mark.parametrize("seed", range(3))
def test_after_any_verbs_the_standings_are_as_the_records_have_them(cast, seed, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    walk = RandomWalk(cast, random.Random(seed))
    moments = []
    for _ in range(25):
        walk.step()
        moments.append(walk.at)

    assert list(differences()) == list(search.differences()) == []
    late = walk.recommendations[2].inspection.embargo_until
    assert_standings_say_what_the_register_says(visible_register(cast.dcc, now=late))
    for moment in moments:
        assert_standings_say_what_the_register_says(visible_register(cast.dcc, now=late, as_at=moment), moment)


def test_what_is_dated_before_what_was_recorded_since_changes_what_stood_from_then_on(cast):
    first = begin(cast)
    second = ActionFactory(parts=[first.coverages.get().part], owner=cast.posts.owner)
    recommend(first, by=cast.owner, at=london(2015, 8, 5))
    support(first, by=cast.dcc, at=london(2015, 8, 10))

    recommend(second, by=cast.owner, at=london(2015, 8, 3))

    assert list(differences()) == []
    assert_standings_say_what_the_register_says(visible_register(cast.dcc, now=NOW))


def test_what_differs_is_named_and_made_anew(cast):
    recommend(begin(cast), by=cast.owner)
    ActionStanding.objects.at().update(status="in-progress")

    missing, not_so = differences()
    assert ("missing" in missing, "status recommended-complete" in missing) == (True, True)
    assert ("not so" in not_so, "status in-progress" in not_so) == (True, True)
    rebuild()
    assert list(differences()) == []
