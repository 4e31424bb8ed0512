"""The difference made: measures with a baseline or with one to come, readings, corrections; on pages, in print and as it stood."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from inspections.services import release_to_opcc
from recommendations.models import Measure, MeasureReading
from recommendations.services.measures import add_measure, add_reading
from tests.factories import ActionFactory
from tests.moments import OPENED, london
from tests.recommendations.search_cases import found_recommendations
from tests.recommendations.views.form_pages import date_boxes
from tests.recommendations.views.reading import shown, text
from tests.walk import recommendation

JULY = london(2015, 7, 1)


@pytest.fixture
def asked(cast):
    """A recommendation of the issue owner's with an action of the owner's, released to the OPCC."""
    made = recommendation(cast)
    ActionFactory(parts=made.parts.all(), owner=cast.posts.owner)
    release_to_opcc(made.inspection, by=cast.coordinator, at=OPENED)
    return made


@pytest.fixture
def seen(cast, asked):
    """Children seen: three of eight."""
    stated = {"baseline": 3, "baseline_of": 8, "baseline_on": date(2014, 9, 1), "baseline_source": "Report, page 10"}
    return add_measure(asked, name="Children seen", unit="cases", better="more", **stated, by=cast.issue_owner, at=JULY)


def page(asked, query=""):
    return reverse("recommendation-detail", args=[asked.pk]) + query


def test_one_is_added_with_its_baseline_to_come_and_that_is_put_right(client, cast, asked):
    client.force_login(cast.owner)
    sent = {"name": "Conferences attended", "unit": "conferences", "better": "more"}
    assert "to come" in text(client.post(reverse("recommendation-measure", args=[asked.pk]), sent, follow=True))

    address = reverse("measure-put-right", args=[Measure.objects.get().pk])
    form = client.get(address).context["form"]
    sent = {name: form[name].value() or "" for name in form.fields} | {"baseline": "6", "why": "The audit came."}
    assert "Say where the baseline stands" in text(client.post(address, sent))
    sent |= {"baseline_of": "12", "baseline_source": "Audit, page 1"}
    assert "Report" not in text(client.post(address, sent))
    client.post(address, sent | {"press": "record"})

    assert "6 of 12 conferences" in shown(client, cast.opcc, page(asked))


def test_a_reading_says_whether_it_moved_and_is_corrected_with_both_kept(client, cast, asked, seen):
    client.force_login(cast.owner)
    sent = {"value": "18", "out_of": "20", "source": "Audit, page 2"} | date_boxes("read_on", 1, 9, 2015)
    said = text(client.post(reverse("measure-read", args=[seen.pk]), sent, follow=True))
    assert ("18 of 20 cases, better" in said, "Children seen: effect shown" in said) == (True, True)

    reading = MeasureReading.objects.get()
    sent |= {"value": "5", "why": "Counted twice.", "seen": reading.pk}
    said = text(client.post(reverse("reading-correct", args=[reading.pk]), sent, follow=True))
    assert ("5 of 20 cases, worse" in said, "Children seen: effect not shown" in said) == (True, True)
    assert [each.value for each in MeasureReading.objects.all()] == [Decimal(18), Decimal(5)]


def test_it_is_printed_found_and_not_known_before(client, cast, asked, seen):
    read = {"value": 18, "out_of": 20, "read_on": date(2015, 7, 2), "source": "Dip sample of July"}
    add_reading(seen, **read, by=cast.owner, at=london(2015, 7, 3))

    report = shown(client, cast.opcc, reverse("progress-report", args=[asked.inspection.slug]))
    assert "baseline 3 of 8 cases (1 September 2014); 18 of 20 cases (2 July 2015): effect shown." in report
    assert found_recommendations("dip sample", cast.opcc) == [asked.pk]
    then = shown(client, cast.opcc, page(asked, "?at=2015-07-02"))
    assert ("3 of 8 cases" in then, "18 of 20" in then) == (True, False)
    assert "Children seen" not in shown(client, cast.opcc, page(asked, "?at=2015-06-01"))


@pytest.mark.parametrize("who", ["other_owner", "dcc", "opcc"])
def test_those_whose_work_it_is_not_record_none(client, cast, seen, who):
    shown(client, getattr(cast, who), reverse("measure-read", args=[seen.pk]), status=403)
