"""How a recommendation begins: its label and number as printed."""

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from inspections.reading.citations import without_citations
from inspections.reading.names import is_somebody
from inspections.reading.phrases import RECOMMENDS, SHOULD, THAT, is_act, is_titled_act
from inspections.timescales import PUBLICATION

RECOMMENDATION, CONCERN = "recommendation", "cause-of-concern"
IMPROVEMENT, STRENGTH, NEXT_STEP = "area-for-improvement", "strength", "next-step"

# Labels

_KINDS = {
    RECOMMENDATION: r"recommendation|rec(?=\.? ?[0-9])\.?|"
    r"(?:(?:priority|(?:agreed )?management|agreed) action|requirement|suggestion|proposal)(?= [0-9])|"
    r"(?:(?:(?:agreed )?management|agreed) action|suggestion)(?=:)|"
    r"(?:corrective )?(?:(?:required|needed|recommended|suggested|proposed|immediate) (?:action|improvement|change|step)s?|"
    r"(?:action|improvement|change|step)s? (?:needed|required|recommended))(?= [0-9]|:)",
    IMPROVEMENT: r"areas? for (?:improvement|development)|"
    r"(?:aspect|point|issue|matter)s? (?:for improvement|(?:to|that must be) address(?:ed)?)|"
    r"(?:improvement action|area of improvement)(?= [0-9])|afi(?=[ -]?[0-9:])",
    CONCERN: r"causes? (?:of|for) concern|coc(?=[ -]?[0-9])",
    STRENGTH: r"(?:area of )?strength",
}
_NUMBER = (
    r"(?:(?:19|20)[0-9]{2}/[0-9]{1,3}|[0-9]{1,3}(?:\.[0-9]{1,2}){0,2}[a-z]?|[A-Z]{1,3}[0-9]{1,3}(?:\.[0-9]{1,2})?|"
)
_NUMBER += r"[A-Z]{1,5}[-/][0-9]{1,4}(?:[-/.][0-9]{1,4})?|(?-i:[ivx]{1,5}|[IVX]{1,5})|"
_NUMBER += r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b|(?-i:[A-Z])(?=\s*(?:[:.–—-]|$)))"
_NAMED = re.compile(
    rf"(?P<name>{'|'.join(_KINDS.values())})(?![a-z])(?:\s*(?:no\.?|number|#)?\s*(?P<number>{_NUMBER})(?![\w%]))?\s*"
    r"(?P<end>[:.)–—-]+(?=\s|$)|[:.)](?=[A-Z])|"
    # Small letters go on with a sentence about it: "Recommendation 5 of the 2014 report", "Recommendation 6 (above) should".
    r"(?=\s*$|\s+(?:\([^()]{1,60}\)\s*)?(?-i:[A-Z“‘\"']|[:.–—-]|\(?[a-z]\)|$)))\s*",
    re.IGNORECASE,
)
# "Management action 1: The Records Manager will": an audit's words for what was agreed.
_PROMISES = re.compile(r"agreed\b|management\b", re.IGNORECASE)
# "Better courts: recommendation 8", above the words.
_ENDS_A_TITLE = re.compile(
    rf"[A-Z][^.:]{{2,100}}\s*[:–—(-]\s*(?P<name>{'|'.join(_KINDS.values())})\s*(?:no\.?|number)?\s*(?P<number>{_NUMBER})\)?",
    re.IGNORECASE,
)
_CODED = re.compile(
    r"(?P<number>(?!Q[1-4]\b(?! That\b))(?:[A-Z]{1,3}[0-9]{1,3}(?:\.[0-9]{1,2})?|[A-Za-z]\.[0-9]{1,3}|"
    r"[A-Z]{2,4} ?\([0-9]{2}/[0-9]{2}\) ?[0-9]{1,3}|"
    r"[A-Z]{1,4}(?:[0-9]{1,4})?/[0-9]{1,4}(?:/[0-9]{1,3})?|[0-9]{2}(?=:)))"
    r"(?P<end>\s?[:.)–—-]*)\s+(?=[A-Z“]|that |\([A-Za-z][\w -]{2,30}\):? [A-Z]|\(?a[.)] [A-Z])"
)
# "Inquiry recommendation 6: Register of staff", and not "This recommendation 6".
_BEFORE_A_NAME = re.compile(
    r"^(?!(?:the|this|that|our|its|each|every|in|of|to|on|see|under|for|from|accepted|previous|earlier)\b)(?:[A-Z][\w’'-]{2,20} ){1,3}"
    r"(?=recommendation (?:[0-9]{1,3}[a-z]?|[A-Z]{1,3}/[0-9]{1,4}(?:/[0-9]{1,4})?|(?-i:[A-Z]))(?: ?[:.–—-]|$))",
    re.IGNORECASE,
)
# "Recommendation for the force: That", "Recommendation 2 to the Board: Publish".
_WHOM_FIRST = re.compile(
    r"^(?P<name>recommendation(?: [0-9]{1,3})?):? (?:for|to) (?:the )?(?P<whom>[^.:;]{2,50}?)(?:(?:: | [–—-] )(?=\S)|$)",
    re.IGNORECASE,
)
# "Recommendation 6 (Owner: ACC Local Policing) That the custody lead".
_OWNER_FIRST = re.compile(r"^\((?:owner|lead|action by|for|to): ?(?P<whom>[^()]{2,60})\)\s+(?=[A-Z])", re.IGNORECASE)
# "Recommendation 1 of 3"
_ONE_OF = re.compile(r"^((?:[A-Z]\w+ )?recommendation [0-9]{1,2}) of [0-9]{1,2}(?=[:.]|$)", re.IGNORECASE)
# "a.04 Recommendation: Keep"
_CODE_FIRST = re.compile(r"^(?P<code>[A-Z]{1,3}[.-]?[0-9]{1,3}) (?P<rest>recommendation: .+)", re.IGNORECASE)
# "Recommendation 1 (Trust-wide): Every ward", "P1 (high) Lock the store"
_ASIDE_FIRST = re.compile(
    r"^(?:\((?P<whom>[A-Z][\w -]{2,40})\):? |"
    r"\((?i:(?:very )?(?:high|medium|low)(?: priority)?|priority:? [0-9])\):? )(?=[A-Z])"
)
_IN_FRAME = re.compile(r"^\[([A-Z]{1,3}[0-9]{1,3})\] (?=[A-Z(])")  # "[P1] (high) Lock the store"
# "Recommendation (paragraph 44): The Department should".
_CITED_FIRST = re.compile(
    r"^(?P<name>recommendation(?: [0-9]{1,3})?) ?(?P<cited>[(\[](?:page|paragraph|para)s? [0-9][^()\[\]]{0,30}[)\]]) ?:? ",
    re.IGNORECASE,
)
# "The Director should keep a register. (Recommendation 1)"
_BEHIND = re.compile(
    rf"(?P<words>[A-Z].*[.!?]) [(\[](?:recommendation|rec\.?) (?P<number>{_NUMBER})[)\]]\.?", re.IGNORECASE
)
_SENTENCES = re.compile(r"(?:^|(?<=[.!?] ))[A-Z“].+?[.!?](?= [A-Z“]|$)")
_BEFORE_A_CODE = re.compile(r"^recommendations:?\s+(?=[A-Z]{1,3}[0-9])", re.IGNORECASE)
_COUNTED = re.compile(r"\(?(?P<number>[0-9]{1,3}(?:st|nd|rd|th|[A-Za-z])?)(?P<end>[.):])\s*(?=[A-Z“‘\"(])")
_PARAGRAPH = re.compile(
    r"^(?:\[?[0-9]{1,3}(?:\.[0-9]{1,3}){1,3}\]?[.)]?\s+(?=[A-Z“*])|[0-9]{1,3}(?:\.[0-9]{1,3}){2,3}\s+(?=[a-z]))"
)


