"""The pages of actions and recommendations come back as they were at every moment of a random walk."""

import random

from recommendations.models import Action
from recommendations.selectors.actions.page import action_page, actions_to_show
from recommendations.selectors.actions.timeline_sources import SOURCES
from recommendations.selectors.recommendations.page import recommendation_page, recommendations_to_show, shown_with
from recommendations.selectors.register import visible_register
from recommendations.selectors.register_keys import Only
from recommendations.selectors.standings import Standings
from safeguarding.roles import authority
from tests.random_walk import RandomWalk

STEPS = 12


def told(asked):
    """What the pages say, but for their addresses, which bear the moment, and for what is done there."""
    actions = {row.number: action_told(action_page(row, asked)) for row in actions_to_show(asked)}
    return actions, {row.id: recommendation_told(row, asked) for row in recommendations_to_show(asked)}


def action_told(page):
    covers = [(one.part.pk, one.part.row.text, str(one.part), one.recommended, one.supported) for one in page.covers]
    waits = [(note.id, note.review_on) for note in page.waits]
    return (
        page.joined.status,
        page.joined.owner,
        page.joined.lateness,
        page.stated,
        covers,
        waits,
        page.facts,
        page.entries,
    )


def recommendation_told(row, asked):
    register = visible_register(asked.user, now=asked.now, as_at=asked.as_at, only=Only(shown_with, row.id))
    page = recommendation_page(row, register, asked)
    parts = [
        (part.state, part.response, part.proposed, [(one.number, one.status, one.lateness) for one in part.actions])
        for part in page.recommendation.parts
    ]
    decided = [response.decided for part in page.recommendation.parts for response in part.responses]
    links = [(one.words, one.other.pk, one.other.state, one.letter, one.note) for one in page.links]
    return (
        page.recommendation.state,
        page.facts,
        parts,
        decided,
        links,
        [each.pk for each in page.statements],
        page.draft,
    )


def assert_one_action_has_what_all_have(reader, now):
    """What is asked of one action is what is asked of all of them."""
    for action in Action.objects.visible_to(reader, now):
        own = action.owner_id in authority(reader, now).posts
        for model in (source.model for source in SOURCES if hasattr(source.model, "to_action")):
            of_one = model.objects.visible_on(action.number, reader, now, own=own)
            of_all = model.objects.visible_to(reader, now)
            here = of_all.filter(**{model.to_action: action})
            assert dict(of_one.values_list("pk", "withheld")) == dict(here.values_list("pk", "withheld"))


def test_every_page_comes_back_as_it_was_and_keeps_the_embargo_of_then(cast, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    walk, readers, were = RandomWalk(cast, random.Random(8)), [cast.dcc, cast.opcc], {}
    for step in range(STEPS):
        walk.step()
        reader = readers[step % 2]
        were[walk.at] = reader, told(Standings(reader, now=walk.at))
    opened = walk.recommendations[2].inspection.embargo_until

    for moment, (reader, was) in were.items():
        assert told(Standings(reader, now=opened, as_at=moment)) == was
        assert len(was[1]) == 2
    assert len(told(Standings(cast.dcc, now=opened))[1]) == 3
    for reader in (cast.dcc, cast.opcc, cast.owner, cast.partner):
        assert_one_action_has_what_all_have(reader, walk.at)
    assert len({str(was) for was in were.values()}) > STEPS / 2
