"""The list of gaps: who reads it, what it counts, what it costs; one waived until a day, and that taken back."""

import json
from datetime import date

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from inspections.services import release_to_opcc
from recommendations.models import GapWaiver
from recommendations.services.gaps import waive
from recommendations.workflow import Gap
from tests.factories import ActionFactory, RecommendationFactory
from tests.moments import OPENED, london
from tests.recommendations.views.form_pages import date_boxes
from tests.recommendations.views.reading import shown
from tests.statements import parameters_of_each
from tests.walk import begin, recommend

LIST = "/gaps/"
AUGUST = london(2015, 8, 20)


def unowned(released_by=None):
    """An action on a part, both without owner; released to the OPCC if somebody is named."""
    recommendation = RecommendationFactory(issue_owner=None)
    if released_by:
        release_to_opcc(recommendation.inspection, by=released_by, at=OPENED)
    return ActionFactory(parts=recommendation.parts.all())


def listed(client, user, url=LIST):
    """(gap, what has it) of each on the page."""
    client.force_login(user)
    return [(found.gap, found.thing.name) for found in client.get(url).context["page"].object_list]


def waive_page(action, gap=Gap.NO_OWNER):
    return reverse("gap-waive", args=[gap.value, "action", action.pk])


@pytest.mark.parametrize("who", ["owner", "partner", "auditor"])
def test_it_is_for_those_who_hold_the_force_to_its_plan(client, cast, who):
    assert "This page is for the coordinator" in shown(client, getattr(cast, who), LIST, status=403)
    assert "in the plan" not in shown(client, getattr(cast, who), "/position/")


def test_each_finds_what_they_may_see_the_severe_ones_first(client, cast):
    seen, hidden = unowned(released_by=cast.coordinator), unowned()

    for_opcc, for_dcc = (listed(client, user) for user in (cast.opcc, cast.dcc))

    actions = {str(seen), str(hidden)}
    assert {name for _, name in for_opcc} & actions == {str(seen)}
    assert {name for _, name in for_dcc} & actions == actions
    assert [gap.severe for gap, _ in for_dcc] == sorted((gap.severe for gap, _ in for_dcc), reverse=True)
    page = shown(client, cast.dcc, f"{LIST}?check=severe")
    assert page.index(f"{hidden}</a>") < page.index("What was found")  # what was asked for comes first


def test_words_that_are_withheld_are_neither_counted_nor_said(client, cast):
    action = begin(cast, target_words="SECRET", audience="force")
    release_to_opcc(action.coverages.get().part.recommendation.inspection, by=cast.coordinator, at=OPENED)
    recommend(action, by=cast.owner, done="SECRET, and continuing.", audience="force")

    page = shown(client, cast.opcc, LIST)

    assert "SECRET" not in page
    assert Gap.WORK_GOES_ON.label not in page
    assert Gap.WORK_GOES_ON.label in shown(client, cast.dcc, LIST)


def test_the_coordinator_mends_it_and_the_opcc_only_reads(client, cast):
    action = unowned(released_by=cast.coordinator)

    assert f'href="/actions/{action.pk}/owner/"' in shown(client, cast.coordinator, LIST)
    page = shown(client, cast.opcc, LIST)
    assert f'href="/actions/{action.pk}/"' in page
    assert (f"/actions/{action.pk}/owner/" in page, waive_page(action) in page) == (False, False)


def test_a_waiver_sets_it_aside_until_its_day_with_who_and_why(client, cast, monkeypatch):
    action = unowned()
    client.force_login(cast.dcc)
    sent = {"reason": "The post is advertised.", **date_boxes("until", "1", "10", "2015")}

    client.post(waive_page(action), sent)

    assert (Gap.NO_OWNER, str(action)) not in listed(client, cast.coordinator)
    page = shown(client, cast.coordinator, LIST)
    assert "Dana Deputy-Chief waived it on 10 September 2015, until 1 October 2015." in page
    assert "The post is advertised." in page
    assert "Gap waived until 1 October 2015: No owner" in shown(client, cast.dcc, f"/actions/{action.pk}/")
    monkeypatch.setattr("safeguarding.clock.now", lambda: london(2015, 10, 2))
    assert (Gap.NO_OWNER, str(action)) in listed(client, cast.coordinator)


