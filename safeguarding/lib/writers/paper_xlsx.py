"""Writing a paper to a workbook to count and filter in: its words, its figures with a chart, and a sheet for each appendix."""

import io
from datetime import UTC, date

import xlsxwriter

from safeguarding.lib.writers.papers import Appendix, Cell, Grid, Paper
from safeguarding.lib.writers.tables import A4, TALLEST, height, plain, short

LETTERS = {"font_name": "Arial", "font_size": 10, "valign": "top"}
LONGEST_NAME = 31  # letters of the name of a sheet, as Excel allows
BARS_HIGH = 22  # pixels of the chart for each of its bars
CUT = "Excel shows and prints no taller row. Where one seems to end early, its cell holds all of it, as the Word and PDF files do."


def write_paper_xlsx(paper: Paper) -> bytes:
    """An .xlsx: numbers and dates are such, tables can be filtered, their header stays in sight and on every printed page."""
    file = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(file, options | {"default_date_format": "dd/mm/yyyy"})
    book.set_properties({"title": plain(paper.title), "created": paper.at.astimezone(UTC).replace(tzinfo=None)})
    formats = _Formats(book)
    _paper_sheet(book, paper, formats)
    for section in paper.sections:
        for place, grid in enumerate(section.grids):
            bars = None if place else section.bars  # its figures are those of the first table
            _grid_sheet(book, paper, grid.title, grid.title[:LONGEST_NAME], grid, formats, bars=bars)
    for appendix in filter(lambda one: one.grids, paper.appendices):
        _grid_sheet(book, paper, appendix.heading, appendix.sheet, _together(appendix), formats)
    book.close()
    return file.getvalue()


class _Formats:
    """How cells look."""

    def __init__(self, book):
        self.heading = book.add_format(LETTERS | {"bold": True})
        self.words = book.add_format(LETTERS | {"text_wrap": True})
        boxed = LETTERS | {"text_wrap": True, "border": 1}
        self.cell = book.add_format(boxed)
        self.date = book.add_format(boxed | {"num_format": "dd/mm/yyyy", "align": "left"})
        self.header = book.add_format(boxed | {"bold": True, "bg_color": "#E7EBF0"})

    def write(self, sheet, row: int, column: int, cell: Cell) -> None:
        """Write one cell of a table as what it is."""
        if isinstance(cell, date):
            sheet.write_datetime(row, column, cell, self.date)
        elif isinstance(cell, int):
            sheet.write_number(row, column, cell, self.cell)
        else:
            sheet.write_string(row, column, short(plain(cell or "")), self.cell)


def _paper_sheet(book, paper, formats):
    sheet = book.add_worksheet("Paper")
    rows = [(paper.marking, ""), (paper.title, ""), *paper.header, *(("", line) for line in paper.about)]
    headings = {0, 1}
    for section in paper.sections:
        headings.add(len(rows))
        rows += [(f"{section.number}. {section.title}", ""), *section.numbered]
    shares = (("", 22), ("", 110))
    for number, (first, words) in enumerate(rows):
        first, words = plain(first), short(plain(words))
        if number in headings:
            sheet.write_string(number, 0, first, formats.heading)
            continue
        sheet.set_row(number, height((first, words), shares))
        sheet.write_string(number, 0, first, formats.words)
        sheet.write_string(number, 1, words, formats.words)
    for column, (_, share) in enumerate(shares):
        sheet.set_column(column, column, share)
    _print(sheet, paper.marking)


def _grid_sheet(book, paper, title, name, grid: Grid, formats, *, bars=None):
    """A sheet of one table; what is above its header says what it is."""
    sheet = book.add_worksheet(name)
    heights = [height(tuple(cell if isinstance(cell, str) else "" for cell in row), grid.columns) for row in grid.rows]
    cut = CUT if TALLEST in heights else ""
    above = [line for line in (paper.marking, f"{paper.title}: {title}", grid.about, cut) if line]
    for number, line in enumerate(above):
        sheet.write_string(number, 0, short(plain(line)), formats.heading)
    head = len(above)
    sheet.set_row(head, height(grid.header, grid.columns))
    for column, (label, share) in enumerate(grid.columns):
        sheet.set_column(column, column, share)
        sheet.write_string(head, column, label, formats.header)
    for number, row in enumerate(grid.rows, start=head + 1):
        sheet.set_row(number, heights[number - head - 1])
        for column, cell in enumerate(row):
            formats.write(sheet, number, column, cell)
    last = head + max(1, len(grid.rows))
    sheet.autofilter(head, 0, last, len(grid.columns) - 1)
    sheet.freeze_panes(head + 1, 0)
    sheet.repeat_rows(head)
    sheet.set_landscape()
    _print(sheet, paper.marking)
    if bars and bars.rows:
        _chart(book, sheet, name, bars, last + 3, formats)


def _chart(book, sheet, name, bars, at, formats):
    """The chart under the table, of rows of its own: those of the table may be filtered."""
    for number, (label, count) in enumerate(bars.rows, start=at):
        formats.write(sheet, number, 0, label)
        formats.write(sheet, number, 1, count)
    chart = book.add_chart({"type": "bar"})
    rows = (at, at + len(bars.rows) - 1)
    chart.add_series(
        {
            "name": bars.title,
            "categories": [name, rows[0], 0, rows[1], 0],
            "values": [name, rows[0], 1, rows[1], 1],
            "fill": {"color": "#1D70B8"},
            "data_labels": {"value": True},
            "gap": 40,
        }
    )
    chart.set_title({"name": bars.title, "name_font": {"name": "Arial", "size": 12}})
    chart.set_legend({"none": True})
    chart.set_y_axis({"reverse": True})
    chart.set_x_axis({"visible": False, "major_gridlines": {"visible": False}})
    chart.set_size({"width": 640, "height": 80 + BARS_HIGH * len(bars.rows)})
    sheet.insert_chart(rows[1] + 2, 0, chart, {"description": bars.in_words})


def _together(appendix: Appendix) -> Grid:
    """The tables of an appendix as one, each row with the title of its own: so they can be filtered together."""
    first, *others = appendix.grids
    if not others:
        return first
    rows = ((grid.title, *row) for grid in appendix.grids for row in grid.rows)
    return Grid(appendix.title, (("Report", 30), *first.columns), tuple(rows), appendix.about)


def _print(sheet, marking):
    sheet.set_paper(A4)
    sheet.fit_to_pages(1, 0)
    line = f'&C&"Arial,Bold"{marking.replace("&", "&&")}'
    sheet.set_header(line)
    sheet.set_footer(f"{line}&RPage &P of &N")
