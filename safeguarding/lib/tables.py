"""The one door through which files and clipboards become grids, whatever kind they are."""

from pathlib import PurePath

from safeguarding.lib.bounded import bounded
from safeguarding.lib.delimited import read_delimited
from safeguarding.lib.documents import read_tables
from safeguarding.lib.encodings import decoded
from safeguarding.lib.grids import Grid
from safeguarding.lib.old_workbooks import read_old_sheets
from safeguarding.lib.open_documents import read_open_sheets
from safeguarding.lib.pasted import PASTED, check_length, read_pasted
from safeguarding.lib.refusals import Unreadable, check_size
from safeguarding.lib.words import listed
from safeguarding.lib.workbooks import read_sheets

TEXT, WEB_PAGE = ".txt", ".html"


def _read_web_page(data: bytes, name: str) -> tuple[Grid, ...]:
    try:
        html = decoded(data)
    except ValueError:
        html = ""
    if "<table" not in html.lower():
        raise Unreadable(f"{name} holds no table: check that it is the right file, or copy the table and paste it.")
    return read_pasted("", html)


READERS = {
    ".xlsx": read_sheets,
    ".xls": read_old_sheets,
    ".ods": read_open_sheets,
    ".docx": read_tables,
    ".csv": read_delimited,
    ".tsv": read_delimited,
    TEXT: read_delimited,
    WEB_PAGE: _read_web_page,
    ".htm": _read_web_page,
}


def open_grids(data: bytes, name: str) -> tuple[Grid, ...]:
    """Return read_grids(data, name), worked out within the bounds of `bounded`. This is the one for files nobody vouches for."""
    check_size(data, name)
    return bounded(read_grids, data, name)


def open_pasted(text: str, html: str = "") -> tuple[Grid, ...]:
    """Return read_pasted(text, html), worked out within the bounds of `bounded`."""
    check_length(text, html)
    return bounded(_read_clipboard, (text, html), PASTED)


def read_grids(data: bytes, name: str) -> tuple[Grid, ...]:
    """Return the sheets or tables in a file that hold any words; `name` is the file's name, `data` its bytes.

    Raises Unreadable, its message one plain sentence that says what to do, where the file is of no kind in READERS, is not
    what its name says, or cannot be read.
    """
    reader = READERS.get(PurePath(name).suffix.lower())
    if reader is None:
        raise Unreadable(
            f"{name} cannot be read here: plans are {listed(tuple(READERS), 'or')} files, "
            "so save it as one of these and choose that."
        )
    return reader(data, name)


def _read_clipboard(clipboard: tuple[str, str], name: str) -> tuple[Grid, ...]:
    return read_pasted(*clipboard)
