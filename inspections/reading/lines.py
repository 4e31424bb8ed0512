"""A line of a page, as cleaning leaves it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Line:
    """One line that counts: `text` cleaned, between `start` and `end` of its page's own text.

    `bullet` is the mark it began with, always "•" for one mangled by OCR; `gap` says whether a blank line, another cell
    or another page stands above it. `row` is where the row of a table that it stands in begins on its page, and `column`
    its cell there, from 0; None outside a table.
    """

    page: int
    start: int
    end: int
    text: str
    bullet: str
    gap: bool
    row: int | None = None
    column: int = 0
