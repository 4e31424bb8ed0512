"""Each row of a plan stands beside its reading as it stands in the file, the cell that is asked about marked."""

import pytest
from django.urls import reverse

from recommendations.models import DeadlineRequest, StagedPlan
from tests.factories import InspectionFactory

from .plan_pages import FIRST, SECOND, accept, bring_in, send, staged_with
from .reading import text


@pytest.fixture(autouse=True)
def _inspection(cast, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    InspectionFactory(slug="hmic")


def test_the_file_stands_beside_each_row_and_what_is_asked_is_marked_in_it(coordinator):
    staged = staged_with(coordinator, FIRST, SECOND, ("and see that it is read.", None, None, None, None))

    response = coordinator.get(reverse("plan", args=[staged.pk]) + "?show=all")
    pictures = {row.where: row.picture for row, _ in response.context["form"].rows}

    second = pictures["Sheet, row 3"]
    assert second.columns[0] == ("A", "Recommendation")
    assert [cell.words for cell in second.lines[0][1] if cell.marked] == ["Slipping rather"]
    assert "<mark>Slipping rather</mark>" in text(response)
    assert [number for picture in pictures.values() for number, _ in picture.lines] == [2, 3, 4]


def test_both_targets_of_a_new_action_are_shown_and_the_later_one_is_asked_for(coordinator):
    header = ("Ref", "Recommendation", "Action", "Original date", "Revised date")
    bring_in(coordinator, ("1", "Keep the log.", "Write it.", "30/04/2015", "30/06/2015"), header=header)
    staged = StagedPlan.objects.get()
    page = text(send(coordinator, staged, Which_inspection="hmic"))
    assert "Target: 30 April 2015." in page
    assert "30 June 2015 is asked for as its target, and somebody has to agree it." in page

    accept(coordinator, staged)
    asked = DeadlineRequest.objects.get()
    assert [str(day) for day in (asked.action.target_on, asked.new_on)] == ["2015-04-30", "2015-06-30"]
