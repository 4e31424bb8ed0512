"""Lines that are no row of their own: a row split over a page, one more action of the recommendation above, a heading."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from django.utils.translation import gettext as _

from safeguarding.lib.readers.grids import Cell, Line

from .entries import GOES_ON, Entry
from .parse_text import read_opening, read_reference
from .rows import note

# Columns whose words may run on over a page; a date or a status in the next line belongs to another action.
RUNNING = {"recommendation", "action", "update", "outcome", "evidence", "issue_owner", "action_owner"}
# What a recommendation that stands alone above its actions says of all of them.
OF_ALL = {"reference", "recommendation", "theme", "report", "page", "timescale", "issue_owner", "corporate_or_local"}
REPORTS = {"update", "outcome", "evidence"}
ENDS = (".", "!", "?")
LONGEST_HEADING = 60  # characters
_SHORT_OR_NUMBER = re.compile(r"[0-9=]|^\W*\w{0,4}\W*$")  # "Leadership" heads rows, "R1" and "CoC" may be numbers


def settle(lines: Iterable[Entry | Line]) -> tuple[list[Entry], list[Line | Entry]]:
    """The entries that are rows, in order, and the lines that are headings between them."""
    settled: list[Entry] = []
    headings: list[Line | Entry] = []
    above: Entry | None = None
    for entry in lines:
        if isinstance(entry, Line) or _is_heading(entry, above):
            headings.append(entry)
            above = None
            continue
        if above and _goes_on(entry, above):
            settled[-1] = above = _joined(above, entry)
            continue
        if above and _is_another_action(entry, above) and _stands_alone(above, entry):
            settled[-1] = above = _under(above, entry)
            continue
        above = _of_its_own(_with_rest(entry, above), above)
        settled.append(above)
    whole = {entry.cells["recommendation"].origin: entry.cells for entry in settled if entry.words("recommendation")}
    return [_as_whole(entry, whole) for entry in settled], headings


def _with_rest(entry: Entry, above: Entry | None) -> Entry:
    """The entry, whose recommendation goes on in the middle of a sentence from that above, with the words of both."""
    rest, begun = entry.words("recommendation"), above.words("recommendation") if above else ""
    if not (rest and begun and entry.words("action") and _opens_inside(rest)) or _has_ended(begun) or entry.choice:
        return entry
    if entry.words("reference") or entry.corrected:
        return entry
    both = Cell(f"{begun} {rest}", above.cells["recommendation"].origin)
    sentence = _("The recommendation of row %(above)s goes on in this row, whose action is another of it.")
    cells = entry.cells | {name: above.cells[name] for name in ("reference",) if name in above.cells}
    return replace(entry, cells=cells | {"recommendation": both}).with_problem(
        note("recommendation", sentence, above=above.source.row)
    )


def _as_whole(entry: Entry, whole: Mapping[tuple[int, int], Mapping[str, Cell]]) -> Entry:
    """The entry with the words of its recommendation's last row, where these go on over several."""
    cell = entry.cells.get("recommendation")
    last = whole[cell.origin]["recommendation"] if cell and cell.words else cell
    return replace(entry, cells=entry.cells | {"recommendation": last}) if last != cell else entry


def _of_its_own(entry: Entry, above: Entry | None) -> Entry:
    """The entry as a row: as it stands, or as one more action of the recommendation above."""
    if above is None:
        return entry
    if not entry.choice and _shares(entry, above, "recommendation") and _shares(entry, above, "action"):
        sentence = _(
            "Row %(row)s has the recommendation and the action of row %(above)s, but other words beside them: "
            "say whether it goes on from it or is a row of its own."
        )
        return entry.with_problem(note("row", sentence, must=True, row=entry.source.row, above=above.source.row))
    if not _is_another_action(entry, above):
        shared = _shares(entry, above, "recommendation") or _shares(entry, above, "reference")
        return _asked(entry, above, ("action",) if shared else ("recommendation", *sorted(REPORTS)))
    sentence = _("No recommendation stands in this row: it is read as another action of the one in row %(above)s.")
    also = note("recommendation", sentence, above=above.source.row)
    named = {name: above.cells[name] for name in ("reference", "recommendation") if name in above.cells}
    return _asked(replace(entry, cells=entry.cells | named).with_problem(also), above, ("action",))


def _is_another_action(entry: Entry, above: Entry) -> bool:
    """An action without a recommendation, or with only the number of the one above."""
    number = entry.words("reference")
    return (
        bool(entry.words("action"))
        and not entry.words("recommendation")
        and bool(above.words("recommendation") or above.words("reference"))
        and (not number or read_reference(number) == read_reference(above.words("reference")))
    )


def _stands_alone(above: Entry, entry: Entry) -> bool:
    """Return whether `above` is a recommendation in a line of its own, of which its first action says nothing else."""
    filled = {name for name, cell in above.cells.items() if cell.words}
    return (
        "recommendation" in filled
        and filled <= OF_ALL
        and not (above.other or above.choice or above.corrected)
        and all(entry.words(name) in (None, "", above.words(name)) for name in filled)
    )


