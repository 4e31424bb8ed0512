"""Time limits inside a sentence: which words are a deadline, and which say only how the thing is to be done."""

import re
from dataclasses import dataclass
from datetime import date

from inspections import timescales
from inspections.timescales import Kind, Timescale

_NUMBER = r"(?:[0-9]{1,3}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|eighteen|twenty-four)"
_LATEST = r"(?:by )?(?:no|not) later than"
_MONTH = (
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december|"
    r"jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)"
)
_DATE = (
    rf"(?:(?:[0-9]{{1,2}}(?:st|nd|rd|th)? )?(?:of )?{_MONTH},? [0-9]{{4}}|"
    r"[0-9]{1,2}[/.][0-9]{1,2}[/.][0-9]{2,4}|end (?:of )?[0-9]{4})"
)
_ANY = re.compile(
    rf"\b(?:(?P<within>(?:within|{_LATEST}) (?:the next )?{_NUMBER} (?:calendar )?(?:day|week|month|year)s?"
    rf"(?: (?:of|from|after|following) (?:the )?(?:date of )?(?:the )?(?:{timescales.PUBLICATION}|{timescales.RECEIPT}))?)|"
    rf"(?P<date>(?:by|{_LATEST}|on or before) (?:the )?(?:end (?:of )?)?{_DATE})|"
    r"(?P<now>with immediate effect|immediately)|"
    r"(?P<vague>as an? (?:matter of )?(?:absolute |high |utmost |the utmost )?(?:priority|urgency)|"
    r"as (?:quickly|soon) as (?:is )?(?:reasonably )?(?:possible|practicable)|urgently|"
    r"without (?:further |undue )?delay|at the earliest (?:possible )?opportunity))\b",
    re.IGNORECASE,
)
# "Within 28 days of receipt", "within 24 hours": how a thing is to be done, each time.
_OF_SOMETHING = re.compile(
    rf"\s+(?:of|from|after|following)\s+(?!(?:the\s+)?(?:date\s+of\s+)?(?:the\s+)?(?:{timescales.PUBLICATION}|{timescales.RECEIPT}))",
    re.IGNORECASE,
)
_SO_THAT = re.compile(
    r"\b(?:ensur(?:e|es|ing)|so that|to make sure|makes? sure|in order that|whether|when|where|who|which|"
    r"that (?:should|must|is to|are to))\b",
    re.IGNORECASE,
)
_SENTENCE_BEFORE = re.compile(r"^.*[.!?;] (?=\S)", re.DOTALL)
_ENDS = re.compile(r"\s*(?:[.;:]|$|\(|,? and (?=by |within ))")


@dataclass(frozen=True)
class Limit:
    """A time limit where it stands in the words; `certain` is no where it may say how a thing is done, not by when."""

    start: int
    end: int
    words: str
    certain: bool


def limits_in(text: str) -> list[Limit]:
    """The time limits that the words state, in order."""
    found = []
    for match in _ANY.finditer(text):
        if match["within"] and _OF_SOMETHING.match(text, match.end()):
            continue
        before = _SENTENCE_BEFORE.sub("", text[: match.start()])
        inner = bool(_SO_THAT.search(before))
        ends = bool(_ENDS.match(text, match.end()))
        if match["date"]:
            certain = True
        elif match["now"]:
            if inner and not (ends and match["now"].lower() != "immediately"):
                continue
            certain = len(before.split()) <= 25 or ends
        elif match["vague"]:
            certain = not inner or ends
        else:
            # Days and weeks at the end may be how a thing is done each time; months are by when.
            certain = not inner or (ends and bool(re.search(r"\b(?:month|year)s?\b", match[0], re.IGNORECASE)))
        found.append(Limit(match.start(), match.end(), match[0], certain))
    return found


def read(words: str, published: date | None, precision: str) -> Timescale:
    """The time limit in these words (a heading's, or a limit's of limits_in)."""
    bare = re.sub(
        r"^(?:[0-9]{1,2}[.)] ?)|^for (?=immediate)|(?: (?:actions?|recommendations?))?:?$",
        "",
        words.strip(),
        flags=re.IGNORECASE,
    )
    return timescales.read(bare, published=published, published_precision=precision)


def none_stated() -> Timescale:
    """The timescale of a recommendation without a time limit."""
    return Timescale("", Kind.NONE, rule="No time limit is stated")


def without_limits(text: str) -> str:
    """The words without their time limits, for comparing two wordings of one demand and for finding its subject."""
    for limit in reversed(limits_in(text)):
        before, after = text[: limit.start].rstrip(" ,"), text[limit.end :].lstrip(" ,")
        parted = text[: limit.start].rstrip().endswith(",") and text[limit.end :].startswith(",")
        between = ", " if parted and not before.endswith("that") else " "
        text = f"{before}{between}{after}" if before and after[:1].isalnum() else before + after
    return text
