"""Reading text whose cells are parted by commas, semicolons, tabs or bars (.csv, .tsv, .txt) into a plain grid of words."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from itertools import islice

import filetype

from safeguarding.lib.counting import rows_read
from safeguarding.lib.formulas import unguarded
from safeguarding.lib.readers.encodings import decoded
from safeguarding.lib.readers.grids import Grid, check_extent, lines_of, plain
from safeguarding.lib.readers.office_files import OLD_OR_LOCKED, kind_inside
from safeguarding.lib.readers.refusals import Unreadable, check_size, misnamed

DELIMITERS = "\t,;|"
SAMPLE = 50  # rows, from which the delimiter is told
OTHER_KINDS = (b"%PDF-", b"{\\rtf", b"PK\x03\x04", OLD_OR_LOCKED)
WEB_PAGE = re.compile(r"\s*<(!doctype|\?xml|html|head|meta|body|table)\b", re.IGNORECASE)
NAMED = re.compile(r"sep=([\t,;|])\r?\n", re.IGNORECASE)  # Excel's own first line; it shows it to nobody
END = "end"  # a row of its own after the last, which an open quotation mark swallows


def read_delimited(data: bytes, name: str) -> tuple[Grid, ...]:
    """Return the one table of a text file, rows and columns numbered from 1 as Excel shows it; cells hold words, never dates.

    Any encoding of `encodings.decoded`; the delimiter is the one that gives most rows the same number of cells. An
    apostrophe that guards a formula is taken off. Raises Unreadable with one sentence for the person who chose the file.
    """
    check_size(data, name)
    kind = kind_inside(data)
    if kind:
        raise misnamed(name, kind)
    try:
        text = "\0" if data.startswith(OTHER_KINDS) else decoded(data)
    except ValueError:
        text = "\0"
    if "\0" in text:
        guessed = filetype.guess_extension(data)
        seems = f"inside it is a .{guessed} file" if guessed else "it holds something else"
        raise Unreadable(f"{name} is not plain text, {seems}: open it in Excel, save it as .xlsx and choose that.")
    if WEB_PAGE.match(text):
        raise Unreadable(
            f"{name} is a web page under another name: open it in Excel, save it as .xlsx and choose that."
        )
    return (grid_of_text(text, name),)


def grid_of_text(text: str, place: str) -> Grid:
    """Return the table that a text holds; `place` begins the sentence of Unreadable: a file's name, or "The pasted table"."""
    named = NAMED.match(text)
    text = text[named.end() :] if named else text
    rows = []
    all_rows = _rows(text, named[1] if named else _delimiter(text), place)
    for cells in rows_read(all_rows, text.rstrip().count("\n") + 1):
        rows.append([plain(unguarded(cell)) for cell in cells])
        check_extent(place, len(rows), len(cells))
    while rows and not any(rows[-1]):
        rows.pop()
    if not rows:
        raise Unreadable(f"{place} has no words in it: check that it is the right one and choose it again.")
    check_extent(place, len(rows), max(map(len, rows)))
    return Grid(1, "", lines_of(rows))


def _rows(text: str, delimiter: str, place: str) -> Iterator[list[str]]:
    reader = csv.reader(io.StringIO(f"{text.rstrip()}\n{END}", newline=""), delimiter=delimiter)
    rows, cells = 0, None
    try:
        for following in reader:
            if cells is not None:
                yield cells
            rows, cells = rows + 1, following
    except csv.Error:  # a cell of more than 131,072 letters; Excel's own limit is 32,767
        rows, cells = rows + 1, None
    if cells != [END]:
        raise Unreadable(
            f"{place}, row {rows}, opens a quotation mark that is not closed, or holds a cell too long to be one: "
            "close the quotation mark, or save the table as .xlsx, and try again."
        )


def _delimiter(text: str) -> str:
    scores = {delimiter: _score(text, delimiter) for delimiter in DELIMITERS}
    return max(scores, key=scores.get)


def _score(text: str, delimiter: str) -> tuple[int, int]:
    """How many rows have the same number of cells, more than one, and that number."""
    widths: Counter[int] = Counter()
    with suppress(csv.Error):
        sample = islice(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), SAMPLE)
        widths.update(len(cells) for cells in sample if len(cells) > 1)
    return max(((count, width) for width, count in widths.items()), default=(0, 0))
