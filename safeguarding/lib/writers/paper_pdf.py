"""Writing a paper to a PDF that can be read aloud: PDF/UA-1, which Typst refuses to write where anything it needs is missing."""

import json
from datetime import UTC
from pathlib import Path

import typst

from safeguarding.lib.writers.papers import Bars, Grid, Paper, cell_words
from safeguarding.lib.writers.pdf import STANDARD
from safeguarding.lib.writers.tables import plain

FOLDER = Path(__file__).parent
DOTS_AN_INCH = 200


def write_paper_pdf(paper: Paper) -> bytes:
    """A .pdf on A4: the paper upright, its appendices across, each header row repeated and tagged as one."""
    given = {
        "title": plain(paper.title),
        "marking": paper.marking,
        "about": [plain(line) for line in paper.about],
        "header": [(label, plain(words)) for label, words in paper.header],
        "sections": [
            {
                "number": section.number,
                "title": section.title,
                "paragraphs": [(number, plain(words)) for number, words in section.numbered],
                "bars": _bars(section.bars),
                "grids": [_grid(grid) for grid in section.grids],
            }
            for section in paper.sections
        ],
        "appendices": [
            {
                "title": appendix.heading,
                "about": plain(appendix.about),
                "grids": [_grid(grid) for grid in appendix.grids],
            }
            for appendix in paper.appendices
        ],
        "made": paper.at.astimezone(UTC).timetuple()[:6],
    }
    return typst.compile(
        FOLDER / "paper.typ", root=FOLDER, sys_inputs={"paper": json.dumps(given)}, pdf_standards=[STANDARD]
    )


def picture(bars: Bars) -> bytes:
    """The chart as a .png."""
    rows = json.dumps(bars.rows)
    return typst.compile(FOLDER / "picture.typ", root=FOLDER, format="png", ppi=DOTS_AN_INCH, sys_inputs={"rows": rows})


def _bars(bars):
    return bars and {"title": bars.title, "words": bars.in_words, "rows": bars.rows}


def _grid(grid: Grid):
    return {
        "title": plain(grid.title),
        "about": plain(grid.about),
        "header": grid.header,
        "shares": [share for _, share in grid.columns],
        "numbers": grid.of_numbers,
        "rows": [[cell_words(cell) for cell in row] for row in grid.rows],
    }
