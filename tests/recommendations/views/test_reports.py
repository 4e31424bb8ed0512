"""A report comes in through the browser: chosen with its inspection, decided draft by draft, recorded."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from recommendations.models import Recommendation
from recommendations.services import drafts, reports, scrutiny
from safeguarding.appointments import grant
from safeguarding.models.people import Role
from tests.factories import InspectionFactory, RecommendationFactory
from tests.moments import BEGINNING, NOW, london
from tests.recommendations.reported import NAME, ONE, REPORT, SEE, THREE, TRAIN, begun, choose, draft
from tests.recommendations.views.past_pages import then, url_of
from tests.recommendations.views.reading import shown, text

NEW = "/reports/new/"


@pytest.fixture(autouse=True)
def files_in_a_folder_of_their_own(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def addresses(reading):
    """Every address of a reading and of one draft of it."""
    one = [reading.pk, draft(reading, 1).pk]
    names = ("report-reading", "report-record", "report-give-up", "draft-add")
    found = [reverse(name, args=[reading.pk]) for name in names]
    found.append(reverse("draft-add-paragraph", args=[reading.pk, 0]))
    return found + [reverse(name, args=one) for name in ("draft-edit", "draft-merge", "draft-split")]


def page_of(reading):
    return reverse("report-reading", args=[reading.pk])


def pressed(client, reading, press, **versions):
    """What pressing a button on the page sends: every draft as it was seen."""
    seen = {f"version-{each.pk}": each.version for each in reading.drafts.all()}
    return client.post(page_of(reading), seen | {"press": press} | versions)


# Who


@pytest.mark.parametrize("person", ["dcc", "staff_officer", "owner", "opcc", "partner", "auditor", "nobody"])
def test_reports_are_read_by_the_coordinator_alone(client, cast, person):
    reading = begun(cast)
    client.force_login(getattr(cast, person))

    asked = [NEW, "/reports/", *addresses(reading)]

    assert {client.get(address).status_code for address in asked} == {403}
    assert {client.post(address).status_code for address in [NEW, *addresses(reading)]} == {403}


def test_the_coordinator_opens_every_page_and_recording_is_a_press(coordinator, cast):
    reading = begun(cast)
    record = reverse("report-record", args=[reading.pk])
    opened = {NEW, "/reports/", *addresses(reading)} - {record}

    assert {coordinator.get(address).status_code for address in opened} == {200}
    assert coordinator.get(record).url == page_of(reading)
    assert not reading.inspection.recommendations.exists()


def test_once_recorded_every_page_of_it_leads_to_the_inspection(coordinator, cast):
    reading = begun(cast)
    choose(reading, "kept", by=cast.coordinator)
    coordinator.post(reverse("report-record", args=[reading.pk]))

    led_to = {coordinator.get(address).headers.get("Location") for address in addresses(reading)}

    assert led_to == {f"/inspections/{reading.inspection.slug}/"}
    assert pressed(coordinator, reading, "kept-sure").headers.get("Location") in led_to


def test_a_reading_under_embargo_is_not_there_for_a_coordinator_who_may_not_see_it(client, cast):
    hidden = begun(cast, inspection=InspectionFactory(title="Secret", embargo_until=london(2015, 10, 1)))
    grant(cast.auditor, Role.COORDINATOR, by=cast.administrator, at=BEGINNING)
    client.force_login(cast.auditor)

    assert {client.get(address).status_code for address in addresses(hidden)} == {404}
    for listed in ("/reports/", NEW, "/inspections/"):
        assert "Secret" not in shown(client, cast.auditor, listed)


def test_only_the_coordinator_is_shown_the_way_in(client, cast):
    inspection = InspectionFactory(slug="empty")

    way_in, way_on = f"{NEW}?inspection=empty", '<a class="govuk-service-navigation__link" href="/reports/"'
    for person, expected in ((cast.coordinator, [True, True]), (cast.dcc, [False, False])):
        page = shown(client, person, f"/inspections/{inspection.slug}/")
        assert [way_in in page, way_on in page] == expected


# The page of the drafts


def test_the_page_shows_each_draft_with_its_number_limit_and_where_it_was_found(coordinator, cast):
    page = shown(coordinator, cast.coordinator, page_of(begun(cast)))

    assert "The report gives no numbers. These are given by the force, in printed order." in page
    assert "0 of 4 decided" in page
    assert "“within three months”, due 11 May 2015" in page
    assert "3 calendar months from publication on 11 February 2015." in page
    assert f"<mark>{SEE}</mark>" in page
    assert "A milestone stands on that day already" in page
    assert "Keep all 4 that are sure" in page
    assert "Record " not in page


def test_keeping_one_leads_to_the_next_to_decide_and_from_the_last_to_the_first(coordinator, cast):
    reading = begun(cast)

    led_to = [pressed(coordinator, reading, f"kept-{draft(reading, order).pk}").url for order in (2, 4)]

    assert led_to == [f"{page_of(reading)}#draft-{draft(reading, order).pk}" for order in (3, 1)]
    assert "2 of 4 decided" in shown(coordinator, cast.coordinator, page_of(reading))


def test_all_that_are_sure_are_kept_and_the_doubtful_stay_to_decide(coordinator, cast):
    reading = begun(cast)
    doubtful = draft(reading, 2)
    doubtful.doubts = ["It is long."]
    doubtful.save()

    pressed(coordinator, reading, "kept-sure")

    assert [each.choice for each in reading.drafts.all()] == ["kept", "undecided", "kept", "kept"]
    assert "It is long." in shown(coordinator, cast.coordinator, page_of(reading))


def test_a_discarded_draft_is_taken_back(coordinator, cast):
    reading = begun(cast)
    one = draft(reading, 1).pk

    pressed(coordinator, reading, f"discarded-{one}")
    discarded = draft(reading, 1).choice
    pressed(coordinator, reading, f"undecided-{one}")

    assert (discarded, draft(reading, 1).choice) == ("discarded", "undecided")


def test_a_draft_that_another_changed_is_not_kept_unseen(coordinator, cast):
    reading = begun(cast)
    one = draft(reading, 1)
    drafts.revise(one, version=1, text="Mended.", by=cast.coordinator, at=NOW)

    response = pressed(coordinator, reading, f"kept-{one.pk}", **{f"version-{one.pk}": "1"})

    assert "changed this at 09:00 on 10/09/2015, after you opened it." in text(response)
    assert "Mended." in text(response)
    assert draft(reading, 1).choice == "undecided"


def test_the_buttons_of_drafts_without_a_number_say_which_one_they_are_for(coordinator, cast):
    reading = begun(cast, THREE)
    choose(reading, "discarded", 1, 2, by=cast.coordinator)

    page = shown(coordinator, cast.coordinator, page_of(reading))

    hidden = '<span class="govuk-visually-hidden">'
    assert f"Take back{hidden} Recommendation: {SEE}</span>" in page
    assert f"Take back{hidden} Recommendation: {TRAIN}</span>" in page
    assert f"Keep{hidden} Recommendation 1</span>" in page


@pytest.mark.parametrize("press", ["", "kept", "kept-", "burn-1", "kept-99999999", "kept-1x"])
def test_a_clumsy_press_changes_nothing(coordinator, cast, press):
    reading = begun(cast)

    assert pressed(coordinator, reading, press).status_code in (200, 302)
    assert {each.choice for each in reading.drafts.all()} == {"undecided"}


def test_a_report_in_which_nothing_was_read_says_what_to_do(coordinator, cast):
    page = shown(coordinator, cast.coordinator, page_of(begun(cast, "Minutes of a meeting.")))

    assert "Nothing in it was read as a recommendation." in page
    assert "Add one that was missed" in page


def test_an_inspection_with_recommendations_says_so(coordinator, cast):
    inspection = InspectionFactory()
    RecommendationFactory(inspection=inspection)

    page = shown(coordinator, cast.coordinator, page_of(begun(cast, inspection=inspection)))

    assert "This inspection has 1 recommendation already." in page


# Recording


def test_recording_leads_to_the_inspection_and_says_what_was_recorded(coordinator, cast):
    reading = begun(cast)
    pressed(coordinator, reading, "kept-sure")
    assert "Record 3 recommendations" in shown(coordinator, cast.coordinator, page_of(reading))

    response = coordinator.post(reverse("report-record", args=[reading.pk]), follow=True)

    assert response.redirect_chain[0][0] == f"/inspections/{reading.inspection.slug}/"
    assert f"Recorded from {NAME}: 3 recommendations. Next: bring in the action plan." in text(response)
    assert coordinator.get(page_of(reading)).url == f"/inspections/{reading.inspection.slug}/"


def test_a_register_s_status_is_shown_to_be_kept_and_stands_on_the_recommendation_until_it_is_decided(
    coordinator, cast
):
    words = "Recommendation 4\n\nStatus: Not accepted\nAddressed to: Anyshire Police\n\nAnyshire Police should tell each home.\n"
    reading = begun(cast, words, inspection=InspectionFactory(published_on=date(2015, 7, 1)), at=london(2015, 8, 1))
    assert "Its status there: “Not accepted”, said by Anyshire Police." in shown(
        coordinator, cast.coordinator, page_of(reading)
    )
    choose(reading, "kept", by=cast.coordinator)
    reports.record(reading, by=cast.coordinator, at=london(2015, 8, 1))
    [recommendation] = reading.inspection.recommendations.all()
    said = "Said by Anyshire Police. report.txt."
    assert said in shown(coordinator, cast.dcc, url_of(recommendation))

    decided = {"by": cast.dcc, "at": london(2015, 9, 1)}
    scrutiny.confirm(recommendation.statements.get(), "rejected", reason="Of another.", **decided)
    assert said not in shown(coordinator, cast.dcc, url_of(recommendation))
    assert said in then(coordinator, cast.dcc, recommendation)


def test_a_double_press_records_once(coordinator, cast):
    reading = begun(cast)
    choose(reading, "kept", by=cast.coordinator)
    record = reverse("report-record", args=[reading.pk])

    coordinator.post(record)
    second = coordinator.post(record, follow=True)

    assert "Connie Coordinator recorded this report already, so nothing was added." in text(second)
    assert Recommendation.objects.count() == 3


def test_what_is_still_to_decide_is_said_on_the_page(coordinator, cast):
    reading = begun(cast)

    response = coordinator.post(reverse("report-record", args=[reading.pk]), follow=True)

    assert response.redirect_chain[0][0] == page_of(reading)
    assert "4 drafts are still to decide." in text(response)
    assert TRAIN in text(response)


def test_giving_up_asks_once(coordinator, cast):
    reading = begun(cast)
    address = reverse("report-give-up", args=[reading.pk])

    assert "Give up this reading?" in text(coordinator.get(address))
    response = coordinator.post(address, follow=True)

    assert f"The reading of {NAME} is given up. Nothing was recorded." in text(response)
    assert "No report is being read." in text(response)


def test_what_was_recorded_is_not_given_up(coordinator, cast):
    reading = begun(cast)
    choose(reading, "kept", by=cast.coordinator)
    coordinator.post(reverse("report-record", args=[reading.pk]))

    response = coordinator.post(reverse("report-give-up", args=[reading.pk]), follow=True)

    assert "This report was recorded while you had this page open, so it cannot be given up." in text(response)
    assert reading.drafts.count() == 4


# Queries


def queries(client, address):
    with CaptureQueriesContext(connection) as caught:
        client.get(address)
    return len(caught)


def test_three_drafts_take_as_many_queries_as_one(coordinator, cast):
    one, three = begun(cast, ONE), begun(cast, THREE)

    assert queries(coordinator, page_of(three)) == queries(coordinator, page_of(one))


def test_three_readings_take_as_many_queries_as_one(coordinator, cast):
    begun(cast, ONE)
    alone = queries(coordinator, "/reports/")
    begun(cast, ONE)
    begun(cast, REPORT)

    assert queries(coordinator, "/reports/") == alone
