"""Our two sample documents: safe to publish, and of one story."""

import re

import pytest

from recommendations.importers.action_plan import read_plan
from safeguarding.lib.readers.docx import read_tables
from safeguarding.lib.readers.xlsx import read_sheets

from .conftest import PAPERS, SAMPLES

RUN = 8  # words in a row that two writers do not hit upon by chance
FORM, PROGRESS = "action-plan-april-2015.xlsx", "progress-august-2015.docx"


def paragraphs(path):
    if path.suffix in (".txt", ".csv", ".html"):
        return [path.read_text(encoding="utf-8")]
    grids = {".xlsx": read_sheets, ".docx": read_tables}[path.suffix](path.read_bytes(), path.name)
    cells = [cell.words for grid in grids for line in grid.lines for cell in line.cells]
    return [line for words in [*cells, *(grid.heading for grid in grids)] for line in words.splitlines()]


def runs(words):
    plain = re.findall(r"[\w']+", words.lower().replace("’", "'"))
    return {" ".join(plain[start : start + RUN]) for start in range(len(plain) - RUN + 1)}


@pytest.mark.skipif(not PAPERS.exists(), reason="the published papers are not part of the project")
def test_no_sentence_of_the_published_papers_is_in_them():
    papers = [path for path in PAPERS.iterdir() if path.suffix in (".txt", ".xlsx", ".docx")]
    theirs = set().union(*(runs(words) for path in papers for words in paragraphs(path)))
    ours = set().union(*(runs(words) for path in SAMPLES.iterdir() for words in paragraphs(path)))
    assert ours & theirs == set()


def test_owners_are_posts_and_one_plainly_invented_person():
    owners = {owner for row in plan(FORM).rows for owner in (row.issue_owner, row.action_owner)}
    assert owners == {
        "Acting Detective Chief Inspector",
        "Detective Chief Inspector",
        "Detective Inspector",
        "Strategic Support Officer",
        "Superintendent",
        "Chief Inspector",
        "Temporary Chief Inspector",
        "Pat Example",
        "n/a",
        None,
    }


def test_both_documents_speak_of_the_same_recommendations():
    form, progress = plan(FORM), [row for row in plan(PROGRESS).rows if row.source.table == 1]
    first = {row.reference: " ".join(row.wording.split()) for row in form.rows}
    then = {row.reference: " ".join(row.wording.split()) for row in progress if row.kind == "recommendation"}
    assert first == then


def test_the_originator_of_the_form_is_typed_in_look_alike_letters():
    assert [problem.field for problem in plan(FORM).problems] == ["originator"]


def test_the_same_bytes_always_give_the_same_plan():
    assert plan(PROGRESS) == plan(PROGRESS)
    assert plan(PROGRESS).sha256 != plan(FORM).sha256


def plan(name):
    return read_plan((SAMPLES / name).read_bytes(), name)
