"""The words beside labels above a plan's header: where it came from, and what it is called."""

from itertools import pairwise

from django.utils.translation import gettext as _

from safeguarding.lib.readers.grids import Cell, Line

from .parse_text import fold, is_disguised
from .rows import Problem, note

# Folded, with what each tells of the plan; None where its words are only kept.
LABELS = {
    **dict.fromkeys(("source originator", "originator", "inspecting body", "source"), "originator"),
    **dict.fromkeys(("source title", "title of report", "report title", "report", "title", "inspection"), "title"),
    **dict.fromkeys(("date of report", "report date", "published", "date published", "publication date", "date"), None),
    **dict.fromkeys(("owner", "plan owner", "issue owner", "lead", "chief officer lead", "author", "force"), None),
    **dict.fromkeys(("version", "updated", "last updated", "date of update", "status", "meeting", "board"), None),
}
LONGEST_LABEL = 60  # characters


def read_labels(above: tuple[Line, ...]) -> dict[str, str]:
    """Every label above the header with the words beside it, both as printed; of a label that stands twice, the first.

    A label is one of LABELS, or ends with a colon; "Report: Child protection" in one cell is a label and its words.
    """
    labels: dict[str, str] = {}
    for line in above:
        own = [cell for position, cell in enumerate(line.cells) if cell.origin == (line.number, position + 1)]
        for cell, beside in pairwise([*own, Cell(None, (line.number, 0))]):
            label, _, words = cell.words.partition(":")
            if label and fold(label).strip(" .") in LABELS and words.strip():
                labels.setdefault(label.strip(), words.strip())
            elif _is_label(cell) and beside.words and not _is_label(beside):
                labels.setdefault(cell.words, beside.words)
    return labels


def unlabelled(above: tuple[Line, ...]) -> tuple[str, ...]:
    """The words above the header that are neither a label nor beside one, such as a title, as printed."""
    known = {_plain(words) for pair in read_labels(above).items() for words in pair}
    loose = {cell.origin: cell.words for line in above for cell in line.cells if cell.words}
    return tuple(words for words in loose.values() if not _is_labelled(words, known))


def _is_labelled(words: str, known: set[str]) -> bool:
    """Return whether words are a label, what stands beside one, or both in one cell."""
    return _plain(words) in known or all(_plain(piece) in known for piece in words.split(":", 1))


def labelled(labels: dict[str, str], what: str) -> str | None:
    """The `originator` or the `title` that labels tell, compared with look-alike letters levelled; None where none does."""
    return next((words for label, words in labels.items() if LABELS.get(_plain(label)) == what), None)


def disguised(labels: dict[str, str]) -> list[Problem]:
    """A problem for each originator or title that is typed in letters of another alphabet."""
    return [
        note(
            LABELS[_plain(label)],
            _("“%(words)s” is typed in letters of another alphabet; it is compared as “%(plain)s” and kept as typed."),
            words=words,
            plain=fold(words).upper(),
        )
        for label, words in labels.items()
        if LABELS.get(_plain(label)) and is_disguised(words)
    ]


def _is_label(cell: Cell) -> bool:
    words = cell.words
    return len(words) <= LONGEST_LABEL and (_plain(words) in LABELS or (words.endswith(":") and len(words) > 1))


def _plain(label: str) -> str:
    return fold(label).strip(" .:")
