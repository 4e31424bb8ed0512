"""The numbers of recommendations: several in one cell, which become a row each, and one that stands in several rows."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import replace

from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from safeguarding.lib.dates import parse_british
from safeguarding.lib.readers.grids import Cell

from .entries import Entry
from .parse_text import NUMBER, fold, read_opening
from .part_letters import PARTS, letters_listed, number_with_letters
from .references import SHORTEST_WORDING, is_asked
from .rows import Problem, Row, note

# A number that begins a line, or a sentence after another: "1. Keep the log. 2. Read the log."
_MARK = re.compile(
    r"(?:^|\n|(?<=[.;])[ \t]+(?=[0-9]{1,5}[.)]\s+[A-Z]))[ \t]*(?:[Rr]ecommendation\s+)?(?P<number>[0-9]{1,5})[.):]\s+(?=\S)"
)
LONGEST = 200  # characters of a cell that may list numbers
WIDEST_SPAN = 30
_SPAN = re.compile(r"(?:rec(?:ommendation)?s?\.?\s*)?([0-9]{1,5}) ?(?:[-–—]|to) ?([0-9]{1,5})", re.IGNORECASE)
_NUMBERS = re.compile(rf"(?:rec(?:ommendation)?s?\.?\s*)?({NUMBER}(?: ?(?:,|;|&|and|/| ) ?{NUMBER})+)", re.IGNORECASE)

_LETTERED = re.compile(rf"(?:rec(?:ommendation)?s?\.?\s*)?{NUMBER} ?\(?(?:[a-h]|[ivx]{{2,5}})\)?", re.IGNORECASE)
_YEAR_FIRST = re.compile(r"(?:19|20)[0-9]{2}/[0-9]{1,4}")  # 2015/07 is one number, as registers give them
_DOUBTFUL = re.compile(r"/|[0-9] +[0-9]")  # 5/6 may be a day, and 4 5 a slip


def split_entries(entries: list[Entry]) -> Iterator[Entry]:
    """The entries, one for each recommendation. A list inside a recommendation, which other rows number too, is left whole."""
    entries = [_with_its_number(entry) for entry in entries]
    same = Counter(map(_number_and_words, entries))
    entries = [_with_its_part(entry) if same[_number_and_words(entry)] == 1 else entry for entry in entries]
    entries = _parts_of_one(entries)
    openings = {entry.words("reference") or read_opening(entry.words("recommendation")).reference for entry in entries}
    for entry in entries:
        yield from _split(entry, openings)


def _with_its_number(entry: Entry) -> Entry:
    """The entry, its recommendation's cell as that of its number where it holds numbers and nothing else: "Recs 4.27 & 4.30", "9 b)"."""
    words = " ".join(entry.words("recommendation").split())
    if not words or len(words) > LONGEST or entry.words("reference"):
        return entry
    if not (_numbers(words) or (_LETTERED.fullmatch(words) and not read_opening(words).reference)):
        return entry
    cells = {name: cell for name, cell in entry.cells.items() if name != "recommendation"}
    return replace(entry, cells=cells | {"reference": entry.cells["recommendation"]})


def _number_and_words(entry: Entry) -> tuple[str, str]:
    return entry.words("reference"), fold(entry.words("recommendation"))


def _with_its_part(entry: Entry) -> Entry:
    """The entry whose part stands in a column of its own, numbered by both: 9 beside “b” is 9b. Its words are the part's."""
    number, letters = entry.words("reference"), letters_listed(entry.words(PARTS))
    if len(letters) != 1 or PARTS in entry.corrected or not re.fullmatch(r"(?:[0-9]+\.)*[0-9]+", number):
        return entry
    both, cell = f"{number}{letters[0]}", entry.cells["reference"]
    problem = note(
        "reference",
        _("Part %(part)s stands in a column of its own: the number is read as %(both)s."),
        part=letters[0],
        both=both,
    )
    return replace(entry, cells=entry.cells | {"reference": Cell(both, cell.origin)}).with_problem(problem)


def _parts_of_one(entries: list[Entry]) -> list[Entry]:
    """The entries, those of 1a, 1b and 1c that have the words of the whole recommendation as rows of 1, each with its part."""
    taken = [number_with_letters(entry.words("reference")) for entry in entries]
    if not any(letters for _, letters in taken):
        return entries
    numbered_words = [
        (number, fold(entry.words("recommendation"))) for entry, (number, _) in zip(entries, taken, strict=True)
    ]
    same = Counter(what for what, (_, letters) in zip(numbered_words, taken, strict=True) if letters)
    return [
        _as_part(entry, *numbered) if same[what] > 1 and len(what[1].split()) >= SHORTEST_WORDING else entry
        for entry, numbered, what in zip(entries, taken, numbered_words, strict=True)
    ]


