"""Rules of scrutiny that need no tables: which question blocks completion, and which date is the DCC's to agree."""

from datetime import date


def blocks(about: int | None, part: int, *, others: bool) -> bool:
    """Return whether an open question about a part (None: the whole action) blocks completion of `part`, by their keys.

    others: another part of the action is not supported yet. For the last part, which completes the action, all of them block
    (domain.md: a DCC question blocks completion until it is answered and the answer accepted).
    """
    return about in (None, part) or not others


def is_beyond(new_on: date, due_on: date | None) -> bool:
    """Return whether a target is beyond the inspectorate's date, or that set none, so that the DCC agrees it (domain.md, Dates)."""
    return due_on is None or new_on > due_on
