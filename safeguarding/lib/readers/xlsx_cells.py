"""A cell of an Excel workbook as it shows: its number as formatted, without what is struck out, with what stands beside it."""

import re
from dataclasses import dataclass
from datetime import date, time
from functools import cache
from math import isfinite

from openpyxl.cell.cell import Cell
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.styles.colors import COLOR_INDEX

from safeguarding.lib.dates import Precision, in_words
from safeguarding.lib.readers.colours import UNKNOWN, colour_name
from safeguarding.lib.readers.grids import Found, plain
from safeguarding.lib.readers.symbols import as_shown

PAPER = 0  # the theme's own white
STRUCK = "is struck out in the file"
INVISIBLE = "is written in white on nothing"
WHITE = "FFFFFF"
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")  # how Office writes letters that XML may not hold
_FIGURES = re.compile(r"(?:#,##)?(0+)(?:\.(0+))?(%?)(?:_.)?")  # "0.00", "000", "0%"
_LITERAL = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.')


@dataclass(frozen=True)
class _Look:
    """A cell's format: whether it is struck out or does not show, its font, its colour, and how its numbers are shown."""

    doubt: str = ""
    font: str | None = None
    colour: str = ""
    numbers: str = "General"


PLAIN = _Look()


class Looks:
    """The formats of one workbook, each looked at once: a sheet has many cells and few formats."""

    def __init__(self) -> None:
        self.known: dict[tuple[int, ...], _Look] = {}

    def found_in(self, cell: Cell) -> Found | str | date | None:
        """The value that the cell shows; a Found where it holds something beside its value."""
        look = self._of(cell)
        value, left_out = _without_struck(cell.value)
        shown = _shown(value, look)
        remarks = [f"Struck out in the file, and not read: “{left_out}”."] if left_out else []
        if cell.comment:
            remarks.append(f"A comment beside the cell is not read: “{' '.join(cell.comment.text.split())}”.")
        if cell.hyperlink and (link := cell.hyperlink.target) and link not in str(shown):
            remarks.append(f"The words link to {link}, which is not read.")
        doubt = look.doubt if shown else ""
        return Found(shown, tuple(remarks), doubt, look.colour) if remarks or doubt or look.colour else shown

    def _of(self, cell: Cell) -> _Look:
        if not cell.has_style:
            return PLAIN
        key = tuple(cell._style)
        if key not in self.known:
            font = cell.font
            self.known[key] = _Look(_doubt(cell), font.name, _colour(cell), cell.number_format)
        return self.known[key]


def _doubt(cell: Cell) -> str:
    if cell.font.strike:
        return STRUCK
    colour = cell.font.color
    is_white = colour is not None and colour.type == "rgb" and str(colour.rgb).endswith(WHITE)
    return INVISIBLE if is_white and not cell.fill.fill_type else ""


def _without_struck(value) -> tuple[object, str]:
    """The value without the runs of it that are struck out, and those; all of it where nothing would be left."""
    if not isinstance(value, CellRichText):
        return value, ""
    kept, struck = [], []
    for run in value:
        font = run.font if isinstance(run, TextBlock) else None
        words = as_shown(str(run), font and font.rFont)
        (struck if font and font.strike else kept).append(words)
    if not "".join(kept).strip():
        return "".join(struck), ""
    return "".join(kept).strip(), "".join(struck).strip()


def _shown(value, look: _Look) -> str | date | None:
    """The value as the sheet shows it. A formula of a block has its words in `text`."""
    if isinstance(value, time) and value == time():
        return None  # zero in a cell of dates: Excel's own nothing
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _in_figures(value, look.numbers)
    found = plain(getattr(value, "text", value))
    if isinstance(found, date):
        return in_words(found, Precision.MONTH) if _names_a_month(look.numbers) else found
    return as_shown(_unescaped(found), look.font) if found else None


def _in_figures(value: float, number_format: str) -> str | None:
    form = None if number_format == PLAIN.numbers else _FIGURES.fullmatch(number_format)
    if form is None or not isfinite(value):
        return plain(value)
    least, places, percent = len(form[1]), len(form[2] or ""), form[3]
    figures = f"{abs(value) * (100 if percent else 1):.{places}f}"
    width = least + places + bool(places)
    return f"{'-' if value < 0 else ''}{figures.zfill(width)}{percent}"


@cache
def _names_a_month(number_format: str) -> bool:
    """Return whether a format shows a date's month and year and not its day."""
    shown = _LITERAL.sub("", number_format).lower()
    return "m" in shown and "y" in shown and not set(shown) & set("dhs")


def _unescaped(words: str) -> str:
    if "_x" not in words and "\r" not in words:
        return words
    return _ESCAPED.sub(_letter, words).replace("\r\n", "\n").replace("\r", "\n").strip()


def _letter(escaped: re.Match) -> str:
    letter = chr(int(escaped[1], 16))
    return letter if letter.isprintable() or letter in "\r\n\t" else ""


def _colour(cell: Cell) -> str:
    fill = cell.fill
    if fill.fill_type != "solid":
        return ""
    colour = fill.fgColor
    if colour.type == "theme":
        return "" if colour.theme == PAPER else UNKNOWN
    return colour_name(COLOR_INDEX[colour.indexed] if colour.type == "indexed" else colour.rgb)
