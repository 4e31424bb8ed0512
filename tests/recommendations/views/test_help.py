"""Help leads each person to pages of theirs, and says what the words mean."""

import re
from pathlib import Path

import pytest

from recommendations.packs.glossary import GLOSSARY, ON_PAGES
from safeguarding.appointments import appoint
from tests.factories import BodyFactory, InspectionFactory, PostFactory
from tests.moments import OPENED

TEMPLATES = Path(__file__).parents[3] / "templates"

PEOPLE = ["owner", "coordinator", "dcc", "staff_officer", "opcc", "partner", "auditor", "administrator"]


@pytest.mark.parametrize("name", PEOPLE)
def test_every_page_that_help_leads_somebody_to_opens_for_them(client, cast, name):
    client.force_login(getattr(cast, name))

    page = client.get("/help/").content.decode()

    steps = re.search(r"first ten minutes</h1>(.*?)>Everybody<", page, re.DOTALL)[1]
    links = re.findall(r'href="(/[^"]+)"', steps)
    assert links
    assert [(link, answer) for link in links if (answer := client.get(link).status_code) != 200] == []


def test_whoever_decides_and_holds_a_post_reads_first_how_they_decide(client, cast):
    appoint(PostFactory(), cast.dcc, by=cast.coordinator, at=OPENED)
    client.force_login(cast.dcc)

    page = client.get("/help/").content.decode()

    places = [page.index(f">{role}<") for role in ("DCC scrutiny", "Action or issue owner", "Everybody")]
    assert places == sorted(places)


def test_a_word_is_linked_by_itself(client, cast):
    client.force_login(cast.owner)

    page = client.get("/help/words/").content.decode()

    assert re.search(
        r'id="late">\s*<dt[^>]*>Late</dt>\s*<dd[^>]*>\s*Open, and the target date in force has passed', page
    )


def test_a_clock_says_from_when_it_is_in_force_and_where_it_stands_wherever_it_counts(client, cast, at_now):
    law = "Police Act 1996 s.55(5A)"
    InspectionFactory(body=BodyFactory(slug="hmicfrs", name="HMICFRS"), published_on=None)
    client.force_login(cast.dcc)

    listed = client.get("/help/clocks/").content.decode()

    assert "56 days, including the day itself, from publication" in listed and "from 2 May 2017" in listed
    for page in ("/help/clocks/", "/position/", "/position/dashboard/"):
        assert law in client.get(page).content.decode()


def test_each_word_that_a_page_asks_about_is_explained():
    pages = [path.read_text() for path in TEMPLATES.rglob("*.html")]
    asked = {word for page in pages for word in re.findall(r'components/meaning.html" with word="([^"]+)"', page)}

    assert "Verdict" in asked
    assert asked - {word for word, _ in GLOSSARY + ON_PAGES} == set()
