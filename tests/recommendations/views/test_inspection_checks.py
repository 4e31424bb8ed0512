"""A follow-up check on an inspection without actions: set, put right, made by its post, and asked again every two years."""

from datetime import date

import pytest
from django.urls import reverse

from recommendations.models import FollowUpCheck
from recommendations.services.checks import set_check_on
from tests.factories import InspectionFactory
from tests.moments import NOW, OPENED
from tests.recommendations.views.form_pages import date_boxes
from tests.recommendations.views.reading import shown, text


@pytest.fixture
def check(cast):
    asked = {"what": "Self-assessment", "due_on": date(2015, 9, 1), "every_months": 24, "owner": cast.posts.owner}
    return set_check_on(InspectionFactory(), **asked, by=cast.coordinator, at=OPENED)


def test_it_is_set_by_the_coordinator_or_the_dcc_for_a_post_and_stands_on_the_inspection(client, cast):
    inspection = InspectionFactory()
    page = reverse("inspection-check-set", args=[inspection.slug])
    said = {"what": "Self-assessment", "every_months": "24"} | date_boxes("due_on", "1", "11", "2015")
    there = reverse("inspection-detail", args=[inspection.slug])
    assert f'href="{page}"' in shown(client, cast.dcc, there)

    nobody = client.post(page, said)
    done = client.post(page, said | {"owner": cast.posts.owner.pk}, follow=True)

    assert nobody.context["form"].errors == {"owner": ["Select made by"]}
    assert "Self-assessment, 1 November 2015, and every 24 months from then" in text(done)
    assert (FollowUpCheck.objects.count(), page in shown(client, cast.owner, there)) == (1, False)
    shown(client, cast.owner, page, status=403)


def test_its_post_finds_it_and_answers_it_and_the_next_is_asked_two_years_on(client, cast, check):
    page = reverse("inspection-check", args=[check.inspection.slug, check.pk])
    assert f'href="{page}"' in shown(client, cast.owner, "/my-actions/")
    assert "Self-assessment" in shown(client, cast.coordinator, reverse("checks-due"))
    shown(client, cast.other_owner, page, status=403)
    client.force_login(cast.owner)

    client.post(page, {"lasted": "yes", "found": "All but two."} | date_boxes("done_on", "8", "9", "2015"))

    assert [(one.due_on, one.done_on, one.follows_id) for one in FollowUpCheck.objects.order_by("pk")] == [
        (date(2015, 9, 1), date(2015, 9, 8), None),
        (date(2017, 9, 1), None, check.pk),
    ]
    told = shown(client, cast.coordinator, reverse("inspection-detail", args=[check.inspection.slug]))
    assert "It lasted</strong>, 8 September 2015: All but two." in " ".join(told.split())
    shown(client, cast.owner, page, status=404)


def test_it_is_put_right_with_its_reason(client, cast, check):
    page = reverse("inspection-check-put-right", args=[check.inspection.slug, check.pk])
    client.force_login(cast.coordinator)
    form = client.get(page)
    sent = {name: form.context["form"][name].value() or "" for name in form.context["form"].fields}

    client.post(page, sent | {"what": "Statutory self-assessment", "why": "Its name.", "press": "record"})

    check.refresh_from_db()
    assert check.what == "Statutory self-assessment"
    assert check.history.first().history_date == NOW


def test_one_set_in_error_is_called_off_and_says_why_on_the_inspection(client, cast, check):
    page = reverse("inspection-check-call-off", args=[check.inspection.slug, check.pk])
    there = reverse("inspection-detail", args=[check.inspection.slug])
    shown(client, cast.owner, page, status=403)
    assert f'href="{page}"' in shown(client, cast.coordinator, there)
    assert "Self-assessment</strong>, due 1 September 2015" in shown(client, cast.coordinator, page)

    done = text(client.post(page, {"why": "The council makes it."}, follow=True))

    assert "Follow-up check called off: Self-assessment." in done
    assert "<strong>Called off</strong>, 10 September 2015: The council makes it." in done
    assert "Self-assessment" not in shown(client, cast.owner, "/my-actions/")
    before = shown(client, cast.coordinator, f"{there}?at=2015-09-09")
    assert ("every 24 months" in before, "Called off" in before) == (True, False)
    shown(client, cast.coordinator, page, status=404)
