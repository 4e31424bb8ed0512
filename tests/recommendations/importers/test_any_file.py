"""No word in a cell of a file is silent, whatever the file: each is a field, a problem, a label or a header, or said not to be read."""

import csv
import io

import pytest
from docx import Document
from docx.oxml import OxmlElement
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from recommendations.importers.action_plan import read_plan
from safeguarding.lib.readers.refusals import Unreadable

from .conftest import saved
from .test_any_grid import BITS, HEADERS, squeezed, told

OTHERS = [
    *(words for words in HEADERS if words),
    "Finding",
    "What we will do",
    "Original date",
    "Revised date",
    "Ref",
    "Owner",
]
SAID = st.one_of(
    st.just(""),
    st.lists(st.sampled_from(BITS), min_size=1, max_size=4).map("".join),
    st.text("abc XYZ 019.,;:()–’é", max_size=12),
    st.sampled_from(
        ["Count the missing.", "Red", "✓", "Total", "Key", "Status: late", "Recommendation 4: Read the log."]
    ),
)


@st.composite
def tables(draw):
    """Rows of words, the first or second their header; places merged downwards and across; the numbers of hidden rows."""
    header = ["Recommendation", "Action", *draw(st.lists(st.sampled_from(OTHERS), min_size=1, max_size=4))]
    header = draw(st.permutations(header))
    above = [[draw(SAID), *[""] * (len(header) - 1)]] if draw(st.booleans()) else []
    body = draw(st.lists(st.lists(SAID, min_size=len(header), max_size=len(header)), min_size=1, max_size=5))
    if draw(st.booleans()):  # a second header in another order, perhaps of other columns
        further = draw(st.permutations([*header[:-1], draw(st.sampled_from(OTHERS))]))
        body.insert(draw(st.integers(1, len(body))), list(further))
    if draw(st.booleans()):
        body.append(body[-1])
    rows = [*above, header, *body]
    first, last = len(above) + 2, len(rows)
    row, column = draw(st.integers(first, last)), draw(st.integers(1, len(header)))
    down, across = draw(st.integers(row, last)), draw(st.integers(column, len(header)))
    rows = [
        [
            "" if row <= y <= down and column <= x <= across and (y, x) != (row, column) else words
            for x, words in enumerate(line, start=1)
        ]
        for y, line in enumerate(rows, start=1)
    ]
    return rows, (row, column, down, across), draw(st.sets(st.integers(first, last), max_size=2))


def _as_csv(rows, merged, hidden):
    written = io.StringIO()
    csv.writer(written).writerows(rows)
    return written.getvalue().encode()


def _as_xlsx(rows, merged, hidden):
    book = Workbook()
    sheet = book.active
    for words in rows:
        sheet.append(words)
    row, column, down, across = merged
    sheet.merge_cells(start_row=row, start_column=column, end_row=down, end_column=across)
    for number in hidden:
        sheet.row_dimensions[number].hidden = True
    return saved(book)


def _as_docx(rows, merged, hidden):
    document = Document()
    table = document.add_table(rows=len(rows), cols=len(rows[0]))
    row, column, down, across = (place - 1 for place in merged)
    table.cell(row, column).merge(table.cell(down, across))
    for y, words in enumerate(rows):
        for x, said in enumerate(words):
            if said:
                table.cell(y, x).text = said
    for number in hidden:
        table.rows[number - 1]._tr.get_or_add_trPr().append(OxmlElement("w:hidden"))
    return saved(document)


WRITERS = {"csv": _as_csv, "xlsx": _as_xlsx, "docx": _as_docx}


@pytest.mark.parametrize("kind", WRITERS)
@settings(max_examples=25, suppress_health_check=[HealthCheck.differing_executors])
@given(table=tables())
def test_no_word_of_a_file_is_silent(kind, table):
    rows, *shape = table
    name = f"plan.{kind}"
    try:
        plan = read_plan(WRITERS[kind](rows, *shape), name)
    except Unreadable as refused:
        assert str(refused).startswith(name)
        return
    said = told(plan)
    assert [words for line in rows for words in line if squeezed(words) not in said] == []
