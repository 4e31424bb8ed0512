"""Writing one table to a file that people open in a spreadsheet: .xlsx and .csv. Word files: docx."""

import codecs
import csv
import io
import re
import textwrap
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from safeguarding.lib.formulas import guarded

LONGEST_CELL = 32_767  # characters; Excel opens no longer one
CUT = "\n[Cut here: an Excel cell holds no more. The Word and CSV files have all of it.]"
SENT_TOGETHER = 2**16  # characters of a CSV
A4 = 9  # Excel's number for the paper
LINE, TALLEST = 13, 409  # points: a line of 10 point letters, and the tallest row that Excel allows
LETTERS = 1.2  # of running words at that size to a unit of a column's width; fewer than fit, so that none are cut off

_DAY = re.compile(r"[0-9]{2}/[0-9]{2}/(?:19|20|21)[0-9]{2}")
# What XML, and so any Office file, cannot hold.
_FORBIDDEN = re.compile("[\x00-\x08\x0e-\x1b\x1f\x7f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True)
class Table:
    """A table with what stands around it: `about` is one line under its title, `marking` is printed top and bottom.

    labels: (label, words) that stand above the header. columns: (header, share of the width). rows: one word a column.
    at: the moment (aware datetime) that the file gives as its making.
    """

    title: str
    marking: str
    about: str
    labels: tuple[tuple[str, str], ...]
    columns: tuple[tuple[str, int], ...]
    rows: tuple[tuple[str, ...], ...]
    at: datetime

    @property
    def header(self) -> tuple[str, ...]:
        """The words of the header row."""
        return tuple(name for name, _ in self.columns)


def plain(words: str) -> str:
    """Words as every kind of file holds them alike: lines without space around them, none blank, no control characters."""
    if words.isprintable():  # as most are: one line, with nothing to take out
        return words.strip()
    return "\n".join(filter(None, map(_plain_line, words.splitlines())))


def _plain_line(line):
    if not line.isprintable():
        line = _FORBIDDEN.sub("", line).replace("\xa0", " ")
    return line.strip()


def write_csv(table: Table) -> bytes:
    """A .csv as Excel opens it: UTF-8 with its mark, lines ended CRLF. The protective marking stands in its first row."""
    width = len(table.columns)
    rows = (*_above(table), table.header, *table.rows)
    return b"".join(csv_lines((*row, *[""] * (width - len(row))) for row in rows))


def csv_lines(rows: Iterable[Iterable[str]]) -> Iterator[bytes]:
    """The lines of such a file, some at a time, for a table too long to be held."""
    lines = io.StringIO(newline="")
    writer = csv.writer(lines, lineterminator="\r\n")
    yield codecs.BOM_UTF8
    for row in rows:
        writer.writerow([words and guarded(plain(words)) for words in row])  # most cells of a long table are empty
        if lines.tell() >= SENT_TOGETHER:
            yield lines.getvalue().encode()
            lines.seek(0)
            lines.truncate()
    yield lines.getvalue().encode()


def write_xlsx(table: Table) -> bytes:
    """An .xlsx of one sheet: words, wrapped, the header in sight and on every printed page of A4 across.

    What is a day and no more is written as one, so that it sorts, and stays what it is in an Excel set to American dates.
    """
    import xlsxwriter  # here, since a worker that writes no file does without its megabytes

    file = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(file, options)
    book.set_properties({"title": plain(table.title), "created": table.at.astimezone(UTC).replace(tzinfo=None)})
    sheet = book.add_worksheet("Plan")
    text = {"font_name": "Arial", "font_size": 10, "valign": "top"}
    heading = book.add_format(text | {"bold": True})
    words = book.add_format(text | {"text_wrap": True, "border": 1})
    day = book.add_format(text | {"border": 1, "align": "left", "num_format": "dd/mm/yyyy"})
    header = book.add_format(text | {"text_wrap": True, "border": 1, "bold": True, "bg_color": "#E7EBF0"})
    above = _above(table)
    for number, row in enumerate((*above, table.header, *table.rows)):
        form = heading if number < len(above) else header if number == len(above) else words
        if number >= len(above):
            sheet.set_row(number, height(row, table.columns))
        for column, cell in enumerate(row):
            if form is words and (on := _day(cell)):
                sheet.write_datetime(number, column, on, day)
            else:
                sheet.write_string(number, column, short(plain(cell)), form)
    _lay_out(sheet, table, len(above))
    book.close()
    return file.getvalue()


def _day(words):
    """The date that words are, dd/mm/yyyy; None for all that is more or less, or that Excel has no day for."""
    if not _DAY.fullmatch(words):
        return None
    try:
        return datetime.strptime(words, "%d/%m/%Y").date()
    except ValueError:
        return None


def height(row: tuple[str, ...], columns: tuple[tuple[str, int], ...]) -> int:
    """Points that a row needs for its words; programs other than Excel do not find that out for themselves."""
    shares = (share for _, share in columns)
    lines = (
        sum(len(textwrap.wrap(line, round(share * LETTERS))) for line in plain(words).split("\n"))
        for words, share in zip(row, shares, strict=True)
    )
    return min(LINE * max(1, *lines) + LINE // 2, TALLEST)


def _lay_out(sheet, table, header):
    """Columns, what stays in sight, and how the sheet is printed; `header` is the number of the header row, from 0."""
    for column, (_, share) in enumerate(table.columns):
        sheet.set_column(column, column, share)
    sheet.freeze_panes(header + 1, 0)
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(header)
    marking = f'&C&"Arial,Bold"{table.marking.replace("&", "&&")}'
    sheet.set_header(marking)
    sheet.set_footer(f"{marking}&RPage &P of &N")


def _above(table):
    """The rows above the header: marking, title, what is said about it, labels beside their words."""
    labels = tuple(words for label in table.labels for words in label)
    return [(table.marking,), (table.title,), (table.about,), *([labels] if labels else [])]


def short(words: str) -> str:
    """Words as an Excel cell holds them: cut, and saying so, where it holds no more."""
    return words if len(words) <= LONGEST_CELL else words[: LONGEST_CELL - len(CUT)] + CUT
