"""A table of recommendations reads alike from every sort of file: each column for what its header says."""

import io
from datetime import date

import pytest
import typst
from docx import Document

from inspections.reading import read_report
from safeguarding.lib.readers.reports import pages_of_text, read_pages

HEADER = ("Ref", "Finding", "Recommendation", "By whom", "Timescale", "Scrutiny")
ROWS = (
    ("R1", "Officers should have asked.", "Ask about siblings at every visit.", "Fenshire Police", "Within 3 months", "Too slow."),
    ("R2", "Teams must share one car.", "Buy a second car.", "Marlshire Council", "30 June 2015", "The force should report back."),
)  # fmt: skip


def pasted():
    return pages_of_text("\n".join("\t".join(row) for row in (HEADER, *ROWS)))


def barred():
    return pages_of_text("\n".join(f"| {' | '.join(row)} |" for row in (HEADER, *ROWS)))


def word():
    document = Document()
    table = document.add_table(rows=0, cols=len(HEADER))
    for row in (HEADER, *ROWS):
        for cell, words in zip(table.add_row().cells, row, strict=True):
            cell.text = words
    written = io.BytesIO()
    document.save(written)
    return read_pages(written.getvalue(), "report.docx")


def web():
    rows = "".join(f"<tr>{''.join(f'<td><p>{words}</p></td>' for words in row)}</tr>" for row in (HEADER, *ROWS))
    return read_pages(f"<table>{rows}</table><p>The end.</p>".encode(), "report.html")


def printed():
    cells = "".join(f"[{words}]," for row in (HEADER, *ROWS) for words in row)
    source = f"#table(columns: (1cm, 3cm, 4cm, 3cm, 2cm, 3cm), {cells})"
    return read_pages(typst.compile(source.encode()), "report.pdf")


@pytest.mark.parametrize("pages", [pasted, barred, word, web, printed])
def test_each_column_is_read_for_what_its_header_says(pages):
    items = read_report(pages(), published=date(2015, 2, 11)).items
    assert [(item.reference, item.text, item.addressees, item.timescale.on) for item in items] == [
        ("R1", "Ask about siblings at every visit.", ("Fenshire Police",), date(2015, 5, 11)),
        ("R2", "Buy a second car.", ("Marlshire Council",), date(2015, 6, 30)),
    ]


def test_a_cell_of_several_paragraphs_is_one_recommendation_with_its_list():
    page = """<table><tr><th>Requirement</th><th>Due date</th></tr><tr><td><p>The home must:</p><ul><li>tell the police;
      and</li><li>write it down.</li></ul></td><td>30 April 2015</td></tr></table>"""
    (item,) = read_report(read_pages(page.encode(), "report.html"), published=date(2015, 2, 11)).items
    assert (item.lead, [part.text for part in item.parts]) == ("The home must:", ["tell the police", "write it down."])
    assert item.timescale.on == date(2015, 4, 30)
