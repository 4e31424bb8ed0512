"""The paper for a meeting: its twelve sections in three kinds of file, whose figures are those of Position; and no leak."""

import io
from collections import Counter
from datetime import datetime

import pytest
from docx import Document
from openpyxl import load_workbook
from pypdf import PdfReader

from recommendations.packs.editions import paper_file
from recommendations.packs.layouts import content_digest
from recommendations.selectors.packs import figures
from recommendations.selectors.packs.draft import draft
from recommendations.selectors.position.by_inspection import open_by_inspection
from recommendations.selectors.position.page import counted_by_state
from recommendations.selectors.standings import Standings
from safeguarding.lib.writers.papers import Paper
from tests.moments import NOW
from tests.recommendations.packs.planted import FOR_THE_FORCE, FOR_THE_OPCC, PERSON, plant, words_of
from tests.safeguarding.lib.writers.test_pdf import tags

pytestmark = pytest.mark.django_db

KINDS = ("docx", "pdf", "xlsx")


@pytest.fixture(scope="module")
def contents(module_cast):
    """The draft of the paper for a meeting, of a register with something planted in every field that must not go out."""
    return draft(plant(module_cast), at=NOW)


@pytest.mark.parametrize("kind", KINDS)
def test_the_public_edition_leaks_nothing_that_was_planted_and_the_other_nothing_of_the_forces(contents, kind):
    whole, of_public = (words_of(paper_file(contents, kind, for_public=edition), kind) for edition in (False, True))

    planted = FOR_THE_OPCC | FOR_THE_FORCE
    assert {word for word in planted if word in whole} == FOR_THE_OPCC
    assert {word for word in planted | {PERSON, "Owner, Olive", "OFFICIAL-SENSITIVE"} if word in of_public} == set()
    assert ("OFFICIAL-SENSITIVE" in whole, "Public edition" in of_public) == (True, True)
    for said in (
        "Begun openly.",
        "Keep a log.",
        "The 2004 Act.",
        "Leadership",
        "Chief Inspector",
        "to account by: Mayor of Anyshire.",
    ):
        assert said in whole and said in of_public


def test_the_word_file_has_twelve_headings_numbered_paragraphs_repeated_headers_and_pages_across(contents):
    document = Document(io.BytesIO(paper_file(contents, "docx", for_public=False)))

    headings = [each.text for each in document.paragraphs if each.style.name == "Heading 1"]
    assert [int(text.split(".")[0]) for text in headings[:12]] == list(range(1, 13))
    assert [text[:10] for text in headings[12:]] == [f"Appendix {letter}" for letter in "ABCD"]
    numbered = [each.text for each in document.paragraphs if each.style.name == "Numbered paragraph"]
    assert {"1.1\tTo inform.", "1.2\tAnd to ask.", "6.1\tNothing is recorded under this heading."} <= set(numbered)
    assert all("tblHeader" in table.rows[0]._tr.xml for table in document.tables[1:])
    first, last = document.sections[0], document.sections[-1]
    assert first.page_width < first.page_height and last.page_width > last.page_height
    assert document.sections[-1].header.paragraphs[0].text == "OFFICIAL-SENSITIVE"


def test_the_pdf_is_tagged_and_the_workbook_keeps_numbers_and_dates(contents):
    pdf = PdfReader(io.BytesIO(paper_file(contents, "pdf", for_public=False)))
    book = load_workbook(io.BytesIO(paper_file(contents, "xlsx", for_public=False)))

    found = Counter(tags(pdf))
    assert "pdfuaid:part>1<" in pdf.trailer["/Root"]["/Metadata"].get_data().decode()
    assert (found["/H1"], found["/H2"], found["/Figure"]) == (1, 16, 1)
    sheet = book["Progress"]
    assert datetime(2015, 4, 30) in [cell.value for row in sheet.iter_rows() for cell in row]
    assert sheet.auto_filter.ref and sheet.freeze_panes
    assert [cell.value for cell in next(row for row in book["Figures"].iter_rows() if row[0].value == "Open report")][
        1:5
    ] == [3, 0, 3, 3]
    assert len(book["Figures"]._charts) == 1


def test_its_figures_are_those_of_the_position_that_the_opcc_sees(contents, module_cast):
    asked = Standings(module_cast.opcc, now=NOW)

    assert figures.states(contents.inspections) == sum(counted_by_state(asked).values(), Counter())
    stands = sum(open_by_inspection(asked).values(), Counter())
    assert figures.open_actions(contents.inspections) == Counter(
        {key: number for key, number in stands.items() if key != "late-original"}
    )


def test_a_paper_issued_while_our_apostrophes_were_straight_says_the_same_and_what_people_type_is_as_typed():
    def digest(said):
        return content_digest(Paper("", "", (), (said,), (), (), NOW))

    ours = "Dates: no target agreed; inspectorate’s date 11 May 2015; 84 days past the inspectorate’s date, 0 of them with the DCC"
    typed = "It is open past the inspectorate’s date."

    assert digest(ours.replace("’", "'")) == digest(ours)
    assert digest(typed.replace("’", "'")) != digest(typed)
