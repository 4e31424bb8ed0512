"""Follow-up checks on the pages of those who set, make, change and chase them."""

from datetime import date

import pytest
from django.urls import reverse

from recommendations.models import FollowUpCheck
from recommendations.services import checks
from tests.recommendations.views.form_pages import date_boxes
from tests.recommendations.views.reading import shown, text
from tests.walk import DECIDED, taken_to


@pytest.fixture
def complete(cast):
    return taken_to("complete", cast)


@pytest.fixture
def check(cast, complete):
    asked = {"what": "Repeat of the audit", "due_on": date(2015, 9, 7), "every_months": 6}
    return checks.set_check(complete, owner=cast.posts.other_owner, **asked, by=cast.dcc, at=DECIDED)


def test_the_dcc_sets_one_with_who_makes_it_and_how_often(client, cast, complete):
    client.force_login(cast.dcc)
    sent = {"what": "Section 11 audit", "owner": cast.posts.other_owner.pk, "every_months": "24"}
    client.post(reverse("action-check", args=[complete.pk]), sent | date_boxes("due_on", 1, 3, 2016))

    page = shown(client, cast.owner, reverse("action-detail", args=[complete.pk]))
    assert "Section 11 audit, 1 March 2016, and every 24 months from then, made by the Chief Inspector." in page
    assert FollowUpCheck.objects.get().every_months == 24


def test_it_is_under_my_actions_of_who_makes_it_and_answered_there(client, cast, check):
    assert "Repeat of the audit" in shown(client, cast.other_owner, reverse("my-actions"))
    assert "Repeat of the audit" not in shown(client, cast.owner, reverse("my-actions"))

    sent = {"lasted": "yes", "found": "18 of 20."} | date_boxes("done_on", 9, 9, 2015)
    client.force_login(cast.other_owner)
    client.post(reverse("follow-up-check", args=[check.pk]), sent)
    assert [each.due_on for each in FollowUpCheck.objects.to_come()] == [date(2016, 3, 7)]


def test_the_coordinator_finds_it_until_it_is_answered(client, cast, check):
    assert reverse("checks-due") in shown(client, cast.coordinator, reverse("coordination"))
    page = shown(client, cast.coordinator, reverse("checks-due"))
    assert ("Repeat of the audit" in page, "Chief Inspector" in page, "Late" in page) == (True, True, True)
    shown(client, cast.owner, reverse("checks-due"), status=403)


def test_it_is_put_right_with_the_change_shown_before(client, cast, check):
    address = reverse("follow-up-check-put-right", args=[check.pk])
    assert address in shown(client, cast.dcc, reverse("action-detail", args=[check.action_id]))
    form = client.get(address).context["form"]
    sent = {name: form[name].value() or "" for name in form.fields} | {
        "due_on": "23 November 2015",
        "why": "That week.",
    }
    before = text(client.post(address, sent))
    assert ("7 September 2015" in before, "23 November 2015" in before) == (True, True)

    client.post(address, sent | {"press": "record"})
    check.refresh_from_db()
    assert (check.due_on, check.every_months) == (date(2015, 11, 23), 6)


def test_the_page_and_the_report_say_what_shows_that_it_worked(client, cast, complete):
    assert "Tested" in shown(client, cast.dcc, reverse("action-detail", args=[complete.pk]))
    slug = complete.coverages.get().part.recommendation.inspection.slug
    report = shown(client, cast.dcc, reverse("progress-report", args=[slug]))
    assert "Of the complete actions, what shows that they worked:" in report


def test_one_set_in_error_is_called_off_and_stands_in_no_list_but_in_the_history(client, cast, check):
    address = reverse("follow-up-check-call-off", args=[check.pk])
    there = reverse("action-detail", args=[check.action_id])
    assert f'href="{address}"' in shown(client, cast.dcc, there)
    page = shown(client, cast.dcc, address)
    assert "Repeat of the audit</strong>, due 7 September 2015, and every 6 months from then, made by the Chief" in page

    done = client.post(address, {"why": "Set on the wrong action."}, follow=True)

    assert f"Action {check.action_id}: the follow-up check is called off." in text(done)
    told = text(done).partition("Follow-up check set for 7 September 2015 called off")[2]
    assert "Set on the wrong action." in told
    assert "and every 6 months" not in text(done)
    for who, listed in ((cast.other_owner, "my-actions"), (cast.coordinator, "checks-due")):
        assert "Repeat of the audit" not in shown(client, who, reverse(listed))
    before = shown(client, cast.dcc, f"{there}?at=2015-09-09")
    assert ("and every 6 months" in before, "called off" in before) == (True, False)
    for gone in ("follow-up-check", "follow-up-check-put-right", "follow-up-check-call-off"):
        shown(client, cast.dcc, reverse(gone, args=[check.pk]), status=404)


def test_whoever_may_not_change_one_does_not_call_it_off(client, cast, check):
    address = reverse("follow-up-check-call-off", args=[check.pk])
    assert address not in shown(client, cast.coordinator, reverse("action-detail", args=[check.action_id]))
    refused = client.post(address, {"why": "Set on the wrong action."})
    assert (refused.status_code, FollowUpCheck.objects.to_come().count()) == (403, 1)
