"""From pages to the lines a reader reads: without page furniture, footnotes, footnote numbers and the scars of OCR."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence, Set
from itertools import pairwise

from inspections.reading.footnotes import without_footnotes
from inspections.reading.lines import Line
from inspections.reading.lone_numbers import lone_numbers
from safeguarding.lib.readers.report_rows import END_OF_A_CELL, INSIDE
from safeguarding.lib.readers.reports import Page

LONGEST_LINE = 20_000  # letters; what is longer is cut in two, so that no rule meets more


_FURNITURE = re.compile(
    r"(?:under embargo\b.{0,60}|(?:strictly )?embargoed until\b.{0,60}|official(?:[- –]+sensitive)?|not protectively marked|"
    r"(?:page )?[0-9]{1,3}(?: of [0-9]{1,3})?|.{3,80} page [0-9]{1,3} of [0-9]{1,3}|[-–] ?[0-9]{1,3} ?[-–]|https?://\S+|www\.\S+|[|_=*-]{2,})",
    re.IGNORECASE,
)
EDGE = 3  # lines at the head or foot of a page among which running heads are looked for
_MANGLED = "eo¢°®«»\uf0b7\uf0a7\uf02d"  # by OCR, or by a font of signs
# Any sign that is neither in the alphabet, nor a quotation mark, nor reckons or names something.
_BULLET = re.compile(
    r"(®(?=\s+[a-z0-9])|[eo*>-](?=\s)|[•▪■●◦‣∙]|[^\w\s\x00-\x7f®“”‘’£€§…©™†‡±×÷≤≥≈](?=\s))[ \t]*(?=\S)"
)
_SCARS = [
    (re.compile(r"^([0-9]{1,3})\t+(?=[A-Z])"), r"\1. "),  # a number in a cell of its own
    (re.compile(r"\*\*|__(?=\S)|(?<=\S)__|(?<!\w)\*(?=\w)|(?<=[\w.])\*(?!\w)"), ""),  # bold and italics of plain text
    # Footnote numbers, and what OCR takes them for, close to the end of a word.
    (re.compile(r"(?<=[a-z)’'.,;:])[®™°¹²³⁴⁵⁶⁷⁸⁹⁰¢%*?]{0,3}[®™°¹²³⁴⁵⁶⁷⁸⁹⁰%*]{1,3}\??(?=[\s.,;:)]|$)"), ""),
    (re.compile(r"(?<=[a-z]{4})[0-9]{1,2}(?=[\s.,;:)]|$)|(?<=[a-z]{3}[.,;:])[0-9]{1,2}(?=\s|$)"), ""),
    (re.compile(r"(?<=[a-z.,;)])\[[0-9]{1,3}\]"), ""),
    (re.compile(r",;"), ";"),
    (re.compile(r"\u00ad"), ""),
    (re.compile(r"[ \t\xa0]+"), " "),
]


def cleaned(text: str) -> str:
    """Words without bold marks, footnote numbers, doubled stops of OCR and runs of space."""
    for scar, mended in _SCARS:
        text = scar.sub(mended, text)
    return text.strip()


def lines_of(pages: Sequence[Page]) -> list[Line]:
    """Every line of the report that is neither furniture nor footnote, in order."""
    numbers = defaultdict(set)
    for place, line in lone_numbers(pages):
        numbers[place].add(line)
    above = ["", *(_last_row(page.text) for page in pages)]
    read = [list(_lines(place, page.text, numbers[place], above[place])) for place, page in enumerate(pages)]
    running = _running_heads(read)
    kept = [[line for line in page if not _is_furniture(line, running)] for page in read]
    return [line for page in without_footnotes(kept, [page.text for page in pages]) for line in page]


def _lines(page: int, text: str, numbers: Set[int], above: str) -> Iterator[Line]:
    """The lines of one page; a tab parts cells, unless it stands behind a bullet or a number.

    The lines of `numbers`, from 0, are numbers of what stands below them; `above` is the last row of the page before.
    """
    start, gap, number, number_at = 0, True, "", 0
    rows = text.split("\n")
    heads = _heads_within([above, *rows])
    for place, raw in enumerate(_with_columns(rows)):
        if place + 1 in heads:
            start += len(raw) + 1
            continue
        if place in numbers:
            number, number_at, gap = f"{raw.strip()}. ", start, True
            start += len(raw) + 1
            continue
        raw = _with_tabs(raw)
        cells = [(at, cell) for at, cell in _cells(raw) if cell.strip()]
        row = start if len(cells) > 1 else None
        for cell_start, cell in cells:
            bare = cell.strip()
            numbers_a_row = row is not None and bare.isdigit() and cell_start == cells[0][0]
            if not bare or (_FURNITURE.fullmatch(bare) and not numbers_a_row):
                gap = gap or not raw.strip()
                continue
            bullet = _BULLET.match(bare)
            mark = bullet[1] if bullet else ""
            words = cleaned(bare[bullet.end() :] if bullet else bare)
            at = start + cell_start + cell.index(bare[0])
            if words:
                yield Line(
                    page,
                    number_at if number else at,
                    at + len(bare),
                    f"{number}{words}",
                    "•" if mark and mark in _MANGLED else mark,
                    gap or cell_start > 0,
                    row,
                    raw.count(END_OF_A_CELL, 0, cell_start + len(cell.rstrip())),
                )
                gap, number = False, ""
        gap = gap or not raw.strip()
        start += len(raw) + 1


_BAR, FEWEST_BARS = re.compile(r"(?<= )\|(?= )"), 1
_NUMBER_AND_BAR = re.compile(r"^([A-Za-z]{3,20} [0-9]{1,3}) \|(?= [^|]+$)")  # "Call 2 | Fund it."
_CELL = re.compile(r"(?:\s*(?:[^\w\s]{1,2}|[0-9]{1,3}|\(?\w{1,3}[.):]+|[A-Z]{1,3}[0-9.]{1,5}):?\t)?[^\t]+|\t")
_FAR_APART = re.compile(r"[A-Z][^.]{3,60}\S {6,}[A-Z][^.]{3,60}|[A-Z][^.]{3,60} [0-9]{1,3}")
_NOTE = re.compile("[¹²³⁴⁵⁶⁷⁸⁹⁰]+ ")
_PAGE_NUMBER = re.compile(r"(?:page )?[0-9]{1,3}", re.IGNORECASE)
_CUT = re.compile(r"[a-z,’']\s*$")
LONGEST_HEAD = 70  # letters
_WITH_A_NUMBER = re.compile(r"[A-Z][^.:;]{3,} [0-9]{1,3}|[0-9]{1,3} [A-Z][^.:;]{3,}")
_WIDE = re.compile(r"(?<=\S) {2,}(?=\S)")
FEWEST_COLUMNS, LONGEST_HEADER = 3, 40


def _last_row(text: str) -> str:
    rows = (row.strip() for row in reversed(text.split("\n")))
    return next((row for row in rows if row and not _PAGE_NUMBER.fullmatch(row)), "")


def _heads_within(rows: Sequence[str]) -> set[int]:
    """The places of footnotes and running heads that cut a sentence: beside a page's number, or two names far apart."""
    found: set[int] = set()
    for place, row in enumerate(rows):
        far = _FAR_APART.fullmatch(row.strip()) or _NOTE.match(row)
        around = (place - 1, place + 1) if row.strip()[:1].isupper() and len(row) < LONGEST_HEAD else ()
        if far or any(0 <= at < len(rows) and _PAGE_NUMBER.fullmatch(rows[at].strip()) for at in around):
            found.add(place)
    pairs = [
        place
        for place, row in enumerate(rows)
        if place not in found and row.strip() and not _FURNITURE.fullmatch(row.strip())
    ]
    cut = {
        (one, other) for one, other in pairwise(pairs) if _CUT.search(rows[one]) and rows[other].lstrip()[:1].islower()
    }
    return {place for place in found if any(one < place < other for one, other in cut)}


