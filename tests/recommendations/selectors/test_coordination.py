"""The coordinator's page: each figure is as long as its list, and what there is none of is said."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from recommendations.selectors.coordination import coordination
from recommendations.selectors.standings import Standings
from recommendations.services.actions import hand_over, request_deadline
from recommendations.services.progress import post_update
from recommendations.services.rounds import commission_round
from recommendations.services.scrutiny import ask
from recommendations.services.staged_plans import stage_plan
from safeguarding.appointments import appoint, deactivate
from safeguarding.roles import authority
from tests.factories import ActionFactory, InspectionFactory, RecommendationFactory
from tests.moments import NOW, london
from tests.recommendations.reported import begun
from tests.recommendations.views.reading import shown
from tests.walk import begin

AUGUST = london(2015, 8, 20)


@pytest.fixture(autouse=True)
def at_now(monkeypatch):
    monkeypatch.setattr("safeguarding.clock.now", lambda: NOW)


def record(cast):
    """One of everything that a coordinator sees to, but for reports and plans half read."""
    RecommendationFactory(inspection=InspectionFactory(published_on=date(2015, 8, 1)), at=AUGUST)
    ActionFactory()
    silent, reported, asked = begin(cast), begin(cast), begin(cast)
    post_update(reported, done="Begun.", by=cast.owner, at=AUGUST)
    request_deadline(
        asked, date(2015, 12, 1), because="scope", reason="It grew.", by=cast.owner, at=AUGUST + timedelta(hours=1)
    )
    return silent


def counts(cast):
    page = coordination(Standings(cast.coordinator, now=NOW))
    return {f"{one.figure.unit} {one.says}": one for one in page.waits}


def rows_of(client, url):
    context = client.get(url).context
    return (context.get("page") or context["page_obj"]).paginator.count


def test_each_figure_is_as_long_as_its_list(client, cast):
    ask(record(cast), "Who does it?", by=cast.opcc, at=AUGUST)
    ActionFactory(owner=cast.posts.other_owner)
    appoint(cast.posts.issue_owner, cast.nobody, by=cast.administrator, at=AUGUST)
    deactivate(cast.other_owner, why="Left.", by=cast.administrator, at=AUGUST)
    client.force_login(cast.coordinator)

    found = counts(cast)

    assert {
        "question of the OPCC without an answer",
        "post with work that nobody holds",
        "post handed over, and not seen yet by the new holder",
        "action without owner",
        "action without an update for 30 days",
        "action for which another date was asked for, and not decided",
        "recommendation without action",
        "recommendation without issue owner",
        "inspection not released to the OPCC",
    } <= found.keys()
    assert {says: rows_of(client, one.figure.url) for says, one in found.items()} == {
        says: one.figure.count for says, one in found.items()
    }


def test_a_report_under_embargo_is_not_yet_to_be_released(client, cast):
    InspectionFactory(embargo_until=london(2015, 12, 1))  # the coordinator, who registered it, reads it early
    InspectionFactory()
    client.force_login(cast.coordinator)

    found = counts(cast)["inspection not released to the OPCC"].figure

    assert found.count == rows_of(client, found.url) == 1


def test_an_action_is_silent_from_thirty_days_without_a_word_in_its_owner_s_hands(cast):
    silent = record(cast)
    came_lately = begin(cast)
    hand_over(came_lately, owner=cast.posts.other_owner, why="Moved.", by=cast.coordinator, at=AUGUST)
    says = "action without an update for 30 days"
    before = counts(cast)[says].figure.count

    post_update(silent, done="Now.", by=cast.owner, at=NOW)

    assert (before, counts(cast)[says].figure.count) == (2, 1)


def test_an_action_is_silent_since_the_last_round_until_something_is_said_of_it(client, cast):
    silent, reported = begin(cast), begin(cast)
    asked = {"title": "August", "session": None, "inspections": [], "plans": [], "returns_by": date(2015, 8, 28)}
    commission_round(**asked, by=cast.coordinator, at=AUGUST)
    post_update(reported, done="Begun.", by=cast.owner, at=AUGUST + timedelta(days=1))
    client.force_login(cast.coordinator)

    figure = counts(cast)["action silent since the last round of updates"].figure
    rows = client.get(figure.url).context["page"].object_list

    assert (figure.count, [row.action_id for row in rows]) == (1, [silent.pk])


def test_reports_and_plans_half_read_are_counted_and_lead_to_their_lists(client, cast):
    reading = begun(cast)
    stage_plan(name="plan.csv", sha256="0" * 64, data=b"Recommendation,Action\n", by=cast.coordinator, at=NOW)
    client.force_login(cast.coordinator)

    found = counts(cast)

    lists = {"report begun and not recorded": f"/reports/{reading.pk}/", "plan brought in and not accepted": "plan.csv"}
    for says, name in lists.items():
        assert found[says].figure.count == 1
        assert name in client.get(found[says].figure.url).content.decode()


def test_it_costs_the_same_whatever_there_is(cast):
    authority(cast.coordinator, NOW)
    costs = []
    for _ in range(2):
        record(cast)
        standings = Standings(cast.coordinator, now=NOW)
        with CaptureQueriesContext(connection) as asked:
            coordination(standings)
        costs.append(len(asked))

    assert costs == [16, 16]  # one of them counts the gaps of the plan


def test_where_nothing_waits_it_says_so(client, cast):
    assert "Nothing waits for you." in shown(client, cast.coordinator, "/coordination/")


@pytest.mark.parametrize("who", ["owner", "dcc", "opcc"])
def test_it_is_the_coordinator_s(client, cast, who):
    for page in ("/coordination/", "/coordination/milestones/"):
        assert "This is for the inspection coordinator." in shown(client, getattr(cast, who), page, status=403)


def test_a_milestone_is_due_until_it_is_recorded_as_done(client, cast):
    inspection = InspectionFactory(published_on=date(2015, 8, 1), at=AUGUST)
    page = shown(client, cast.coordinator, "/coordination/milestones/")
    first = inspection.milestones.order_by("due_on").first()

    assert (first.label in page, first.due_on <= date(2015, 10, 10)) == (True, True)
    assert f'href="/inspections/{inspection.slug}/milestones/{first.pk}/met/"' in page
