"""What nobody has decided yet is taken back by its author: the queue loses it, and whoever had it open is told."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from recommendations.models import AwaitedStanding, DeadlineRequest
from recommendations.permissions import Refused
from recommendations.selectors.actions.timeline import timeline
from recommendations.selectors.scrutiny.state_digest import state_digest
from recommendations.selectors.standings import Standings
from recommendations.services import actions, scrutiny
from recommendations.services.taken_back import take_back_date, take_back_recommendation
from recommendations.standings.restate import differences
from tests.moments import NOW, london
from tests.walk import DECIDED, LATER, begin, part, recommend, stands, support

BACK = london(2015, 8, 5)


def taken_back(action, by, at=BACK, **said):
    return take_back_recommendation(action, reason="The audit is not done.", by=by, at=at, **said)


def waits(at=None, kind=AwaitedStanding.Kind.COMPLETION):
    return AwaitedStanding.objects.at(at).filter(kind=kind).count()


def titles(cast, action):
    action.withheld = False
    return [entry.title for entry in timeline(action, Standings(cast.dcc, now=NOW))]


def test_the_queue_loses_a_recommendation_that_its_owner_takes_back_and_the_timeline_says_it(cast):
    action = begin(cast)
    recommend(action, by=cast.owner)
    assert waits() == 1

    taken_back(action, cast.owner)

    assert stands(action) == ("in-progress", {"": (False, False)})
    assert (waits(), waits(london(2015, 8, 4))) == (0, 1)
    assert titles(cast, action)[0] == "Recommendation to complete taken back"
    assert list(differences()) == []


def test_one_part_is_taken_back_and_the_other_stays_recommended(cast):
    action = begin(cast, "a", "b")
    recommend(action, by=cast.owner)

    taken_back(action, cast.owner, part=part(action, "a"))

    assert stands(action) == ("in-progress", {"a": (False, False), "b": (True, False)})


def test_what_was_supported_already_stays_so(cast):
    action = begin(cast, "a", "b")
    recommend(action, by=cast.owner)
    support(action, by=cast.dcc, at=london(2015, 8, 3), part=part(action, "a"))

    taken_back(action, cast.owner)

    assert stands(action)[1] == {"a": (True, True), "b": (False, False)}


def test_the_dcc_whose_page_was_open_does_not_support_what_was_taken_back(cast):
    action = begin(cast, "a", "b")
    recommend(action, by=cast.owner)
    seen = state_digest(action)
    taken_back(action, cast.owner, part=part(action, "a"))

    assert seen != state_digest(action)
    with pytest.raises(scrutiny.MovedOn):
        scrutiny.support(action, part=part(action, "b"), digest=seen, by=cast.dcc, at=DECIDED)


def test_only_its_owner_takes_it_back_with_a_reason_and_until_it_is_decided(cast):
    action = begin(cast)
    recommend(action, by=cast.owner)

    with pytest.raises(Refused, match="This is for the action owner"):
        taken_back(action, cast.coordinator)
    with pytest.raises(ValidationError, match="Say why you take it back"):
        take_back_recommendation(action, reason=" ", by=cast.owner, at=BACK)
    support(action, by=cast.dcc)
    with pytest.raises(Refused, match=r"The action is complete"):
        taken_back(action, cast.owner, at=LATER)


@pytest.fixture
def asked(cast):
    action = begin(cast)
    return actions.request_deadline(
        action, date(2015, 12, 1), because="it", reason="The records project.", by=cast.owner, at=london(2015, 8, 1)
    )


def test_a_date_taken_back_is_asked_for_no_more_and_another_can_be(cast, asked):
    take_back_date(asked, reason="The project is early.", by=cast.owner, at=BACK)

    assert DeadlineRequest.objects.pending().count() == waits(kind=AwaitedStanding.Kind.DEADLINE) == 0
    assert DeadlineRequest.objects.pending(london(2015, 8, 4)).count() == 1
    assert list(differences()) == []
    assert titles(cast, asked.action)[0] == "Request for target date 1 December 2015 taken back"
    actions.request_deadline(
        asked.action, date(2015, 11, 1), because="it", reason="Sooner.", by=cast.owner, at=london(2015, 8, 6)
    )


def test_a_date_taken_back_is_not_decided_nor_one_that_is_decided_taken_back(cast, asked):
    other = actions.request_deadline(
        begin(cast), date(2015, 12, 1), because="it", reason="As above.", by=cast.owner, at=london(2015, 8, 1)
    )
    take_back_date(asked, reason="The project is early.", by=cast.owner, at=BACK)
    actions.decide_deadline(other, agreed=True, reason="Agreed.", by=cast.dcc, at=BACK)

    with pytest.raises(Refused, match="This date was taken back"):
        actions.decide_deadline(asked, agreed=True, reason="Agreed.", by=cast.dcc, at=DECIDED)
    with pytest.raises(Refused, match="This date has been decided"):
        take_back_date(other, reason="Too late.", by=cast.owner, at=DECIDED)
