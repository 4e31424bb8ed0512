"""The published report whose recommendations the register holds, from its file to ten recorded ones in three requests."""

from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from recommendations.models import Recommendation, ReportReading
from tests.factories import BodyFactory, KindFactory

REPORT = Path(__file__).parents[4] / "shared" / "real" / "hmic-report.pdf"  # read in place and never copied here

pytestmark = pytest.mark.skipif(
    not REPORT.exists(), reason=f"{REPORT.name} is not at hand: the published papers are not part of the project"
)


@pytest.fixture(autouse=True)
def files_in_a_folder_of_their_own(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def test_ten_recommendations_with_their_dates_parts_and_pages(coordinator):
    sent = {"which": "new", "body": BodyFactory().pk, "kind": KindFactory().pk, "title": "Ours", "scope": "force"}
    sent |= {"file": SimpleUploadedFile(REPORT.name, REPORT.read_bytes())}
    page = coordinator.post("/reports/new/", sent | {"published": "11/2/2015"}).url
    seen = {f"version-{draft.pk}": draft.version for draft in ReportReading.objects.get().drafts.all()}

    coordinator.post(page, seen | {"press": "kept-sure"})
    coordinator.post(f"{page}record/")

    found = list(Recommendation.objects.all())
    dates = Counter(each.parts.first().due_on for each in found)
    assert [each.reference for each in found] == [str(number) for number in range(1, 11)]
    assert dates == {None: 3, date(2015, 5, 11): 5, date(2015, 8, 11): 2}
    assert [each.parts.count() for each in found] == [1, 4, 1, 2, 1, 1, 1, 6, 2, 1]
    assert found[0].page_reference == "p. 11 and p. 30"
    assert found[0].inspection.milestones.count() == 3  # the next steps fall on the clocks' days
