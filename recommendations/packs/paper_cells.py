"""The rows of the tables behind a paper: a row an action, or one that says how a recommendation without one is answered."""

from collections.abc import Iterator

from safeguarding.lib.writers.papers import Cell

from ..selectors.packs.contents import Entry, PublicAction, PublicEntry, PublicInspection, PublicItem
from ..workflow import PartState


def form_rows(one: PublicInspection) -> Iterator[tuple[Cell, ...]]:
    """The rows of the eight-column action form; a finding that asks nothing has none."""
    for item in one.items:
        if item.state == PartState.NOTHING_ASKED:
            continue
        about = (item.words, item.issue_owner, item.corporate_or_local)
        for action in item.actions:
            text = f"Action {action.number}:\n{action.text}"
            yield *about, text, action.owner, action.cost, action.target, action.expected
        if not item.actions:
            yield *about, item.state.label, "", "", None, None


def progress_rows(one: PublicInspection, *, whole: bool) -> Iterator[tuple[Cell, ...]]:
    """The rows of the progress table. whole: with how each stands, which is not for the public."""
    for item in one.items:
        aside = _entries(item.entries)
        name = f"{item.name}: {item.state.label}{f'. {item.verdict}' if item.verdict else ''}\n{_without_number(item)}"
        for action in item.actions:
            words = "\n".join(filter(None, (_entries(action.entries), aside)))
            row = (name, _action(action, item), action.status.label, action.target, words)
            yield (*row, _standing_lines(action, item)) if whole else row
            aside = ""  # what no action carries is told in the first
        if not item.actions:
            row = (name, "", item.state.label, None, aside)
            yield (*row, "\n".join(item.measures)) if whole else row


def _without_number(item):
    """Its words; the number stands before them already."""
    return item.words.removeprefix(item.reference).removeprefix(".").strip()


def _action(action: PublicAction, item: PublicItem) -> str:
    covers = f" (part {action.covers})" if action.covers else ""
    owner = f"\nOwner: {action.owner}" if action.owner else "\nNo owner"
    return f"Action {action.number}{covers}:\n{action.text}{owner}"


def _standing_lines(action, item):
    return "\n".join([*(f"{label}: {words}" for label, words in action.stands), *item.measures])


def _entries(entries):
    return "\n".join(_entry(entry) for entry in entries)


def _entry(entry: PublicEntry) -> str:
    about = ", ".join(filter(None, (entry.said, entry.tag, entry.part and f"part {entry.part}", entry.post)))
    note = f" ({entry.note})" if isinstance(entry, Entry) and entry.note else ""
    words = f": {' '.join(entry.words)}" if entry.words else "."
    return f"{entry.on:%d/%m/%Y} {about}{words}{note}"
