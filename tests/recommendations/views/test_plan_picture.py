"""Each row of a plan stands beside its reading as it stands in the file, the cell that is asked about marked."""

import pytest
from django.urls import reverse

from tests.factories import InspectionFactory

from .plan_pages import FIRST, SECOND, staged_with
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
