"""The one door through which files become grids, whatever kind they are; a clipboard is a file of text or a web page."""

from pathlib import PurePath

from safeguarding.lib.grids import Grid
from safeguarding.lib.read_csv import read_delimited
from safeguarding.lib.read_docx import read_tables
from safeguarding.lib.read_html import read_web_page
from safeguarding.lib.read_ods import read_open_sheets
from safeguarding.lib.read_xls import read_old_sheets
from safeguarding.lib.read_xlsx import read_sheets
from safeguarding.lib.refusals import Unreadable, check_size
from safeguarding.lib.sandbox import bounded

TEXT, WEB_PAGE = ".txt", ".html"


READERS = {
    ".xlsx": read_sheets,
    ".xls": read_old_sheets,
    ".ods": read_open_sheets,
    ".docx": read_tables,
    ".csv": read_delimited,
    ".tsv": read_delimited,
    TEXT: read_delimited,
    WEB_PAGE: read_web_page,
    ".htm": read_web_page,
}


def open_grids(data: bytes, name: str) -> tuple[Grid, ...]:
    """Return read_grids(data, name), worked out within the bounds of `bounded`. This is the one for files nobody vouches for."""
    check_size(data, name)
    return bounded(read_grids, data, name)


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
    return reader(data, name)
