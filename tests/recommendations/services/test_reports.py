"""A report is read into drafts; what is kept of them is recorded at once, with the file, or not at all."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from inspections.models import Inspection
from recommendations import waiting
from recommendations.models import Recommendation, ReportDocument, ReportDraft, ReportReading, TranscribedStatement
from recommendations.permissions import Refused
from recommendations.selectors.reports.reading import reading_page
from recommendations.services import drafts, reports, scrutiny
from safeguarding.appointments import grant
from safeguarding.lib.readers.reports import pages_of_text
from safeguarding.models.people import Role
from tests.factories import BodyFactory, InspectionFactory, KindFactory, RecommendationFactory, ThemeFactory
from tests.moments import BEGINNING, NOW, london
from tests.recommendations.reported import NAME, ONE, PARTS, REPORT, REVIEW, SEE, TRAIN, begun, choose, draft

LATER = london(2015, 9, 11)


@pytest.fixture(autouse=True)
def files_in_a_folder_of_their_own(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def kept(reading, by):
    choose(reading, "kept", by=by)
    return reports.record(reading, by=by, at=NOW)


# Begun, left and resumed


def test_a_report_is_drafted_in_its_order_with_limit_pages_theme_and_sub_parts(cast):
    custody = ThemeFactory(name="Police detention")

    found = list(begun(cast).drafts.all())

    assert [each.text for each in found[:3]] == [SEE, REVIEW, TRAIN]
    assert [each.timescale for each in found[:3]] == ["immediately", "within three months", "within six months"]
    assert [part["text"] for part in found[1].parts] == list(PARTS)
    assert [each.theme for each in found[:3]] == [None, None, custody]
    assert [each.is_next_step for each in found] == [False, False, False, True]
    assert {each.choice for each in found} == {ReportDraft.Choice.UNDECIDED}
    assert found[0].places[0]["words"] == SEE


REGISTER = """Recommendation 4

Status: Accepted in part
Addressed to: Anyshire Police
Last updated: 3 March 2015

Anyshire Police should tell each home.

Recommendation 5

Status: Complete
Date completed: spring 2015

