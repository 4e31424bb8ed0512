"""A table as a PDF: read aloud in its order, its header row on every page, and its words as they are."""

import io
from datetime import UTC, datetime

import pytest
from pypdf import PdfReader

from safeguarding.lib.writers.pdf import write_pdf
from safeguarding.lib.writers.tables import Table

AT = datetime(2015, 8, 7, 9, tzinfo=UTC)


def table(*rows, **changed):
    facts = {"title": "Minutes: DCC scrutiny", "marking": "OFFICIAL", "about": "As it stood on 7 August 2015."}
    facts |= {"labels": (("Present", "DCC"),), "columns": (("Item", 5), ("Said", 70)), "rows": rows, "at": AT}
    return Table(**facts | changed)


def read(made):
    return PdfReader(io.BytesIO(write_pdf(made)))


def tags(reader):
    """The tags of its structure in the order in which they are read aloud."""
    waiting, found = [reader.trailer["/Root"]["/StructTreeRoot"]], []
    while waiting:
        node = waiting.pop(0)
        node = node.get_object() if hasattr(node, "get_object") else node
        if not hasattr(node, "get"):
            continue
        found += [str(node["/S"])] if "/S" in node else []
        kids = node.get("/K", [])
        kids = kids.get_object() if hasattr(kids, "get_object") else kids
        waiting[:0] = kids if isinstance(kids, list) else [kids]
    return found


def test_it_says_what_it_is_in_which_language_and_when_it_was_made():
    reader = read(table(("1", "Seen.")))

    root = reader.trailer["/Root"]
    assert (reader.metadata.title, root["/Lang"], root["/MarkInfo"]["/Marked"]) == (
        "Minutes: DCC scrutiny",
        "en-GB",
        True,
    )
    assert reader.metadata.creation_date == AT
    assert "pdfuaid:part>1<" in root["/Metadata"].get_data().decode()


def test_it_is_one_table_over_all_pages_with_a_header_row_on_each():
    reader = read(table(*((str(number), "Long words. " * 40) for number in range(40))))

    found = tags(reader)
    assert len(reader.pages) > 3
    assert [found.count(tag) for tag in ("/H1", "/Table", "/TH", "/TD")] == [1, 1, 2, 80]
    assert {("OFFICIAL" in page.extract_text(), "Item" in page.extract_text()) for page in reader.pages} == {
        (True, True)
    }


@pytest.mark.parametrize(
    "words", ["#danger $x$ *bold* _it_ @ref <b> \\ `code`", "= Not a heading", "// not a comment", "“Quoted”"]
)
def test_words_are_not_read_as_markup(words):
    assert words in read(table(("1", words), title="Minutes")).pages[0].extract_text()


def test_a_line_of_the_words_is_a_line_there():
    said = read(table(("1", "First.\nSecond."))).pages[0].extract_text()

    assert "First.\nSecond." in said
