"""The rows of tables on a page of a PDF, which holds no tables: pieces of text that begin at the same few places across the page."""

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass

from safeguarding.lib.readers.report_rows import END_OF_A_CELL, INSIDE

NEAR = 3.0  # points, by which two lines of one column may begin apart
WIDE_GAP = 1.0  # times the size of the letters: what stands so far behind the words before is in another column
MOST_COLUMNS = 12
FEWEST_UP = 2  # times that a page goes back up for the next cell, so that its lines begin where its columns do
Cells = list[tuple[float, str]]
_WORDS = re.compile(r"[A-Za-z]{2}")
_BEGINS = re.compile(r"[•▪■◼●○–—-]\s|\(?[a-z0-9]{1,2}[.)]\s")


@dataclass(frozen=True)
class Piece:
    """Words as the file holds them, where they begin on their line, and the size of their letters."""

    words: str
    begins: float
    size: float


@dataclass(frozen=True)
class Line:
    """A line of a page: its words, how far below the one before it stands, and its pieces."""

    words: str
    down: float
    pieces: tuple[Piece, ...]


def with_rows(lines: Sequence[Line]) -> Iterator[tuple[str, float]]:
    """The lines, those of a table's row as one; each with how far it stands below the line before."""
    edges = {begins // NEAR for line in lines for begins in _columns(_cells(line))}
    if sum(line.down < 0 for line in lines) >= FEWEST_UP:
        edges |= {line.pieces[0].begins // NEAR for line in lines}
    columns: list[float] = []
    row: list[tuple[Line, Cells]] = []
    for line in lines:
        cells = _cells(line, edges)
        if columns and line.down < 0 and cells[0][0] > columns[-1] + NEAR and len(columns) < MOST_COLUMNS:
            columns += [begins for begins, _ in cells]  # higher and to the right: further cells of the row
        if columns and (places := _places(cells, columns)):
            if row and places[0] < (_places(row[-1][1], columns) or places)[-1]:
                yield from _as_one_line(row, columns)
                row = []
            row.append((line, cells))
            continue
        yield from _as_one_line(row, columns)
        columns = _columns(cells)
        row = [(line, cells)] if columns else []
        if not columns:
            yield line.words, line.down
    yield from _as_one_line(row, columns)


def _cells(line: Line, edges: Set[float] = frozenset()) -> Cells:
    """The words of a line by where they begin, parted where a wide gap is, and where a column is known to begin."""
    found: Cells = []
    end = 0.0
    for piece in line.pieces:
        at = piece.begins // NEAR
        at_an_edge = not edges.isdisjoint((at - 1, at, at + 1))
        if found and not at_an_edge and piece.begins - end < WIDE_GAP * piece.size:
            found[-1] = (found[-1][0], found[-1][1] + piece.words)
        else:
            found.append((piece.begins, piece.words))
        end = piece.begins + piece.size * sum(0.72 if letter.isupper() else 0.5 for letter in piece.words.strip())
    return [(begins, " ".join(words.split())) for begins, words in found]


def _columns(cells: Cells) -> list[float]:
    """Where the columns begin that a line shows, [] where it shows none: numbers and bullets before words are none."""
    wordy = [begins for begins, words in cells if _WORDS.search(words)]
    return [begins for begins, _ in cells] if len(wordy) > 1 and len(cells) <= MOST_COLUMNS else []


def _places(cells: Cells, columns: Sequence[float]) -> list[int]:
    """The numbers of the columns that a line's words stand in; [] where some stand in none, or they do not go on rightwards."""
    found: list[int] = []
    for begins, _ in cells:
        near = [number for number, column in enumerate(columns) if abs(begins - column) <= NEAR]
        if not near or (found and near[0] <= found[-1]):
            return []
        found.append(near[0])
    return found


def _as_one_line(row: Sequence[tuple[Line, Cells]], columns: Sequence[float]) -> Iterator[tuple[str, float]]:
    """A row as one line; its lines as they are where only one column has words."""
    by_column: dict[int, str] = {}
    for _, cells in row:
        for column, (_, words) in zip(_places(cells, columns), cells, strict=True):
            between = INSIDE if _BEGINS.match(words) else " "
            by_column[column] = f"{by_column[column]}{between}{words}" if column in by_column else words
    if len(by_column) < 2:
        yield from ((line.words, line.down) for line, _ in row)
        return
    yield END_OF_A_CELL.join(by_column.get(column, "") for column in range(max(by_column) + 1)), row[0][0].down
