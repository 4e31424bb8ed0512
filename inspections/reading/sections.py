"""What a block stands under: the chapter's heading, a time limit over several, and whether a list of demands was opened."""

import re
from dataclasses import dataclass, replace

from inspections.reading import refusals
from inspections.reading.addressees import addressee_of_heading
from inspections.reading.blocks import Block, Shape
from inspections.reading.openings import (
    CONCERN,
    IMPROVEMENT,
    NEXT_STEP,
    PHRASE,
    RECOMMENDATION,
    STRENGTH,
    demands,
    is_limit_alone,
    label_of,
)

_NUMBERED = re.compile(
    r"^(?:(?i:chapter|section|part|annex|appendix) )?(?:[0-9]{1,2}(?:\.[0-9]{1,2})*[.:)]*|[A-Z][.:)]|[IVX]{1,4}[.:)]+)\s*(?=[A-Za-z])"
)
_CHAPTER = re.compile(r"(?:chapter |section |part )?[0-9]{1,2}[.:)]*\s|(?:annex|appendix|glossary|bibliography|references|background|introduction|conclusion)", re.IGNORECASE)
_FOR_WHOM = r"(?:\s*[:–-]?\s*(?:for|to|made to|arising|made|in full|in this report|and [\w ]{1,40})\b.{0,80})?"
_LISTS = [
    (RECOMMENDATION, re.compile(rf"(?:(?:summary|list|table) of )?(?:the |our |key |main |national |local |full |further |formal |all )*recommendations?{_FOR_WHOM}:?", re.IGNORECASE)),
    (IMPROVEMENT, re.compile(r"(?:the |our |key |main )*(?:areas? (?:for|of|requiring|that require) (?:improvement|development|priority action)|what needs to improve(?: .{0,60})?\??|priority areas for improvement):?", re.IGNORECASE)),
    (CONCERN, re.compile(r"(?:the |our )?causes? (?:of|for) concern:?", re.IGNORECASE)),
    (STRENGTH, re.compile(r"(?:key |main |areas? of )?strengths?:?", re.IGNORECASE)),
    (NEXT_STEP, re.compile(r"(?:the )?next steps:?|what happens next\??", re.IGNORECASE)),
]
_INTRODUCES = re.compile(
    r"(?:following|these|our|below|set out)\b.{0,60}\brecommendations?\b|\brecommendations? (?:are|is|as follows)\b|\bfollowing areas? for improvement\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Section:
    """Where the reader is. `list_kind` is the kind of thing that the list lists, "" outside one."""

    theme: str = ""
    limit: str = ""
    list_kind: str = ""
    list_words: str = ""  # the heading or the sentence that opened the list
    introduced: bool = False  # the list was opened by words that recommend
    addressees: tuple[str, ...] = ()
    others: bool = False  # it repeats another report's recommendations
    answered: bool = False  # it gives a position against another report's recommendations
    contents: bool = False
    in_a_plan: bool = False  # the whole is an action plan, which repeats a report
    idle: int = 0  # paragraphs since the list last asked for something

    @property
    def is_own_list(self) -> bool:
        """Whether this is the report's own list of recommendations, which repeats those of its chapters."""
        return self.list_kind == RECOMMENDATION and not self.introduced and "recommendation" in self.list_words.lower()


def under(section: Section, block: Block) -> Section:
    """The section after this block, if the block changes it."""
    if is_limit_alone(block.text):
        return replace(section, limit=block.text)
    if block.shape is Shape.HEADING:
        return _headed(section, block.text)
    if refusals.answers_others(block.text):
        return replace(section, answered=True)
    if refusals.reproduces_others(block.text) and block.text.endswith((":", ".")) and len(block.text) < 400 and not demands(block.text[:150]):
        return replace(section, others=True, list_kind=RECOMMENDATION, list_words=block.text, introduced=bool(PHRASE.search(block.text)), idle=0)
    if opens_a_list(block.text):
        others = section.others or refusals.reproduces_others(block.text)
        kind = IMPROVEMENT if "area" in block.text.lower() and "improvement" in block.text.lower() else RECOMMENDATION
        return replace(section, list_kind=kind, list_words=block.text, introduced=True, others=others, idle=0)
    return section


def opens_a_list(text: str) -> bool:
    """Whether a sentence announces recommendations and makes none: "We make the following recommendations:"."""
    if not text.endswith(":") or len(text) > 300:
        return False
    phrase = list(PHRASE.finditer(text))
    announces = bool(phrase) and text[phrase[-1].end() :].strip(" :") in ("", "the following", "as follows")
    return announces or bool(_INTRODUCES.search(text))


def kind_of_list(heading: str) -> str:
    """The kind of thing a heading lists, "" for none."""
    bare = bare_heading(heading)
    return next((kind for kind, form in _LISTS if form.fullmatch(bare)), "")


def bare_heading(heading: str) -> str:
    """A heading without its number or letter."""
    return _NUMBERED.sub("", heading, count=1).strip(" :") or heading


def _headed(section: Section, heading: str) -> Section:
    label = label_of(heading)
    if label and label.kind and label.strong and not (kind_of_list(heading) and not label.reference):
        return section
    others = refusals.reproduces_others(heading)
    if kind := kind_of_list(heading):
        theme = "" if _NUMBERED.match(heading) or "summary" in heading.lower() else section.theme
        if kind == RECOMMENDATION and section.list_kind == CONCERN:
            return replace(section, list_kind=kind, list_words=heading, limit="", idle=0)
        return Section(theme, "", kind, heading, False, addressee_of_heading(heading), section.others and kind == RECOMMENDATION or others)
    if refusals.is_contents(heading):
        return Section(heading, contents=True)
    if to := addressee_of_heading(heading):
        return replace(section, addressees=to, limit="")
    if _CHAPTER.match(heading) or not section.list_kind or section.contents:
        return Section(bare_heading(heading), others=others)
    return replace(section, theme=bare_heading(heading), limit="", idle=0)
