"""Words that ask for a plan or an answer to the report: a next step, and no recommendation."""

import re

from inspections.reading.openings import RECOMMENDATION
from inspections.reading.phrases import SHOULD
from inspections.reading.sections import Section
from inspections.reading.wording import SENTENCE

_ASKS_FOR_AN_ANSWER = re.compile(
    r"\bwill (?:require|need|expect|ask)\b.{0,80}\b(?:update|action plan|response|report)\b|"
    r"\bshould (?:also )?prepare a written statement\b.{0,60}\b(?:respon[ds]\w*|findings)\b|"
    r"\bshould (?:also )?(?:provide|send|submit)\b.{0,60}\b(?:action plan|update|response)\b.{0,120}\b(?:respond|recommendations?)\b|"
    r"\b(?:inspectorates?|inspectors|hmic(?:frs)?|ofsted) expects?\b.{0,80}"
    r"\bto (?:prepare|produce|provide|send|submit)\b.{0,60}\b(?:response|statement|plan)\b|"
    r"\basks? that\b.{0,60}\b(?:creates?|prepares?|produces?|publish\w*)\b.{0,40}\b(?:action plan|response)\b|"
    r"\bshould (?:also |each )?publish\b.{0,40}\bresponse to (?:these|our|its|the) recommendations?\b|"
    r"\b(?:should|must) (?:provide|send|give) (?:us|the ombudsman) (?:with )?evidence\b|"
    r"\basks? that\b.{0,60}\bwrites? to (?:us|hmic(?:frs)?|ofsted|the inspectorate)\b|"
    r"\b(?:requires?\b.{3,40}|asked) to (?:provide|send|submit)\b.{0,40}\b(?:action plan|update)\b|"
    r"\bis required to (?:produce|prepare|submit)\b.{0,40}\bwritten statement\b|"
    r"\b(?:action plan|response|statement|update)\b.{0,80}\bis required (?:from|by)\b|"
    r"\basks? [^.;:]{2,80}\b(?:respond|reply|write) (?:to us|in writing|within)\b|"
    r"^please (?:send|submit|provide|return|let us have)\b.{0,80}\b(?:plan|response|reply|update|report)\b|"
    r"\bmust respond (?:to\b|within\b)|\bunder a duty to respond\b",
    re.IGNORECASE,
)


def asks_for_an_answer(text: str, section: Section) -> bool:
    """Return whether words ask for a plan or a response to the report, and in a list of recommendations for nothing else."""
    asked = _ASKS_FOR_AN_ANSWER.search(text[:400])
    if not asked or section.list_kind != RECOMMENDATION:
        return bool(asked)
    return not any(
        SHOULD.search(sentence) and not _ASKS_FOR_AN_ANSWER.search(sentence) for sentence in SENTENCE.split(text)
    )
