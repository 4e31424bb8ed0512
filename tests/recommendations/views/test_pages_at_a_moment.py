"""The page of one thing at a moment: where its links lead, who may open it, what it costs, what is no moment."""

import re
from datetime import date

import pytest

from recommendations.services import progress, scrutiny
from recommendations.services.links import link
from recommendations.services.recommendations import PartDraft
from safeguarding.history import verb
from safeguarding.models import Audience
from tests.factories import ActionFactory, InspectionFactory, RecommendationFactory
from tests.moments import OPENED, london
from tests.recommendations.views.past_pages import main_of, then, url_of
from tests.recommendations.views.reading import shown
from tests.recorded import write
from tests.statements import parameters_of_each


@pytest.fixture
def action(cast, part):
    """On the one part of recommendation 9, opened in April, late since the 30th."""
    return ActionFactory(
        parts=[part], owner=cast.posts.owner, text="Speak to children.", target_on=date(2015, 4, 30), at=OPENED
    )


@pytest.fixture
def things(action, part, inspection):
    return [action, part.recommendation, inspection]


def test_links_lead_on_to_the_same_moment(client, cast, things):
    concern = RecommendationFactory(inspection=things[2], kind="cause-of-concern", reference="C")
    asked = RecommendationFactory(inspection=things[2], cause_of_concern=concern, reference="11")
    link(things[1], asked, "depends-on", by=cast.coordinator, at=OPENED)

    hrefs = [
        href for one in [*things, concern, asked] for href in re.findall(r'href="([^"]+)"', then(client, cast.dcc, one))
    ]
    back = re.findall(r'govuk-back-link" href="([^"]+)"', shown(client, cast.dcc, f"{url_of(things[1])}?at=2015-08-06"))

    assert len(hrefs) > 15
    assert [href for href in hrefs if not href.endswith("?at=2015-08-06")] == []
    assert back == ["/inspections/ours/?at=2015-08-06"]
    pages = {href for href in hrefs if not re.search("/(plan|inspectorate)/", href)}  # the others are files
    assert {shown(client, cast.dcc, href)[:15] for href in pages} == {"<!DOCTYPE html>"}


@pytest.mark.parametrize("at", ["2015-08-06T14:30", "2015-08-06T14:30:20"])
def test_a_moment_of_the_day_is_kept_as_exactly_as_it_was_asked_for(client, cast, action, at):
    assert f"/recommendations/{action.coverages.get().part.recommendation_id}/?at={at.replace(':', '%3A')}" in then(
        client, cast.dcc, action, at
    )


def test_before_it_was_recorded_it_was_not_there_and_says_where_it_is(client, cast, things):
    for thing in things:
        page = then(client, cast.dcc, thing, "1 April 2015", status=404)
        assert f"{thing} had not been recorded, or not been opened to you, by 1 April 2015." in page
        assert f'<a class="govuk-link" href="{url_of(thing)}">Open it as it is today</a>' in page
    assert "by 2 April 2015, 08:59." in then(client, cast.dcc, things[0], "2015-04-02T08:59", status=404)


def test_what_went_with_its_import_is_there_until_then(client, cast, things):
    action, found, inspection = things
    found.withdrawn_at = london(2015, 8, 10)
    write(found, by=cast.coordinator, at=found.withdrawn_at)

    then(client, cast.dcc, found)
    assert "Recommendation 9</a>" in then(client, cast.dcc, action)
    assert "Recommendation 9</a>" in then(client, cast.dcc, inspection)
    shown(client, cast.dcc, f"{url_of(found)}?at=2015-08-10", status=404)
    assert "Recommendation 9</a>" not in then(client, cast.dcc, action, "2015-08-10")
    assert "Recommendation 9</a>" not in then(client, cast.dcc, inspection, "2015-08-10")


def test_no_page_of_the_past_names_a_row_of_history(client, cast, things):
    lists = ["/actions/", "/recommendations/", "/inspections/", "/position/", "/inspections/ours/progress/"]
    for url in [*lists, *map(url_of, things)]:
        page = shown(client, cast.dcc, f"{url}?at=2015-08-06")
        assert "Ours" in page
        assert "as of" not in page


