"""A small picture of where a row of a plan stands in its file: the header, its lines, and the cells that are spoken of marked."""

from collections.abc import Iterable
from dataclasses import dataclass

from ...importers.layouts import Layout
from ...importers.rows import Row
from ..intake.answers import OpenQuestion
from ..intake.changes import ACTION, ISSUE

ASKED_IN = {name: column for name, (_, _, column) in (ACTION | ISSUE).items()}  # the column of what both changed


@dataclass(frozen=True)
class PicturedCell:
    """The words of a cell; marked: something is asked or to be known about it."""

    words: str
    marked: bool


@dataclass(frozen=True)
class Picture:
    """The columns with words, each as (its letter or number, its header), and the lines: number, cells."""

    columns: list[tuple[str, str]]
    lines: list[tuple[int, list[PicturedCell]]]


def picture(row: Row, layout: Layout, questions: Iterable[OpenQuestion]) -> Picture:
    """The Picture of a row. What is asked is marked; where nothing is, what is to be known."""
    from xlsxwriter.utility import xl_col_to_name  # here, as in write_tables

    asked = {_column(question) for question in questions}
    spoken_of = asked or {problem.field for problem in row.problems}
    width = max((len(words) for _, words in row.lines), default=0)
    shown = [
        at for at in range(width) if layout.headers.get(at) or any(any(words[at : at + 1]) for _, words in row.lines)
    ]
    lettered = row.source.table is None
    return Picture(
        [(xl_col_to_name(at) if lettered else str(at + 1), layout.headers.get(at, "")) for at in shown],
        [
            (
                number,
                [
                    PicturedCell(words[at], _is_spoken_of(layout, at, words, spoken_of))
                    for at in shown
                    if at < len(words)
                ],
            )
            for number, words in row.lines
        ],
    )


def _column(question):
    return (
        ASKED_IN.get(question.key.rpartition("|")[2], "") if question.kind == "keeps" else question.column or "action"
    )


def _is_spoken_of(layout, at, words, spoken_of):
    name = layout.fields.get(at, "other")
    # A number may stand before the words, where there is no column of numbers.
    if "reference" in spoken_of and name == "recommendation" and "reference" not in layout.fields.values():
        return True
    return name in spoken_of and (bool(words[at].strip()) or name != "other")
