"""Files made to do harm: each is refused with a sentence, or read, within the bounds of the child process."""

import io
import resource
import zipfile
from collections.abc import Iterator

import pytest

from safeguarding.lib.readers.sandbox import MEMORY
from safeguarding.lib.readers.tables import open_grids

from ..old_workbook import xls
from ..open_document import cell, ods, row
from ..reading import docx, refusal, repacked, values, xlsx

PLAIN = {".xlsx": xlsx(["a"]), ".docx": docx(["a"]), ".ods": ods(row("a"))}
SHEET = "xl/worksheets/sheet1.xml"
SHEET_NAMES = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
COPY = "copy its table into a new file and choose that."
TOO_MUCH = f"unpacks to far more than a plan needs and was not opened: {COPY}"
LAUGHS = "".join(f'<!ENTITY e{step + 1} "{f"&e{step};" * 10}">' for step in range(10))


def packed(**members):
    """A zip of these members; one that is an iterator is packed piece by piece, so as not to be held here whole."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in members.items():
            with package.open(name, "w") as part:
                for piece in content if isinstance(content, Iterator) else [content]:
                    part.write(piece)
    return file.getvalue()


def sheet(rows):
    return repacked(PLAIN[".xlsx"], {SHEET: f"<worksheet {SHEET_NAMES}><sheetData>{rows}</sheetData></worksheet>"})


def refused(data, name):
    return refusal(open_grids, data, name)


def test_a_sheet_of_300_mb_is_refused():
    rows = packed(**{"[Content_Types].xml": b"spreadsheetml.sheet.main+xml", SHEET: iter([b"<row/>" * 100_000] * 500)})
    assert len(rows) < 1_000_000
    assert refused(rows, "plan.xlsx") == f"plan.xlsx {TOO_MUCH}"


def test_a_sheet_that_lies_about_its_size_is_refused():
    data = sheet("<row/>" * 2_000)
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        size = package.getinfo(SHEET).file_size
    lie = data.replace(size.to_bytes(4, "little"), (100).to_bytes(4, "little"))
    assert refused(lie, "plan.xlsx").startswith("plan.xlsx is damaged and cannot be read as an Excel workbook")


def test_a_bomb_inside_a_bomb_is_never_unpacked():
    inner = packed(bomb=iter([bytes(1_000_000)] * 100))
    (grid,) = open_grids(repacked(PLAIN[".xlsx"], {"xl/embeddings/inner.zip": packed(inner=inner)}), "plan.xlsx")
    assert values(grid) == [["a"]]


def test_a_million_empty_formatted_rows_are_refused():
    formatted = "".join(f'<row r="{number}"><c r="A{number}" s="0"/></row>' for number in range(1, 600_000))
    assert refused(sheet(formatted), "plan.xlsx") == f"plan.xlsx {TOO_MUCH}"


def test_a_cell_in_the_last_corner_is_refused():
    assert refused(sheet('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'), "plan.xlsx") == (
        "plan.xlsx, sheet “Plan”, runs to row 1,048,576 and column 16,384: "
        "delete the empty rows and columns after the plan and try again."
    )


def test_a_cell_in_the_last_corner_of_an_old_sheet_is_refused():
    assert refused(xls([["a"], *[[]] * 65_534, [None] * 255 + ["x"]]), "plan.xls").startswith("plan.xls")


def test_the_longest_form_is_read_within_the_bounds():
    rows = f"<row>{'<c><v>1</v></c>' * 8}</row>" * 20_000
    assert len(open_grids(sheet(rows), "plan.xlsx")[0].lines) == 20_000
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1_024 < MEMORY


@pytest.mark.parametrize("extension", PLAIN)
@pytest.mark.parametrize("entities", [LAUGHS, '<!ENTITY e10 SYSTEM "file:///etc/hostname">'], ids=["laughs", "outside"])
@pytest.mark.parametrize("part", ["docProps/app.xml", "customXml/hidden.dat"])
def test_entities_are_refused_in_any_part(extension, entities, part):
    data = repacked(PLAIN[extension], {part: f'<!DOCTYPE d [<!ENTITY e0 "ha">{entities}]><d>&e10;</d>'})
    assert refused(data, f"plan{extension}") == (
        f"plan{extension} holds instructions to fetch or expand other files and was not opened: {COPY}"
    )


@pytest.mark.parametrize("extension", PLAIN)
@pytest.mark.parametrize("member", ["xl/vbaProject.bin", "word/VBAPROJECT.BIN", "Basic/Standard/Module1.xml"])
def test_macros_are_refused(extension, member):
    data = repacked(PLAIN[extension], {member: "<a/>"})
    assert refused(data, f"plan{extension}").startswith(f"plan{extension} carries macros, which are never opened here")


def test_a_macro_workbook_renamed_is_refused():
    types = b"application/vnd.ms-excel.sheet.macroEnabled.main+xml"
    assert refused(packed(**{"[Content_Types].xml": types}), "plan.xlsx") == (
        "plan.xlsx carries macros, which are never opened here: save it as .xlsx without macros and choose that."
    )


@pytest.mark.parametrize("name", ["plan.xlsx", "plan.xls", "plan.docx"])
def test_a_book_with_a_password_is_named(name):
    assert refused(xls([["a"]], streams=["EncryptedPackage", "EncryptionInfo"]), name) == (
        f"{name} is locked with a password: save a copy without the password and choose that."
    )


@pytest.mark.parametrize(
    "rows",
    [
        row(cell("x", table_number_columns_repeated=1_000_000_000)),
        row(cell("x", table_number_columns_repeated=100), repeated=1_000_000_000),
        row(*[cell("x", table_number_columns_spanned=100, table_number_rows_spanned=9_000)] * 50) * 5_000,
    ],
    ids=["cells", "rows", "merges"],
)
def test_a_few_words_that_mean_a_million_cells_are_refused(rows):
    assert refused(ods(rows), "plan.ods").startswith("plan.ods")


@pytest.mark.parametrize("extension", [".csv", ".txt", ".tsv"])
@pytest.mark.parametrize("size", [50, 300])
def test_a_huge_text_is_refused_unread(extension, size):
    assert refused(bytes(size * 1_000_000), f"plan{extension}") == (
        f"plan{extension} is {size}.0 MB and the limit is 10 MB: take out pictures, or split it, and try again."
    )


@pytest.mark.parametrize("letter", [b"x", b",", b'"', b"a\n", b"'", b"\xe9", b"a,"])
def test_nine_megabytes_of_one_thing_are_refused(letter):
    assert refused(letter * (9_000_000 // len(letter)), "plan.csv").startswith("plan.csv")


@pytest.mark.parametrize(
    "html",
    [
        "<table><tr>" + "<td>" * 1_000_000,
        "<table>" + "<tr><td colspan=1000000 rowspan=1000000>x" * 20_000,
        "<table><tr><td>" * 500_000,
        "<table><tr><td>" + "<b>x" * 1_500_000,
        "<h1>" * 900_000 + "<table>",
    ],
    ids=["cells", "spans", "tables", "bold", "headings"],
)
def test_a_hostile_page_is_refused(html):
    assert refusal(open_grids, html.encode(), "The pasted table.html").startswith("The pasted table")
