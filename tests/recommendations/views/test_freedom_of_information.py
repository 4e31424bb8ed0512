"""A freedom of information answer: by body and year, in two kinds of file, as the public may read it."""

import csv
import io
from datetime import date

import pytest
from django.core.management import CommandError, call_command
from docx import Document

from inspections.models import Inspection
from inspections.services import release_to_opcc
from recommendations.management.commands import freedom_of_information, website
from recommendations.models import Recommendation
from recommendations.services.recommendations import respond
from recommendations.views import freedom_of_information as views
from tests.factories import BodyFactory, InspectionFactory, RecommendationFactory
from tests.moments import OPENED, london
from tests.recommendations.packs.planted import FOR_THE_FORCE, FOR_THE_OPCC, PERSON, plant, words_of
from tests.recorded import change
from tests.statements import parameters_of_each

pytestmark = pytest.mark.django_db

PAGE = "/freedom-of-information/"


@pytest.fixture
def asked(cast, at_now):
    """What was planted, a report of Ofsted's of 2014 with a response, and one whose day is not recorded."""
    plant(cast)
    by = {"by": cast.coordinator, "at": OPENED}
    ofsted = BodyFactory(slug="ofsted", name="Ofsted")
    other = InspectionFactory(title="Ofsted's report", body=ofsted, published_on=date(2014, 11, 19))
    found = RecommendationFactory(inspection=other, reference="9")
    said = {"reason": "It is done.", "said_on": date(2015, 1, 5)}
    respond(found.parts.get(), "not-accepted", **said, **by)
    undated = InspectionFactory(title="Undated", published_on=None)
    RecommendationFactory(inspection=undated, reference="1")
    for one in (other, undated):
        release_to_opcc(one, **by)


def rows(answer):
    return list(csv.DictReader(io.StringIO(b"".join(answer.streaming_content).decode("utf-8-sig"), newline="")))


def test_where_nothing_can_be_public_yet_no_other_years_are_asked_for(client, cast, at_now):
    client.force_login(cast.coordinator)
    nothing, other_years = "No recommendation of a published report is recorded", "Choose other years."

    for address, said, unsaid in ((PAGE, nothing, other_years), (f"{PAGE}?from_year=2014", other_years, nothing)):
        page = client.get(address).content.decode()
        assert (said in page, unsaid in page) == (True, False)


def test_it_is_counted_and_taken_away_by_body_and_year_and_says_nothing_that_was_planted(client, cast, asked):
    client.force_login(cast.opcc)
    page = client.get(PAGE)
    year = Inspection.objects.get(slug="open").published_on.year

    assert [tuple(one) for one in page.context["counts"]] == [("HMIC", year, 1, 3, 3), ("Ofsted", 2014, 1, 1, 1)]
    assert "1 more report could be public" in " ".join(page.content.decode().split())
    every = rows(client.get(f"{PAGE}answer.csv"))
    (only,) = rows(client.get(f"{PAGE}answer.csv?body=ofsted&from_year=2014&to_year=2014"))
    assert len(every) == 4
    assert (only["Inspecting body"], only["Year"], only["Number"]) == ("Ofsted", "2014", "Recommendation 9")
    assert only["The force’s response"].startswith(
        "5 January 2015: Response: Not accepted. Not agreed yet. It is done."
    )
    assert rows(client.get(f"{PAGE}answer.csv?to_year=2013")) == []

    word = client.get(f"{PAGE}answer.docx?body=hmic").content
    table = Document(io.BytesIO(word)).tables[-1]
    assert len(table.rows) == 4
    everything = words_of(word, "docx") + str(every)
    leaked = {word for word in FOR_THE_OPCC | FOR_THE_FORCE | {PERSON, "Undated"} if word in everything}
    assert (leaked, "Keep a log." in everything, "Public edition" in everything) == (set(), True, True)


def test_it_is_answered_as_it_stood_of_what_can_be_public_today(client, cast, asked, tmp_path):
    ofsted = Inspection.objects.get(body__slug="ofsted")
    part = ofsted.recommendations.get().parts.get()
    respond(part, "in-place", reason="Said in June.", by=cast.coordinator, at=london(2015, 6, 1))
    change(ofsted.body, name="Ofsted of June", by=cast.administrator, at=london(2015, 6, 1))
    client.force_login(cast.opcc)

    (then,) = rows(client.get(f"{PAGE}answer.csv?body=ofsted&at=2015-05-20"))
    (today,) = rows(client.get(f"{PAGE}answer.csv?body=ofsted"))
    assert (then["Inspecting body"], today["Inspecting body"]) == ("Ofsted", "Ofsted of June")
    assert (then["As it stood on"], "Said in June." in str(then), "Said in June." in str(today)) == (
        "2015-05-20",
        False,
        True,
    )
    assert "As it stood at the end of" in client.get(f"{PAGE}?at=2015-05-20").content.decode()
    assert client.get(f"{PAGE}answer.csv?at=never").status_code == 400
    call_command(
        freedom_of_information.Command(),
        output=(file := tmp_path / "a.csv"),
        body="ofsted",
        as_at="2015-05-20",
        stdout=(told := io.StringIO()),
    )
    assert list(csv.DictReader(io.StringIO(file.read_bytes().decode("utf-8-sig"), newline=""))) == [then]
    assert "a.csv: 1 line. Published by Ofsted of June." in told.getvalue()

    site = tmp_path / "site"
    change(ofsted, marking="official-sensitive", by=cast.coordinator, at=london(2015, 7, 1))
    call_command(website.Command(), output=site, as_at="2015-05-20", stdout=io.StringIO())
    told = " ".join(path.read_text() for path in site.rglob("*.html"))
    assert ("Keep a log." in told, "Ofsted's report" in told, "20 May 2015" in told) == (True, False, True)
    with pytest.raises(CommandError, match="--as-at"):
        call_command(website.Command(), output=site, as_at="2090-05-20")


def test_what_cannot_be_understood_is_said_and_too_many_are_a_table(client, cast, asked, monkeypatch):
    client.force_login(cast.coordinator)
    wrong = f"{PAGE}?from_year=2016&to_year=2014"
    assert "Enter 2016 or a later year." in client.get(wrong).content.decode()
    assert client.get(wrong.replace("?", "answer.csv?")).status_code == 400
    assert client.get(f"{PAGE}answer.docx?from_year=then").status_code == 400

    monkeypatch.setattr(views, "ON_PAPER", 3)
    assert b"answer.docx" not in client.get(PAGE).content
    assert b"Choose fewer years" in client.get(f"{PAGE}answer.docx").content


def test_the_page_asks_as_often_of_many_recommendations_as_of_few(client, cast, asked):
    client.force_login(cast.opcc)
    client.get(PAGE)
    with parameters_of_each() as few:
        client.get(PAGE)
    for reference in ("10", "11", "12"):
        RecommendationFactory(inspection=Recommendation.objects.get(reference="9").inspection, reference=reference)
    with parameters_of_each() as many:
        client.get(PAGE)

    assert len(many) == len(few) <= 12
