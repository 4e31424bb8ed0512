"""An inspection is registered by hand, without a report to read."""

from datetime import date

import pytest

from inspections.models import Inspection
from tests.factories import InspectionFactory
from tests.moments import london
from tests.recommendations.views.reading import shown, text

ADDRESS = "/inspections/new/"


def sent(client, cast, **fields):
    one = InspectionFactory(title="Peer review", published_on=date(2015, 2, 11))
    client.force_login(cast.coordinator)
    typed = {
        "body": one.body.pk,
        "kind": one.kind.pk,
        "scope": "force",
        "title": "Second review",
        "published": "July 2015",
    }
    return client.post(ADDRESS, typed | fields, follow=True)


def test_it_is_registered_and_leads_to_what_comes_next(client, cast):
    page = text(sent(client, cast))

    made = Inspection.objects.get(title="Second review")
    assert (made.published_on, made.published_precision) == (date(2015, 7, 31), "month")
    assert "Second review is registered. Next: add what it recommends." in page
    assert f'href="/inspections/{made.slug}/recommendations/new/"' in page


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"title": ""}, "Enter the title"),
        ({"body": ""}, "Select the inspecting body"),
        ({"published": ""}, "Enter the publication date above, or tick that the report gives none"),
        (
            {"title": "peer review", "published": "11 February 2015"},
            "An inspection with this title and date is registered: open it in the list of inspections",
        ),
    ],
)
def test_what_it_cannot_do_without_is_asked_for(client, cast, fields, said):
    page = text(sent(client, cast, **fields))

    assert said in page
    assert Inspection.objects.count() == 1


def test_one_without_a_date_is_registered_once_that_is_ticked(client, cast):
    sent(client, cast, published="", no_date="on")

    assert Inspection.objects.get(title="Second review").published_on is None


def test_it_is_the_coordinator_s_who_finds_it_in_the_list(client, cast):
    for who in ("owner", "dcc", "opcc"):
        shown(client, getattr(cast, who), ADDRESS, status=403)
        assert ADDRESS not in shown(client, getattr(cast, who), "/inspections/")
    assert f'href="{ADDRESS}"' in shown(client, cast.coordinator, "/inspections/")


def test_one_under_embargo_asks_next_for_its_early_readers(client, cast):
    page = text(sent(client, cast, published="24 September 2015"))

    assert "Second review is registered, and only you see it yet. Next: name its early readers." in page
    assert "Under embargo until 24 September 2015, 00:00: Second review." in page


def test_the_hour_at_which_its_embargo_ends_is_asked_for_at_once(client, cast):
    page = text(
        sent(client, cast, published="24 September 2015", embargo_day="24 September 2015", embargo_hour="00:01")
    )

    assert "Under embargo until 24 September 2015, 00:01: Second review." in page
    assert Inspection.objects.get(title="Second review").embargo_until == london(2015, 9, 24, 0, 1)


def test_a_day_without_its_hour_is_refused(client, cast):
    page = text(sent(client, cast, embargo_day="24 September 2015", embargo_hour=""))

    assert "Enter the hour at which the embargo ends, such as 00:01" in page
    assert not Inspection.objects.filter(title="Second review").exists()