def _under(above: Entry, entry: Entry) -> Entry:
    """The first action under a recommendation that stands in a line of its own, with what that line says."""
    cells = above.cells | {name: cell for name, cell in entry.cells.items() if cell.words or name not in above.cells}
    problems = (*above.problems, *entry.problems)
    return replace(entry, cells=cells, problems=problems, lines=(*above.lines, *entry.lines))


def _goes_on(entry: Entry, above: Entry) -> bool:
    """Return whether an entry is certainly the rest of the one above: by its words, or because a person chose so."""
    if entry.choice:
        return entry.choice == GOES_ON
    fresh = _fresh(entry)
    if fresh - RUNNING or _is_numbered(entry):
        return False
    if _shares(entry, above, "recommendation"):
        return fresh <= REPORTS and (_shares(entry, above, "action") or not entry.words("action"))
    if fresh <= REPORTS:
        return not entry.words("recommendation") and not entry.words("action")
    return (_is_narrow(fresh, above) or len(fresh) > 1) and all(
        _opens_inside(entry.words(name)) and not _has_ended(above.words(name)) for name in fresh
    )


def _asked(entry: Entry, above: Entry, names: Iterable[str]) -> Entry:
    """The entry with a question, where one sign of two says that it goes on from the one above."""
    fresh = _fresh(entry)
    doubtful = any(
        name in fresh and above.words(name) and (_opens_inside(entry.words(name)) or not _has_ended(above.words(name)))
        for name in names
    )
    if entry.choice or not doubtful or fresh - RUNNING or _is_numbered(entry) or not _is_narrow(fresh, above):
        return entry
    sentence = _(
        "Row %(row)s may go on from row %(above)s, in the middle of a sentence: say whether it does or is a row of its own."
    )
    return entry.with_problem(note("row", sentence, must=True, row=entry.source.row, above=above.source.row))


def _fresh(entry: Entry) -> set[str]:
    """The fields with words of this line's own, not merged down from one above."""
    return {name for name, cell in entry.cells.items() if cell.words and cell.origin[0] == entry.source.row}


def _is_narrow(fresh: set[str], above: Entry) -> bool:
    """Blank in most of the cells that are filled above."""
    return 0 < len(fresh) <= max(1, sum(bool(cell.words) for cell in above.cells.values()) // 2)


def _is_numbered(entry: Entry) -> bool:
    """Return whether a line names a recommendation or a time limit of its own."""
    if "reference" in _fresh(entry):
        return True
    words = entry.words("recommendation") if "recommendation" in _fresh(entry) else ""
    opening = read_opening(words)
    return opening.reference is not None or (opening.timescale is not None and not _opens_inside(words))


def _shares(entry: Entry, above: Entry, name: str) -> bool:
    """Return whether a field is one merged cell over both."""
    return bool(entry.words(name)) and name in above.cells and entry.cells[name].origin == above.cells[name].origin


def _opens_inside(words: str) -> bool:
    """Words that begin in the middle of a sentence, or with a part's letter: "(b) ..."."""
    return words.lstrip("(“\"'")[:1].islower()


def _has_ended(words: str) -> bool:
    return not words or words.rstrip("”\"')").endswith(ENDS)


def _is_heading(entry: Entry, above: Entry | None) -> bool:
    """A few words alone in their line, in the first column, after a sentence that has ended."""
    words = entry.words("recommendation") or entry.words("reference")
    is_numbered = _is_numbered(entry) if entry.words("recommendation") else _SHORT_OR_NUMBER.search(words)
    alone = [cell for cell in entry.cells.values() if cell.words]
    return (
        not entry.choice
        and len(entry.columns) > 2
        and len(alone) == 1
        and alone[0].origin == (entry.source.row, 1)
        and not entry.other
        and 0 < len(words) <= LONGEST_HEADING
        and not _opens_inside(words)
        and not words.endswith((*ENDS, ",", ";"))
        and not is_numbered
        and (above is None or _has_ended(above.words("recommendation")))
    )


def _joined(above: Entry, entry: Entry) -> Entry:
    """The entry above with the words that go on from it."""
    cells = dict(above.cells)
    fresh = _fresh(entry)
    for name in fresh:
        first, rest = above.words(name), entry.words(name)
        gap = " " if _opens_inside(rest) and not _has_ended(first) else "\n"
        cells[name] = Cell(f"{first}{gap}{rest}", cells[name].origin) if first else entry.cells[name]
    other = dict(above.other)
    for header, words in entry.other.items():
        other[header] = f"{other[header]}\n{words}" if header in other else words
    joined = replace(
        above,
        cells=cells,
        other=other,
        asked=above.asked | entry.asked,
        columns=above.columns | entry.columns,
        joined=(*above.joined, entry.source.row),
        lines=(*above.lines, *entry.lines),
    )
    if not (fresh or entry.other):
        return joined
    sentence = _("Row %(row)s goes on from row %(above)s: they are read as one.")
    return joined.with_problem(note("row", sentence, row=entry.source.row, above=above.source.row))
