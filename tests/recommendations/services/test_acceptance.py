"""What accepting a plan costs, and what it says of the row that cannot be kept."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from recommendations.models import Action, DeadlineRequest, TranscribedStatement
from recommendations.selectors.intake.planned_rows import StatementDraft
from tests.factories import InspectionFactory
from tests.moments import london
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


def test_rows_that_say_another_date_and_what_came_of_it_take_no_statement_each(inspection, cast):
    said, cost = StatementDraft(TranscribedStatement.Means.UPDATE, "The log is kept."), []
    at_first, later = ({"target_on": date(2015, month, 30), "target_words": f"30/{month}/2015"} for month in (6, 9))
    for numbers in (range(1, 2), range(2, 5), range(5, 55)):
        accepted(*new(*numbers, action_fields=at_first), by=cast.coordinator)
        with CaptureQueriesContext(connection) as asked:
            rows = new(*numbers, action_fields=later, statements=(said,))
            accepted(*rows, by=cast.coordinator, at=london(2015, 5, 4))
        cost.append(len(asked))

    assert (DeadlineRequest.objects.count(), TranscribedStatement.objects.count()) == (54, 54)
    assert max(cost) - cost[0] < 5


def test_a_new_action_has_the_first_target_and_the_one_it_was_moved_to_is_asked_for(inspection, cast):
    first, later = ({"target_on": date(2015, month, 30), "target_words": f"30/{month}/2015"} for month in (6, 9))
    accepted(*new(1, action_fields=first, moved_to=later), by=cast.coordinator)

    action, request = Action.objects.get(), DeadlineRequest.objects.get()
    assert (action.target_on, action.original_target_on) == (date(2015, 6, 30), date(2015, 6, 30))
    assert (request.action, request.previous_on, request.new_on) == (action, date(2015, 6, 30), date(2015, 9, 30))
    assert request.recorded_by == cast.coordinator  # who asks does not decide
