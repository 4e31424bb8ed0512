"""What somebody may see of what waits: as much as they may see of what it waits on."""

from inspections.services import name_early_reader, release_to_opcc
from recommendations.models import AwaitedStanding
from recommendations.selectors.standings import Standings
from tests.factories import ActionFactory
from tests.moments import NOW, OPENED
from tests.recommendations.attacks import half_seen, hidden_part
from tests.walk import begin, part, recommend


def test_what_waits_is_seen_by_whoever_sees_what_it_waits_on(cast):
    half, whole = half_seen(cast), begin(cast)
    name_early_reader(hidden_part(half).recommendation.inspection, cast.owner, by=cast.coordinator, at=OPENED)
    release_to_opcc(part(whole, "").recommendation.inspection, by=cast.coordinator, at=OPENED)
    begin(cast)  # on which nothing waits
    lone = ActionFactory(owner=cast.posts.owner)  # on no part, so the force's
    recommend(half, part=hidden_part(half), by=cast.owner)
    for action in (whole, lone):
        recommend(action, by=cast.owner)

    for person, seen in ((cast.deputy, {half, whole, lone}), (cast.dcc, {whole, lone}), (cast.opcc, {whole})):
        standings, numbers = Standings(person, now=NOW), {action.number for action in seen}
        assert set(standings.awaited().values_list("action", flat=True)) == numbers
        waiting = standings.actions().filter(standings.awaiting_on_it(kind=AwaitedStanding.Kind.COMPLETION))
        assert set(waiting.values_list("action", flat=True)) == numbers


def test_an_action_is_owned_by_the_holder_of_its_post(cast):
    action = begin(cast)

    assert [Standings(one, now=NOW).owns(action) for one in (cast.owner, cast.other_owner)] == [True, False]
