"""The columns of a plan that comes in: what each holds, by the words of its header.

A new column is added here: its field to FIELD_CHOICES, the words of its header to header_words. rows.Row gets the field,
cells.read_row fills it, and selectors/intake/planned_rows.py says what becomes of it. For a plan that goes out see
selectors/plan_export.py and packs/.
"""

import re
from dataclasses import dataclass, field
from enum import IntEnum

from safeguarding.lib.readers.grids import Line

from . import header_words as words_of
from .parse_text import fold

# Every column that can be read, as people are asked about it.
FIELD_CHOICES = {
    "reference": "Reference or number",
    "recommendation": "Recommendation",
    "parts": "Letters of its parts",
    "theme": "Theme",
    "report": "Inspection or report",
    "page": "Page or paragraph",
    "timescale": "Time limit the inspectorate set",
    "issue_owner": "Issue owner",
    "corporate_or_local": "Corporate or local",
    "action": "Action",
    "action_owner": "Action owner",
    "cost": "Cost",
    "target": "Target date (deadline)",
    "revised": "Revised target date, to be agreed",
    "expected": "Expected completion date",
    "completed": "Date completed",
    "status": "Status",
    "rag": "RAG colour",
    "update": "Update",
    "outcome": "Outcome",
    "evidence": "Evidence",
}
NEEDED = {"recommendation", "action"}  # for a plan to be found without asking
# Of two columns that name one of these, only one is right.
ASKED_OF_TWO = ("recommendation", "action", "action_owner", "target", "revised", "expected", "status", "rag")
# "July update", "Update Q2", "Progress 04/06": of many, each says what was so by then.
NAMES_MONTH = re.compile(r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b|[0-9]", re.IGNORECASE)
FEWEST_MONTHS = 3  # of colours by month, of which the last stands
LONGEST_HEADER = 80  # characters: a header names a column, a recommendation is longer


class Sureness(IntEnum):
    """How surely a header names its field; the surest column of several has it."""

    BEFORE = 1  # "Previous update"
    LIKELY = 2  # "Objective"
    OTHER_NAME = 3  # "Finding"
    PART = 4  # "Action required"
    WHOLE = 5  # "Action"


Named = tuple[str, Sureness]


@dataclass(frozen=True)
class Header:
    """A header's words by position from 0, the field that each names, and the positions that name a field another has too.

    `by_other_names` are the positions whose words are OTHER_NAMES; `earlier` those read where the other is blank.
    """

    words: dict[int, str] = field(default_factory=dict)
    fields: dict[int, str] = field(default_factory=dict)
    rivals: dict[int, str] = field(default_factory=dict)
    by_other_names: tuple[int, ...] = ()
    earlier: dict[int, str] = field(default_factory=dict)

    @property
    def is_of_risks(self) -> bool:
        """Return whether it is that of a table of risks, whose words may pass for other names of a plan's columns."""
        own = {name for at, name in self.fields.items() if at not in self.by_other_names}
        return not own & NEEDED and any(fold(words) in words_of.OF_RISKS for words in self.words.values())


def read_header(line: Line) -> Header:
    """Read a header: of columns that name one field, the surest has it, and of those as sure the first; “Rec” before “Item”."""
    words = {
        position: cell.words
        for position, cell in enumerate(line.cells)
        if cell.words and not continues_left(line, position)
    }
    named = _all_named(words)
    surest: dict[str, int] = {}
    numbers = {at for at, (name, _) in named.items() if name == "reference" and _SHORT.match(fold(words[at]))}
    for position in sorted(named, key=lambda at: (-named[at][1], at not in numbers, at)):
        surest.setdefault(named[position][0], position)
    taken = set(surest.values()) | _by_month(words, named, surest)
    return Header(
        words,
        fields={position: name for position, (name, _) in named.items() if position in taken},
        rivals={
            position: name
            for position, (name, sureness) in named.items()
            if position not in taken
            and (_is_rival(name, sureness, named[surest[name]][1]) or is_share(words[position]))
        },
        by_other_names=tuple(at for at in taken if named[at][1] in (Sureness.LIKELY, Sureness.OTHER_NAME)),
        earlier={
            position: name
            for position, (name, sureness) in named.items()
            if position not in taken
            and ((name, sureness) == ("expected", Sureness.BEFORE) or is_share(words[position]))
        },
    )


def _by_month(words: dict[int, str], named: dict[int, Named], surest: dict[str, int]) -> set[int]:
    """The updates of one month each, "July update" beside "August update", the colours of three or more, and updates under one header."""
    found = set()
    for field_name in {"update", "rag"} & surest.keys():
        first, same = words[surest[field_name]], {at for at, (name, _) in named.items() if name == field_name}
        if field_name == "rag" and len(same) < FEWEST_MONTHS:
            continue  # of two it is asked which is meant
        if NAMES_MONTH.search(first):
            found |= {at for at in same if NAMES_MONTH.search(words[at])}
        elif field_name == "update":
            found |= {at for at in same if fold(words[at]) == fold(first)}
    return found


def _is_rival(name: str, sureness: Sureness, taken: Sureness) -> bool:
    """Return whether a column may as well be the one that is meant: “Recommended action” beside “Action”, “Issue” beside “Finding”."""
    either = sureness == taken == Sureness.OTHER_NAME
    return name in NEEDED if either else name in ASKED_OF_TWO and sureness >= Sureness.PART


def field_of(header: str) -> str | None:
    """The field that a header names, None where its words are not known or say to leave the column unread."""
    found = _named(header)
    return found and found[0]


def is_of_done(header: str) -> bool:
    """Return whether a header asks whether, or says how far, something is done: "Done?", "Complete (Y/N)", "% complete"."""
    return is_share(header) or _YES_OR_NO.sub("", _spelt_out(header)).rstrip("?") in ("complete", "completed", "done")


def is_share(header: str) -> bool:
    """Return whether a header is that of how much is done: "% complete"."""
    return bool(_SHARE.fullmatch(_spelt_out(header)))


def is_name_of_column(words: str) -> bool:
    """Return whether words are the whole of a header that is known here, of a plan or of a table of another kind."""
    spelt = _spelt_out(words)
    return spelt in words_of.OF_OTHER_KINDS or any(spelt in names for names, _ in _WHOLE)


def names_both(header: str) -> bool:
    """Return whether a header names the recommendation and the action: "Recommendation / action"."""
    return {found[0] for piece in _BOTH.split(_spelt_out(header)) if (found := _of_piece(piece))} >= NEEDED


def continues_left(line: Line, position: int) -> bool:
    """Return whether this cell is merged with the one to its left."""
    return position > 0 and line.cells[position].origin == line.cells[position - 1].origin


def _form(phrase: str) -> re.Pattern:
    return re.compile(rf"\b{re.escape(phrase)}(?:\(s\)|s)?(?!\w)")


_EXACT = {phrase: name for name, phrases in words_of.PHRASES.items() for phrase in phrases} | words_of.WHOLE
_FORMS = [
    (_form(phrase), name, sureness)
    for table, sureness in ((words_of.PHRASES, Sureness.PART), (words_of.OTHER_NAMES, Sureness.OTHER_NAME))
    for name, phrases in table.items()
    for phrase in phrases
]
_ABOUT = [(re.compile(form), name) for form, name in words_of.ABOUT]
_QUESTIONS = [(re.compile(form), name) for form, name in words_of.QUESTIONS]
_WHOLE = ((_EXACT, Sureness.WHOLE), (words_of.OTHER_WHOLE, Sureness.OTHER_NAME), (words_of.LIKELY, Sureness.LIKELY))
_SHARE = re.compile(words_of.SHARE)
_BEFORE = re.compile(rf"^(?:{'|'.join(words_of.BEFORE)}) ")
_AFTER = re.compile(
    r"^(?:(?:[0-9](?:st|nd|rd|th)|second|third|further) )?(?:revised|new|current|latest|amended|extended|extension)\b ?"
)
_HEAD = re.compile(rf"\b(?:{'|'.join(words_of.HEADS)})s?$")
_OF = re.compile(r"\s(?:of|on|against|for|to|from|in|since|with|under|at)\s")  # "Status of action" is a status
_BOTH = re.compile(r"\s*(?:/|&|\+|\bor\b|\band\b)\s*")
_INSIDE = re.compile(r"[(\[]([^()\[\]]*)[)\]]?")
_STOP = re.compile(r"\.\s+")  # "Rec. no."
_YES_OR_NO = re.compile(r"\s*[(\[]?(?:y/n|yes/no|yes or no)[)\]]?$")  # "Completed (Y/N)"
_SHORT = re.compile(r"^recs?\b")  # "Rec text"
_CONTRACTED = ((re.compile(r"['’]ll\b"), " will"), (re.compile(r"['’]re\b"), " are"))  # "What we'll do"
_IN_TABLE = re.compile(r"^(\w+)\[([^\[\]]+)\]$")  # "Action[Owner]", as reports export it
_TWO_WORDS = re.compile(r"(?<=[a-z])(?=[A-Z][a-z])")  # "ActionOwner", as programs export it


def _all_named(words: dict[int, str]) -> dict[int, Named]:
    """The field that the words of each position name; in a program of tasks, or a list of titles, its own names go first."""
    columns = {found[0] for header in words.values() if (found := _named(header))}
    signs = words_of.OF_TASKS if NEEDED & columns else words_of.OF_TASKS + words_of.TITLES
    tasks = words_of.TASKS if any(fold(header) in signs for header in words.values()) else {}
    named = {}
    for position, header in words.items():
        own = tasks.get(_spelt_out(header))
        if found := _named(header) if own is None else _found(own, Sureness.LIKELY):
            named[position] = found
    return named | _revised(words, named)


def _revised(words: dict[int, str], named: dict[int, Named]) -> dict[int, Named]:
    """The columns of a target that came after another: "Revised date" beside "Target date", "Deadline" beside "Original deadline"."""
    ranks = {
        at: 0 if sureness == Sureness.BEFORE else 2 if _AFTER.search(_spelt_out(words[at])) else 1
        for at, (name, sureness) in named.items()
        if name == "target"
    }
    return {at: ("revised", named[at][1]) for at, rank in ranks.items() if rank > min(ranks.values())}


def _named(header: str) -> Named | None:
    """The field that a header names and how surely."""
    words = _spelt_out(header)
    if not words or len(words) > LONGEST_HEADER:
        return None
    words = re.sub(r"\(s\)$", "s", _YES_OR_NO.sub("", words)).rstrip("?")
    if words in words_of.WORDING:  # of what, another column may say
        return "recommendation", Sureness.OTHER_NAME
    for names, sureness in _WHOLE:
        if (name := names.get(words, names.get(words.removesuffix("s")))) is not None:
            return _found(name, sureness)
    words = _SHORT.sub("recommendation", words)
    for forms, sureness in ((_ABOUT, Sureness.PART), (_QUESTIONS, Sureness.OTHER_NAME)):
        if (name := next((name for form, name in forms if form.search(words)), None)) is not None:
            return _found(name, sureness)
    if after := _AFTER.match(words):
        found = _date_of_two(words[after.end() :]) or _named(words[after.end() :])
        if found and found[0] == "target":
            return found[0], min(found[1], Sureness.PART)
    if before := _BEFORE.match(words):
        found = _named(words[before.end() :]) or _date_of_two(words[before.end() :])
        return found and (found[0], Sureness.BEFORE)
    plain = re.sub(r"\(s\)", "s", words)
    outside, inside = _INSIDE.sub(" ", plain).strip(), _INSIDE.findall(plain)
    return _surest(outside) or next(filter(None, map(_surest, inside)), None)


def _spelt_out(header: str) -> str:
    header = _IN_TABLE.sub(r"\1 \2", header)
    words = fold(_STOP.sub(" ", _TWO_WORDS.sub(" ", header).replace("_", " "))).strip(" .:*?")
    for short, whole in _CONTRACTED:
        words = short.sub(whole, words)
    return words


def _date_of_two(words: str) -> Named | None:
    """The date of a pair such as “Original date” and “Revised date”, and of “Revised date 2”."""
    return ("target", Sureness.PART) if words.rstrip(" ()0123456789") == "date" else None


def _found(name: str, sureness: Sureness) -> Named | None:
    return (name, sureness) if name != words_of.UNREAD else None


def _surest(words: str) -> Named | None:
    """ "Issue or recommendation" names two things: the surer one, else the first."""
    named = [found for piece in _BOTH.split(words) if (found := _of_piece(piece.strip(" .:-–")))]
    return max(named, key=lambda found: found[1], default=None)


def _of_piece(words: str) -> Named | None:
    """The field that one noun means, by its last phrase; None where a word after it says that it speaks of something about that."""
    if words in _EXACT:
        return _found(_EXACT[words], Sureness.PART)
    hits = [
        (hit.end(), hit.end() - hit.start(), name, sureness)
        for form, name, sureness in _FORMS
        for hit in form.finditer(words)
    ]
    cut = next((found for found in _OF.finditer(words) if not any(_spans(hit, found) for hit in hits)), None)
    if cut:
        first = words[: cut.start()]
        return _of_piece(words[cut.end() :] if first in words_of.WORDING else first)
    if not hits:
        return None
    end, _, name, sureness = max(hits, key=lambda hit: (hit[0], hit[1]))
    head = _HEAD.search(words[end:])
    return None if head and head.group() not in words_of.OWN_HEADS.get(name, ()) else _found(name, sureness)


def _spans(hit: tuple[object, ...], cut: re.Match) -> bool:
    """Return whether a phrase holds the word at which a header would be cut: "area for improvement"."""
    end, length, *_ = hit
    return end - length <= cut.start() and cut.end() <= end
