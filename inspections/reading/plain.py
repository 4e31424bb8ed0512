"""Demands that nothing announces: no heading, label or word says that they recommend, and still somebody is told what to do."""

import re

from inspections.reading.addressees import addressees_of, is_told_to_act
from inspections.reading.limits import begins_with_a_limit
from inspections.reading.names import BODY
from inspections.reading.phrases import GOES_ON, VITAL
from inspections.reading.verbs import begins_with_a_verb
from inspections.reading.wording import SENTENCE, first_sentence, is_title

_BODY = rf"(?:{BODY}|(?:chief|dental|medical) officers?|secretary of state|commission|institutions?|bishops?|diocese|executives?)"
# The word before it is none that tells who said so or of whom it is told: "Officers told us that the force needs to".
_ALONE = (
    r"(?:(?!(?:that|which|who|said|told|says?|is|are|has|have|had|was|were|to|if|when|because|and|where|asked|what|how|why)\b)"
    r"[\w’'-]+ )"
)
_OFTEN = r"(?:now |also |still |urgently |clearly |therefore )*"
_NEEDS = re.compile(
    rf"{GOES_ON}{_ALONE}{{0,6}}?{_BODY} {_OFTEN}"
    r"needs? to (?!be (?:commended|praised|thanked|congratulated)\b)",
    re.IGNORECASE,
)
_NEEDS_A = re.compile(
    rf"{GOES_ON}{_ALONE}{{0,6}}?{_BODY} {_OFTEN}needs? (?:an?|one|clear\w*|stronger|simpler) (?!warrant|lot\b)",
    re.IGNORECASE,
)
# "Forces should check", which asks where the report announces nothing that it recommends, and tells where it does.
_NOT_WHEN = (
    r"(?!In (?:the )?(?:[A-Z][a-z]+|[0-9]{4}) (?:the|our|all) )"  # "In January the force should open its new centre."
)
_BEFORE = r"(?:[A-Z][^.:;]{2,60}: (?:the )?|(?:Within|By|Before|To|In order to) [^,.;:]{3,60}, |"
_BEFORE += r"To \w+ (?:this|these|it)(?: right)? (?=the )|In (?:my|our) (?:view|opinion),? )?"
_NAME = rf"{_ALONE}{{0,4}}[\w’'-]+"
_ROW = rf"(?:(?:{_NAME}, ){{1,4}}(?:{_NAME},? and )?)?"  # "Ofsted, Estyn and the Care Inspectorate should"
_SHOULD = re.compile(
    rf"(?-i:{_NOT_WHEN}){GOES_ON}{_BEFORE}{_ROW}{_ALONE}{{0,6}}?{_BODY}(?: of [a-z]+)?(?: and (?:the )?{_BODY})? {_OFTEN}"
    r"(?:(?:should|(?P<must>must)|ought to|would benefit from|would be well advised to|(?:may|might) (?:wish|want) to)"
    r"(?! have (?!an?\b|the\b|one\b|in place|at least|more\b)| (?:never|soon (?:be|have|see|feel|find)|"
    r"and do(?:es)?|it|read this|expect|then|not|know|already|by now|"
    r"receive|get|see(?! to)|find|feel|become|remain|gain)\b|"
    r" (?:\w+ )?be (?:able|commended|praised|thanked|congratulated|proud|aware)\b)|"
    r"(?:is|are) (?:urged|encouraged|advised|asked) to)(?:,(?! as\b))? ",
    re.IGNORECASE,
)
_CONSIDERATION = re.compile(
    r"(?:(?:further|urgent|careful|serious) )?(?:consideration|thought|attention|priority) should (?:now |also )?be given to ",
    re.IGNORECASE,
)
# Where a body tells what it is for, how it works, what the law is or what happened once.
_TELLS = re.compile(
    r"\b(?:vision|mission|values|background|context|approach|looks? like|"
    r"method(?:s|ology)?|law|legal|legislation|statut\w+|introduction|foreword|about|guidance|standards?|framework|criteria|"
    r"(?:how|who|when)\b.*|what (?!(?:we|i) (?:found|saw)\b).*|roles?|duties|responsibilities|definitions?|policy|procedure|"
    r"case (?:study|example)|responses?|terms of reference|chronology|powers|words used|glossary|abbreviations)\b",
    re.IGNORECASE,
)
FEWEST_WORDS = 5  # of a sentence that only begins with a verb
_TO_SOMEBODY = re.compile(r"[“\"]|\byour?\b", re.IGNORECASE)  # quoted, or told to the reader
_TO_ALL = re.compile(r"please|do not|don[’']t|never", re.IGNORECASE)  # as a rule or a notice tells its readers
_LAW = re.compile(
    r"\b(?:Acts?|law|the code|codes? of|section [0-9]+|regulations?|guidance|polic(?:y|ies) (?:says?|states?|requires?))\b"
)


def tells_under(heading: str) -> bool:
    """Return whether a heading stands over what is always so, as a method, a rule or the law, and what it numbers asks for nothing."""
    return bool(_TELLS.search(heading))


def asks_plainly(sentence: str, *, under: str, announced: bool) -> bool:
    """Return whether a sentence says that a body should or needs to do something, or that something is vital.

    under: the heading over it. announced: the report says elsewhere what it recommends.
    """
    if tells_under(under) or _TO_SOMEBODY.search(sentence) or not sentence.endswith((".", ";", ")", "”")):
        return False
    if VITAL.match(sentence) or (_NEEDS.match(sentence) and addressees_of(sentence)):
        return True
    if _says_should(sentence) or is_told_to_act(sentence):
        return True
    return not announced and (_tells_to_act(sentence) or bool(_NEEDS_A.match(sentence) and not _LAW.search(sentence)))


def _tells_to_act(sentence: str) -> bool:
    """Return whether a sentence tells somebody unnamed what to do: "Write to every family that gave evidence."."""
    whole = sentence.endswith(".") and len(sentence.split()) >= FEWEST_WORDS
    return whole and begins_with_a_verb(sentence) and not _TO_ALL.match(sentence)


def asks_at_its_end(words: str) -> bool:
    """Return whether the last sentence of a paragraph says that somebody should or needs to do something."""
    last = SENTENCE.split(words)[-1]
    return (
        last.startswith(("It needs to ", "It should "))
        or _says_should(last)
        or bool(_NEEDS.match(last) and addressees_of(last))
    )


def from_what_is_asked(words: str, *, by_when: bool = False) -> str:
    """The words from the sentence in which a body should do something, all where none does or the paragraph is about the law.

    Among sentences that tell, "must" tells of a rule. by_when: one that begins with its time limit, and no other, counts.
    """
    begins = [0, *(sentence.end() for sentence in SENTENCE.finditer(words) if not is_title(words[: sentence.start()]))]
    asking = (
        words[start:]
        for start in begins
        if _says_should(first_sentence(words[start:]), among_others=start > 0)
        and not (by_when and not begins_with_a_limit(words[start:]))
    )
    return words if _LAW.search(words) or _TO_SOMEBODY.search(words) else next(asking, words)


def _says_should(sentence: str, *, among_others: bool = False) -> bool:
    if _LAW.search(sentence):
        return False
    should = _SHOULD.match(sentence)
    asks = should and addressees_of(sentence) and not (among_others and should["must"])
    return bool(asks or _CONSIDERATION.match(sentence))
