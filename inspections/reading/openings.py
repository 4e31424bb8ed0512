"""How a recommendation begins: its label and number as printed, and the phrases that recommend."""

import re
from dataclasses import dataclass

RECOMMENDATION, CONCERN = "recommendation", "cause-of-concern"
IMPROVEMENT, STRENGTH, NEXT_STEP = "area-for-improvement", "strength", "next-step"

# Labels

_KINDS = {
    RECOMMENDATION: r"recommendation|rec(?=\.? ?[0-9])",
    IMPROVEMENT: r"areas? for improvement|afi(?=[ -]?[0-9:])",
    CONCERN: r"causes? (?:of|for) concern|coc(?=[ -]?[0-9])",
    STRENGTH: r"(?:area of )?strength",
}
_NUMBER = r"(?:[0-9]{1,3}(?:\.[0-9]{1,2}){0,2}[a-z]?|[A-Z]{1,3}[0-9]{1,3}(?:\.[0-9]{1,2})?|(?-i:[ivx]{1,5}|[IVX]{1,5}))"
_NAMED = re.compile(
    rf"(?P<name>{'|'.join(_KINDS.values())})(?:\s*(?:no\.?|number|#)?\s*(?P<number>{_NUMBER})(?![\w%]))?\s*"
    r"(?P<end>[:.)–—-]+(?=\s|$)|[:.)](?=[A-Z])|(?=\s|$))\s*",
    re.IGNORECASE,
)
_CODED = re.compile(
    r"(?P<number>(?!Q[1-4]\b)(?:[A-Z]{1,3}[0-9]{1,3}(?:\.[0-9]{1,2})?|[A-Z]{2,4} ?\([0-9]{2}/[0-9]{2}\) ?[0-9]{1,3}|[A-Z]{1,4}/[0-9]{1,4}(?:/[0-9]{1,3})?|"
    r"[0-9]{2}(?=:)))(?P<end>[:.)–—-]*)\s+(?=[A-Z“])"
)
_COUNTED = re.compile(r"(?P<number>[0-9]{1,3})(?P<end>[.):])\s*(?=[A-Z“(])")
_PARAGRAPH = re.compile(r"\[?[0-9]{1,3}(?:\.[0-9]{1,3}){1,3}\]?[.)]?\s+(?=[A-Z“*])")


@dataclass(frozen=True)
class Label:
    """A label: what it names ("" for a bare number or code), its number as printed, and the words after it."""

    kind: str
    reference: str
    words: str
    strong: bool  # names the thing, or is a code of letters and figures; a bare "1." is weak


def label_of(text: str) -> Label | None:
    """Read "Recommendation 3:", "Recommendation:", "AFI 1", "E1.1", "SR (25/26) 01", "01:", "1." or "1.We" off the front."""
    text = _PARAGRAPH.sub("", text, count=1)
    if (named := _NAMED.match(text)) and (named["number"] or named["end"].startswith((":", "–", "—")) or named.end() == len(text)):
        if not named["number"] and named["name"].lower().endswith("s"):
            return None
        kind = next(kind for kind, form in _KINDS.items() if re.match(form, text, re.IGNORECASE))
        reference = named["number"] or ""
        if reference and named["name"].upper() in ("AFI", "COC"):
            reference = f"{named['name']} {reference}"
        return Label(kind, reference, text[named.end() :], strong=True)
    if coded := _CODED.match(text):
        return Label("", coded["number"], text[coded.end() :], strong=True)
    if counted := _COUNTED.match(text):
        return Label("", counted["number"], text[counted.end() :], strong=False)
    return None


def stands_at_a_paragraph_number(text: str) -> bool:
    """Whether the words stand behind a paragraph's number ("4.10"), as in a paper to a board."""
    return bool(_PARAGRAPH.match(text))


# Phrases

