"""The dates of a plan's columns: which are certain, and where a day and its month may have changed places."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from safeguarding.lib.dates import Precision, dates_within, in_words, is_month_first, parse_british
from safeguarding.lib.readers.grids import Cell

from .entries import Entry
from .rows import Stated
from .status_words import read_status, says_complete

DATES = ("target", "revised", "expected", "completed")
EARLIEST = date(1950, 1, 1)  # Excel shows a number that strayed into a column of dates as a day in 1900
LAST_MONTH = 12
FIRST_DAY = date(1899, 12, 30)  # from which a spreadsheet counts days
_DAYS = re.compile(r"[34][0-9]{4}", re.ASCII)  # the years 1982 to 2036


@dataclass(frozen=True)
class DoubtfulDates:
    """The date columns whose words may have their month first, and those that an American Excel half converted."""

    month_first: frozenset[str] = frozenset()
    half_converted: frozenset[str] = frozenset()


def doubtful_dates(entries: Iterable[Entry]) -> DoubtfulDates:
    """The columns in which a date may mean another day.

    Words such as 04/30/2015 make 04/03/2015 doubtful, in their column and in one that has no 30/04/2015. An Excel set to
    American dates that opens a file of British ones makes dates of those that have a month of that number, month and day
    changed round, and leaves 30/11/2015 as words: so a column that holds such words, and no true date after the 12th of a
    month, is doubtful.
    """
    entries = list(entries)
    month_first = {name for name in DATES if any(is_month_first(entry.words(name)) for entry in entries)}
    if month_first:
        month_first |= {name for name in DATES if not any(_is_left_as_words(entry.words(name)) for entry in entries)}
    return DoubtfulDates(
        frozenset(month_first),
        frozenset(name for name in DATES if _is_half_converted([entry.cells.get(name) for entry in entries])),
    )


def _is_half_converted(cells: list[Cell | None]) -> bool:
    true = [cell.value for cell in cells if cell and isinstance(cell.value, date)]
    left = [cell.value for cell in cells if cell and isinstance(cell.value, str) and _is_left_as_words(cell.value)]
    return bool(true and left) and all(on.day <= LAST_MONTH for on in true)


def _is_left_as_words(words: str) -> bool:
    """Return whether an American Excel would take these words for no date: 30/11/2015."""
    first = words.strip().split("/")[0]
    return is_month_first(words) is False and len(first) == 2 and first.isdecimal() and int(first) > LAST_MONTH


def read_date(cell: Cell | None, name: str, doubtful: DoubtfulDates) -> Stated:
    """One cell of a date column (`name`), as it states it."""
    if cell is None or not cell.words:
        return Stated()
    if not isinstance(cell.value, str):
        return _true_date(cell.words, cell.value, name in doubtful.half_converted)
    if cell.words.startswith("="):
        return Stated(cell.words, as_text=True, doubt=f"“{cell.words}” is a formula, not a date", ask=True)
    if _DAYS.fullmatch(cell.words.strip()):
        on = FIRST_DAY + timedelta(days=int(cell.words))
        return Stated(cell.words, doubt=f"“{cell.words}” may be {in_words(on)}, as a spreadsheet counts days", ask=True)
    if says_complete(cell.words):
        return _of_completion(cell.words, name)
    read = parse_british(cell.words)
    dates = dates_within(cell.words)
    if read.on and name in doubtful.month_first and is_month_first(dates[0] if dates else "") is None:
        doubt = f"Another date of this table has its month first, so {_either(cell.words, read.on)}"
        return Stated(cell.words, None, Precision.DAY, as_text=True, doubt=doubt, ask=True)
    if read.on is None and is_month_first(cell.words):
        return Stated(cell.words, as_text=True, doubt=f"“{cell.words}” has its month first", ask=True)
    no_such_day = read.on is None and dates == (cell.words.strip(),)  # nothing but a date, and there is none such
    return Stated(
        cell.words, read.on, read.precision, as_text=True, doubt=read.problem, ask=no_such_day or len(dates) > 1
    )


def _of_completion(words: str, name: str) -> Stated:
    """ "Completed 01/08/2015" is the day it was done, and no deadline."""
    read = read_status(words)
    return Stated(words, read.said_on if name == "completed" else None, read.precision, as_text=True)


def _true_date(words: str, on: date, may_be_changed: bool) -> Stated:
    if on < EARLIEST:
        return Stated(words, doubt=f"“{words}” is not likely: Excel shows a number as such a day", ask=True)
    if may_be_changed and on.day != on.month:
        why = "Other dates in this column are typed as words, as an American Excel leaves them"
        return Stated(words, doubt=f"{why}, so {_either(words, on)}", ask=True)
    return Stated(words, on)


def _either(words: str, on: date) -> str:
    return f"“{words}” may be {in_words(on)} or {in_words(on.replace(day=on.month, month=on.day))}"
