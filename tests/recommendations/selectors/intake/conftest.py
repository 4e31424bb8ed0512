"""Plans held against a register with one inspection, "hmic"."""

import pytest

from recommendations.selectors.intake.compare import compare
from tests.factories import InspectionFactory
from tests.moments import NOW


@pytest.fixture(autouse=True)
def inspection(cast, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return InspectionFactory(slug="hmic")


@pytest.fixture
def look(cast):
    """The rows compared, as the coordinator would see them now."""

    def compared(*rows, answers=None):
        return compare(rows, answers, by=cast.coordinator, at=NOW)

    return compared
