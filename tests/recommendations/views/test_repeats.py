"""Asked before: the likest recommendations of other inspections, judged by a person; said on page, queue, list and figures."""

from datetime import date

import pytest
from django.urls import reverse

from inspections.services import release_to_opcc
from recommendations.models import Link
from tests.factories import ActionFactory, InspectionFactory, RecommendationFactory
from tests.moments import OPENED
from tests.recommendations.views.reading import shown, text
from tests.walk import recommend

WORDS = "Supervisors should scrutinise domestic abuse investigations in which a vulnerable child is living."


def of(cast, year, words, **fields):
    """A recommendation of an inspection published in that year, released to the OPCC."""
    inspection = InspectionFactory(published_on=date(year, 2, 1), audience="opcc")
    release_to_opcc(inspection, by=cast.coordinator, at=OPENED)
    return RecommendationFactory(inspection=inspection, text=words, issue_owner=cast.posts.issue_owner, **fields)


@pytest.fixture
def register(cast):
    """One of 2015, the same in other words of 2012, and one of 2014 that only looks so."""
    return {
        2015: of(cast, 2015, WORDS),
        2012: of(
            cast, 2012, "A supervisor scrutinises each domestic abuse investigation where a vulnerable child lives."
        ),
        2014: of(cast, 2014, "Supervisors should record vulnerable adults in domestic burglary investigations."),
        2010: of(cast, 2010, "The control room should answer calls sooner."),
    }


def page(asked):
    return reverse("recommendation-detail", args=[asked.pk])


def repeats(asked):
    return reverse("recommendation-repeats", args=[asked.pk])


@pytest.fixture
def judged(client, cast, register):
    """As the coordinator judges the two that are offered."""
    client.force_login(cast.coordinator)
    sent = {str(register[2012].pk): "same", str(register[2014].pk): "other"}
    return text(client.post(repeats(register[2015]), sent, follow=True))


def test_the_likest_of_other_inspections_are_offered_the_likest_first(client, cast, register):
    client.force_login(cast.coordinator)
    form = client.get(repeats(register[2015])).context["form"]

    assert [one.recommendation for one in form.likely.values()] == [register[2012], register[2014]]
    shown(client, cast.owner, repeats(register[2015]), status=403)


def test_what_a_person_said_is_recorded_both_ways_and_asked_no_more(client, cast, register, judged):
    links = {link.target_id: link.kind for link in Link.objects.filter(recommendation=register[2015])}

    assert links == {register[2012].pk: "duplicates", register[2014].pk: "not-same"}
    assert client.get(repeats(register[2015])).context["form"].likely == {}


def test_the_later_one_says_on_its_page_and_in_the_queue_that_it_was_asked_before(client, cast, register, judged):
    said = "Asked before, in 2012"
    action = ActionFactory(parts=register[2015].parts.all(), owner=cast.posts.owner)
    recommend(action, by=cast.owner)

    assert said in shown(client, cast.opcc, page(register[2015]))
    assert said in shown(client, cast.dcc, reverse("scrutiny-queue"))
    assert said not in shown(client, cast.opcc, page(register[2012]))
    assert said not in shown(client, cast.opcc, page(register[2014]))


def test_it_is_a_figure_that_leads_to_its_rows(client, cast, register, judged):
    leads = reverse("recommendation-list") + "?repeat=on"

    assert f'<a href="{leads}">1 recommendation</a>' in shown(client, cast.opcc, reverse("position"))
    listed = shown(client, cast.opcc, leads)
    assert [page(register[year]) in listed for year in (2015, 2012, 2014, 2010)] == [True, False, False, False]


def test_what_may_not_be_seen_is_neither_offered_nor_said(client, cast, register, judged):
    hidden = RecommendationFactory(inspection=InspectionFactory(published_on=date(2009, 2, 1)), text=WORDS)
    client.force_login(cast.coordinator)
    client.post(repeats(register[2015]), {str(hidden.pk): "same"})

    assert "Asked before, in 2009 and 2012" in shown(client, cast.coordinator, page(register[2015]))
    assert "Asked before, in 2012" in shown(client, cast.opcc, page(register[2015]))