@dataclass(frozen=True)
class Label:
    """A label: what it names ("" for a bare number or code), its number as printed, and the words after it."""

    kind: str
    reference: str
    words: str
    strong: bool  # names the thing, or is a code of letters and figures; a bare "1." is weak
    promises: bool = False  # what stands behind it is said by "will"
    whom: str = ""  # for whom it is, where it says so


@lru_cache(maxsize=2_000)
def label_of(text: str) -> Label | None:
    """Read "Recommendation 3:", "Recommendation:", "AFI 1", "E1.1", "SR (25/26) 01", "01:", "1." or "1.We" off the front."""
    text = _IN_FRAME.sub(r"\1 ", text)
    if coded := _CODE_FIRST.fullmatch(text):
        return replace(label_of(coded["rest"]), reference=coded["code"])
    whole = _ONE_OF.sub(r"\1", without_paragraph_number(text))
    text = _CITED_FIRST.sub(r"\g<name>: \g<cited> ", _BEFORE_A_NAME.sub("", _BEFORE_A_CODE.sub("", whole)))
    whom = _WHOM_FIRST.match(text)
    text = _WHOM_FIRST.sub(r"\g<name>: ", text)
    if titled := _ENDS_A_TITLE.fullmatch(text):
        return Label(_kind_named(text[titled.start("name") :]), titled["number"], "", strong=True)
    if behind := _BEHIND.fullmatch(text):
        begins = [sentence for sentence in _SENTENCES.finditer(behind["words"]) if SHOULD.search(sentence[0])]
        words = behind["words"][begins[0].start() if begins else 0 :]
        return Label(RECOMMENDATION, behind["number"], words, strong=True)
    if (named := _NAMED.match(text)) and (
        named["number"] or named["end"].startswith((":", "–", "—", ".")) or named.end() == len(text)
    ):
        if not named["number"] and re.search(r"(?<!addres)s$", named["name"], re.IGNORECASE):
            return None
        kind = _kind_named(text)
        reference = named["number"] or ""
        if reference and named["name"].upper() in ("AFI", "COC"):
            reference = f"{named['name']} {reference}"
        promises = bool(_PROMISES.match(named["name"]))
        words = text[named.end() :]
        if not reference and (coded := _CODED.match(words)):
            reference, words = coded["number"], words[coded.end() :]
        aside = _ASIDE_FIRST.match(words)
        names = aside and not aside[0].endswith("wide): ") and is_somebody(aside["whom"] or "")
        whom = whom or _OWNER_FIRST.match(words) or (aside if names else None)
        return Label(
            kind,
            reference,
            _ASIDE_FIRST.sub("", _OWNER_FIRST.sub("", words)),
            strong=True,
            promises=promises,
            whom=whom["whom"] if whom else "",
        )
    if coded := _CODED.match(text):
        return Label(
            RECOMMENDATION if _BEFORE_A_CODE.match(whole) else "",
            coded["number"],
            _ASIDE_FIRST.sub("", text[coded.end() :]),
            strong=True,
        )
    if counted := _COUNTED.match(text):
        return Label("", counted["number"], text[counted.end() :], strong=counted["number"][-1].isupper())
    return None


