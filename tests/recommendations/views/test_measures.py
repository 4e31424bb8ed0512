"""The difference made: measures with a baseline or with one to come, readings, corrections; on pages, in print and as it stood."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from inspections.services import release_to_opcc
from recommendations.models import Measure, MeasureReading
from recommendations.services.measures import add_measure, add_reading, correct_reading, put_measure_right
from safeguarding.history import version_of
from tests.factories import ActionFactory, InspectionFactory, RecommendationFactory, ThemeFactory
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


def test_a_reading_is_of_a_day_that_was_and_of_no_more_than_all_while_it_is_measured(cast, seen):
    who = {"by": cast.issue_owner, "at": JULY}
    read = {"value": 8, "out_of": 8, "read_on": JULY.date(), "source": "Audit"}
    first = add_reading(seen, **read, **who)
    for wrong, said in (({"read_on": date(2015, 7, 2)}, "today or earlier"), ({"value": 9}, "less than the value")):
        with pytest.raises(ValidationError, match=said):
            add_reading(seen, **(read | wrong), **who)
        with pytest.raises(ValidationError, match=said):
            correct_reading(first, **wrong, why="Mistyped.", seen=first.pk, **who)
    ended = put_measure_right(seen, version=version_of(seen), why="Met.", ended_at=JULY, **who)
    with pytest.raises(ValidationError, match="no longer measured"):
        add_reading(ended, **read, **who)


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


def measured(cast, theme, name, audience="opcc"):
    """A measure of a recommendation of this theme, in an inspection released to the OPCC."""
    inspection = InspectionFactory(audience=audience)
    release_to_opcc(inspection, by=cast.coordinator, at=OPENED)
    on = RecommendationFactory(inspection=inspection, theme=theme)
    stated = {"baseline": 41, "baseline_on": date(2015, 3, 31), "baseline_source": "Report, page 10"}
    return add_measure(on, name=name, unit="%", better="more", **stated, by=cast.coordinator, at=OPENED)


@pytest.mark.parametrize("page", ["/position/", "/position/dashboard/?by=theme"])
def test_a_theme_shows_the_baseline_and_the_latest_of_the_measure_read_last(client, cast, page):
    theme, read = ThemeFactory(name="Custody"), {"source": "Audit", "by": cast.coordinator}
    before, last, kept = (
        measured(cast, theme, *named) for named in (("Rooms",), ("Children seen",), ("For the force", "force"))
    )
    first = add_reading(last, value=63, read_on=date(2015, 8, 3), at=london(2015, 8, 5), **read)
    correct_reading(first, value=64, why="Mistyped.", seen=first.pk, by=cast.coordinator, at=london(2015, 8, 20))
    add_reading(last, value=50, read_on=date(2015, 6, 1), at=london(2015, 8, 6), **read)
    add_reading(before, value=30, read_on=date(2015, 8, 2), at=london(2015, 8, 21), **read)
    add_reading(kept, value=99, read_on=date(2015, 8, 4), at=london(2015, 8, 21), **read)
    at = f"{page}{'&' if '?' in page else '?'}at="

    said = shown(client, cast.opcc, page)
    assert (
        f'href="/recommendations/{last.recommendation_id}/#measures">Children seen</a>: baseline 41 % (31 March 2015)'
        in said
    )
    assert ("latest 64 % (3 August 2015), better" in said, "and 1 more measure<" in said) == (True, True)
    assert "For the force</a>: baseline 41 % (31 March 2015), latest 99 %" in shown(client, cast.dcc, page)
    then = shown(client, cast.opcc, f"{at}2015-08-10")
    assert "latest 63 % (3 August 2015), better" in then
    assert f"/recommendations/{last.recommendation_id}/?at=2015-08-10#measures" in then
    assert "Rooms</a>: baseline 41 % (31 March 2015), not read yet" in shown(client, cast.opcc, f"{at}2015-08-01")


@pytest.mark.parametrize("who", ["other_owner", "dcc", "opcc"])
def test_those_whose_work_it_is_not_record_none(client, cast, seen, who):
    shown(client, getattr(cast, who), reverse("measure-read", args=[seen.pk]), status=403)
