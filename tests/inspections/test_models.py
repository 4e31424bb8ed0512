"""Inspections: when they open, and what the database will not hold."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from inspections.models import AgencyConcerned, EarlyReader, InspectingBody, Inspection, InspectionKind, Milestone
from tests.factories import InspectionFactory
from tests.moments import OPENED, london
from tests.recorded import write


def test_an_inspection_opens_with_the_end_of_its_embargo_else_on_the_day_of_publication_else_at_once():
    embargoed = Inspection(embargo_until=london(2015, 2, 11, 0, 1), published_on=date(2015, 2, 11))

    assert embargoed.opens_at() == london(2015, 2, 11, 0, 1)
    assert Inspection(published_on=date(2015, 7, 1)).opens_at() == london(2015, 7, 1, 0)  # British Summer Time
    assert Inspection().opens_at() is None


def test_it_is_called_by_its_title_and_a_body_a_kind_and_a_milestone_by_their_names():
    assert str(Inspection(title="Child protection inspection")) == "Child protection inspection"
    assert [
        str(each)
        for each in (InspectingBody(name="HMIC"), InspectionKind(name="Child protection"), Milestone(label="Revisit"))
    ] == [
        "HMIC",
        "Child protection",
        "Revisit",
    ]


def test_fieldwork_does_not_end_before_it_starts(cast):
    with pytest.raises(ValidationError, match="Fieldwork cannot end before it starts"):
        InspectionFactory(fieldwork_started_on=date(2014, 10, 2), fieldwork_ended_on=date(2014, 10, 1))
    InspectionFactory(fieldwork_started_on=date(2014, 10, 1), fieldwork_ended_on=date(2014, 10, 1))
    InspectionFactory(fieldwork_ended_on=date(2014, 10, 1))

    assert Inspection.objects.count() == 2


def test_a_slug_stands_once(cast):
    InspectionFactory(slug="hmic-2015")

    with pytest.raises(ValidationError, match="already exists"):
        InspectionFactory(slug="hmic-2015")


def test_a_clock_runs_once_an_inspection_and_stated_milestones_as_often_as_stated(cast):
    inspection = InspectionFactory()
    ran = inspection.milestones.exclude(clock="").first()

    with pytest.raises(ValidationError):
        write(Milestone(inspection=inspection, clock=ran.clock, label="Again"), by=cast.coordinator, at=OPENED)
    for label in ("Stated", "Stated"):
        write(Milestone(inspection=inspection, label=label), by=cast.coordinator, at=OPENED)

    assert inspection.milestones.filter(clock="").count() == 2


@pytest.mark.parametrize(("model", "field"), [(EarlyReader, "reader"), (AgencyConcerned, "agency")])
def test_a_reader_and_an_agency_are_named_once_at_a_time(model, field, cast):
    inspection = InspectionFactory()
    named = {"inspection": inspection, field: {"reader": cast.opcc, "agency": cast.agency}[field]}
    first = write(model(**named), by=cast.coordinator, at=OPENED)

    with pytest.raises(ValidationError):
        write(model(**named), by=cast.coordinator, at=OPENED)
    first.ended_at = OPENED
    write(first, by=cast.coordinator, at=OPENED)
    write(model(**named), by=cast.coordinator, at=OPENED)

    assert model.objects.filter(inspection=inspection).count() == 2


def test_the_database_holds_the_constraints_too(cast):
    inspection = InspectionFactory()
    inspection.fieldwork_started_on, inspection.fieldwork_ended_on = date(2014, 10, 2), date(2014, 10, 1)
    inspection._recording = True

    with pytest.raises(IntegrityError, match="fieldwork_ends_after_it_starts"), transaction.atomic():
        inspection.save()
