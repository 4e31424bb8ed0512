"""The page of the search and its box on every page."""

import re
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from inspections.services import release_to_opcc
from recommendations.services import progress
from tests.factories import ActionFactory, InspectionFactory, RecommendationFactory
from tests.moments import OPENED, london
from tests.walk import begin


def text_of(response):
    """The page's words, with those marked in [brackets]."""
    main = re.search(r"<main.*</main>", response.content.decode(), re.DOTALL)[0]
    marked = main.replace("<mark>", "[").replace("</mark>", "]")
    return " ".join(unescape(re.sub(r"<[^>]+>", "", marked)).split())


def test_every_page_of_a_person_has_the_box_and_a_stranger_s_has_not(client, dcc):
    assert 'action="/search/"' in dcc.get("/actions/").content.decode()
    dcc.logout()
    assert 'action="/search/"' not in dcc.get("/sign-in/").content.decode()
    assert dcc.get("/search/?q=x").status_code == 302


def test_the_words_are_marked_with_where_they_stand(dcc, cast):
    action = begin(cast, text="Log each visit.")
    progress.post_update(action, done="Every <b>visit</b> & call is kept.", by=cast.owner, at=london(2015, 5, 3))

    page = dcc.get("/search/", {"q": "visit kept"})

    assert "Every <b>[visit]</b> & call is [kept]. in an update of 3 May 2015, Detective Chief Inspector" in text_of(
        page
    )
    assert "<b>" not in page.content.decode()
    assert f"Action {action.pk} In progress" in text_of(page)
    assert "1 action 0 recommendations" in text_of(page)


def test_the_number_leads_the_page(dcc, cast):
    first = begin(cast)
    for _ in range(3):
        begin(cast, text=f"After action {first.pk}.")

    found = re.findall(r"Action (\d+) In progress", text_of(dcc.get("/search/", {"q": f"action {first.pk}"})))
    assert found[0] == str(first.pk)
    assert len(found) == 4


def test_a_reference_shows_recommendations_and_the_other_list_is_a_link_away(dcc, cast):
    asked = RecommendationFactory(reference="8")
    ActionFactory(parts=asked.parts.all(), owner=cast.posts.owner)

    assert "Recommendation 8 Actions under way" in text_of(dcc.get("/search/", {"q": "rec 8"})) or (
        "Recommendation 8" in text_of(dcc.get("/search/", {"q": "rec 8"}))
    )
    assert "None of these has it." in text_of(dcc.get("/search/", {"q": "officers", "of": "actions"}))


def test_nothing_found_says_what_was_looked_for_and_what_to_try(dcc):
    said = text_of(dcc.get("/search/", {"q": "Gazelle <i>"}))

    assert "Nothing that you may see has gazelle and <i> together. Try fewer words" in said


@pytest.mark.parametrize("query", [{}, {"q": ""}, {"q": "\0"}, {"q": '"'}, {"q": "x", "page": "99", "of": "?"}])
def test_clumsy_questions_are_no_fault(dcc, query):
    assert dcc.get("/search/", query).status_code == 200


def asked_of_the_database(client, query):
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert client.get("/search/", query).status_code == 200
    return len(queries), max(each["sql"].count("%s") for each in queries)


@pytest.mark.parametrize("query", ["visit", "7", "rec 8", "8c", "a 1b c2 d3 e4 f5 g6 h7 i8 j9", "olive visit"])
@pytest.mark.parametrize("person", ["opcc", "owner"])
def test_ten_statements_of_under_two_hundred_parameters_whatever_there_is(client, cast, person, query):
    inspection = InspectionFactory()
    release_to_opcc(inspection, by=cast.coordinator, at=OPENED)
    client.force_login(getattr(cast, person))
    counts, most = set(), []
    for until in (1, 3, 30):
        while (made := RecommendationFactory(inspection=inspection, text="Visit 7 a 1b.")).pk % 50 > until:
            break
        ActionFactory(parts=made.parts.all(), owner=cast.posts.owner, text="Visit 7.")

        def note(execute, sql, params, many, context):
            most.append(len(params or ()))
            return execute(sql, params, many, context)

        with connection.execute_wrapper(note):
            client.get("/search/", {"q": query})
        counts.add(len(most))
        assert max(most) < 200
        assert len(most) <= 10
        most.clear()
