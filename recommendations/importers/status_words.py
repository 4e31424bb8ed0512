"""Status words of many houses: which of them state an end, which assess how it goes, and which only name a status."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import TextChoices

from safeguarding.lib.dates import Precision, parse_british

from .parse_text import fold


class Meaning(TextChoices):
    """The meanings of status words. ASK stands for words that mean different things in different houses."""

    COMPLETE = "complete", "Complete: a statement, for the DCC to confirm"
    RECOMMENDED_COMPLETE = "recommended_complete", "The owner recommends complete"
    NO_ACTION_REQUIRED = "no_action_required", "No action required: a statement, for the DCC to confirm"
    ON_TARGET = "on_target", "On target"
    AT_RISK = "at_risk", "At risk"
    OFF_TARGET = "off_target", "Off target"
    IN_PROGRESS = "in_progress", "In progress"
    NOT_STARTED = "not_started", "Not started"
    AWAITING_ALLOCATION = "awaiting_allocation", "Awaiting allocation"
    WITHDRAWN = "withdrawn", "Withdrawn"
    ASK = "ask", "Not the same in every force: ask each time"


STATEMENTS = {Meaning.COMPLETE, Meaning.RECOMMENDED_COMPLETE, Meaning.NO_ACTION_REQUIRED}
ASSESSMENTS = {Meaning.ON_TARGET, Meaning.AT_RISK, Meaning.OFF_TARGET}

# The table, open to additions, in folded words. A house adds its own for itself, and they go before these.
WORDS = {
    Meaning.COMPLETE: (
        *("complete", "completed", "action complete", "action completed", "fully complete", "complete (force)"),
        *("fully achieved", "achieved", "implemented", "fully implemented", "done", "finished"),
        *("✓", "✔", "☑", "☒"),  # under “Complete?”
        *("cwblhawyd", "wedi ei gwblhau", "wedi'i gwblhau", "wedi'i chwblhau"),
        *("closed", "action closed", "discharged", "signed off"),  # closed by whom is for the DCC to find out
    ),
    Meaning.RECOMMENDED_COMPLETE: (
        *("recommend complete", "recommended complete", "recommend completion", "recommended for completion"),
        *("recommend closure", "recommended for closure", "proposed for closure", "submitted for closure"),
        *("for closure", "awaiting sign off", "awaiting sign-off", "pending sign off", "pending closure"),  # done, not decided
    ),
    Meaning.NO_ACTION_REQUIRED: ("no action required", "no action is required"),
    Meaning.ON_TARGET: ("on target", "on track", "on schedule", "progressing to plan", "progressing on target"),
    Meaning.AT_RISK: ("at risk", "at risk of delay", "some risk", "risk of slippage"),
    Meaning.OFF_TARGET: ("off target", "off track", "behind schedule", "not on target", "not on track", "delayed"),
    Meaning.IN_PROGRESS: (
        *("in progress", "ongoing", "on-going", "on going", "under way", "underway", "started", "commenced", "open", "live"),
        *("work in progress", "progressing", "active", "current", "continuing"),
        *("partially complete", "partly complete", "partially achieved", "partly achieved", "part complete"),  # so not complete
        *("ar y gweill", "ar waith", "not complete", "not completed", "incomplete", "outstanding", "doing"),
    ),
    Meaning.NOT_STARTED: (
        *("not started", "not yet started", "not commenced", "yet to start", "to be started", "to start", "to do", "backlog"),
        "heb ddechrau",
    ),
    Meaning.AWAITING_ALLOCATION: ("awaiting allocation", "unallocated", "not allocated", "to be allocated"),
    Meaning.WITHDRAWN: ("withdrawn", "cancelled"),
    Meaning.ASK: (
        *("green", "amber", "red", "blue", "black", "grey", "gray", "white", "purple", "yellow"),  # green: done, or on track
        *("g", "a", "r", "b", "ag", "ar", "amber/green", "amber/red", "red/amber", "green/amber"),
        *("slipped", "slippage", "overdue"),  # late, or given a new date
        *("paused", "on hold", "suspended", "parked", "deferred"),  # at whose word, and until when
        *("awaiting review", "under review", "for review", "awaiting verification"),  # by the owner, the DCC or the inspectorate
        *("no further action needed", "no further action", "no further action required", "nfa"),  # done, or nothing to do
        *("embedded", "business as usual", "bau", "transferred", "superseded", "merged"),  # ended here, or answered elsewhere
        *("n/a", "na", "not applicable", "none"),  # a response that ends work, or no status at all
        *("high", "medium", "low"),  # a priority or a risk
    ),
}  # fmt: skip
_MEANINGS = {words: meaning for meaning, several in WORDS.items() for words in several}
_BLANKS = {"", "-", "--", "tbc", "tba", "?"}
LONGEST = 200  # characters: what is longer is an update in the wrong column
_EDGES = " .,:;-–—!"
_SHARE = re.compile(r"(?P<share>[0-9]{1,3}) ?%(?: complete(?:d)?)?")
_BRACKET = re.compile(r"(?P<words>[^()]+?)\s*[(\[](?P<inside>[^()]+)[)\]]")
EMPTY_BOXES = ("☐", "□", "FALSE")  # FALSE, as a spreadsheet keeps one
_BOXES = re.compile(r"([☐□☒☑■✓✔])\s*([^☐□☒☑■✓✔]+)")
# "Completed 18.5.23", "Closed on 3/4/24", "Complete: May 2023". Never "Complete by 30/06/2015", which is still to come.
_DATED = re.compile(
    r"(?P<words>[^0-9]+?)[\s,:;(–—-]+(?:(?:on|in|as at)\s+)?"
    r"(?P<date>(?:[0-9]|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[^()]*)\)?",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class ReadStatus:
    """Status words as they were read. `means` is None where they are blank or unknown; `said_on` is the date beside them."""

    words: str
    means: Meaning | None = None
    said_on: date | None = None
    precision: Precision = Precision.DAY

    @property
    def unknown(self) -> bool:
        """Return whether the words say something, and a person has to say what."""
        return self.means in (None, Meaning.ASK) and self.words not in _BLANKS


def says_complete(words: str | None) -> bool:
    """Return whether words of another column say that something is complete, with the day or without: "Completed 01/08/2015"."""
    return read_status(words).means == Meaning.COMPLETE


def contradicts(share: str, status: str) -> bool:
    """Return whether a share of what is done, "40%", and the words of a status say otherwise of whether that is all."""
    done, means = read_status(share).means == Meaning.COMPLETE, read_status(status).means
    return means == Meaning.COMPLETE if not done else means not in (None, Meaning.ASK, Meaning.WITHDRAWN, *STATEMENTS)


def is_known(words: str) -> bool:
    """Return whether words stand in the table, be it as words that differ from house to house."""
    return normalised(words) in _MEANINGS


def normalised(words: str) -> str:
    """Status words as they are compared and asked about: folded, without the stops around them."""
    return fold(words).strip(_EDGES)


def read_status(words: str | None, house_words: Mapping[str, Meaning] | None = None) -> ReadStatus:
    """Read status words; `house_words` are the force's own, folded, and go before the table."""
    folded = normalised(_ticked(words or ""))
    if len(folded) > LONGEST:
        return ReadStatus(folded)
    meanings = _MEANINGS | dict(house_words or {})
    if means := meanings.get(folded) or _share(folded):
        return ReadStatus(folded, means)
    dated = _DATED.fullmatch(folded)
    if dated and (means := meanings.get(dated["words"].strip(_EDGES))):
        read = parse_british(dated["date"])
        if read.on:
            return ReadStatus(dated["words"].strip(_EDGES), means, read.on, read.precision)
    bracket = _BRACKET.fullmatch(folded)
    if bracket and (means := meanings.get(bracket["words"])) and bracket["inside"] in meanings:
        return ReadStatus(bracket["words"], means)
    return ReadStatus(folded)


def _ticked(words: str) -> str:
    """ "☐ Not started ☒ In progress" is the one that is ticked; else the words as they are."""
    ticked = [option.strip() for box, option in _BOXES.findall(words) if box not in EMPTY_BOXES]
    return ticked[0] if len(ticked) == 1 and any(box in words for box in EMPTY_BOXES) else words


def _share(folded: str) -> Meaning | None:
    """ "100%", "80% complete": a share says complete, begun or not started."""
    found = _SHARE.fullmatch(folded)
    if found is None or int(found["share"]) > 100:
        return None
    share = int(found["share"])
    return Meaning.COMPLETE if share == 100 else Meaning.IN_PROGRESS if share else Meaning.NOT_STARTED
