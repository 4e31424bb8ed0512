"""A report is chosen with its inspection, on one page; what is wrong is said there, and no file is lost."""

from datetime import date

import pytest

from inspections.models import Inspection
from recommendations.models import ReportReading, StagedFile
from safeguarding.lib.readers.reports import LARGEST_REPORT
from tests.factories import BodyFactory, InspectionFactory, KindFactory
from tests.recommendations.reported import NAME, ONE, SEE, begun, draft, report
from tests.recommendations.views.reading import text

NEW = "/reports/new/"


@pytest.fixture(autouse=True)
def files_in_a_folder_of_their_own(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def to_register():
    sent = {"which": "new", "body": BodyFactory().pk, "kind": KindFactory().pk, "title": "Custody", "scope": "force"}
    return sent | {"published": "11 February 2015"}


def test_a_report_is_read_for_an_inspection_that_is_registered_with_it(coordinator):
    response = coordinator.post(NEW, to_register() | {"file": report()})

    reading = ReportReading.objects.get()
    inspection = Inspection.objects.get()
    assert response.url == f"/reports/{reading.pk}/"
    assert (inspection.title, inspection.published_on) == ("Custody", date(2015, 2, 11))
    assert (reading.inspection, reading.name, reading.drafts.count()) == (inspection, NAME, 4)


@pytest.mark.parametrize(
    ("words", "on", "precision", "slug"),
    [
        ("July 2015", date(2015, 7, 31), "month", "hmic-custody-2015"),
        ("2015", date(2015, 12, 31), "year", "hmic-custody-2015"),
        ("", None, "day", "hmic-custody"),
    ],
)
def test_a_report_dated_by_month_or_year_only_or_not_at_all_is_registered(coordinator, words, on, precision, slug):
    coordinator.post(NEW, to_register() | {"file": report(), "published": words, "no_date": "on" if not words else ""})

    found = Inspection.objects.get()
    assert (found.published_on, found.published_precision, found.slug) == (on, precision, slug)
    assert set(found.milestones.values_list("due_on", flat=True)) == {None}


def test_a_date_that_was_forgotten_is_asked_for_once(coordinator):
    form = coordinator.post(NEW, to_register() | {"file": report(), "published": ""}).context["form"]

    assert form.errors == {"no_date": ["Enter the publication date above, or tick that the report gives none"]}
    assert list(Inspection.objects.all()) == []


@pytest.mark.parametrize(
    ("words", "said"),
    [("31 February 2015", "31 February 2015 is not a real date"), ("июль 2015", "is not one certain date")],
)
def test_a_date_that_is_none_is_refused_beside_its_field(coordinator, words, said):
    form = coordinator.post(NEW, to_register() | {"file": report(), "published": words}).context["form"]

    assert said in form.errors["published"][0]
    assert form["published"].value() == words


def test_words_are_pasted_for_an_inspection_that_is_registered(coordinator, cast):
    inspection = InspectionFactory()

    coordinator.post(NEW, {"words": ONE, "which": "registered", "inspection": inspection.pk})

    reading = ReportReading.objects.get()
    assert (reading.inspection, reading.name, draft(reading, 1).text) == (inspection, "pasted words", SEE)


def test_an_inspection_that_is_registered_is_not_registered_again(coordinator, cast):
    InspectionFactory(title="custody", published_on=date(2015, 2, 11))

    response = coordinator.post(NEW, to_register() | {"file": report()})

    assert "An inspection with this title and date is registered: choose it below" in text(response)
    assert Inspection.objects.count() == 1


def test_a_file_is_kept_while_another_field_is_put_right(coordinator):
    response = coordinator.post(NEW, to_register() | {"file": report(), "title": "", "published": "February 11"})
    staged = StagedFile.objects.get()

    assert "Enter the title" in text(response)
    assert "“February 11” is not one certain date. Write it as 11 February 2015" in text(response)
    assert NAME in text(response)
    coordinator.post(NEW, to_register() | {"kept": [staged.pk]})
    assert ReportReading.objects.get().name == NAME
    assert list(StagedFile.objects.all()) == []


def test_what_is_wrong_is_said_beside_its_field(coordinator, cast, settings):
    nothing = coordinator.post(NEW, {})
    both = coordinator.post(NEW, {"file": report(), "words": ONE})
    neither = coordinator.post(NEW, {"which": "registered", "words": ONE})
    unread = coordinator.post(NEW, {"file": report("x", "report.exe")})

    assert nothing.context["form"].errors["file"] == ["Choose the report, or paste its words"]
    assert nothing.context["form"].errors["which"] == ["Select which inspection it is of"]
    assert both.context["form"].errors["words"] == ["Choose a file or paste words, not both"]
    assert neither.context["form"].errors["inspection"] == ["Select the inspection"]
    assert unread.context["form"].errors["file"][0].startswith("report.exe cannot be read here")
    assert list(Inspection.objects.all()) == list(ReportReading.objects.all()) == []


def test_a_file_over_the_limit_is_refused_beside_it_and_not_kept(coordinator):
    form = coordinator.post(NEW, {"file": report("x" * (LARGEST_REPORT + 1))}).context["form"]

    assert form.errors["file"][0].startswith(f"{NAME} is larger than 20 MB.")
    assert list(StagedFile.objects.all()) == []


def test_a_report_under_way_is_taken_up_and_says_who_began_it(coordinator, cast):
    reading = begun(cast)

    sent = {"file": report(), "which": "registered", "inspection": reading.inspection.pk}
    response = coordinator.post(NEW, sent, follow=True)

    assert response.redirect_chain[0][0] == f"/reports/{reading.pk}/"
    assert "Connie Coordinator began to read this report. Here it is, as it was left." in text(response)
