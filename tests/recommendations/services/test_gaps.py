"""A gap is waived once, where it can be, and a waiver taken back once."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from recommendations.services.gaps import take_back_waiver, waive
from recommendations.workflow import Gap
from tests.walk import DECIDED, begin, recommendation

UNTIL = date(2015, 12, 1)


@pytest.fixture
def by_dcc(cast):
    return {"reason": "Known.", "by": cast.dcc, "at": DECIDED}


@pytest.fixture
def waiver(cast, by_dcc):
    return waive(Gap.NO_EVIDENCE, begin(cast), until=UNTIL, **by_dcc)


def test_a_lesser_gap_and_a_milestone_not_met_are_not_waived(cast, by_dcc):
    for gap in (Gap.NO_DATE, Gap.MILESTONE_NOT_MET):
        with pytest.raises(ValidationError, match="cannot be waived"):
            waive(gap, begin(cast), until=UNTIL, **by_dcc)


def test_the_same_gap_of_the_same_action_is_waived_once_at_a_time(cast, by_dcc, waiver):
    with pytest.raises(ValidationError, match="Somebody else waived it"):
        waive(Gap.NO_EVIDENCE, waiver.action, until=UNTIL, **by_dcc)

    assert waive(Gap.WORK_GOES_ON, waiver.action, until=UNTIL, **by_dcc).pk
    assert waive(Gap.NO_EVIDENCE, begin(cast), until=UNTIL, **by_dcc).pk
    uncovered = recommendation(cast).parts.get()
    assert waive(Gap.PART_NOT_COVERED, uncovered, until=UNTIL, **by_dcc).part == uncovered


def test_a_waiver_that_was_taken_back_or_has_ended_is_not_taken_back(cast, by_dcc, waiver):
    other = waive(Gap.WORK_GOES_ON, waiver.action, until=UNTIL, **by_dcc)
    take_back_waiver(waiver, **by_dcc)
    with pytest.raises(ValidationError, match="ended already"):
        take_back_waiver(waiver, **by_dcc)
    with pytest.raises(ValidationError, match="ended already"):
        take_back_waiver(other, **by_dcc | {"at": DECIDED + timedelta(days=365)})
