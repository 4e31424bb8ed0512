"""What the reviewer reads first: what worked, what is past its date and what protects children meanwhile, what changed."""

from datetime import date

import pytest

from recommendations.models import Meeting
from recommendations.selectors.position.page import position
from recommendations.services.actions import wait_on
from recommendations.services.questions import ask_about
from tests.factories import BoardFactory, RecommendationFactory, ThemeFactory
from tests.moments import NOW, OPENED, london
from tests.recommendations.views.reading import shown
from tests.recorded import write
from tests.walk import begin, recommend, support


@pytest.fixture
def done(cast):
    """Three complete actions: tested, with an effect shown, and not yet tested."""
    for word in ("tested", "effect-shown", "not-tested"):
        action = begin(cast, "a")
        more = {"check_on": date(2016, 1, 1)} if word == "not-tested" else {}
        recommend(action, by=cast.owner, shown=word, **more)
        support(action, by=cast.dcc)


def test_complete_actions_are_counted_by_what_shows_that_they_worked(client, cast, done):
    found = position(cast.dcc, now=NOW).worked
    client.force_login(cast.dcc)

    counts = {figure.url: figure.count for figure in (found.complete, found.tested, found.effect_shown)}
    listed = {url: client.get(url).context["page"].paginator.count for url in counts}

    assert list(counts.values()) == [3, 1, 1]
    assert listed == counts
    assert position(cast.dcc, now=NOW, as_at=london(2015, 7, 1)).worked.complete.count == 0


def test_a_part_past_its_date_says_by_how_long_and_what_protects_children_meanwhile(cast):
    action = begin(cast)
    RecommendationFactory()
    wait = {"body": "Council", "review_on": date(2015, 12, 1), "meanwhile": "An officer calls each night."}
    wait_on(action, **wait, by=cast.owner, at=OPENED)

    past = position(cast.dcc, now=NOW).deadlines.past

    assert [(part.due_on, part.days, part.meanwhile) for part in past] == [
        (date(2015, 5, 11), 122, ["An officer calls each night."]),
        (date(2015, 5, 11), 122, []),
    ]


def test_it_says_what_changed_since_the_last_meeting(cast, done):
    write(Meeting(board=BoardFactory(name="Board"), held_on=date(2015, 8, 6)), by=cast.coordinator, at=OPENED)
    ask_about(RecommendationFactory(), "Who?", by=cast.dcc, at=NOW)

    since = position(cast.dcc, now=NOW).since

    assert str(since.meeting) == "Board, 6 August 2015"
    assert [(words, figure.count) for words, figure in since.changes] == [("Completed", 6), ("Question asked", 1)]
    assert since.url == "/changes/?from=2015-08-06"


def test_recommendations_are_counted_by_theme(cast):
    RecommendationFactory(theme=ThemeFactory(slug="custody", name="Custody"))
    RecommendationFactory()

    found = position(cast.dcc, now=NOW).themes

    assert [(row.name, row.still_open.count, bool(row.still_open.url)) for row in found] == [
        ("Custody", 1, True),
        ("No theme", 1, True),
    ]


def test_the_paragraph_for_the_paper_stands_without_links_to_be_changed(client, cast):
    begin(cast)

    page = shown(client, cast.dcc, "/position/")

    words = page.partition('id="paper-words"')[2].partition(">")[2].partition("</textarea>")[0]
    assert words.startswith("1 recommendation asks something of us: 0 complete (force), 1 still open.")
    assert "<a" not in words
