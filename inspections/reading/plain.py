"""Demands that nothing announces: no heading, label or word says that they recommend, and still somebody is told what to do."""

import re

from inspections.reading.addressees import addressees_of
from inspections.reading.openings import GOES_ON, VITAL

_BODY = (
    r"(?:forces?|constabular(?:y|ies)|police|councils?|trusts?|services?|partnerships?|partners|boards?|agenc(?:y|ies)|"
    r"authorit(?:y|ies)|departments?|government|leaders|governors|commissioners?|chief (?:constables?|officers?)|office|college|"
    r"teams?|units?|schools?|homes?|hospitals?|supervisors|managers)"
)
# The word before it is none that tells who said so or of whom it is told: "Officers told us that the force needs to".
_ALONE = r"(?:(?!(?:that|which|who|said|told|says?|is|are|has|have|was|were|to|if|when|because|and)\b)[\w’'-]+ )"
_NEEDS = re.compile(
    rf"{GOES_ON}{_ALONE}{{0,6}}?{_BODY} (?:now |also |still |urgently |clearly )*"
    r"needs? to (?!be (?:commended|praised|thanked|congratulated)\b)",
    re.IGNORECASE,
)
# Where a body tells what it is for, how it works or what the law is.
_TELLS = re.compile(
    r"\b(?:vision|mission|values|background|context|approach|looks? like|"
    r"method(?:s|ology)?|law|legislation|legal|statut\w+|introduction|foreword|about|"
    r"how (?:we|it|this|an?)\b.*|what (?:we|it) (?:do|does|is)|roles?|duties|responsibilities|definitions?|policy|procedure)\b",
    re.IGNORECASE,
)


def asks_plainly(sentence: str, *, under: str) -> bool:
    """Return whether a sentence says that a body needs to do something, or that something is vital; under: the heading over it."""
    if _TELLS.search(under) or "“" in sentence or sentence.endswith(("?", ":")):
        return False
    return bool(VITAL.match(sentence) or (_NEEDS.match(sentence) and addressees_of(sentence)))
