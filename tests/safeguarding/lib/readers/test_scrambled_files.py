"""No bytes, no text and no scrambled file makes a reader do anything but read it or refuse it with a sentence."""

import io
import zipfile
from contextlib import suppress
from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from safeguarding.lib.readers.csv import read_delimited
from safeguarding.lib.readers.grids import Grid
from safeguarding.lib.readers.html import read_web_page
from safeguarding.lib.readers.refusals import Unreadable
from safeguarding.lib.readers.sandbox import bounded
from safeguarding.lib.readers.tables import READERS, read_grids

from ..old_workbook import xls
from ..open_document import cell, ods, row
from ..reading import docx, repacked, xlsx

# The same examples on every machine. To look further, take derandomize out and raise the number.
often = partial(settings, derandomize=True)

FORM = [["1. Keep the log.", "Inspector", None], ["=1+1", None, "30/04/2015"]]
TEXT = 'Issue,Owner\n"Keep\nthe ""log""",Inspector\n;|\t\'=1+1,é\n'
BLOCK = cell("a", table_number_columns_spanned=2, table_number_rows_spanned=2)
DATED = cell("x", office_value_type="date", office_date_value="2015-04-30")
FILES = {
    ".xlsx": xlsx(*FORM, change=lambda sheet: sheet.merge_cells("B1:B2")),
    ".xls": xls(FORM, merged=[(1, 2, 2, 2)]),
    ".ods": ods(row(BLOCK, DATED) + row("", repeated=3) + row(cell("b", table_number_columns_repeated=3))),
    ".docx": docx(["a", "b"], ["c", "d"]),
    ".csv": TEXT.encode("cp1252"),
    ".tsv": TEXT.encode(),
    ".txt": TEXT.encode("utf-16"),
    ".htm": b"<table><tr><td>a</td></table>",
    ".html": b"<p>a<table><tr><td colspan=2>b<td>c<tr><td rowspan=3>=1<td>\xc3\xa9<table><tr><td>d</table></table>",
}
PARTS = {
    ".xlsx": ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/styles.xml"],
    ".docx": ["word/document.xml", "[Content_Types].xml", "word/_rels/document.xml.rels"],
    ".ods": ["content.xml", "META-INF/manifest.xml"],
}
# calamine never ends over some scrambled .xls, and takes all memory over others: they are read as the doors read them.
OLD = ".xls"
places = st.floats(0, 1, exclude_max=True)
changes = st.lists(st.tuples(places, st.integers(0, 20), st.binary(max_size=8)), max_size=5)


def tried(data, name):
    """Whether a file was read or refused; anything else is raised."""
    with suppress(Unreadable):
        grids = bounded(read_grids, data, name, seconds=5) if name.endswith(OLD) else read_grids(data, name)
        return {type(grid) for grid in grids} == {Grid}
    return True


def scrambled(data, changed):
    """The same bytes with a few taken out and others put in; a place is a share of the whole."""
    for place, length, put_in in changed:
        start = int(place * len(data))
        data = data[:start] + put_in + data[start + length :]
    return data


@pytest.mark.parametrize("extension", [extension for extension in READERS if extension != OLD])
@often(max_examples=100)
@given(data=st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(extension, data):
    assert tried(data, f"plan{extension}") is True
    assert tried(FILES[extension][:8] + data, f"plan{extension}") is True


@pytest.mark.parametrize("extension", [extension for extension in READERS if extension != OLD])
@often(max_examples=150)
@given(changed=changes, end=places)
def test_a_scrambled_file_is_read_or_refused(extension, changed, end):
    data = FILES[extension]
    assert tried(scrambled(data, changed), f"plan{extension}") is True
    assert tried(data[: int(end * len(data))], f"plan{extension}") is True


@often(max_examples=15)
@given(changed=changes.filter(bool), end=places)
def test_a_scrambled_old_workbook_is_read_or_refused(changed, end):
    data = FILES[OLD]
    assert tried(scrambled(data, changed), f"plan{OLD}") is True
    assert tried(data[: int(end * len(data))], f"plan{OLD}") is True


@pytest.mark.parametrize(("extension", "part"), [(extension, part) for extension in PARTS for part in PARTS[extension]])
@often(max_examples=60)
@given(changed=changes)
def test_a_package_with_a_scrambled_part_is_read_or_refused(extension, part, changed):
    with zipfile.ZipFile(io.BytesIO(FILES[extension])) as package:
        content = scrambled(package.read(part), changed)
    assert tried(repacked(FILES[extension], {part: content}), f"plan{extension}") is True


@pytest.mark.parametrize(("extension", "part"), [(extension, part) for extension in PARTS for part in PARTS[extension]])
@often(max_examples=60)
@given(place=places, number=st.sampled_from(["-1", "0", "x", "", "99999999999999999999", "1e400", "A1:XFD9", "&#1;"]))
def test_a_package_with_an_absurd_number_is_read_or_refused(extension, part, place, number):
    with zipfile.ZipFile(io.BytesIO(FILES[extension])) as package:
        pieces = package.read(part).decode().split('"')
    inside = range(1, len(pieces), 2)  # the values of attributes
    pieces[inside[int(place * len(inside))]] = number
    assert tried(repacked(FILES[extension], {part: '"'.join(pieces)}), f"plan{extension}") is True


TAGS = ("<table>", "</table>", "<tr>", "<td>", "<td colspan=2>", "<td rowspan=3>", "<td colspan=-9 rowspan=x>", "</td>")
TAGS += (
    "<p>",
    "<!--",
    "-->",
    "<style>",
    "<b",
    "&nbsp;",
    "&#0;",
    "<caption>",
    "<tbody>",
    "a",
    "\n",
    "<?xml ?>",
    "<svg>",
)


@often(max_examples=300)
@given(html=st.lists(st.sampled_from(TAGS) | st.text(max_size=5), max_size=40).map("".join))
def test_any_paste_is_read_or_refused(html):
    with suppress(Unreadable):
        assert {type(grid) for grid in read_web_page(html.encode(), "The pasted table.html")} == {Grid}


@often(max_examples=300)
@given(text=st.text(alphabet="\",;|\t\n\r '=ab–\ufeff\ud800", max_size=80))
def test_any_text_is_read_or_refused(text):
    assert tried(text.encode("utf-8", "surrogatepass"), "plan.csv") is True
    with suppress(Unreadable):
        assert {
            type(grid) for grid in read_delimited(text.encode("utf-8", "surrogatepass"), "The pasted table.txt")
        } == {Grid}
