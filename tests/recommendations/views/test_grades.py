"""The grades of an inspection: recorded as its report gives them, corrected with why, beside those of the one before."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from inspections.services import release_to_opcc
from recommendations.models import CaseAudit, TopicGrade
from recommendations.services.grades import record_grades
from tests.factories import InspectionFactory
from tests.moments import OPENED, london
from tests.recommendations.views.reading import shown, text


def inspected(cast, year, **kwargs):
    made = InspectionFactory(published_on=date(year, 2, 1), title=f"Inspection of {year}", **kwargs)
    release_to_opcc(made, by=cast.coordinator, at=OPENED)
    return made


@pytest.fixture
def first(cast):
    return inspected(cast, 2012)


@pytest.fixture
def second(cast, first):
    """It is graded, and so was the one before."""
    made = inspected(cast, 2015)
    before = {"topics": {"risk": "inadequate"}, "audits": {}}
    record_grades(first, **before, source="Report, page 2", by=cast.coordinator, at=OPENED)
    counts = {"good": 13, "adequate": 9, "requires_improvement": 4, "inadequate": 9}
    given = {"topics": {"risk": "good", "leadership": "adequate"}, "audits": {"inspectors": counts}}
    record_grades(made, **given, source="Report, page 5", by=cast.coordinator, at=london(2015, 5, 1))
    return made


def page(inspection, query=""):
    return reverse("inspection-detail", args=[inspection.slug]) + query


def test_they_stand_beside_those_of_the_one_before_with_no_composite(client, cast, second):
    said = shown(client, cast.opcc, page(second))

    for words in ("Before: Inspection of 2012, 1 February 2012", "Report, page 5", "Assessed by the inspectors"):
        assert words in said
    assert "Grades" not in shown(client, cast.opcc, page(second, "?at=2015-04-20"))


def test_what_is_other_than_it_stood_is_recorded_with_why(client, cast, second):
    client.force_login(cast.coordinator)
    address = reverse("inspection-grades", args=[second.slug])
    form = client.get(address).context["form"]
    sent = {name: "" if (value := form[name].value()) is None else value for name in form.fields}
    sent |= {"source": "Report, page 6", "risk": "adequate", "inspectors_good": 12, "force_good": 29}
    assert "Say why. What was recorded first is kept beside it" in text(client.post(address, sent))

    client.post(address, sent | {"why": "Misread."})
    assert [(each.topic, each.grade) for each in TopicGrade.objects.filter(inspection=second).as_corrected()] == [
        ("leadership", "adequate"),
        ("risk", "adequate"),
    ]
    audits = CaseAudit.objects.filter(inspection=second).as_corrected().order_by("assessed_by")
    assert [(each.assessed_by, each.good, each.cases) for each in audits] == [("force", 29, 29), ("inspectors", 12, 34)]
    grades = TopicGrade.objects.filter(inspection=second)
    assert [each.corrected_because for each in grades.order_by("pk")] == ["", "", "Misread."]
    assert CaseAudit.objects.get(inspection=second, assessed_by="force").corrected_because == ""
    audits = {each.assessed_by: {name: getattr(each, name) for name in CaseAudit.COUNTS} for each in audits}
    with pytest.raises(ValidationError, match="Nothing is changed yet"):
        same = {"topics": {"risk": "adequate"}, "audits": audits, "source": "Report, page 6", "why": "Again."}
        record_grades(second, **same, by=cast.coordinator, at=london(2015, 6, 1))


def test_only_the_coordinator_records_them(client, cast, second):
    for who in (cast.dcc, cast.owner, cast.opcc):
        shown(client, who, reverse("inspection-grades", args=[second.slug]), status=403)


def test_a_grade_corrected_later_stood_as_it_was(client, cast, second):
    changed = {"topics": {"leadership": ""}, "audits": {}, "source": "Report", "why": "Of another force."}
    record_grades(second, **changed, by=cast.coordinator, at=london(2015, 6, 1))

    assert "Leadership" not in shown(client, cast.opcc, page(second))
    assert "Leadership" in shown(client, cast.opcc, page(second, "?at=2015-05-20"))


def test_what_changed_tells_both_grades_who_and_why_and_no_words_that_are_for_the_force(client, cast):
    made, recorded = inspected(cast, 2015, audience="force"), {"source": "Report, page 5", "by": cast.coordinator}
    for day, grade, inadequate, why in (
        (london(2015, 5, 1), "good", 9, ""),
        (london(2015, 6, 1), "adequate", 10, "Misread."),
    ):
        audits = {"force": {"good": 3, "adequate": 0, "requires_improvement": 0, "inadequate": inadequate}}
        record_grades(made, topics={"risk": grade}, audits=audits, why=why, at=day, **recorded)
    address = "/changes/?from=2015-05-20&to=2015-06-02"

    said = shown(client, cast.dcc, address)
    assert "<strong>Grade of Risk assessment and referral</strong>: Good → Adequate" in said
    assert "<strong>Audit of cases: Assessed by the force</strong>" in said
    assert ("Left out:</span> 9</del>" in said, said.count("<p>Misread.</p>")) == (True, 2)
    told = shown(client, cast.opcc, address)
    assert "<strong>Grade of Risk assessment and referral</strong>: Good → Adequate" in told
    assert ("Misread" in told, "9</del>" in told, told.count("Words withheld")) == (False, False, 2)
    assert "Grade of" not in shown(client, cast.dcc, "/changes/?from=2015-05-01T12:00&to=2015-05-31")
