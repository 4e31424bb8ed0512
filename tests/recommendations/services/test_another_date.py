"""Another date is agreed than was asked for: by whom, which, and that both are kept."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from recommendations.permissions import Refused
from recommendations.services.actions import decide_deadline, request_deadline
from recommendations.standings.restate import differences
from tests.moments import london
from tests.walk import begin


@pytest.fixture
def asked(cast):
    """10 May 2015 instead of 8 May; the inspectorate's date is 11 May."""
    action = begin(cast, target_on=date(2015, 5, 8))
    said = {"because": "partner", "reason": "The council reports in June."}
    return request_deadline(action, date(2015, 5, 10), **said, by=cast.owner, at=london(2015, 5, 1))


def agree(request, by, instead_on):
    said = {"agreed": True, "instead_on": instead_on, "reason": "Reasonable."}
    decision = decide_deadline(request, **said, by=by, at=london(2015, 5, 5))
    request.action.refresh_from_db()
    return decision


def test_both_dates_are_kept_and_the_target_is_the_one_agreed(cast, asked):
    decision = agree(asked, cast.issue_owner, date(2015, 5, 9))

    assert (asked.action.target_on, asked.action.original_target_on) == (date(2015, 5, 9), date(2015, 5, 8))
    assert str(decision) == "9 May 2015 agreed instead of 10 May 2015"
    assert list(differences()) == []


def test_one_beyond_the_inspectorate_s_is_for_the_dcc(cast, asked):
    with pytest.raises(Refused, match="it is for the DCC to agree"):
        agree(asked, cast.issue_owner, date(2015, 5, 12))
    agree(asked, cast.dcc, date(2015, 5, 12))

    assert asked.action.target_on == date(2015, 5, 12)


@pytest.mark.parametrize(
    ("day", "why"), [(1, "in the past"), (10, "That is the date asked for"), (8, "That is the target already")]
)
def test_it_is_one_to_come_and_another(cast, asked, day, why):
    with pytest.raises(ValidationError, match=why):
        agree(asked, cast.dcc, date(2015, 5, day))
