"""The section that a block stands in: the chapter's heading, a time limit over several, and whether a list of demands was opened."""

import re
from dataclasses import dataclass, replace

from inspections.reading import refusals
from inspections.reading.addressees import addressee_of_heading, addressee_of_lead, addressee_of_title, addressees_of
from inspections.reading.blocks import Block, Shape
from inspections.reading.grids import Cell
from inspections.reading.header_rows import ran_together
from inspections.reading.leads import is_lead
from inspections.reading.likely_lists import kind_it_may_list, starts_or_stops
from inspections.reading.limits import limits_in, without_limits
from inspections.reading.lists import NUMBERED, announces_others, bare_heading, kind_of_list, opens_a_list, to_whom
from inspections.reading.names import AGENCY, parted
from inspections.reading.openings import (
    CONCERN,
    IMPROVEMENT,
    RECOMMENDATION,
    STRENGTH,
    is_limit_alone,
    label_of,
    letter_label,
    opens_a_row,
    without_paragraph_number,
)
from inspections.reading.phrases import SHOULD, begins_by_recommending, phrase_in
from inspections.reading.tables import Table
from inspections.reading.wording import SENTENCE
from safeguarding.lib.dates import parse_british

# "3 months", in a cell
_SPAN = re.compile(r"[0-9]{1,2} (?:calendar |working )?(?:day|week|month|year)s?", re.IGNORECASE)
_BRACKETED = re.compile(r"\(([^()]+)\)$")  # "Short term (within six months)"
_IMMEDIATE = re.compile(r"\bimmediate (?=action|recommendation)", re.IGNORECASE)
_NUMBER_CELL = re.compile(r"(?:no|ref|reference|number|item|id|#)\.?", re.IGNORECASE)  # the first of a table's header
# "R1 High": beside the code in an auditor's table.
_PRIORITY = re.compile(
    r"(?:(?:very )?high|medium|low|moderate|critical|essential|significant|advisory|priority [0-9])(?: priority)?",
    re.IGNORECASE,
)
# Headings under which nothing is asked, though a list of recommendations stands above.
_OTHER_MATTER = re.compile(
    r"\b(?:observations|formal minutes|notable practice|promising practice|"
    r"method(?:s|ology)?|acknowledge?ments|"
    r"(?<!^the )responses?|"
    r"positive feedback|about (?:us|this (?:report|review)))$",
    re.IGNORECASE,
)
_OF_A_CHAPTER = re.compile(r"chapter [0-9]{1,2}: ", re.IGNORECASE)  # in the list of all, over those of one
LONGEST_TITLE = 150  # letters
_ANNEX, _PART = re.compile(r"(?:annex|appendix)\b", re.IGNORECASE), re.compile(r"(?:chapter|part)\b", re.IGNORECASE)
_CHAPTER = re.compile(
    r"(?:chapter|section|part) [0-9]{1,2}[.:)]*\s|[0-9]{1,2}[.)]*\s|"
    r"(?:annex|appendix|(?:end|foot)notes|glossary|bibliography|references|background|introduction|conclusion)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Section:
    """Where the reader is. `list_kind` is the kind of thing that the list lists, "" outside one."""

    theme: str = ""
    annex: str = ""  # the title of the annex that the block stands in
    limit: str = ""
    led: bool = False  # the limit stands below a lead, "The Board should:", and ends with the next one
    list_kind: str = ""
    list_words: str = ""  # the heading or the sentence that opened the list
    introduced: bool = False  # the list was opened by words that recommend
    likely: bool = False  # the heading is of no known form, and may list something else
    addressees: tuple[str, ...] = ()
    titled: bool = False  # the addressees are those of a heading that is their name, which ends with the next heading
    others: bool = False  # it repeats another report's recommendations
    answered: bool = False  # it gives a position against another report's recommendations
    contents: int = 0  # on a contents page, the page it named last
    table: Table = Table.NONE
    in_cell: bool = False  # at the beginning of a cell that holds a recommendation and nothing else
    marked: bool = False  # the items of the list so far had bullets or numbers
    telling: bool = False  # the items of the list so far are plain paragraphs that tell
    series: str = ""  # the number or the bullet of the last item that was one
    idle: int = 0  # paragraphs since the list last asked for something

    @property
    def is_own_list(self) -> bool:
        """Return whether this is the report's own list of recommendations, which repeats those of its chapters."""
        return self.list_kind == RECOMMENDATION and not self.introduced and "recommendation" in self.list_words.lower()

    @property
    def over(self) -> str:
        """The headings over this block: its annex's title and its own."""
        return f"{self.annex} {self.theme}".strip()

    @property
    def may_be_another(self) -> bool:
        """Return whether a heading of no known form may open a list here, as no known one is open."""
        return self.likely or not self.list_kind


def under(section: Section, block: Block) -> Section:
    """The section after this block, if the block changes it."""
    if is_lead(section.list_words) and (label_of(block.text) or letter_label(block.text, introduced=True)):
        return section
    if section.contents and (page := refusals.page_in_contents(block.text, section.contents)):
        return replace(section, contents=page)
    if opens_a_row(block.text) and (section.table or not is_limit_alone(block.text)):
        return section
    if is_limit_alone(block.text) and section.table is not Table.RECOMMENDATIONS:
        opens = not section.list_kind and block.text.lower().rstrip(":").endswith("recommendations")
        listed = {"list_kind": RECOMMENDATION, "list_words": block.text} if opens else {}
        return replace(section, limit=block.text, led=is_lead(section.list_words), **listed)
    if block.shape is Shape.HEADING or _reads_as_heading(block, section):
        return _headed(section, block.text)
    if turned := _turned_to(section, block.text):
        return turned
    titled = block.shape is Shape.PARAGRAPH and len(block.text) < LONGEST_TITLE and block.text[-1:].isalnum()
    if refusals.answers_others(block.text) or (titled and refusals.lists_previous(block.text)):
        return replace(section, answered=True)
    if announces_others(block.text):
        introduced = bool(phrase_in(block.text))
        return replace(
            section, others=True, list_kind=RECOMMENDATION, list_words=block.text, introduced=introduced, idle=0
        )
    return _announced(section, block.text)


def _announced(section: Section, text: str) -> Section:
    """The section behind a sentence, that of a list where the sentence announces one."""
    concerns = kind_of_list(SENTENCE.split(text)[-1]) == CONCERN
    if concerns or opens_a_list(text):
        others = section.others or refusals.reproduces_others(text)
        kind = IMPROVEMENT if "area" in text.lower() and "improvement" in text.lower() else RECOMMENDATION
        whom = to_whom(text)
        asks = SHOULD.search(text) or text.endswith((" things:", " steps:", " changes:", " following:"))
        asked = addressees_of(text) if asks else ()
        return replace(
            section,
            list_kind=CONCERN if concerns else kind,
            list_words=text,
            introduced=not concerns,
            others=others,
            idle=0,
            addressees=parted(whom) if whom else asked or section.addressees,
        )
    return section


def _turned_to(section: Section, words: str) -> Section | None:
    """The section under words that only name somebody: "To police forces:"; under "Good practice", "Officers should:" ends the list."""
    if section.list_kind == STRENGTH and is_lead(words):
        return replace(section, theme=section.list_words, list_kind="")
    to = addressee_of_lead(words) if section.list_kind == RECOMMENDATION else ()
    return replace(section, addressees=to, introduced=True, marked=False, limit="", idle=0) if to else None


def _reads_as_heading(block: Block, section: Section) -> bool:
    """Return whether a block opens a list though it has the look of a sentence: "What we recommend", "Action the trust must take"."""
    if block.shape is Shape.BULLET or not (
        block.text[-1:].isalnum() or block.text.endswith((":", "as follows.", "–", "—"))
    ):
        return False
    if ran_together(block.text) or refusals.is_over_an_answer(block.text):
        return True
    if kind_of_list(block.text):
        return block.text[-1:].isalnum() or not begins_by_recommending(block.text)
    kind = kind_it_may_list(block.text)
    return bool(kind) and (section.may_be_another or kind != section.list_kind)


def _headed(section: Section, heading: str) -> Section:
    if ran_together(heading):
        return replace(section, list_kind=RECOMMENDATION, list_words=heading, likely=True, idle=0)
    return _under_a_title(section, heading)


def _under_a_title(section: Section, heading: str) -> Section:
    label = label_of(heading)
    if label and label.kind and label.strong and not (kind_of_list(heading) and not label.reference):
        return section
    if _PRIORITY.fullmatch(label.words if label and label.strong else heading):
        return section
    is_cell = parse_british(heading).on or _SPAN.fullmatch(heading) or not _CHAPTER.match(heading)
    if section.table is Table.PLAN or ((section.table or ran_together(section.list_words)) and is_cell):
        return section
    replies = section == Section() and refusals.is_a_reply(heading)
    if replies or refusals.answers_others(heading) or refusals.lists_previous(heading):
        return Section(answered=True)
    others = refusals.reproduces_others(heading)
    if kind := kind_of_list(heading):
        theme = "" if NUMBERED.match(heading) or "summary" in heading.lower() else section.theme
        if kind == RECOMMENDATION and section.list_kind == CONCERN:
            return replace(section, list_kind=kind, list_words=heading, limit="", idle=0)
        others = others or (section.others and kind == RECOMMENDATION)
        immediate = _IMMEDIATE.search(heading)
        return Section(
            theme=theme,
            limit=immediate[0] if immediate else _limit_in_brackets(heading),
            list_kind=kind,
            list_words=heading,
            introduced=kind == RECOMMENDATION and begins_by_recommending(heading),
            addressees=addressee_of_heading(heading) or parted(to_whom(heading)),
            others=others,
        )
    if refusals.is_contents(heading):
        return Section(contents=1)
    kind = kind_it_may_list(heading)
    if kind and (section.may_be_another or kind != section.list_kind):
        whom = addressee_of_heading(heading)
        theme = bare_heading(heading) if starts_or_stops(heading) else section.theme
        return Section(theme=theme, list_kind=kind, list_words=heading, likely=True, addressees=whom, others=others)
    if to := addressee_of_heading(heading):
        opened = {"list_kind": RECOMMENDATION, "list_words": heading, "likely": True} if not section.list_kind else {}
        return replace(section, addressees=to, limit="", **opened)
    return _below_another(section, heading, others)


def _below_another(section: Section, heading: str, others: bool) -> Section:
    """The section under a heading that opens no list: one over a body's own items goes on with theirs."""
    whom = addressee_of_title(heading)
    if section.list_kind == IMPROVEMENT and (whom or AGENCY.fullmatch(heading)):
        return replace(section, theme=bare_heading(heading), addressees=whom, idle=0)
    if section.likely and (whom or AGENCY.fullmatch(heading)):
        return replace(section, theme=bare_heading(heading), addressees=whom or (heading,), idle=0)
    over = section.likely or _OTHER_MATTER.search(heading) or refusals.is_over_an_answer(heading)
    chapter = _CHAPTER.match(heading) and not (section.is_own_list and _OF_A_CHAPTER.match(heading))
    if over or chapter or section.list_kind != RECOMMENDATION or section.contents:
        annex = heading if _ANNEX.match(heading) else "" if _PART.match(heading) else section.annex
        return Section(theme=bare_heading(heading), annex=annex, others=others)
    below = replace(section, theme=bare_heading(heading), limit=_limit_in_brackets(heading), idle=0)
    if whom and (section.is_own_list or section.introduced):
        return replace(below, addressees=whom, titled=True)
    return replace(below, addressees=(), titled=False) if section.titled else below


def _limit_in_brackets(heading: str) -> str:
    bracketed = _BRACKETED.search(heading)
    if bracketed and is_limit_alone(bracketed[1]):
        return bracketed[1]
    return next((limit.words for limit in limits_in(heading) if limit.certain and heading.endswith(limit.words)), "")


def under_lead(section: Section, lead: str) -> Section:
    """The section under "Within three months, the Board should:", where each item is a recommendation of its own."""
    limit = next((limit.words for limit in limits_in(lead) if limit.certain), "")
    return replace(
        section,
        list_kind=RECOMMENDATION,
        list_words=lead,
        introduced=True,
        addressees=addressees_of(without_limits(without_paragraph_number(lead))),
        limit=limit or ("" if section.led else section.limit),
        led=False,
        idle=0,
    )


def in_cell(section: Section, cell: Cell) -> Section:
    """The section of one cell of a table whose columns are known."""
    plan = cell.table is Table.PLAN
    return Section(
        theme=section.theme,
        limit=cell.limit,
        list_kind=cell.kind,
        list_words=cell.heading,
        addressees=cell.addressees or section.addressees,
        others=section.others,
        table=cell.table,
        in_cell=cell.first and not plan,
    )


def in_table(section: Section, table: Table) -> Section:
    """The section under the header of a table; a plan's cells are drafted only where their own words recommend."""
    if table is Table.PLAN:
        return Section(table=table)
    theme = "" if _NUMBER_CELL.fullmatch(section.theme) else section.theme
    return Section(theme=theme, list_kind=RECOMMENDATION, list_words=table.value, table=table)
