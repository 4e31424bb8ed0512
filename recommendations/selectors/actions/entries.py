"""An entry of an action's timeline, as components/timeline.html reads it, and the words of an update."""

from dataclasses import dataclass
from datetime import date, datetime

from safeguarding.models import Marking

from ...models import ProgressUpdate

NOT_RELEASED = "Words not released to you yet."


@dataclass(frozen=True)
class Entry:
    """One thing that happened. kind: a key of lib/tones.py; tag: its word.

    said_on: the day it speaks of, where that is another than the day of `at`. aside: the lines it becomes where the
    same person did something else at the same moment, from which it only follows.
    """

    at: datetime
    by: int | None
    kind: str
    title: str
    body: str = ""
    tag: str = ""
    part: str = ""
    said_on: date | None = None
    documents: tuple[dict[str, object], ...] = ()
    marking: str = Marking.OFFICIAL
    aside: tuple[str, ...] = ()
    who: str = ""
    post: str = ""


def paragraphs(*texts: str) -> str:
    """The texts that say something, one paragraph each."""
    return "\n\n".join(text for text in texts if text)


def update_words(update: ProgressUpdate) -> list[str]:
    """The texts of a ProgressUpdate, one a paragraph; "" for what it does not say."""
    return [
        update.done,
        update.next and f"Next: {update.next}",
        update.no_change_because and f"No change, because: {update.no_change_because}",
        update.shown_by and f"How it was shown: {update.shown_by}",
    ]


def update_tag(update: ProgressUpdate) -> tuple[str, str]:
    """(key of lib/tones.py, word) of a ProgressUpdate."""
    if update.recommends_complete:
        return "recommended-complete", "Recommends complete"
    return update.assessment or "update", update.get_assessment_display()
