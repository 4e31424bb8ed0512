"""The one door: a kind for every extension, and the same table out of each."""

from datetime import date

import pytest

from safeguarding.lib.counting import LISTENS
from safeguarding.lib.readers.tables import READERS, open_grids, read_grids

from ..old_workbook import xls
from ..open_document import cell, ods, row
from ..reading import docx, refusal, values, xlsx

ROWS = [["Issue", "Owner"], ["Keep the log – daily.", "Inspector"]]
TEXT = "Issue\tOwner\nKeep the log – daily.\tInspector\n"
PAGE = "<p>A plan</p><table><tr><th>Issue<th>Owner<tr><td>Keep the log – daily.<td>Inspector</table>"
FILES = {
    ".xlsx": xlsx(*ROWS),
    ".xls": xls(ROWS),
    ".ods": ods("".join(row(*cells) for cells in ROWS)),
    ".docx": docx(*ROWS),
    ".csv": TEXT.encode("cp1252"),
    ".tsv": TEXT.encode(),
    ".txt": TEXT.encode("utf-16"),
    ".html": PAGE.encode(),
    ".htm": PAGE.encode("utf-16"),
}


def test_every_kind_that_is_read_is_tried_here():
    assert list(FILES) == list(READERS)


@pytest.mark.parametrize("extension", READERS)
@pytest.mark.parametrize("door", [read_grids, open_grids])
def test_the_same_table_comes_out_of_every_kind(extension, door):
    (grid,) = door(FILES[extension], f"PLAN{extension.upper()}")
    assert values(grid) == ROWS


@pytest.mark.parametrize("extension", READERS)
def test_every_kind_says_how_many_rows_there_are_while_it_is_read(extension):
    heard = []
    listens = LISTENS.set(lambda *said: heard.append(said))
    try:
        read_grids(FILES[extension], f"plan{extension}")
    finally:
        LISTENS.reset(listens)
    assert heard == [(0, len(ROWS), "rows")]


@pytest.mark.parametrize(
    ("name", "clipboard"),
    [
        ("The pasted table.txt", TEXT),
        ("The pasted table.html", "<table><tr><td>Issue<td>Owner<tr><td>Keep the log – daily.<td>Inspector"),
    ],
)
def test_the_same_table_comes_out_of_a_clipboard(name, clipboard):
    (grid,) = open_grids(clipboard.encode(), name)
    assert values(grid) == ROWS


def test_dates_come_back_from_the_child_as_dates():
    dated = cell("30/04/2015", office_value_type="date", office_date_value="2015-04-30")
    assert values(open_grids(ods(row(dated)), "plan.ods")[0]) == [[date(2015, 4, 30)]]


@pytest.mark.parametrize("door", [read_grids, open_grids])
@pytest.mark.parametrize("name", ["plan.pdf", "plan.xlsm", "plan"])
def test_a_kind_that_is_not_read_is_named_with_those_that_are(door, name):
    assert refusal(door, FILES[".xlsx"], name) == (
        f"{name} cannot be read here: plans are .xlsx, .xls, .ods, .docx, .csv, .tsv, .txt, .html or .htm files, "
        "so save it as one of these and choose that."
    )


CALLED = {
    ".xlsx": "an Excel workbook",
    ".xls": "an old Excel workbook",
    ".ods": "an OpenDocument spreadsheet",
    ".docx": "a Word document",
}


@pytest.mark.parametrize(
    ("inside", "named"), [(inside, named) for inside in CALLED for named in READERS if inside != named]
)
def test_a_file_under_another_name_is_told_its_right_one(inside, named):
    assert refusal(read_grids, FILES[inside], f"plan{named}") == (
        f"plan{named} is {CALLED[inside]} under another name: rename it to end in {inside} and choose it again."
    )