def _kind_named(text: str) -> str:
    return next(kind for kind, form in _KINDS.items() if re.match(form, text, re.IGNORECASE))


def without_paragraph_number(text: str) -> str:
    """The words behind a paragraph's number, "4.10"; the words themselves where there is none."""
    return _PARAGRAPH.sub("", text, count=1)


def paragraph_label(text: str) -> Label | None:
    """A paragraph's number ("8.2") as a label, for the lists that number their recommendations so."""
    number = _PARAGRAPH.match(text)
    return Label("", number[0].strip(" .)[]"), text[number.end() :], strong=False) if number else None


_LETTER = re.compile(r"\(?(?P<letter>[a-z]|[ivx]{1,4}|[0-9]{1,3}|[A-Z])[).:]\s+(?=\w)")


def letter_label(text: str, *, introduced: bool) -> Label | None:
    """A letter ("a)") as a label, for the lists that letter their recommendations: where words announced them, or before a
    sentence that says should or begins with "that".
    """
    letter = _LETTER.match(text)
    words = text[letter.end() :] if letter else ""
    if not letter or not (
        introduced
        or (words[0].isupper() and (SHOULD.search(words) or is_act(words) or is_titled_act(words)))
        or THAT.match(words)
    ):
        return None
    return Label("", letter["letter"], text[letter.end() :], strong=False)


