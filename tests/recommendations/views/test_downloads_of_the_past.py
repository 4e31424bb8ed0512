"""The plan as it stood: what was recorded by then, for the rights of today, by the embargo of then."""

import pytest

from inspections.services import release_to_opcc
from recommendations.selectors.plan_export import plan_rows
from recommendations.services.actions import hand_over
from recommendations.services.links import link
from recommendations.services.progress import post_update, release
from recommendations.services.recommendations import respond
from recommendations.services.scrutiny import ask
from tests.factories import ActionFactory, InspectionFactory, RecommendationFactory
from tests.moments import NOW, OPENED, london
from tests.recommendations.views.reading import shown

FILE = "/inspections/ours/plan/progress-table.csv"
MOMENTS = [london(2015, 4, 2, 10), london(2015, 5, 1), london(2015, 6, 1), london(2015, 7, 1), london(2015, 8, 1)]


@pytest.fixture
def inspection(cast):
    made = InspectionFactory(slug="ours", title="Ours")
    release_to_opcc(made, by=cast.coordinator, at=OPENED)
    return made


def test_it_says_at_five_moments_what_it_said_then(cast, inspection):
    found, other = (RecommendationFactory(inspection=inspection, issue_owner=cast.posts.issue_owner) for _ in range(2))
    action = ActionFactory(parts=found.parts.all(), owner=cast.posts.owner)
    link(other, found, "answered-under", by=cast.coordinator, at=OPENED)
    under = {"by": cast.issue_owner, "at": MOMENTS[4]}
    done = [
        lambda: None,
        lambda: post_update(action, done="We spoke.", audience="force", by=cast.owner, at=MOMENTS[1]),
        lambda: ask(action, "To how many?", by=cast.dcc, at=MOMENTS[2]),
        lambda: hand_over(action, cast.posts.other_owner, why="Moved.", by=cast.coordinator, at=MOMENTS[3]),
        lambda: respond(other.parts.get(), "answered-under", reason="Under the first.", **under),
    ]
    said = []
    for step, moment in zip(done, MOMENTS, strict=True):
        step()
        said.append(plan_rows(inspection, cast.opcc, moment))
    ActionFactory(parts=other.parts.all(), owner=cast.posts.owner, at=london(2015, 9, 1))

    assert [plan_rows(inspection, cast.opcc, NOW, moment) for moment in MOMENTS] == said
    assert len({str(rows) for rows in [*said, plan_rows(inspection, cast.opcc, NOW)]}) == 6
    release(action, by=cast.issue_owner, at=NOW)  # the rights of today are better than those of then
    cast.opcc.__dict__.pop("_authority", None)
    assert "We spoke." in str(plan_rows(inspection, cast.opcc, NOW, MOMENTS[1]))
    assert "We spoke." not in str(said[1])


def test_the_file_bears_its_moment(client, cast, inspection):
    RecommendationFactory(inspection=inspection)
    client.force_login(cast.dcc)

    response = client.get(f"{FILE}?at=2015-08-06T10:00")

    assert response["Content-Disposition"] == 'attachment; filename="ours-progress-table-2015-08-06.csv"'
    assert "As it stood on 6 August 2015 at 10:00." in response.content.decode("utf-8-sig")


def test_the_report_of_the_past_leads_to_its_files(client, cast, inspection):
    RecommendationFactory(inspection=inspection)

    assert f'href="{FILE}?at=2015-08-06"' in shown(client, cast.dcc, "/inspections/ours/progress/?at=2015-08-06")
    assert f'href="{FILE}"' in shown(client, cast.dcc, "/inspections/ours/progress/")


@pytest.mark.parametrize(
    ("at", "told"),
    [
        ("31/2/2015", "31/2/2015 is not a real date. Enter a day, such as 6 August 2015."),
        ("11/9/2015", "11 September 2015 is in the future. Enter today or an earlier day."),
        ("tomorrow", "“tomorrow” is not a date. Enter a day, such as 6 August 2015."),
    ],
)
def test_what_is_no_past_moment_gives_no_file(client, cast, inspection, at, told):
    assert shown(client, cast.dcc, f"{FILE}?at={at}", status=400) == told


def test_before_it_was_recorded_there_is_no_file(client, cast, inspection):
    shown(client, cast.dcc, f"{FILE}?at=1/4/2015", status=404)


def test_the_embargo_of_then_hides_what_has_opened_since(client, cast):
    InspectionFactory(slug="ours", embargo_until=london(2015, 8, 1))

    shown(client, cast.dcc, FILE)
    shown(client, cast.dcc, f"{FILE}?at=31/7/2015", status=404)