BODIES = (
    r"we|i|hmic(?:frs)?|ofsted|cqc|hmi(?:p| probation)?|(?:the )?(?:[A-Z][\w’'-]+ ){0,4}(?:inquiry|review|panel|commission|inspectorate|"
    r"inspection|authors?|reviewers?|audit|team|coroner|chair|report|partnership|committee|inspectors)|inspectors"
)
PHRASE = re.compile(
    rf"\b(?:(?:{BODIES}),? (?:(?:also|therefore|further|strongly|accordingly|now|jointly) )*recommends?|"
    r"it is (?:(?:also|therefore|further|strongly|accordingly) )*recommended|"
    r"(?:my|our|the) recommendation is)\b(?P<to> to (?:the )?[^,.;]{2,80}?(?= that\b))?(?P<colon>:)?(?:,? that\b)?",
    re.IGNORECASE,
)
SHOULD = re.compile(
    r"\b(?:should|must|needs? to|ought to|is (?:required|expected) to|are (?:required|expected) to|has to|have to|shall|could usefully)\b",
    re.IGNORECASE,
)
THAT = re.compile(r"that (?:the |all |each |every |a |any |there )?", re.IGNORECASE)
THERE_SHOULD = re.compile(r"there (?:should|must|needs? to) be\b", re.IGNORECASE)
_VERBS = (
    "act adopt agree amend appoint arrange assess assure audit build carry cease clarify commission complete conduct consider consult "
    "continue co-ordinate create define deliver design develop embed encourage end engage ensure establish evaluate examine expand explore "
    "extend hold identify implement improve increase introduce investigate issue join keep lead maintain make map monitor move prepare "
    "prioritise produce promote provide publish put raise reconsider record recruit reduce refresh reinforce remind remove replace report "
    "resource restore review revise revisit scrutinise secure seek set share simplify stop strengthen support take test track train "
    "undertake update use work write"
).split()
IMPERATIVE = re.compile(rf"(?:(?:urgently|immediately|jointly|regularly) )?(?:{'|'.join(_VERBS)})\b", re.IGNORECASE)
TO_ACT = re.compile(rf"\bto (?:{'|'.join(_VERBS)})\b")
EARLY = 30  # words within which a demand says that it is one


def demands(text: str) -> bool:
    """Whether the words ask for something to be done, in any of the forms reports use."""
    start = " ".join(text.split()[:EARLY])
    return bool(
        PHRASE.search(start)
        or SHOULD.search(start)
        or THAT.match(start)
        or IMPERATIVE.match(start)
        or (found := TO_ACT.search(start)) and len(start[: found.start()].split()) <= 10
    )


def begins_an_item(text: str) -> bool:
    """Whether a line with these words begins a new block wherever it stands."""
    label = label_of(text)
    if label and (label.strong or label.words[:1].isupper()):
        return True
    return bool(re.match(rf"(?:{BODIES}) (?:also |therefore )?recommends? that\b|it is recommended that\b", text, re.IGNORECASE))


# Time limits that stand alone, as headings over several recommendations

_LIMIT_ALONE = re.compile(
    r"(?:[0-9]{1,2}[.)] ?)?(?:immediate(?:ly)?(?: (?:action|recommendations?))?|with immediate effect|"
    r"(?:within|no later than|not later than|by) [\w ,/-]{3,60}?)(?: of (?:the )?publication[\w ]{0,25})?:?",
    re.IGNORECASE,
)


def is_limit_alone(text: str) -> bool:
    """Whether the words are a time limit and nothing else: "Immediately", "Within three months:"."""
    return len(text) < 80 and bool(_LIMIT_ALONE.fullmatch(text.strip())) and (
        bool(re.match(r"(?:[0-9]{1,2}[.)] ?)?(?:with )?immediate", text, re.IGNORECASE))
        or bool(re.search(r"\b(?:days?|weeks?|months?|years?|publication)\b|[0-9]{4}", text, re.IGNORECASE))
    )
