"""From a candidate to a draft: time limit, addressees, sub-parts, what it cites, where it stands."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from inspections.reading import limits
from inspections.reading.addressees import addressee_of_title, addressees_of
from inspections.reading.candidate import Candidate
from inspections.reading.citations import without_aside, without_citations
from inspections.reading.drafts import Draft, DraftPart, Place
from inspections.reading.grids import span_as_a_limit
from inspections.reading.header_rows import cells_behind, day_behind, ran_together
from inspections.reading.leads import is_lead
from inspections.reading.names import is_somebody, parted
from inspections.reading.openings import CONCERN, IMPROVEMENT, RECOMMENDATION, STRENGTH, is_limit_alone
from inspections.reading.parts import clauses, parts_from_items, parts_inside
from inspections.reading.phrases import phrase_in
from inspections.reading.register_fields import fields_behind
from inspections.reading.scoring import Doubt, Sign, confidence
from inspections.reading.wording import SENTENCE
from inspections.timescales import Kind, Timescale
from safeguarding.lib.dates import dates_within
from safeguarding.lib.readers.report_rows import INSIDE
from safeguarding.lib.readers.reports import Page

AROUND = 300  # letters of context on either side
LONGEST, SHORTEST = 1_500, 20  # letters of a lead beyond which a doubt is due

# "Immediately: We recommend", "(for completion by March 2016) The force should"
_LIMIT_BEFORE = re.compile(
    r"(?P<limit>[^:(.]{3,60}?)\s*:\s*|\((?:(?:for completion|to be completed|complete) )?(?P<bracketed>[^()]{3,60})\):?\s*(?=[A-Z])"
)
_NUMBER_BEFORE = re.compile(r"^[0-9.]{1,6} ")
# of whom the sentence before speaks
_IT = re.compile(r"(?:[^.,;:]{3,80}, )?it (?:should|must|needs? to)\b", re.IGNORECASE)
# "The Welsh Government should consider the same", behind what another should do.
_ANOTHER = re.compile(
    r"(?:[Tt]he )?(?!The )(?:[A-Z][\w’'-]+ (?:(?:of|for|and|the) )*)+[A-Z][\w’'-]* (?:should|must|needs? to)\b"
)
_FURTHER = re.compile(rf"{SENTENCE.pattern}|[,;] and ")
_ANYBODY = {("Leaders",), ("All leaders",)}  # of the body that the words stand under


@dataclass(frozen=True)
class Clock:
    """When the report was published, as far as it is known; relative limits count from it."""

    published: date | None
    precision: str

    def read(self, words: str) -> Timescale:
        return limits.read(words, self.published, self.precision)


def draft_of(candidate: Candidate, pages: Sequence[Page], clock: Clock) -> Draft:
    """The candidate as a draft for a person to look at."""
    words, cited = without_citations(candidate.text)
    bare, aside = without_aside(words)
    words = words if limits.limits_in(aside) else bare
    words, owners, limit_behind = _without_what_stands_behind(words, candidate)
    words, limit_before = _without_limit_before(words)
    words, cited_then = without_citations(words)
    lead, parts = parts_inside(words)
    marks = [f"{part.letter}) " for part in parts]
    if not parts and candidate.items:
        parts = parts_from_items(candidate.items)
        marks = ["• " if candidate.blocks[-1].bullet else f"{part.letter}) " for part in parts]
    bodies = [addressee_of_title(part.text) for part in parts]
    # "The following bodies should each publish a statement: the Home Office; and the Care Inspectorate"
    lead, parts, marks, bodies = (words, (), [], bodies) if parts and all(bodies) else (lead, parts, marks, [])
    timescale, own_parts, doubts = _timescale(lead, limit_before or limit_behind or candidate.section.limit, clock)
    if own_parts:
        parts, marks, lead = own_parts, [], ""
    doubts |= candidate.doubts | _doubts(lead or words, parts, candidate)
    return Draft(
        reference=candidate.label.reference if candidate.label else "",
        kind=candidate.kind,
        text="\n".join(filter(None, [lead, *map("".join, zip(marks, (part.text for part in parts), strict=True))]))
        if marks
        else words,
        lead=lead,
        parts=tuple(_with_own_limit(part, clock) for part in parts),
        timescale=timescale,
        addressees=tuple(name for names in bodies for name in names)
        or _addressees(f"{lead} ({aside})" if aside else lead, parts, candidate)
        or owners,
        theme=candidate.section.theme,
        places=(place_of(candidate, pages),),
        confidence=confidence(candidate.signs, doubts),
        doubts=tuple(doubt.sentence for doubt in sorted(doubts, key=lambda doubt: (-doubt.weight, doubt.name))),
        cited=cited or cited_then,
        stated=candidate.stated,
    )


def _without_what_stands_behind(words: str, candidate: Candidate) -> tuple[str, tuple[str, ...], str]:
    """The words without the cells or the fields of their row that run on behind them, whose it is by these, and by when."""
    words, day = day_behind(words)
    cells = ""
    if ran_together(candidate.section.list_words):
        words, cells = cells_behind(words)
        day = day or next(iter(dates_within(cells)), "")
    words, owner, limit = fields_behind(words)
    owners = parted(owner, known=True) or addressee_of_title(cells.removesuffix(day))
    return words, owners, span_as_a_limit(limit) or day


def _without_limit_before(words: str) -> tuple[str, str]:
    """The words without a time limit and colon in front, "Immediately: We recommend", and that limit."""
    found = _LIMIT_BEFORE.match(words)
    limit = (found["limit"] or found["bracketed"]) if found else ""
    if found and is_limit_alone(limit):
        return words[found.end() :], limit
    return words, ""


def _timescale(lead: str, heading: str, clock: Clock) -> tuple[Timescale, tuple[DraftPart, ...], set[Doubt]]:
    """The limit that the words state, or that their heading states, and the clauses where there are several."""
    found = limits.limits_in(lead)
    certain = [limit for limit in found if limit.certain]
    doubts = {Doubt.MANNER} if len(certain) < len(found) else set()
    firm = [limit for limit in certain if clock.read(limit.words).kind not in (Kind.VAGUE, Kind.NONE)] or certain
    if limits.is_at_the_latest(lead, firm):
        firm = firm[1:]
    if len({limit.words.lower() for limit in firm}) > 1:
        if own := clauses(lead, clock.published, clock.precision):
            words = " and ".join(limit.words for limit in firm)
            return Timescale(words, Kind.NONE, rule="Its parts have time limits of their own"), own, doubts
        doubts.add(Doubt.TWO_LIMITS)
    stated = clock.read(firm[0].words) if firm else limits.none_stated()
    if firm and not (heading and stated.kind is Kind.VAGUE):
        return stated, (), doubts | ({Doubt.NO_DAY} if stated.kind is Kind.NONE else set())
    return (clock.read(heading) if heading else limits.none_stated()), (), doubts


def _with_own_limit(part: DraftPart, clock: Clock) -> DraftPart:
    """A sub-part with the date it names for itself, if it does."""
    if part.timescale:
        return part
    own = [
        read
        for limit in limits.limits_in(part.text)
        if limit.certain and (read := clock.read(limit.words)).kind is not Kind.VAGUE
    ]
    return DraftPart(part.letter, part.text, own[0] if own else None, part.addressees)


def _addressees(lead: str, parts: Sequence[DraftPart], candidate: Candidate) -> tuple[str, ...]:
    if candidate.kind == CONCERN:
        return ()
    if (candidate.section.table or is_lead(candidate.section.list_words)) and candidate.section.addressees:
        return candidate.section.addressees
    if candidate.kind in (IMPROVEMENT, STRENGTH) and Sign.DEMANDS not in candidate.signs:
        return candidate.section.addressees  # "Management oversight, so that plans do not drift" is a matter and nobody
    own = tuple(dict.fromkeys(name for part in parts for name in part.addressees))
    named = own or addressees_of(limits.without_limits(lead or (parts[0].text if parts else "")))
    if not named and phrase_in(lead):  # "I recommend (i) that the College withdraw it, and (ii) that forces"
        named = tuple(dict.fromkeys(name for part in parts for name in addressees_of(part.text)))
    if not named and _IT.match(lead):
        named = addressees_of(_NUMBER_BEFORE.sub("", SENTENCE.split(candidate.blocks[0].text)[0]))
    elif named:
        others = (addressees_of(one) for one in _FURTHER.split(lead)[1:] if _ANOTHER.match(one))
        named = tuple(dict.fromkeys([*named, *(name for names in others for name in names)]))
    named = tuple(name for name in named if name != "You")
    weak = named in _ANYBODY or not any(map(is_somebody, named))  # "Young people should not be held so far from home"
    return candidate.section.addressees or named if weak else named


def _doubts(words: str, parts: Sequence[DraftPart], candidate: Candidate) -> set[Doubt]:
    doubts = set()
    if len(words) > LONGEST:
        doubts.add(Doubt.LONG)
    among_others = candidate.signs & {Sign.IN_A_RUN, Sign.INTRODUCED}
    alone = not (among_others or candidate.section.series or candidate.section.in_cell)
    if len(words) < SHORTEST and not parts and alone:
        doubts.add(Doubt.SHORT)
    section = candidate.section
    announced = candidate.label and (candidate.label.kind or candidate.label.strong)
    if candidate.kind == RECOMMENDATION and not (announced or section.list_kind or phrase_in(words) or section.limit):
        doubts.add(Doubt.UNANNOUNCED)
    return doubts


def place_of(candidate: Candidate, pages: Sequence[Page]) -> Place:
    """Where the candidate stands: its words as the page has them, and the words around."""
    lines = [line for block in candidate.blocks for line in block.lines]
    slices: dict[int, tuple[int, int]] = {}
    for line in lines:
        start, end = slices.get(line.page, (line.start, line.end))
        slices[line.page] = (min(start, line.start), max(end, line.end))
    first, last = min(slices), max(slices)
    start, end = slices[first][0], slices[last][1]
    start = _where_it_begins(pages[first].text, start, slices[first][1], candidate.text)
    words = [
        pages[page].text[start if page == first else begin : stop] for page, (begin, stop) in sorted(slices.items())
    ]
    before, after = pages[first].text[max(0, start - AROUND) : start], pages[last].text[end : end + AROUND]
    return Place(
        pages[first].number,
        *(text.replace(INSIDE, "\n") for text in (before, "\n".join(words), after)),
        candidate.first,
        candidate.first + len(candidate.blocks) - 1,
    )


def _where_it_begins(text: str, start: int, end: int, words: str) -> int:
    """Where the first words of a candidate that begins inside its block stand; the block's start if they are not found."""
    if candidate_begins := re.search(r"\s+".join(re.escape(word) for word in words.split()[:4]), text[start:end]):
        before = text[start : start + candidate_begins.start()]
        return start + candidate_begins.start() if "." in before else start
    return start
