"""Lines for the paper: written by whoever speaks for the recommendation, read where they say something and may be read."""

import pytest

from inspections.services import release_to_opcc
from recommendations.models import Recommendation
from recommendations.services.paper_lines import write_lines
from safeguarding.history import version_of
from safeguarding.models import Audience
from tests.factories import InspectionFactory, RecommendationFactory
from tests.moments import london
from tests.recommendations.search_cases import found_recommendations
from tests.recommendations.views.reading import shown, text
from tests.recorded import change

WRITTEN = london(2015, 9, 1)


def url_of(recommendation):
    return f"/recommendations/{recommendation.pk}/paper/"


def wrote(recommendation, cast, **lines):
    return write_lines(recommendation, version=version_of(recommendation), by=cast.coordinator, at=WRITTEN, **lines)


def test_the_coordinator_and_the_issue_owner_write_them_and_nobody_else(client, cast, recommendation):
    url = url_of(recommendation)
    for user in (cast.coordinator, cast.issue_owner):
        assert url in shown(client, user, f"/recommendations/{recommendation.pk}/")
        assert client.get(url).status_code == 200
    for user in (cast.owner, cast.dcc, cast.staff_officer, cast.opcc, cast.auditor):
        assert url not in shown(client, user, f"/recommendations/{recommendation.pk}/")
        sent = {"equality": "Mine.", "version": version_of(recommendation)}
        assert (client.get(url).status_code, client.post(url, sent).status_code) == (403, 403)
    assert recommendation.history.count() == 1


def test_they_are_written_to_what_stands_by_then_and_only_where_they_are_other(cast, recommendation):
    read_before = Recommendation.objects.get(pk=recommendation.pk)
    change(recommendation, text="Log it.", by=cast.coordinator, at=WRITTEN)
    for _ in range(2):
        wrote(read_before, cast, equality="No effect.")

    stands = Recommendation.objects.get(pk=recommendation.pk)
    assert (stands.text, stands.equality, stands.history.count()) == ("Log it.", "No effect.", 3)


def test_those_that_say_something_stand_on_its_page_and_in_the_progress_report(coordinator, recommendation):
    sent = {"risk_register": "R 12 🚓", "unfunded_need": "Two posts.", "version": version_of(recommendation)}

    page = text(coordinator.post(url_of(recommendation), sent, follow=True))

    report = text(coordinator.get("/inspections/ours/progress/"))
    for read in (page, report):
        assert "<strong>Risk register reference</strong> </dt> <dd> R 12 🚓 </dd>" in read
        assert ("Two posts." in read, "<strong>Equality</strong>" in read) == (True, False)
    assert recommendation.history.first().history_change_reason == "Lines for the paper"


def test_as_at_a_day_before_they_are_not_there(coordinator, cast, recommendation):
    wrote(recommendation, cast, legislation="A new act.")

    for page in (f"/recommendations/{recommendation.pk}/", "/inspections/ours/progress/"):
        found = ["A new act." in text(coordinator.get(page, {"at": day})) for day in ("2015-08-31", "2015-09-01")]
        assert found == [False, True]


@pytest.mark.parametrize(("audience", "read"), [(Audience.FORCE, False), (Audience.OPCC, True)])
def test_the_opcc_reads_them_where_it_hears_the_words_of_the_inspection(client, cast, audience, read):
    inspection = InspectionFactory(slug="heard", audience=audience)
    release_to_opcc(inspection, by=cast.coordinator, at=london(2015, 4, 2))
    recommendation = wrote(RecommendationFactory(inspection=inspection), cast, crime_plan="Priority 2.")

    plan = "/inspections/heard/plan/progress-table.csv"
    pages = [f"/recommendations/{recommendation.pk}/", "/inspections/heard/progress/", plan]
    assert ["Priority 2." in shown(client, cast.opcc, page) for page in pages] == [read] * 3
    # What is withheld is not found either, and what may be read from another day on is found from then.
    assert found_recommendations("priority", cast.opcc) == ([recommendation.pk] if read else [])
    assert found_recommendations("priority", cast.dcc) == [recommendation.pk]
    change(inspection, audience=Audience.OPCC, by=cast.coordinator, at=WRITTEN)
    assert found_recommendations("priority", cast.opcc) == [recommendation.pk]


def test_whoever_changed_it_meanwhile_is_not_overwritten_unseen_and_nothing_typed_is_lost(
    coordinator, cast, recommendation
):
    sent = {"equality": "Girls most of all.", "version": version_of(recommendation)}
    wrote(recommendation, cast, equality="Boys too.")

    form = coordinator.post(url_of(recommendation), sent).context["form"]

    assert form.non_field_errors() == [
        "Somebody changed this recommendation while you were writing. Look through what it says now, then save again."
    ]
    assert form["equality"].value() == "Girls most of all."
    coordinator.post(url_of(recommendation), sent | {"version": form["version"].value()})
    recommendation.refresh_from_db()
    assert recommendation.equality == "Girls most of all."


def test_a_line_too_long_and_case_detail_are_said_beside_what_was_typed(coordinator, recommendation):
    sent = {"version": version_of(recommendation), "consultation": "x" * 1001, "equality": "A girl called Invented."}

    form = coordinator.post(url_of(recommendation), sent).context["form"]

    assert form.errors["consultation"] == ["Consultation must be 1000 characters or fewer"]
    assert form["no_case_detail"] in form.cautions_asked
