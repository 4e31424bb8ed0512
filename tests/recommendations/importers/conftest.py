"""Plans to read: our own samples, the papers they were modelled on where those are at hand, and small ones made in the test."""

import io
from pathlib import Path

import pytest
from docx import Document
from openpyxl import Workbook

from recommendations.importers.action_plan import plan_of, read_plan
from safeguarding.lib.readers.grids import Cell, Grid, Line

ROOT = Path(__file__).parents[3]
SAMPLES = ROOT / "fixtures" / "samples"
PAPERS = ROOT.parent / "shared" / "real"  # published papers, read in place and never copied here

HEADER = (
    "Issue or recommendation",
    "Issue owner",
    "Corporate or Local?",
    "Action required",
    "Action owner",
    "Cost",
    "Urgency (deadline date or n/a)",
    "Expected completion date",
)
NAMES = ("recommendation", "issue_owner", "corporate_or_local", "action", "action_owner", "cost", "target", "expected")
PLAIN = (
    "1. Immediately: (pg 9)\nSee that the log is kept.",
    "Superintendent",
    "Local",
    "Keep the log.",
    "Inspector",
    "n/a",
    "30/04/2015",
    "n/a",
)


def _read(folder, name):
    path = folder / name
    if not path.exists():
        pytest.skip(f"{name} is not at hand: the published papers are not part of the project")
    return read_plan(path.read_bytes(), name)


@pytest.fixture(
    params=[(SAMPLES, "action-plan-april-2015.xlsx"), (PAPERS, "action-capture-form.xlsx")], ids=["ours", "theirs"]
)
def april(request):
    """The eight-column form of April 2015."""
    return _read(*request.param)


@pytest.fixture(params=[(SAMPLES, "progress-august-2015.docx"), (PAPERS, "action-update.docx")], ids=["ours", "theirs"])
def august(request):
    """The two progress tables of August 2015."""
    return _read(*request.param)


@pytest.fixture
def make_form():
    """Bytes of a form with the usual header and one row for each dictionary, over a plain row; `change` alters the sheet."""

    def make(*rows, header=HEADER, change=None):
        book = Workbook()
        sheet = book.active
        sheet.append(header)
        for cells in rows:
            sheet.append([(dict(zip(NAMES, PLAIN, strict=True)) | cells)[name] for name in NAMES])
        if change:
            change(sheet)
        return saved(book)

    return make


@pytest.fixture
def make_tables():
    """Bytes of a Word file with one table for each list of rows."""

    def make(*tables, heading="A heading"):
        document = Document()
        for rows in tables:
            document.add_paragraph(heading)
            table = document.add_table(rows=0, cols=len(rows[0]))
            for words in rows:
                for cell, word in zip(table.add_row().cells, words, strict=True):
                    cell.text = word
        return saved(document)

    return make


def saved(book):
    """The bytes that a workbook or document would have on disk."""
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


@pytest.fixture
def read_form(make_form):
    """The plan read from a form made of these rows."""
    return lambda *rows, **how: read_plan(make_form(*rows, **how), "plan.xlsx")


@pytest.fixture
def read_update_cell(make_tables):
    """The one row read from a progress table with this recommendation and update."""

    def read(update, recommendation="1. Immediately: See that the log is kept."):
        header = ("Recommendation", "Action", "Action Status", "Action update")
        rows = [header, (recommendation, "Keep the log.", "On target", update)]
        return read_plan(make_tables(rows), "progress.docx").rows[0]

    return read


def grid_of(*rows, name="Plan", merged=()):
    """A sheet of these rows; `merged` are pairs of places, (row, column) from 1, of which the second has the first's words."""
    origins = {second: first for first, second in merged}

    def cell(row, column):
        row, column = origins.get((row, column), (row, column))
        return Cell(rows[row - 1][column - 1], (row, column))

    return Grid(
        name,
        "",
        tuple(
            Line(number, tuple(cell(number, column) for column in range(1, len(words) + 1)))
            for number, words in enumerate(rows, start=1)
        ),
    )


@pytest.fixture
def read_rows():
    """The plan in a sheet of these rows, the first its header; further words are what people said before."""

    def read(*rows, merged=(), **known):
        return plan_of((grid_of(*rows, merged=merged),), "plan.csv", "0" * 64, **known)

    return read
