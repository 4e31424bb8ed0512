"""The words of a cell without what the program that exported it put around them."""

import html
import re
from dataclasses import replace

from django.utils.html import strip_tags

from safeguarding.lib.readers.grids import Cell

# "Head of Contact;#14", as SharePoint exports what it looked up: the mark and the number are its own.
_LOOKED_UP = re.compile(r"(?:^[0-9]+)?;#(?:[0-9]+(?:;#|$))?")
# "<div>Begun.</div>", as it and its like export a text of several lines.
_MARKED_UP = re.compile(r"<(div|p|ul|ol|span)\b[^>]*>.*</\1>", re.DOTALL | re.IGNORECASE)
_LINE_ENDS = re.compile(r"(?:</(?:div|p|li)>|<br ?/?>)", re.IGNORECASE)
# What Word's fields say before anybody has chosen or typed, and the mark by which a spreadsheet keeps a number as text.
_UNFILLED = re.compile(
    r"(?:choose|select) an? (?:item|date|option)\.?|click (?:or tap )?(?:here )?to enter (?:a date|text)\.?",
    re.IGNORECASE,
)
_KEPT_AS_TEXT = re.compile(r"^'(?=[0-9])")


def trimmed(cell: Cell) -> Cell:
    """The cell with nothing around its words; blank where that was all."""
    if not isinstance(cell.value, str):
        return cell
    words = _LOOKED_UP.sub("; ", cell.value).strip("; ") if ";#" in cell.value else cell.value.strip()
    if _MARKED_UP.fullmatch(words):
        words = html.unescape(strip_tags(_LINE_ENDS.sub("\n", words))).replace("\xa0", " ").strip()
    return replace(cell, value=None if _UNFILLED.fullmatch(words) else _KEPT_AS_TEXT.sub("", words) or None)