def _as_part(entry: Entry, number: str, letters: tuple[str, ...]) -> Entry:
    cell = entry.cells["reference"]
    if not letters or PARTS in entry.corrected:
        return entry
    problem = _("“%(words)s” is read as part %(parts)s of recommendation %(number)s.")
    problem = note("reference", problem, words=cell.words, parts=get_text_list(letters, _("and")), number=number)
    cells = {"reference": Cell(number, cell.origin), PARTS: Cell(", ".join(letters), cell.origin)}
    return replace(entry, cells=entry.cells | cells).with_problem(problem)


def _split(entry: Entry, openings: set[str]) -> list[Entry]:
    stated = entry.words("reference")
    named = _numbers(stated)
    if stated and not named:
        return [entry]
    pieces = _pieces(entry.words("recommendation"))
    numbers = [number for number, _ in pieces]
    if named and named != numbers:
        if _DOUBTFUL.search(stated):
            problem = _("The numbers %(numbers)s may stand in one row: say which are meant, or give each its own row.")
            return [entry.with_problem(note("reference", problem, must=True, numbers=get_text_list(named, _("and"))))]
        return _shared(entry, named)
    if len(pieces) < 2 or set(numbers[1:]) & openings:
        return [entry]
    problem = _("Recommendations %(numbers)s stand in one cell and share what the row says.")
    problem = note("recommendation", problem, numbers=get_text_list(numbers, _("and")))
    origin = entry.cells["recommendation"].origin
    return [
        replace(
            entry,
            cells=entry.cells
            | {"recommendation": Cell(words, origin)}
            | ({"reference": Cell(number, entry.cells["reference"].origin)} if named else {}),
            item=item,
        ).with_problem(problem)
        for item, (number, words) in enumerate(pieces, start=1)
    ]


def _shared(entry: Entry, named: list[str]) -> list[Entry]:
    """One row that names several recommendations, whose words are those of all: as many rows, which share its action."""
    cell = entry.cells["reference"]
    problem = _("The numbers %(numbers)s stand in one row, which answers each of them.")
    problem = note("reference", problem, numbers=get_text_list(named, _("and")))
    return [
        replace(
            entry, cells=entry.cells | {"reference": Cell(number, cell.origin)}, item=item, shares=cell.words
        ).with_problem(problem)
        for item, number in enumerate(named, start=1)
    ]


def _numbers(words: str) -> list[str]:
    """The numbers in a reference cell that names several: "1, 2 and 3", "1-3"; none where it names one."""
    plain = " ".join(words.split()) if len(words) <= LONGEST else ""
    if (spans := _SPAN.fullmatch(plain)) and 0 < int(spans[2]) - int(spans[1]) <= WIDEST_SPAN:
        return [str(number) for number in range(int(spans[1]), int(spans[2]) + 1)]
    found = None if parse_british(plain).on or _YEAR_FIRST.fullmatch(plain) else _NUMBERS.fullmatch(plain)
    return re.findall(NUMBER, found[1]) if found else []


def _pieces(words: str) -> list[tuple[str, str]]:
    """The recommendations that a cell's words hold, number and words, where their numbers run on without a gap."""
    marks = list(_MARK.finditer(words))
    if len(marks) < 2 or words[: marks[0].start()].strip():
        return []
    numbers = [int(mark["number"]) for mark in marks]
    if numbers != list(range(numbers[0], numbers[0] + len(numbers))):
        return []
    ends = [*(mark.start() for mark in marks[1:]), len(words)]
    return [(mark["number"], words[mark.start() : end].strip()) for mark, end in zip(marks, ends, strict=True)]


def ask_repeats(rows: list[Row]) -> list[Row]:
    """The rows of one sheet or table, each number that stands twice without being certain asked about."""
    by_reference: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in rows:
        if row.reference and not (row.shares or is_asked(row)):
            by_reference[_numbered(row)].append(row)
    problems = {reference: _repeated(same) for reference, same in by_reference.items()}
    return [
        replace(row, problems=(*row.problems, problem))
        if not (row.shares or is_asked(row)) and (problem := problems.get(_numbered(row)))
        else row
        for row in rows
    ]


def _numbered(row: Row) -> tuple[str, str]:
    """That in which a number counts: the inspection that the row names for itself, "" where it names none."""
    return fold(row.report or ""), row.reference or ""


def _repeated(rows: list[Row]) -> Problem | None:
    """The problem of rows with one number, None where they share the recommendation's own cell."""
    if len({(row.recommendation_place, row.item) for row in rows}) == 1:
        return None
    same_words = len({fold(row.wording or "") for row in rows}) == 1
    places = [row.action_place for row in rows]
    actions = {fold(row.action) for row in rows if row.action}
    if same_words and len(actions) == len(places) == len(set(places)):
        sentence = _(
            "The number %(number)s stands in %(rows)s rows with the same words: they are read as actions of one recommendation."
        )
        return note("reference", sentence, number=rows[0].reference, rows=len(rows))
    sentence = _("The number %(number)s stands in more than one row: say which is meant.")
    return note("reference", sentence, must=True, number=rows[0].reference)
