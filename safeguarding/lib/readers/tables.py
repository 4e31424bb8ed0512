"""Files become grids here, whatever kind they are, and nowhere else; a clipboard is a file of text or a web page."""

from pathlib import PurePath
from pkgutil import resolve_name

from safeguarding.lib.counting import Count, uncounted
from safeguarding.lib.readers.grids import Grid
from safeguarding.lib.readers.refusals import Unreadable, check_size
from safeguarding.lib.readers.sandbox import bounded

TEXT, WEB_PAGE = ".txt", ".html"
PASTED = "The pasted table"

# By name, so that the child that reads a file imports what reads its kind and no other: that took longer than the reading.
READERS = {
    ".xlsx": "safeguarding.lib.readers.xlsx:read_sheets",
    ".xls": "safeguarding.lib.readers.xls:read_old_sheets",
    ".ods": "safeguarding.lib.readers.ods:read_open_sheets",
    ".docx": "safeguarding.lib.readers.docx:read_tables",
    ".csv": "safeguarding.lib.readers.csv:read_delimited",
    ".tsv": "safeguarding.lib.readers.csv:read_delimited",
    TEXT: "safeguarding.lib.readers.csv:read_delimited",
    WEB_PAGE: "safeguarding.lib.readers.html:read_web_page",
    ".htm": "safeguarding.lib.readers.html:read_web_page",
}


def open_grids(data: bytes, name: str, *, count: Count = uncounted) -> tuple[Grid, ...]:
    """Return read_grids(data, name), worked out within the bounds of `bounded`. This is the one for files nobody vouches for.

    count is told of the rows.
    """
    check_size(data, name)
    return bounded(read_grids, data, name, count=count)


def read_grids(data: bytes, name: str) -> tuple[Grid, ...]:
    """Return the sheets or tables in a file that hold any words; `name` is the file's name, `data` its bytes.

    Raises Unreadable, its message one plain sentence that says what to do, where the file is of no kind in READERS, is not
    what its name says, or cannot be read.
    """
    reader = READERS.get(PurePath(name).suffix.lower())
    if reader is None:
        *others, last = READERS  # Django's get_text_list would need the settings, which the sandbox does not have
        raise Unreadable(
            f"{name} cannot be read here: plans are {', '.join(others)} or {last} files, "
            "so save it as one of these and choose that."
        )
    return resolve_name(reader)(data, name)
