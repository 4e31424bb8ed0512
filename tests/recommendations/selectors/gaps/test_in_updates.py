"""How it was last said to go: as the last update that says so was corrected, now and then."""

from datetime import date, timedelta

from recommendations.selectors.gaps.list import check_of
from recommendations.selectors.standings import Standings
from recommendations.services.corrected import correct_update
from recommendations.services.progress import post_update
from recommendations.services.taken_back import take_back_recommendation
from recommendations.workflow import Gap
from tests.moments import NOW
from tests.walk import recommend

from .pairs_in_plans import AUGUST, answer


def test_how_it_goes_is_as_the_last_update_was_corrected(cast):
    check, asked = check_of(Gap.ON_TARGET_WHILE_PAST, "action"), Standings(cast.coordinator, now=NOW)
    corrected = []
    for states in ("on-target", "off-target"):
        action = answer(cast, target_on=date(2015, 4, 30))
        post_update(action, done="Begun.", assessment="at-risk", by=cast.owner, at=AUGUST)
        last = post_update(action, done="More.", assessment=states, by=cast.owner, at=AUGUST + timedelta(days=1))
        corrected.append((action, last))
    for (_, last), states in zip(corrected, ("off-target", "on-target"), strict=True):
        correct_update(last, why="Ticked wrongly.", seen=last.pk, by=cast.owner, at=NOW, assessment=states)

    assert [row.action_id for row in check.rows(asked)] == [corrected[1][0].pk]
    then = Standings(cast.coordinator, now=NOW, as_at=AUGUST + timedelta(days=1))
    assert [row.action_id for row in check.rows(then)] == [corrected[0][0].pk]


def test_an_update_that_says_nothing_of_how_it_goes_any_more_leaves_what_was_said_before(cast):
    check, asked = check_of(Gap.ON_TARGET_WHILE_PAST, "action"), Standings(cast.coordinator, now=NOW)
    action = answer(cast, target_on=date(2015, 4, 30))
    post_update(action, done="Begun.", assessment="on-target", by=cast.owner, at=AUGUST)
    last = recommend(action, by=cast.owner, at=AUGUST + timedelta(days=1), assessment="at-risk")
    take_back_recommendation(action, reason="Not yet.", by=cast.owner, at=AUGUST + timedelta(days=2))
    told = []
    for states in ("", "off-target", "on-target", ""):
        last = correct_update(last, why="Ticked wrongly.", seen=last.pk, by=cast.owner, at=NOW, assessment=states)
        told.append([row.action_id for row in check.rows(asked)])

    assert told == [[action.pk], [], [action.pk], [action.pk]]
    assert not check.rows(Standings(cast.coordinator, now=NOW, as_at=AUGUST + timedelta(days=3))).exists()
