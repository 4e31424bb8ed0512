"""Time limits inside a sentence: which words are a deadline, and which say only how the thing is to be done."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from inspections import timescales
from inspections.timescales import Kind, Timescale

_NUMBER = r"(?:[0-9]{1,3}|a(?= (?:month|year))|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|eighteen|twenty-four)"
_LATEST = r"(?:by )?(?:no|not) later than"
_MONTH = (
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december|"
    r"jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)"
)
_DATE = (
    rf"(?:(?:[0-9]{{1,2}}(?:st|nd|rd|th)? )?(?:of )?{_MONTH},? [0-9]{{4}}|"
    r"[0-9]{1,2}[/.][0-9]{1,2}[/.][0-9]{2,4}|end (?:of )?[0-9]{4})"
)
# By when, in words from which no day follows.
_NO_DAY = (
    rf"(?:by|before|{_LATEST}) (?:the )?(?:(?:end|close|start|beginning) of )?"
    r"(?:the |this )?(?:next |current )?(?:"
    r"(?:q[1-4]|(?:first|second|third|fourth|last) quarter)(?:(?: of)?(?: the)? (?:19|20)?[0-9]{2}(?:[/–-][0-9]{2,4})?)?|"
    r"(?:financial|calendar|academic|school) (?:year|term)|(?<=end of the )year|"
    r"(?:spring|summer|autumn|winter|easter|christmas)(?: term)?(?: [0-9]{4})?)|"
    rf"in {_NUMBER} (?:week|month|year)s?(?:[’'] time)?(?=[.;:]|$)|in an? (?:week|month|year)[’']s time|"  # "report back in six months"
    rf"(?:(?<=^)|(?<=, )|(?<=[.:] ))from (?:[0-9]{{1,2}} )?{_MONTH} [0-9]{{4}}(?=,)"
)
_ANY = re.compile(
    rf"\b(?:(?P<within>(?:(?:within|{_LATEST})(?: the next)?|(?:in|over|during) the next) {_NUMBER} "
    r"(?:calendar |working (?=days? of rec))?(?:day|week|month|year)s?"
    rf"(?: (?:of|from|after|following) (?:the )?(?:date of )?(?:the )?(?:{timescales.PUBLICATION}|{timescales.ANOTHER_DAY}))?)|"
    rf"(?P<date>(?:by|{_LATEST}|on or before|before(?= (?:the )?end)) (?:the )?(?:end (?:of )?)?{_DATE})|"
    rf"(?P<no_day>{_NO_DAY})|"
    r"(?P<now>with immediate effect|immediately|immediate(?= (?:action|steps|measures) to\b)|forthwith)|"
    r"(?P<vague>as an? (?:matter of )?(?:absolute |high |utmost |the utmost )?(?:priority|urgency)|"
    r"as (?:quickly|soon) as (?:is )?(?:reasonably )?(?:possible|practicable)|urgently|"
    r"without (?:further |undue )?delay|at the earliest (?:possible )?opportunity))\b",
    re.IGNORECASE,
)
# "Within 28 days of receipt", "within 24 hours": how a thing is to be done, each time.
_OF_SOMETHING = re.compile(
    rf"\s+(?:of|from|after|following)\s+(?!(?:the\s+)?(?:date\s+of\s+)?(?:the\s+)?(?:{timescales.PUBLICATION}|{timescales.ANOTHER_DAY}))",
    re.IGNORECASE,
)
_SO_THAT = re.compile(
    r"\b(?:ensur(?:e|es|ing)|so that|to make sure|makes? sure|in order that|whether|when|where|who|which|how|"
    r"that (?:should|must|is to|are to))\b",
    re.IGNORECASE,
)
LONGEST_SENTENCE = 2000  # letters looked at before a limit: a paragraph of thousands of them keeps nobody busy
_SENTENCE_BEFORE = re.compile(r"^.*[.!?;] (?=\S)", re.DOTALL)
_AT_THE_LATEST = re.compile(
    r",? (?:namely|that is),? |,? (?:and|but|or)(?:,? (?:in any (?:case|event)|certainly|at the latest),?)? ",
    re.IGNORECASE,
)
_ENDS = re.compile(r"\s*(?:[.;:]|$|\(|,? and (?=by |within ))")


@dataclass(frozen=True)
class Limit:
    """A time limit where it stands in the words; `certain` is no where it may say how a thing is done, not by when.

    `no_day`: it says by when in words from which no day follows.
    """

    start: int
    end: int
    words: str
    certain: bool
    no_day: bool = False


def limits_in(text: str) -> list[Limit]:
    """The time limits that the words state, in order."""
    found = []
    for match in _ANY.finditer(text):
        if match["within"] and _OF_SOMETHING.match(text, match.end()):
            continue
        before = _SENTENCE_BEFORE.sub("", text[max(0, match.start() - LONGEST_SENTENCE) : match.start()])
        inner = bool(_SO_THAT.search(before))
        ends = bool(_ENDS.match(text, match.end()))
        if match["date"] or match["no_day"]:
            certain = True
        elif match["now"]:
            if inner and not (ends and match["now"].lower() != "immediately"):
                continue
            certain = len(before.split()) <= 25 or ends
        elif match["vague"]:
            certain = not inner or ends
        elif inner and re.search(r"\ba (?:month|year)$", match[0], re.IGNORECASE):
            continue  # "how many go missing again within a month"
        else:
            # Days and weeks at the end may be how a thing is done each time; months are by when.
            certain = not inner or (ends and bool(re.search(r"\b(?:month|year)s?\b", match[0], re.IGNORECASE)))
        found.append(Limit(match.start(), match.end(), match[0], certain, bool(match["no_day"])))
    return found


def is_at_the_latest(text: str, found: Sequence[Limit]) -> bool:
    """Return whether the second limit is the day to which the first is held: "immediately, and no later than 31 March 2015"."""
    return len(found) == 2 and bool(_AT_THE_LATEST.fullmatch(text[found[0].end : found[1].start]))


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


def begins_with_a_limit(text: str) -> bool:
    """Return whether words begin with their time limit: "By May 2016, the Home Office should"."""
    return any(limit.certain and limit.start < 3 for limit in limits_in(text))


def without_limits(text: str) -> str:
    """The words without their time limits, for comparing two wordings of one demand and for finding its subject."""
    for limit in reversed(limits_in(text)):
        before, after = text[: limit.start].rstrip(" ,"), text[limit.end :].lstrip(" ,")
        behind_a_comma = text[: limit.start].rstrip().endswith(",")
        parted = behind_a_comma and (text[limit.end :].startswith(",") or text.startswith(("To ", "In order to ")))
        between = ", " if parted and not before.endswith("that") else " "
        text = f"{before}{between}{after}" if before and after[:1].isalnum() else before + after
    return text