# "Action Point 1: The Head", or a body with a dash before what it is to do
_BEGINS_ANOTHER = re.compile(
    r"[A-Z][\w’'-]+(?: [A-Za-z][\w-]+){0,2} (?:[0-9]{1,3}: |[–—→] (?=[a-z]))|"
    r"(?:By(?: [0-9]{1,2} [A-Z][a-z]+ [0-9]{4})?|Priority|Management response|Owner|Lead|Timescale|Deadline|Status|"
    r"Responsible \w+|(?:Target|Implementation|Due) date): |\[[A-Z][^\[\]]{1,40}\] (?=[A-Z])"
)


def place_in_order(reference: str) -> int | None:
    """The place of a number, a code or a letter among those that follow one another, from 1; None for another reference."""
    if number := re.fullmatch("[A-Z]{0,3}([0-9]+)", reference):
        return int(number[1])
    return ord(reference.lower()) - ord("a") + 1 if re.fullmatch("[A-Za-z]", reference) else None


_LISTED = re.compile(
    r"(?:action )?(?P<number>(?<=action )[0-9]{1,3}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
    r"(?: \((?P<whom>[^()]{2,40})\))?[:.] (?=\w)",
    re.IGNORECASE,
)


def listed_label(text: str, *, actions: bool) -> Label | None:
    """An action's number or a word ("Action 1:", "Two:") as a label, for the lists that number so what they ask.

    Where no `actions` are asked for, an action is what somebody does about it.
    """
    number = _LISTED.match(text)
    if not number or (number["number"].isdigit() and not actions):
        return None
    return Label("", number["number"], text[number.end() :], strong=False, whom=number["whom"] or "")


def opens_a_row(text: str) -> bool:
    """Return whether the words are a number with a time limit and no more, as over a cell of a plan: "4. Within three months: (pg 12)"."""
    label = label_of(text)
    return bool(label and label.reference) and is_limit_alone(without_citations(label.words)[0].strip(" :"))


def begins_an_item(text: str) -> bool:
    """Return whether a line with these words begins a new block wherever it stands."""
    label = label_of(text)
    return bool(label and (label.strong or label.words[:1].isupper())) or bool(
        RECOMMENDS.match(text) or _BEGINS_ANOTHER.match(text)
    )


# Time limits that stand alone, as headings over several recommendations

_LIMIT_ALONE = re.compile(
    r"(?:[0-9]{1,2}[.)] ?)?(?:(?:for )?immediate(?:ly)?(?: (?:actions?|recommendations?))?|with immediate effect|"
    r"(?:within|(?:by )?(?:no|not) later than) (?:the next )?[a-z0-9-]+ (?:calendar |working )?(?:day|week|month|year)s?"
    rf"(?: (?:of|from|after|following) (?:the )?(?:date of )?(?:the )?{PUBLICATION})?|"
    r"(?:by|(?:by )?(?:no|not) later than|on or before) (?:the )?(?:end (?:of )?)?(?:[0-9]{1,2}(?:st|nd|rd|th)? )?[a-z]{3,9},? [0-9]{4}|"
    r"by (?:the )?end of [0-9]{4}|as a matter of (?:priority|urgency))(?: recommendations?)?:?",
    re.IGNORECASE,
)


def is_limit_alone(text: str) -> bool:
    """Return whether the words are a time limit and nothing else: "Immediately", "Within three months:"."""
    return len(text) < 100 and bool(_LIMIT_ALONE.fullmatch(text.strip()))
