"""Registering an inspection, its clocks and who may read it early."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from inspections.models import EarlyReader, Inspection, Milestone
from inspections.services import (
    add_milestone,
    concern_agency,
    free_slug,
    meet_milestone,
    name_early_reader,
    name_numbering,
    release_to_opcc,
)
from safeguarding.roles import Refused
from tests.factories import InspectionFactory
from tests.moments import OPENED, london

BEFORE = london(2015, 2, 10)  # the day before publication


def test_registering_starts_the_clocks_of_a_child_protection_inspection(cast):
    inspection = InspectionFactory()

    due = {milestone.clock: milestone.due_on for milestone in inspection.milestones.all()}

    assert set(due.values()) >= {date(2015, 3, 25), date(2015, 8, 11)}
    assert all(milestone.rule and milestone.source for milestone in inspection.milestones.all())


def test_an_inspection_without_a_date_has_no_clock_to_start(cast):
    inspection = InspectionFactory(published_on=None)

    assert [milestone.due_on for milestone in inspection.milestones.all() if milestone.due_on] == []


def test_registering_says_who_and_when_in_the_history(cast):
    inspection = InspectionFactory()

    born = inspection.history.get()
    assert (born.history_type, born.history_user, born.history_date) == ("+", cast.coordinator, OPENED)


def test_who_registers_before_publication_reads_early_and_afterwards_needs_not(cast):
    before, after = InspectionFactory(at=BEFORE), InspectionFactory(at=OPENED)

    assert [reader.reader for reader in before.early_readers.all()] == [cast.coordinator]
    assert list(after.early_readers.all()) == []


def test_what_is_not_right_registers_nothing_at_all(cast):
    with pytest.raises(ValidationError):
        InspectionFactory(title="")

    assert list(Inspection.objects.all()) == []
    assert list(Milestone.objects.all()) == []


def test_only_the_coordinator_registers_names_readers_and_agencies_and_meets_milestones(cast):
    inspection = InspectionFactory()
    milestone = inspection.milestones.first()

    for forbidden in (
        lambda by: InspectionFactory(by=by),
        lambda by: name_early_reader(inspection, cast.opcc, by=by, at=OPENED),
        lambda by: concern_agency(inspection, cast.agency, by=by, at=OPENED),
        lambda by: meet_milestone(milestone, done_on=date(2015, 3, 20), by=by, at=OPENED),
    ):
        with pytest.raises(Refused, match="This is for the inspection coordinator"):
            forbidden(cast.dcc)

    assert list(EarlyReader.objects.all()) == []


@pytest.mark.parametrize("person", ["coordinator", "dcc"])
def test_the_coordinator_or_the_dcc_releases_to_the_opcc(person, cast):
    inspection = release_to_opcc(InspectionFactory(), by=getattr(cast, person), at=OPENED)

    assert inspection.released_at == OPENED
    assert inspection.history.first().history_change_reason == "Released to the OPCC"


@pytest.mark.parametrize("person", ["opcc", "owner", "issue_owner", "staff_officer", "administrator"])
def test_nobody_else_releases(person, cast):
    with pytest.raises(Refused, match="the inspection coordinator or the DCC"):
        release_to_opcc(InspectionFactory(), by=getattr(cast, person), at=OPENED)


def test_a_milestone_is_met_on_a_day_in_words(cast):
    milestone = InspectionFactory().milestones.first()

    meet_milestone(milestone, done_on=date(2015, 3, 20), words="Sent by letter.", by=cast.coordinator, at=OPENED)

    milestone.refresh_from_db()
    assert (milestone.done_on, milestone.done_words) == (date(2015, 3, 20), "Sent by letter.")


def test_a_slug_is_made_of_words_and_takes_a_number_where_one_has_it(cast):
    InspectionFactory(slug="hmic-custody-2015")
    InspectionFactory(slug="hmic-custody-2015-2")

    assert free_slug("HMIC: Custody, 2015") == "hmic-custody-2015-3"
    assert free_slug("HMIC Custody") == "hmic-custody"
    assert free_slug("?") == "inspection"
    assert len(free_slug("long " * 30)) <= 50


def test_a_step_that_the_report_states_is_added_and_who_numbered_it_said(cast):
    inspection = InspectionFactory()

    step = add_milestone(inspection, label="Send figures", due_on=date(2015, 6, 1), by=cast.coordinator, at=OPENED)
    name_numbering(inspection, "Given by the force", by=cast.coordinator, at=OPENED)

    assert (step.inspection, step.due_on, step.clock) == (inspection, date(2015, 6, 1), "")
    assert Inspection.objects.get().numbering == "Given by the force"


def test_only_the_coordinator_adds_a_step_or_says_who_numbered_it(cast):
    inspection = InspectionFactory()

    with pytest.raises(Refused):
        add_milestone(inspection, label="Send figures", by=cast.dcc, at=OPENED)
    with pytest.raises(Refused):
        name_numbering(inspection, "Given by the force", by=cast.dcc, at=OPENED)