def test_who_may_not_see_it_is_not_told_that_it_is_there(client, cast):
    hidden = RecommendationFactory(text="HIDDEN")
    action = ActionFactory(parts=hidden.parts.all(), owner=cast.posts.owner)

    for thing in (action, hidden, hidden.inspection):
        for at in ("2015-08-06", "2015-01-01"):
            page = then(client, cast.opcc, thing, at, status=404)
            assert page == main_of(shown(client, cast.opcc, url_of(thing), status=404))
            assert "today" not in page


def test_what_was_under_embargo_then_is_not_shown_then(client, cast, action):
    embargoed = InspectionFactory(slug="embargoed", title="EMBARGOED", embargo_until=london(2015, 8, 7))
    hidden = RecommendationFactory(inspection=embargoed, parts=[PartDraft("EMBARGOED", "z")], at=OPENED)
    both = ActionFactory(parts=[*hidden.parts.all(), action.coverages.get().part], owner=cast.posts.owner)
    progress.post_update(both, part=hidden.parts.get(), done="EMBARGOED", by=cast.owner, at=london(2015, 8, 1))
    late = {"asked_on": date(2015, 8, 2), "by": cast.dcc, "at": london(2015, 8, 8)}
    scrutiny.ask(both, "EMBARGOED", part=hidden.parts.get(), **late)

    for thing in (embargoed, hidden):
        then(client, cast.dcc, thing, status=404)
        assert "EMBARGOED" in then(client, cast.dcc, thing, "2015-08-08")
    page = then(client, cast.dcc, both)
    assert "EMBARGOED" not in page
    assert "part z" not in page
    assert "EMBARGOED" in then(client, cast.dcc, both, "2015-08-08")


def test_words_are_withheld_by_the_rights_of_today(client, cast, action):
    progress.post_update(action, done="SECRET", audience=Audience.FORCE, by=cast.owner, at=london(2015, 8, 1))

    assert "SECRET" in then(client, cast.dcc, action)
    page = then(client, cast.opcc, action)
    assert "SECRET" not in page
    assert "Words withheld." in page
    progress.release(action, by=cast.issue_owner, at=london(2015, 8, 20))
    assert "SECRET" in then(client, cast.opcc, action)


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("31 February", "“31 February” gives no year. Enter a day, such as 6 August 2015."),
        ("31/02/2015", "31/02/2015 is not a real date. Enter a day, such as 6 August 2015."),
        ("11/9/2015", "11 September 2015 is in the future. Enter today or an earlier day."),
    ],
)
def test_a_moment_that_cannot_be_shown_is_said_so_beside_today_as_the_lists_do(client, cast, things, asked, told):
    for url in (*map(url_of, things), "/actions/"):
        page = shown(client, cast.dcc, f"{url}?at={asked}")
        assert page.count(told) == 2  # on top and beside the box
        assert "Not today." not in page


def asked_for(client, user, url):
    """How many parameters each statement of the page has."""
    client.force_login(user)
    client.get(url)
    with parameters_of_each() as statements:
        assert client.get(url).status_code == 200
    return statements


def test_one_three_and_fifty_updates_ask_as_often_with_few_parameters(client, cast, things):
    action, made, counts = things[0], 0, []
    for number in (1, 3, 50):
        with verb():
            while made < number:
                made += 1
                progress.post_update(action, done=f"Step {made}.", by=cast.owner, at=london(2015, 5, 1, 9, made))
                late = {"asked_on": date(2015, 5, 1), "by": cast.dcc, "at": london(2015, 5, 2, 9, made)}
                scrutiny.ask(action, f"Question {made}?", **late)
        urls = [f"{url_of(thing)}{query}" for thing in things for query in ("", "?at=2015-05-01", "?at=2015-09-09")]
        counts.append([asked_for(client, cast.opcc, url) for url in urls])

    assert [[len(each) for each in count] for count in counts] == [[len(each) for each in counts[0]]] * 3
    # Who changed it, what is asked of it, what agencies, inspectorates and the OPCC say, verdicts, measures: a statement each.
    assert max(len(each) for each in counts[0]) <= 26
    assert max(max(each) for count in counts for each in count) <= 200