Anyshire Police should read the log each day.
"""


def test_the_status_that_a_register_gives_is_kept_as_a_statement_of_its_body_and_decides_nothing(cast):
    reading = begun(cast, REGISTER)
    first, second = reading.drafts.all()
    assert [first.status, first.status_by, first.status_on] == ["Accepted in part", "Anyshire Police", date(2015, 3, 3)]
    assert [second.status, second.status_on] == ["Complete (spring 2015)", None]
    drafts.revise(second, version=1, status_by="The panel", by=cast.coordinator, at=NOW)
    document = kept(reading, cast.coordinator).document

    accepted, complete = TranscribedStatement.objects.order_by("pk")
    said = [accepted.recommendation.reference, accepted.means, accepted.words, accepted.said_by, accepted.said_on]
    assert said == ["4", "status", "Accepted in part", "Anyshire Police", date(2015, 3, 3)]
    assert [complete.means, complete.said_by, complete.source] == ["complete", "The panel", NAME]
    assert {accepted.file, complete.file} == {document}
    assert list(waiting.statements()) == [complete]
    assert list(waiting.statements(at=london(2015, 9, 9))) == []
    scrutiny.confirm(complete, "rejected", reason="Nobody told us.", by=cast.dcc, at=LATER)
    assert list(waiting.statements()) == []


def test_a_later_copy_of_a_register_adds_the_status_that_changed_and_no_recommendation(cast):
    first = begun(cast, REGISTER)
    kept(first, cast.coordinator)
    later = REGISTER.replace("Accepted in part", "Accepted")
    again = begun(cast, later, inspection=first.inspection)
    assert [(row.stands, row.new_status, row.clash) for row in reading_page(again).rows] == [
        (True, True, ""),
        (True, False, ""),
    ]
    recorded = kept(again, cast.coordinator)

    assert recorded.recommendations == []
    assert list(Recommendation.objects.values_list("reference", flat=True)) == ["4", "5"]
    said = TranscribedStatement.objects.order_by("pk").values_list("recommendation__reference", "words")
    assert list(said) == [("4", "Accepted in part"), ("5", "Complete (spring 2015)"), ("4", "Accepted")]
    as_before = begun(cast, f"{REGISTER}\nPrinted again.\n", inspection=first.inspection)
    assert [row.new_status for row in reading_page(as_before).rows] == [True, False]


def test_reading_a_report_records_nothing(cast):
    begun(cast)

    assert list(Recommendation.objects.all()) == list(ReportDocument.objects.all()) == []


def test_the_same_file_for_the_same_inspection_is_taken_up_where_it_was_left(cast):
    reading = begun(cast)
    choose(reading, "kept", 1, by=cast.coordinator)

    again = reports.begin(
        pages_of_text(REPORT),
        name=NAME,
        data=REPORT.encode(),
        inspection=reading.inspection,
        by=cast.coordinator,
        at=LATER,
    )

    assert again == (reading, True)
    assert draft(reading, 1).choice == "kept"
    assert begun(cast) != reading  # for another inspection it is another reading
    assert begun(cast, ONE, inspection=reading.inspection) != reading  # and so is another file


def test_a_report_that_was_recorded_is_not_read_again_and_says_when_and_by_whom(cast):
    reading = begun(cast)
    kept(reading, cast.coordinator)

    with pytest.raises(ValidationError, match="recorded on 10 September 2015 by Connie Coordinator"):
        begun(cast, inspection=reading.inspection, at=LATER)
    assert begun(cast) != reading  # for another inspection it is read


def test_an_inspection_is_registered_with_its_report_or_neither_is(cast):
    fields = {"body": BodyFactory(), "kind": KindFactory(), "title": "Custody", "published_on": date(2015, 2, 11)}
    sent = {"name": NAME, "data": ONE.encode(), "by": cast.coordinator, "at": NOW}

    first = reports.begin(pages_of_text(ONE), register=fields, **sent).reading
    second = reports.begin(pages_of_text(ONE), register=fields, **sent).reading
    with pytest.raises(ValidationError):
        reports.begin(pages_of_text(ONE), register=fields, **(sent | {"name": "x" * 201}))

    assert [first.inspection.slug, second.inspection.slug] == ["hmic-custody-2015", "hmic-custody-2015-2"]
    assert Inspection.objects.count() == 2


def test_only_the_coordinator_reads_and_records(cast):
    reading = begun(cast)
    choose(reading, "kept", by=cast.coordinator)

    with pytest.raises(Refused, match="This is for the inspection coordinator"):
        reports.record(reading, by=cast.dcc, at=NOW)
    with pytest.raises(Refused):
        reports.give_up(reading, by=cast.dcc, at=NOW)
    with pytest.raises(Refused):
        reports.begin(pages_of_text(ONE), name=NAME, data=b"1", inspection=reading.inspection, by=cast.owner, at=NOW)


def test_a_reading_is_the_coordinators_and_under_embargo_an_early_reader_s_among_them(cast):
    shown, hidden = begun(cast), begun(cast, inspection=InspectionFactory(embargo_until=london(2015, 10, 1)))
    grant(cast.deputy, Role.COORDINATOR, by=cast.administrator, at=BEGINNING)

    def open_to(person):
        return set(ReportReading.objects.open_to(person, NOW))

    assert open_to(cast.coordinator) == {shown, hidden}  # who registered it reads it early
    assert open_to(cast.deputy) == {shown}
    for person in (cast.dcc, cast.owner, cast.opcc, cast.auditor, cast.nobody):
        assert open_to(person) == set()


# Recorded


def test_what_is_kept_becomes_recommendations_that_say_where_they_are_from(cast):
    reading = begun(cast)
    drafts.revise(draft(reading, 1), version=1, addressees="Chief constables", by=cast.coordinator, at=NOW)
    recorded = kept(reading, cast.coordinator)

    first, second, third = recorded.recommendations
    assert [(each.reference, each.text) for each in (first, second, third)] == [("1", SEE), ("2", REVIEW), ("3", TRAIN)]
    assert [(part.letter, part.text, part.due_on) for part in second.parts.all()] == [
        ("a", PARTS[0], date(2015, 5, 11)),
        ("b", PARTS[1], date(2015, 5, 11)),
    ]
    assert first.parts.get().asked_immediately
    assert first.parts.get().addressees == "Chief constables"
    assert first.history.get().history_change_reason == f"From {NAME}"
    assert first.note == "Printed under “Initial contact”."
    assert first.drafts.get().text == SEE


def test_what_is_discarded_takes_no_number_and_is_not_recorded(cast):
    reading = begun(cast)
    choose(reading, "kept", by=cast.coordinator)
    choose(reading, "discarded", 1, by=cast.coordinator)

    recorded = reports.record(reading, by=cast.coordinator, at=NOW)

    assert [(each.reference, each.text) for each in recorded.recommendations] == [("1", REVIEW), ("2", TRAIN)]


def test_the_inspection_says_who_gave_the_numbers_where_the_report_gave_none(cast):
    unnumbered, numbered = begun(cast), begun(cast)
    drafts.revise(draft(numbered, 1), version=1, reference="R1", by=cast.coordinator, at=NOW)

    kept(unnumbered, cast.coordinator)
    kept(numbered, cast.coordinator)

    def numbering(reading):
        return Inspection.objects.get(pk=reading.inspection_id).numbering

    assert numbering(unnumbered) == "Given by the force, in printed order"
    assert numbering(numbered) == ""


def test_numbers_go_on_after_those_the_inspection_has(cast):
    inspection = InspectionFactory()
    RecommendationFactory(inspection=inspection, reference="1")

    recorded = kept(begun(cast, ONE, inspection=inspection), cast.coordinator)

    assert [each.reference for each in recorded.recommendations] == ["2"]


def test_a_next_step_becomes_a_milestone_unless_one_stands_on_that_day(cast):
    timed, untimed = (
        begun(cast),
        begun(cast, inspection=InspectionFactory(kind=KindFactory(slug="other", name="Other"))),
    )

    step = draft(untimed, 4)
    drafts.revise(step, version=step.version, status="Met", by=cast.coordinator, at=NOW)

    assert kept(timed, cast.coordinator).milestones == []
    [milestone] = kept(untimed, cast.coordinator).milestones
    assert (milestone.due_on, milestone.source) == (date(2015, 3, 25), f"From {NAME} Its status there: “Met”.")
    assert not TranscribedStatement.objects.exists()
    assert list(untimed.inspection.milestones.all()) == [milestone]


def test_recording_twice_records_once(cast):
    reading = begun(cast)
    kept(reading, cast.coordinator)

    again = reports.record(reading, by=cast.coordinator, at=LATER)

    assert (again.already, again.recommendations) == (True, [])
    assert Recommendation.objects.count() == 3


def test_nothing_is_recorded_while_something_is_to_decide(cast):
    reading = begun(cast)
    choose(reading, "kept", 1, 2, by=cast.coordinator)

    with pytest.raises(ValidationError, match="2 drafts are still to decide"):
        reports.record(reading, by=cast.coordinator, at=NOW)
    choose(reading, "discarded", by=cast.coordinator)
    with pytest.raises(ValidationError, match="Nothing is kept"):
        reports.record(reading, by=cast.coordinator, at=NOW)

    assert list(Recommendation.objects.all()) == []


def test_nothing_is_recorded_while_two_have_one_number(cast):
    reading = begun(cast)
    RecommendationFactory(inspection=reading.inspection, reference="7")
    for order in (1, 2):
        drafts.revise(draft(reading, order), version=1, reference="4", by=cast.coordinator, at=NOW)
    choose(reading, "kept", by=cast.coordinator)

    with pytest.raises(ValidationError, match="Number 4: Another has this number too"):
        reports.record(reading, by=cast.coordinator, at=NOW)
    drafts.revise(draft(reading, 2), version=draft(reading, 2).version, reference="7", by=cast.coordinator, at=NOW)
    with pytest.raises(ValidationError, match="Number 7: The inspection has this number already"):
        reports.record(reading, by=cast.coordinator, at=NOW)


def test_what_was_recorded_is_not_given_up(cast):
    reading = begun(cast)
    kept(reading, cast.coordinator)

    with pytest.raises(ValidationError, match="recorded while you had this page open"):
        reports.give_up(reading, by=cast.coordinator, at=NOW)