def test_the_same_gap_waived_of_a_recommendation_stays_one_of_its_action(client, cast):
    action = unowned()
    before = set(listed(client, cast.coordinator))

    waived = {"reason": "Known.", "until": date(2015, 12, 1), "by": cast.dcc, "at": AUGUST}
    waive(Gap.NO_OWNER, action.coverages.get().part.recommendation, **waived)

    ((gap, name),) = before - set(listed(client, cast.coordinator))
    assert (gap, name == str(action)) == (Gap.NO_OWNER, False)


def test_a_waiver_is_taken_back_and_stood_until_then(client, cast):
    action = unowned()
    waive(Gap.NO_OWNER, action, reason="Known.", until=date(2015, 12, 1), by=cast.dcc, at=AUGUST)
    client.force_login(cast.coordinator)

    client.post(reverse("gap-waiver-take-back", args=[GapWaiver.objects.get().pk]), {"reason": "It is filled."})

    assert (Gap.NO_OWNER, str(action)) in listed(client, cast.coordinator)
    assert (Gap.NO_OWNER, str(action)) not in listed(client, cast.coordinator, f"{LIST}?at=2015-08-21")
    assert (Gap.NO_OWNER, str(action)) in listed(client, cast.coordinator, f"{LIST}?at=2015-08-19")


@pytest.mark.parametrize("who", ["opcc", "staff_officer"])
def test_others_waive_nothing(client, cast, who):
    action = unowned(released_by=cast.coordinator)

    assert "This is for the inspection coordinator or the DCC." in shown(
        client, getattr(cast, who), waive_page(action), status=403
    )


def test_nobody_waives_a_gap_of_their_own_work(client, cast):
    action = begin(cast)
    recommend(action, by=cast.owner)
    owned = ActionFactory(owner=cast.posts.dcc, target_on=date(2015, 4, 30))

    shown(client, cast.dcc, waive_page(action, Gap.NO_EVIDENCE))
    page = shown(client, cast.dcc, waive_page(owned, Gap.NOTHING_MEANWHILE), status=403)
    assert "You own this, so somebody else has to say whether it can be waived." in page


def test_what_is_not_there_or_is_only_mended_is_not_waived(client, cast):
    action = begin(cast, target_on=None)

    shown(client, cast.dcc, waive_page(action), status=404)
    shown(client, cast.dcc, waive_page(action, Gap.NO_DATE), status=404)
    shown(client, cast.dcc, waive_page(action).replace("/action/", "/nothing/"), status=404)


@pytest.mark.parametrize("name", ["dcc", "opcc"])
def test_one_and_three_of_a_kind_ask_as_often_with_few_parameters(client, cast, name):
    client.force_login(getattr(cast, name))
    costs = []
    for more in (1, 2):
        for _ in range(more):
            action = unowned()
            waive(Gap.NOTHING_MEANWHILE, action, reason="Known.", until=date(2015, 12, 1), by=cast.dcc, at=AUGUST)
        for url in (f"{LIST}?check=no-owner", f"{LIST}?check=no-owner&at=2015-09-01"):
            with CaptureQueriesContext(connection) as asked, parameters_of_each() as parameters:
                assert client.get(url).status_code == 200
            costs.append((len(asked), max(parameters) <= 200))

    assert costs[:2] == costs[2:]
    assert {few for _, few in costs} == {True}


def test_the_command_says_the_same_as_the_page(client, cast, capsys):
    unowned()

    call_command("gaps", "--json")

    told = json.loads(capsys.readouterr().out)
    assert [(row["check"], row["about"]) for row in told] == [
        (gap.value, name) for gap, name in listed(client, cast.coordinator)
    ]
    assert told[-1].keys() == {"check", "severity", "about", "sentence"}
    assert {row["severity"] for row in told} == {"severe", "lesser"}
