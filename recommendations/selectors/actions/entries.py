"""An entry of an action's timeline, as components/timeline.html reads it, and the words of an update."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext_noop as _

from safeguarding.lib.languages import gettext
from safeguarding.lib.words import WITHHELD
from safeguarding.models import Audience, Marking

from ...models import Action, ProgressUpdate
from ...models.correctable import Correctable

NOT_RELEASED = f"{WITHHELD}."  # of a paper


@dataclass(frozen=True)
class Entry:
    """One thing that happened. kind: a key of lib/pages/tones.py; tag: its word.

    said_on: the day it speaks of, where that is another than the day of `at`. aside: the lines it becomes where the
    same person did something else at the same moment, from which it only follows. record: the kind and key of what can be
    corrected, or None; first: that of what was said first. corrected, corrects: (words, address) of the correction, and of what
    it corrects. states: how an update says it goes; shown: what one that recommends says
    shows that it worked. correct_url: where its reader corrects it. apart: for whom it is, as apart().
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
    record: tuple[str, int] | None = None
    first: tuple[str, int] | None = None
    corrected: tuple[str, str] | None = None
    corrects: tuple[str, str] | None = None
    states: str = ""
    shown: str = ""
    correct_url: str = ""
    apart: str = ""

    @property
    def anchor(self) -> str:
        """Its place on the page, where something leads to it; else ""."""
        return "-".join(map(str, self.record)) if self.record else ""

    @property
    def leads_to(self) -> list[tuple[str, str]]:
        """(words, address) of what came of it, and of what it came from."""
        return [link for link in (self.corrected, self.corrects) if link]


def apart(audience: str | None, action: Action) -> str:
    """For whom a record is, in words, where it is for others than the action that it is on, whose page says it once; else ""."""
    return gettext(Audience(audience).label) if audience and audience != action.audience else ""


def not_released() -> str:
    """NOT_RELEASED in the language of the page."""
    return f"{gettext(WITHHELD)}."


def paragraphs(*texts: str) -> str:
    """The texts that say something, one paragraph each."""
    return "\n\n".join(text for text in texts if text)


def update_words(update: ProgressUpdate) -> list[str]:
    """The texts of a ProgressUpdate, one a paragraph; "" for what it does not say."""
    return [
        update.done,
        update.next and gettext("Next: %(words)s") % {"words": update.next},
        update.no_change_because and gettext("No change, because: %(words)s") % {"words": update.no_change_because},
        update.shown_by and gettext("How it was shown: %(words)s") % {"words": update.shown_by},
    ]


def update_tag(update: ProgressUpdate) -> tuple[str, str]:
    """(key of lib/pages/tones.py, word) of a ProgressUpdate."""
    if update.recommends_complete:
        return "recommended-complete", _("Recommends complete")
    return update.assessment or "update", update.get_assessment_display()


def update_states(update: ProgressUpdate) -> str:
    """How a ProgressUpdate says it goes, in words: one that only recommends completion says that it is complete."""
    return update.get_assessment_display() or (_("Complete") if update.recommends_complete else "")


def why_corrected(record: Correctable) -> str:
    """The reason of a correction, as a line; "" for what corrects nothing."""
    return record.corrected_because and gettext("Why it was corrected: %(words)s") % {"words": record.corrected_because}
