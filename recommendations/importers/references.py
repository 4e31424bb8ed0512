"""References that are no number of a recommendation: a date, a formula, a total; and one recommendation under two numbers."""

import re
from collections.abc import Iterator
from dataclasses import replace

from safeguarding.lib.dates import parse_british
from safeguarding.lib.grids import Line

from .entries import Entry
from .parse_text import fold
from .rows import Problem, Row

TOTALS = re.compile(r"(?:grand |sub-? ?)?totals?\b.*|sum|count|average|overall", re.IGNORECASE)
SHORTEST_WORDING = 5  # words: “As above” under two numbers says nothing


def without_totals(entries: list[Entry | Line]) -> tuple[list[Entry | Line], list[Entry]]:
    """The entries of a plan, and those that only count what stands above them."""
    kept: list[Entry | Line] = []
    totals: list[Entry] = []
    for entry in entries:
        counts = isinstance(entry, Entry) and not entry.choice and _is_total(entry)
        (totals if counts else kept).append(entry)
    return kept, totals


def _is_total(entry: Entry) -> bool:
    first = next((cell.words for cell in entry.cells.values() if cell.words), "")
    rest = [cell.words for cell in entry.cells.values() if cell.words and cell.words != first]
    return bool(TOTALS.fullmatch(first)) and not any(letter.isalpha() for words in rest for letter in words)


def check_reference(row: Row) -> Iterator[Problem]:
    """A date or a formula in the column of references is no reference: Excel makes dates of numbers such as 1/2 and 1-15."""
    words = row.cells.get("reference", "")
    if words.startswith("="):
        yield Problem("reference", f"“{words}” is a formula and no number: say which number it shows.", must=True)
    elif parse_british(words).on:
        yield Problem("reference", f"“{words}” is a date and no number: say which recommendation it is.", must=True)


def ask_other_numbers(rows: list[Row]) -> list[Row]:
    """The rows of one sheet or table, each whose words stood above under another number asked about."""
    first: dict[str, Row] = {}
    asked = []
    for row in rows:
        words = fold(row.wording or "")
        above = first.setdefault(words, row) if row.reference and len(words.split()) >= SHORTEST_WORDING else row
        if above.reference != row.reference and "reference" not in row.corrected:
            row = replace(row, problems=(*row.problems, _other_number(row, above)))
        asked.append(row)
    return asked


def _other_number(row: Row, above: Row) -> Problem:
    return Problem(
        "reference",
        f"The words of this recommendation stand in row {above.source.row} under the number {above.reference} and here under "
        f"{row.reference}: say which it is.",
        must=True,
        choices=(
            (above.reference, f"It is {above.reference}"),
            (row.reference, f"It is one of its own, {row.reference}"),
        ),
    )
