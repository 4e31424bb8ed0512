"""The public website: nothing planted leaks, its figures are those of the public paper, and it is there whole or not at all."""

import csv
import io
import re
from datetime import date

import pytest
from django.core.management import CommandError, call_command

from inspections.models import Inspection
from recommendations.models import AnsweredReport, CommissionerComment, CommissionerResponse, Meeting
from recommendations.packs.editions import paper_file
from recommendations.packs.website import write
from recommendations.packs.website.write import Website
from recommendations.selectors.packs.draft import draft
from recommendations.selectors.packs.prepared import version_of_choices
from recommendations.selectors.packs.public import public
from recommendations.selectors.packs.public_register import PublicRegister
from recommendations.services.packs import MadeFile, all_ready, correct_pack, issue_pack, prepare_paper
from safeguarding.lib.writers.whole_folder import whole_folder
from tests import recorded
from tests.factories import InspectionFactory, RecommendationFactory
from tests.moments import NOW, OPENED
from tests.recommendations.packs.planted import FOR_THE_FORCE, FOR_THE_OPCC, PERSON, plant

pytestmark = pytest.mark.django_db

ALSO = {"Draftresponse", "Otherresponse", "Firstversion", PERSON, "Owner, Olive", "OFFICIAL-SENSITIVE"}


def respond(cast, title, *slugs, **details):
    """A response of the Commissioner's to the reports of these slugs."""
    by = {"by": cast.opcc, "at": OPENED}
    made = recorded.write(CommissionerResponse(title=title, **details), **by)
    for report in Inspection.objects.filter(slug__in=slugs):
        recorded.write(AnsweredReport(response=made, inspection=report), **by)
    return made


def issue(cast, meeting, name):
    """Issue the paper for a meeting, its public edition in a file of this name."""
    pack = meeting.packs.first() or prepare_paper(meeting, version=0, cut_off_at=NOW, by=cast.coordinator, at=NOW)
    if pack.is_issued:
        pack = correct_pack(pack, corrects="A word.", by=cast.coordinator, at=NOW)
    contents = draft(meeting, at=NOW)
    reports = Inspection.objects.filter(pk__in=[one.pk for one in contents.inspections])
    all_ready(pack, reports, by=cast.coordinator, at=NOW)
    files = [MadeFile(name, "docx", True, paper_file(contents, "docx", for_public=True))]
    issue_pack(pack, contents, files, seen=version_of_choices(pack), by=cast.dcc, at=NOW)


@pytest.fixture(scope="module")
def site(module_cast, tmp_path_factory):
    """(folder, Written, the PublicContents of the paper): the website of what was planted, with responses and a paper."""
    cast, meeting = module_cast, plant(module_cast)
    undated = InspectionFactory(title="Undated", published_on=None, released_at=OPENED)
    RecommendationFactory(inspection=undated, reference="1")
    published = {"published_on": date(2015, 4, 1), "published_where": "Our website"}
    said = {"comments": "We welcome it.", "reply": f"Said to {PERSON}."}
    open_one = respond(cast, "To the inspectors", "open", **said, **published)
    comment = {"recommendation": Inspection.objects.get(slug="open").recommendations.first(), "kind": "done"}
    recorded.write(CommissionerComment(response=open_one, text="It is.", **comment), by=cast.opcc, at=OPENED)
    respond(cast, "Draftresponse", "open-2", comments="Draftresponse")
    hidden = Inspection.objects.get(title="Notpublic")
    respond(cast, "Otherresponse", hidden.slug, comments="Otherresponse", **published)
    issue(cast, meeting, "Firstversion.docx")
    issue(cast, meeting, "paper.docx")
    folder = tmp_path_factory.mktemp("web") / "site"
    with whole_folder(folder) as made:
        written = Website(made, PublicRegister(at=NOW)).write()
    return folder, written, public(draft(Meeting.objects.get(), at=NOW))


def words_of(folder):
    return {path: path.read_bytes().decode("utf-8", "replace") for path in folder.rglob("*") if path.is_file()}


def test_nothing_that_was_planted_is_in_any_file_of_it(site):
    folder, written, _ = site
    everything = " ".join([*words_of(folder).values(), *map(str, words_of(folder))])

    assert {word for word in FOR_THE_OPCC | FOR_THE_FORCE | ALSO if word in everything} == set()
    told = ("Begun openly.", "Keep a log.", "Leadership", "Chief Inspector", "We welcome it.", "It is.")
    assert [words for words in told if words not in everything] == []
    # A paper may have a report without a day of publication, since somebody puts it there; the site itself has none.
    assert [
        path for path, words in words_of(folder).items() if "Undated" in words and path.suffix in (".html", ".csv")
    ] == []
    assert (written.reports, written.responses, written.papers) == (1, 1, 1)


def test_its_figures_are_those_of_the_public_paper_and_its_table_has_each_recommendation_once(site):
    folder, written, paper = site
    report = next(one for one in paper.inspections if one.slug == "open")
    with (folder / "downloads/recommendations.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))

    assert written.recommendations == 3
    assert written.largest == max(path.stat().st_size for path in folder.rglob("*.html"))
    assert (
        "3 recommendations to the force: none is closed, all 3 are still open." in (folder / "index.html").read_text()
    )
    assert [row["Number"] for row in rows] == [item.name for item in report.items]
    assert (rows[0]["Year"], rows[0]["How it stands"]) == (str(report.published_on.year), report.items[0].state.label)
    assert "Action" in rows[0]["The force’s response"]


def test_every_link_leads_to_a_file_without_a_script_and_a_long_list_goes_on_on_another_page(
    site, tmp_path, monkeypatch
):
    monkeypatch.setattr(write, "FULL", 1000)
    with whole_folder(tmp_path / "site") as made:
        Website(made, PublicRegister(at=NOW)).write()

    for folder in (site[0], tmp_path / "site"):
        for path in folder.rglob("*.html"):
            html = path.read_text()
            assert "<script" not in html and len(html.encode()) < 60_000
            for target in re.findall(r'(?:href|src)="([^"#]+)"', html):
                assert (path.parent / target).is_file(), f"{path}: {target}"
    assert (tmp_path / "site/reports/open/page-2.html").is_file()


def test_a_run_that_stops_leaves_the_old_site_whole_and_what_it_did_not_make_is_left_alone(cast, tmp_path, monkeypatch):
    place, mine = tmp_path / "site", tmp_path / "mine"
    call_command("website", output=place, stdout=(out := io.StringIO()))
    before = words_of(place)
    assert f"{place}: 2 reports with 4 recommendations" in out.getvalue()  # what was under embargo is open today

    def stop(*args, **kwargs):
        raise OSError("No space left on device")

    monkeypatch.setattr(Website, "_page", stop)
    with pytest.raises(CommandError, match="No space left"):
        call_command("website", output=place)
    assert words_of(place) == before

    mine.mkdir()
    (mine / "kept.txt").write_text("Mine")
    for other in (mine, mine / "kept.txt", tmp_path / "no" / "folder"):
        with pytest.raises(CommandError, match=r"left alone|Make it first"):
            call_command("website", output=other)
    assert words_of(mine) == {mine / "kept.txt": "Mine"}

    monkeypatch.undo()
    stopped = place.with_name(f".{place.name}.being-written")
    place.rename(stopped / "before")  # as a run leaves it that is killed between its last two steps
    call_command("website", output=place, stdout=io.StringIO())
    assert words_of(place).keys() == before.keys()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["mine", "site"]
