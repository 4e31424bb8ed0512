"""What accepting a plan costs, and what it says of the row that cannot be kept."""

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from recommendations.models import Action
from tests.factories import InspectionFactory
from tests.recommendations.planned import accepted, planned


@pytest.fixture
def inspection(db, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return InspectionFactory(slug="hmic")


def new(*numbers, **fields):
    """Rows that the register does not have, each with an action of its own."""
    return [
        planned(f"{n}", row=n, wording=f"See that log {n} is kept.", task=f"Keep log {n}.", **fields) for n in numbers
    ]


def test_nine_more_new_rows_take_fewer_than_nine_more_statements(inspection, cast):
    cost = []
    for numbers in (range(1, 4), range(4, 16)):
        with CaptureQueriesContext(
            connection,
        ) as asked:
            accepted(*new(*numbers), by=cast.coordinator)
        cost.append(len(asked))

    assert Action.objects.count() == 15
    assert cost[1] - cost[0] < 9


def test_a_row_that_cannot_be_kept_is_named_and_nothing_is(inspection, cast):
    rows = [*new(1), *new(2, parts=(("a", "Keep it."), ("a", "Keep it again.")))]
    with pytest.raises(ValidationError) as refused:
        accepted(*rows, by=cast.coordinator)

    assert [message.partition(": ")[0] for message in refused.value.messages] == ["plan.xlsx, sheet Plan, row 2"]
    assert Action.objects.count() == 0