def _with_columns(lines: Sequence[str]) -> Iterator[str]:
    """The lines, with a tab at the end of each cell of a table that only wide spaces part: a header, and rows of as many cells."""
    columns = 0
    for line, below in pairwise([*lines, ""]):
        cells = _WIDE.split(line.strip())
        if not columns and len(cells) >= FEWEST_COLUMNS and max(map(len, cells)) <= LONGEST_HEADER:
            columns = len(cells) if len(_WIDE.split(below.strip())) == len(cells) else 0
        elif len(cells) != columns:
            columns = 0
        yield _WIDE.sub(lambda gap: gap[0][:-1] + END_OF_A_CELL, line) if columns else line


def _with_tabs(raw: str) -> str:
    """A line whose cells bars part, "| 1 | Review the log. |", with a tab for each bar between two."""
    if len(_BAR.findall(raw)) < FEWEST_BARS:
        return raw
    if _NUMBER_AND_BAR.match(raw):
        return _NUMBER_AND_BAR.sub(r"\1: ", raw)
    return _BAR.sub(END_OF_A_CELL, re.sub(r"^ ?\||\| ?$", " ", raw))


def _cells(raw: str) -> Iterator[tuple[int, str]]:
    for cell in _CELL.finditer(raw):
        begin = cell.start()
        for words in cell[0].split(INSIDE):
            for start in range(0, len(words), LONGEST_LINE):
                yield begin + start, words[start : start + LONGEST_LINE]
            begin += len(words) + len(INSIDE)


def _running_heads(read: Sequence[Sequence[Line]]) -> set[str]:
    """Find the lines at the head or foot of three pages or more, its numbers aside, or of two where one has the page's number."""
    counts = Counter(key for page in read for key in {_key(line) for line in [*page[:EDGE], *page[-EDGE:]]})
    paged = {_key(line) for page in read for line in [*page[:1], *page[-1:]] if _WITH_A_NUMBER.fullmatch(line.text)}
    often = {key for key, times in counts.items() if times >= 3 and len(read) >= 4 and len(key) > 3}
    return often | {key for key in paged if counts[key] > 1 and len(key) > 3}


def _key(line: Line) -> str:
    return re.sub(r"[0-9\W]+", " ", line.text).strip().lower()


def _is_furniture(line: Line, running: set[str]) -> bool:
    if _FURNITURE.fullmatch(line.text) and line.row is None:
        return True
    # A limit or a heading may open many pages, so only what is no recommendation's business is dropped.
    return (
        not line.bullet
        and _key(line) in running
        and not re.search(r"recommend|within|immediate|areas? for|cause of concern|should", line.text, re.IGNORECASE)
    )
