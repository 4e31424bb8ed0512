"""An update that somebody asked for: who may ask whom, what answers it, and that it can be taken back until then."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from recommendations.models import UpdateRequest
from recommendations.permissions import Refused
from recommendations.selectors.actions.page import action_page, action_to_show
from recommendations.selectors.standings import Standings
from recommendations.services import returns
from recommendations.services.progress import post_update
from recommendations.services.rounds import commission_round
from recommendations.services.update_requests import ask_for_update, take_back_request
from safeguarding.appointments import end
from tests.moments import NOW, london
from tests.walk import begin

ASKED, SAID, LATER = london(2015, 9, 1), london(2015, 9, 3), london(2015, 9, 5)
BY = date(2015, 9, 14)


def ask(action, by, at=ASKED, **said):
    return ask_for_update(action, **{"text": "Is the audit done?", "answer_by": BY} | said, by=by, at=at)


def waits(cast, action, as_at=None):
    """The words of those that the page of the action shows, now or as at a past moment."""
    asked = Standings(cast.issue_owner, now=NOW, as_at=as_at)
    return [one.text for one in action_page(action_to_show(action.number, asked), asked).requests]


def test_the_next_update_answers_it_and_the_page_of_a_past_day_shows_it_as_it_stood(cast):
    action = begin(cast)
    ask(action, cast.issue_owner)
    assert waits(cast, action) == ["Is the audit done?"]

    post_update(action, done="It is.", by=cast.owner, at=SAID)

    assert waits(cast, action) == []
    assert waits(cast, action, as_at=london(2015, 9, 2)) == ["Is the audit done?"]


def test_what_was_said_before_it_was_asked_answers_nothing(cast):
    action = begin(cast)
    post_update(action, done="Begun.", by=cast.owner, at=london(2015, 8, 31))

    ask(action, cast.issue_owner)

    assert waits(cast, action) == ["Is the audit done?"]


def test_who_asked_takes_it_back_once_and_nobody_else_does(cast):
    action = begin(cast)
    request = ask(action, cast.issue_owner)

    with pytest.raises(Refused, match="This is for whoever asked for it"):
        take_back_request(request, reason="Not now.", by=cast.coordinator, at=LATER)
    take_back_request(request, reason="Said by telephone.", by=cast.issue_owner, at=LATER)

    assert (waits(cast, action), waits(cast, action, as_at=SAID)) == ([], ["Is the audit done?"])
    with pytest.raises(Refused, match="There is an update since, or it was taken back"):
        take_back_request(request, reason="Again.", by=cast.issue_owner, at=LATER)


def test_who_waits_for_one_asks_for_no_second_and_another_may(cast):
    action = begin(cast)
    ask(action, cast.issue_owner)

    with pytest.raises(ValidationError, match="You have asked for one already"):
        ask(action, cast.issue_owner, at=LATER)
    ask(action, cast.staff_officer, at=LATER, text="For the session?")

    assert waits(cast, action) == ["Is the audit done?", "For the session?"]


def test_a_day_that_has_come_and_a_post_that_nobody_holds_are_refused(cast):
    action = begin(cast)
    with pytest.raises(ValidationError, match="The day must be after today"):
        ask(action, cast.issue_owner, answer_by=date(2015, 9, 1))

    end(cast.posts.owner.holdings.get(), why="Left.", by=cast.administrator, at=ASKED)

    with pytest.raises(ValidationError, match="Nobody holds the post"):
        ask(action, cast.issue_owner, at=LATER)
    assert not UpdateRequest.objects.exists()


def test_a_return_to_a_round_answers_it_too(cast):
    action = begin(cast)
    about = {"inspections": [], "plans": [], "actions": [action]}
    round = commission_round(title="R", returns_by=BY, session=None, **about, by=cast.coordinator, at=ASKED)
    ask(action, cast.issue_owner, at=london(2015, 9, 2))

    typed = [returns.Drafted(action.pk, 0, no_change_because="The auditor is away.")]
    returns.keep_drafts(round, action.owner, typed, by=cast.owner, at=SAID)
    returns.submit_return(round, action.owner, by=cast.owner, at=SAID)

    assert waits(cast, action) == []
