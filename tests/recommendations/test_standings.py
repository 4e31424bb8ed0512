"""Standings say of every moment what the records say of it, whatever was done and in whatever order."""

import random

import pytest

from recommendations.models import ActionStanding, PartStanding, RecommendationStanding
from recommendations.search import restate as search
from recommendations.selectors.register import visible_register
from recommendations.standings.restate import differences
from tests.random_walk import RandomWalk


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
