"""The inspectorate's verdict on its pages: recorded beside our closure, corrected, listed, printed, and as it stood."""

from datetime import date

import pytest
from django.urls import reverse

from inspections.services import release_to_opcc
from recommendations.models import Verdict
from recommendations.services.verdicts import record_verdict
from tests.moments import NOW, OPENED
from tests.recommendations.search_cases import found_recommendations
from tests.recommendations.views.form_pages import date_boxes
from tests.recommendations.views.reading import shown, text
from tests.walk import begin, recommend, support


@pytest.fixture
def asked(cast):
    """A recommendation whose one action is complete, released to the OPCC."""
    action = begin(cast)
    recommend(action, by=cast.owner)
    support(action, by=cast.dcc)
    found = action.coverages.get().part.recommendation
    release_to_opcc(found.inspection, by=cast.coordinator, at=OPENED)
    return found


def page(asked, query=""):
    return reverse("recommendation-detail", args=[asked.pk]) + query


def sent(asked, **said):
    data = {"outcome": "still-open", "grade": "some", "claimed": "fully", "body": asked.inspection.body_id}
    data |= {"source": "Letter, page 2", "difference": "The audit is not repeated."}
    return data | date_boxes("given_on", 1, 9, 2015) | said


@pytest.fixture
def told(cast, asked):
    """It is still open to them."""
    said = {"given_on": date(2015, 9, 1), "body": asked.inspection.body, "source": "Letter, page 2"}
    said |= {"grade": "some", "claimed": "fully", "difference": "The audit is not repeated."}
    return record_verdict(asked, outcome="still-open", **said, by=cast.coordinator, at=NOW)


def test_the_coordinator_records_it_and_everybody_reads_both_sides(client, cast, asked):
    address = reverse("recommendation-verdict", args=[asked.pk])
    assert [address in shown(client, who, page(asked)) for who in (cast.coordinator, cast.dcc, cast.opcc)] == [
        *(True, True, False)
    ]
    client.force_login(cast.coordinator)
    assert "verdict of HMIC recorded. It changes no action." in text(client.post(address, sent(asked), follow=True))

    for who in (cast.dcc, cast.opcc, cast.owner):
        said = shown(client, who, page(asked))
        for words in ("Closed by us, still open to them", "in some respects", "as we had said: fully", "not repeated"):
            assert words in said


def test_what_is_missing_is_said_beside_its_field_and_nothing_is_lost(client, cast, asked):
    client.force_login(cast.coordinator)
    answer = client.post(reverse("recommendation-verdict", args=[asked.pk]), sent(asked, difference=""))

    assert "Say why their grade is another than ours" in text(answer)
    assert answer.context["form"]["source"].value() == "Letter, page 2"
    assert Verdict.objects.count() == 0


def test_it_is_corrected_with_both_kept(client, cast, asked, told):
    client.force_login(cast.dcc)
    data = sent(asked, grade="most", why="Misread.", seen=told.pk)
    said = text(client.post(reverse("verdict-correct", args=[told.pk]), data, follow=True))

    for words in ("in most respects", "Misread.", "met: in some respects, 1 September 2015"):
        assert words in said


def test_it_is_a_figure_that_leads_to_its_rows(client, cast, asked, told):
    leads = reverse("recommendation-list") + "?verdict=disputed"
    position = shown(client, cast.opcc, reverse("position"))

    assert f'still open to them: <a href="{leads}">1 recommendation</a>' in position
    assert page(asked) in shown(client, cast.opcc, leads)
    assert page(asked) not in shown(client, cast.opcc, reverse("recommendation-list") + "?verdict=verified")
    assert page(asked) not in shown(client, cast.opcc, leads + "&at=2015-08-20")


def test_it_is_printed_in_the_progress_report_and_found_by_its_words(client, cast, asked, told):
    report = shown(client, cast.opcc, reverse("progress-report", args=[asked.inspection.slug]))

    assert "1 September 2015, Verdict of HMIC" in report
    assert "The audit is not repeated." in report
    assert found_recommendations("repeated", cast.opcc) == [asked.pk]


def test_the_owners_hear_of_it(client, cast, told):
    for who in (cast.issue_owner, cast.owner):
        assert "still open to the inspectorate" in shown(client, who, reverse("my-actions"))


def test_the_past_does_not_know_it_but_names_what_had_been_said_by_then(client, cast, asked, told):
    before = shown(client, cast.dcc, page(asked, "?at=2015-09-05"))

    assert "not repeated" not in before
    assert "Verdict of the inspectorate: Still open to them" in before


def test_the_gap_between_the_ledgers_is_found(client, cast, told):
    gaps = shown(client, cast.coordinator, reverse("gap-list") + "?check=verdict-differs")

    assert "is closed by us, and the inspectorate holds it still open." in gaps


def test_only_the_dcc_is_led_on_to_reopen(client, cast, asked, told):
    action = asked.parts.get().coverages.get().action_id
    leads = [
        f'Reopen, where work is missing: <a class="govuk-link" href="/scrutiny/{action}/">'
        in shown(client, who, page(asked))
        for who in (cast.dcc, cast.coordinator, cast.opcc)
    ]

    assert leads == [True, False, False]


def test_the_dcc_has_it_before_them_in_scrutiny(client, cast, asked, told):
    action = asked.parts.get().coverages.get().action_id

    assert "Closed by us, still open to them" in shown(client, cast.dcc, reverse("scrutiny-item", args=[action]))
