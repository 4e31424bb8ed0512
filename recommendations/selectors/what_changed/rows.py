"""A change as a page and a file say it: what it is on, what stood before and after, and in whose words."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from safeguarding.lib.dates import in_words
from safeguarding.lib.languages import translated
from safeguarding.lib.word_difference import Piece, dropped_caveats, word_difference
from safeguarding.models import Marking

from .counted import SOURCES
from .names import Names, On
from .period import Period
from .sources import COLUMNS, Change

NOTHING = "none"
_HAD_ONE_BEFORE = (Change.DATE, Change.OWNER)


@dataclass(frozen=True)
class ChangeRow:
    """One change, of the thing that it is `on`. at: when it was recorded; None where a day went by.

    title: "" where the kind says it all. old, new: in words, "" where there is none. pieces: how a text differs, word by word; []
    for what is no text. text: the words of a record. hidden: the words are not for the reader. marking: the
    highest of it and of what it is on.
    """

    kind: Change
    at: datetime | None
    on: On
    title: str
    old: str = ""
    new: str = ""
    pieces: list[Piece] = field(default_factory=list)
    text: str = ""
    hidden: bool = False
    who: str = ""
    marking: Marking = Marking.OFFICIAL

    @property
    def moved(self) -> str:
        """From what to what, "30 April 2015 → 1 June 2015"; only what it is now, where it had no other value before."""
        if self.old or self.kind in _HAD_ONE_BEFORE:
            return f"{translated(self.old or NOTHING)} → {translated(self.new or NOTHING)}"
        return translated(self.new)

    @property
    def dropped(self) -> list[str]:
        """Words that qualified the text and stand in it no more."""
        return dropped_caveats(self.pieces)


def read(found: Iterable[tuple[object, ...]], period: Period) -> list[ChangeRow]:
    """The ChangeRows of rows with COLUMNS, in their order. At most six queries."""
    columns = [dict(zip(COLUMNS, row, strict=True)) for row in found]
    named = [row for row in columns if SOURCES[row["source"]].say == "post"]
    posts = {int(key) for row in named for key in (row["old"], row["new"]) if key}
    names = Names(columns, posts, period)
    return [_row(row, SOURCES[row["source"]], names) for row in columns]


def _row(row, source, names):
    on = names.on(row)
    marking = Marking.highest(filter(None, (on.marking, row["marking"])))
    shown = {"title": source.titled(row["what"] or ""), "who": names.who(row), "marking": marking}
    stands = ChangeRow(source.kind, row["moment"], on, **shown)
    hidden = row["hidden"] or (source.kind == Change.CORRECTED and source.say == "words" and on.hidden)
    if hidden and isinstance(source.say, str):
        return replace(stands, hidden=True)
    # What is chosen from an enumeration, such as a grade, is no words: it is told where they are withheld.
    stands = replace(stands, hidden=bool(hidden), text="" if hidden else row["said"] or "")
    if source.say == "words":
        old, new = row["old"], row["new"]
        return stands if old is None or new is None else replace(stands, pieces=word_difference(old, new))
    old, new = (_in_words(row[name], source.say, names) for name in ("old", "new"))
    return replace(stands, old=old, new=new)


def _in_words(value, say, names):
    if not value:
        return ""
    if say == "day":
        return in_words(date.fromisoformat(value))
    return names.posts[int(value)] if say == "post" else say(value).label
