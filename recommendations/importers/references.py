"""References that are no number of a recommendation: a date, a formula, a total, a key; and one recommendation under two."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby

from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from safeguarding.lib.dates import parse_british
from safeguarding.lib.readers.grids import Line

from .entries import Entry
from .owners import is_nobody
from .parse_text import fold, read_opening
from .rows import Problem, Row, note
from .status_words import is_known

TOTALS = re.compile(
    r"(?:grand |sub-? ?)?totals?\b.*|(?:number|no\.?|count) of .*|sum|count|average|overall|"
    r"page [0-9]+(?: of [0-9]+)?|(?:records|rows|items|actions|recommendations) ?[:=] ?[0-9]+|"
    r".*[:(–-] ?[0-9]+ (?:action|recommendation|item|row)s?\)?",
    re.IGNORECASE,
)
KEYS = re.compile(r"(?:(?:status|rag|colour) )?(?:key|legend)\b.{0,60}", re.IGNORECASE)
KEY_CELLS = 2
FEWEST_WORDS = 5  # of a note: what is shorter may be a heading
_MEANS = re.compile(r"\s*(?:=|:|[-–—] )\s*")  # "Red = late"
_NUMBER = re.compile(r"\d|^\W*(?:[a-z]|[ivx]{1,5})\W*$", re.IGNORECASE)  # a letter or a Roman figure numbers too
_TENTH = re.compile(r"(?P<before>(?:[0-9]+\.)+)(?P<tens>[1-9])")
_FIGURE = re.compile(r"[0-9]|rec", re.IGNORECASE)
SHORTEST_WORDING = 5  # words: “As above” under two numbers says nothing


def without_totals(entries: list[Entry | Line]) -> tuple[list[Entry | Line], list[Entry]]:
    """The entries of a plan, and those that only count what stands above them, say what a status or a colour means, or note something."""
    kept: list[Entry | Line] = []
    aside: list[Entry] = []
    in_key = False  # below “Key” stand its own lines: initials, and whose they are
    for entry in entries:
        asked = isinstance(entry, Entry) and not entry.choice
        words = _words(entry) if asked else []
        in_key = asked and len(words) <= KEY_CELLS and (in_key or bool(KEYS.fullmatch(words[0])))
        is_aside = in_key or (asked and any(sign(entry) for sign in (_is_total, _is_key, _is_note)))
        (aside if is_aside else kept).append(entry)
    return kept, aside


def without_copies(entries: list[Entry | Line]) -> tuple[list[Entry | Line], list[tuple[Entry, Entry]]]:
    """The entries, each once; and those that say word for word what one above says, with that one."""
    kept: list[Entry | Line] = []
    copies: list[tuple[Entry, Entry]] = []
    first: dict[tuple[str, ...], Entry] = {}
    for entry in entries:
        if isinstance(entry, Entry) and not entry.choice and not entry.corrected and entry.words("action"):
            above = first.setdefault(tuple(_folded_cells(entry)), entry)
            if above is not entry:
                copies.append((entry, above))
                continue
        kept.append(entry)
    return kept, copies


def _folded_cells(entry: Entry) -> Iterator[str]:
    for name, words in (
        *((name, cell.words) for name, cell in sorted(entry.cells.items())),
        *sorted(entry.other.items()),
    ):
        if words:
            yield f"{name} {fold(words)}"


def _is_total(entry: Entry) -> bool:
    first, *rest = _words(entry) or [""]
    if len(rest) == 1 and rest[0].isdecimal() and is_known(first):  # "Completed" beside 12
        return True
    return bool(TOTALS.fullmatch(first)) and not any(letter.isalpha() for words in rest for letter in words)


def _is_key(entry: Entry) -> bool:
    """A line of a key: "Key", or a status or a colour with what it means and nothing else beside."""
    words = _words(entry)
    return (
        0 < len(words) <= KEY_CELLS
        and not entry.words("action")
        and (bool(KEYS.fullmatch(words[0])) or is_known(_MEANS.split(words[0], maxsplit=1)[0]))
    )


def _is_note(entry: Entry) -> bool:
    """A sentence alone in its line, where a number would stand, or a label: "Seen by the board in May", "Approved by:"."""
    words = entry.words("reference")
    if words.endswith(":") and len(words.split()) < FEWEST_WORDS and not _FIGURE.search(words):
        return True
    alone = _words(entry) == [words] and not read_opening(words).reference
    return alone and len(words.split()) >= FEWEST_WORDS


def _words(entry: Entry) -> list[str]:
    return [words for words in (*(cell.words for cell in entry.cells.values()), *entry.other.values()) if words]


def check_reference(row: Row) -> Iterator[Problem]:
    """A date or a formula in the column of references is no reference: Excel makes dates of numbers such as 1/2 and 1-15."""
    words = row.cells.get("reference", "")
    if words.startswith("="):
        sentence = _("“%(words)s” is a formula and no number: say which number it shows.")
    elif parse_british(words).on:
        sentence = _("“%(words)s” is a date and no number: say which recommendation it is.")
    elif row.kind == "recommendation" and words and not is_nobody(words) and not _NUMBER.search(words):
        sentence = _("“%(words)s” holds no number: say which recommendation it is.")
    else:
        return
    yield note("reference", sentence, must=True, words=words[:80])


def ask_lost_noughts(rows: list[Row]) -> list[Row]:
    """The rows of one sheet or table, each asked about that stands between 1.9 and 1.11 as 1.1: Excel keeps 1.10 as that number."""
    runs = [(number, list(run)) for number, run in groupby(rows, key=lambda row: row.reference or "")]
    numbers = ["", *(number for number, _ in runs), ""]
    neighbours = zip(numbers, numbers[2:], strict=False)
    return [_with_nought(row, near, numbers) for near, (_, run) in zip(neighbours, runs, strict=True) for row in run]


def _with_nought(row: Row, near: tuple[str, str], taken: list[str]) -> Row:
    number = _TENTH.fullmatch(row.reference or "")
    if number is None or "reference" not in row.cells or "reference" in row.corrected:
        return row
    whole, tens = f"{row.reference}0", int(number["tens"]) * 10
    before, after = f"{number['before']}{tens - 1}", f"{number['before']}{tens + 1}"
    if whole in taken or (near[0] != before and near[1] != after):
        return row
    other = get_text_list([*filter(None, near)], _("and"))
    sentence = _(
        "%(number)s stands beside %(other)s: a spreadsheet keeps %(whole)s as the number %(number)s. Say which it is."
    )
    choices = tuple((number, _("It is %s") % number) for number in (whole, row.reference))
    asked = note("reference", sentence, must=True, choices=choices, number=row.reference, other=other, whole=whole)
    return replace(row, problems=(*row.problems, asked))


def is_asked(row: Row) -> bool:
    """Return whether the number of a row is asked about already."""
    return any(problem.must and problem.field == "reference" for problem in row.problems)


def ask_other_numbers(rows: list[Row]) -> list[Row]:
    """The rows of one sheet or table, each whose words stood above under another number asked about."""
    first: dict[tuple[str, str], Row] = {}
    asked = []
    for row in rows:
        key = (fold(row.report or ""), fold(row.wording or ""))
        is_worded = row.reference and not row.shares and len(key[1].split()) >= SHORTEST_WORDING
        above = first.setdefault(key, row) if is_worded else row
        if above.reference != row.reference and "reference" not in row.corrected and not is_asked(row):
            row = replace(row, problems=(*row.problems, _other_number(row, above)))
        asked.append(row)
    return asked


def ask_other_sheets(rows: list[Row]) -> list[Row]:
    """The rows of a whole file, each asked about whose recommendation and action stood in another sheet: in “Open” and in “Closed”."""
    first: dict[tuple[str, ...], Row] = {}
    asked = []
    for row in rows:
        key = (fold(row.report or ""), row.reference or "", fold(row.wording or ""), fold(row.task or ""))
        above = first.setdefault(key, row) if row.reference and row.wording and row.task else row
        if _grid(above) != _grid(row) and "row" not in row.corrected:
            where = _("%(grid)s, row %(row)s") % {"grid": _grid(above), "row": above.source.row}
            key = _("The same recommendation and action stand in %(where)s: say whether this row goes in too.")
            row = replace(row, problems=(*row.problems, note("row", key, must=True, where=where)))
        asked.append(row)
    return asked


def _grid(row: Row) -> str:
    return _("sheet “%s”") % row.source.sheet if row.source.table is None else _("table %s") % row.source.table


def _other_number(row: Row, above: Row) -> Problem:
    sentence = _(
        "The words of this recommendation stand in row %(row)s under the number %(above)s and here under %(here)s: say which it is."
    )
    its_own = _("It is one of its own, %s") % row.reference
    choices = ((above.reference, _("It is %s") % above.reference), (row.reference, its_own))
    named = {"row": above.source.row, "above": above.reference, "here": row.reference}
    return note("reference", sentence, must=True, choices=choices, **named)
