"""The fields of a register of recommendations: "Status: Accepted", "Addressed to: Marlshire Police", before or after the words."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from inspections.reading.blocks import Block, Shape
from inspections.reading.drafts import NOTHING_STATED, Stated
from inspections.reading.field_names import FIELD_NAMES, LIMIT, NUMBER, STATED_ON, STATUS, TO
from inspections.reading.names import parted
from inspections.reading.openings import Label, label_of
from inspections.reading.phrases import SHOULD, phrase_in

MOST_CELLS, LONGEST_CELL = 6, 80  # blocks of a table's row behind the words, and letters of one
MOST_BETWEEN = 3  # blocks between a recommendation and its fields
OTHER = "other"
# "Management response", over what was answered.
_ANSWER = (
    r"(?:(?:the|agreed) )?(?:management|agency|force|service|council|organisation|provider|trust|ministry|department)(?:[’']s)? "
    r"(?:response|comments?)"
)
_NAMES = {
    **FIELD_NAMES,
    OTHER: rf"{_ANSWER}|(?:agreed )?(?:management|agency|service) action|accepted action|risk|"
    r"(?:date )?(?:published|issued|made|opened)(?: on)?|date(?: \w+){0,2}|publication date|"
    r"themes?|topic|subject|type|category|priority|source|report|inspection|area|force|region",
}
_FIELD = re.compile(
    "(?:" + "|".join(f"(?P<{name}>{form})" for name, form in _NAMES.items()) + r")\s*[:?]\s*(?P<says>.{0,120})",
    re.IGNORECASE,
)
# "Evidence required for discharge: the published standard": a field that no list knows, among others.
_ANY_FIELD = re.compile(r"[A-Z][\w’' ]{2,40}: .{1,300}")
# "Every ward should have one. Owner: Chief Nurse. By when: June 2015"
_BEHIND = re.compile(
    r"(?<=[.;)]) (owner|lead|responsible(?: officer)?|action by|by(?: when)?|timescale|deadline|target date|due date) ?[:–—-] ",
    re.IGNORECASE,
)
_OWNS = re.compile(r"owner|lead|responsible|action by", re.IGNORECASE)
_STATUS_ALONE = re.compile(
    r"(?:not |partly |partially |fully |already )?(?:accepted|implemented|completed?|closed|open|rejected|superseded|withdrawn|"
    r"achieved|delivered|in progress|ongoing|outstanding|under consideration)(?: in (?:part|full|principle))?",
    re.IGNORECASE,
)
_STATUS_BEHIND = re.compile(
    rf"(?:current )?(?:status|response|outcome) (?P<says>{_STATUS_ALONE.pattern})", re.IGNORECASE
)
_NUMBER_ALONE = re.compile(r"[A-Z]{1,4}[-/ ]?[0-9]{1,4}(?:[./-][0-9]{1,4})?|[0-9]{4}/[0-9]{1,3}")


@dataclass(frozen=True)
class Field:
    """A line of a register beside the words: the sort of field, and what it says."""

    name: str
    says: str


@dataclass(frozen=True)
class RegisterWords:
    """The words of a register beside those of a recommendation; "" and () where it says nothing."""

    stated: Stated
    addressees: tuple[str, ...]
    limit: str
    label: Label | None


def fields_in(blocks: Sequence[Block], headers: Mapping[int, object]) -> dict[int, Field]:
    """The fields by the place of their blocks; one whose words stand in the next block has both places.

    headers: where the headers of tables begin; behind one a status or a number is a field without a name.
    """
    found, in_table = {}, min(headers, default=len(blocks))
    for place, block in enumerate(blocks):
        if place in found:
            continue
        if named := _FIELD.fullmatch(block.text):
            name = named.lastgroup if named.lastgroup != "says" else next(name for name in _NAMES if named[name])
            says = named["says"].strip()
            if not says and place + 1 < len(blocks) and _is_value(blocks[place + 1].text, of=name):
                says = blocks[place + 1].text
                found[place + 1] = Field(OTHER, "")
            if not SHOULD.search(says):
                found[place] = Field(name, says)
        elif _heads_an_answer(blocks, place):
            found[place] = found[place + 1] = Field(OTHER, "")
        elif status := _STATUS_BEHIND.fullmatch(block.text):
            found[place] = Field(STATUS, status["says"])
        elif place > in_table and _STATUS_ALONE.fullmatch(block.text):
            found[place] = Field(STATUS, block.text)
        elif _NUMBER_ALONE.fullmatch(block.text) and (place > in_table or _is_over_a_demand(blocks, place)):
            found[place] = Field(NUMBER, block.text)
    return _without_heads(blocks, found)


def _without_heads(blocks: Sequence[Block], fields: dict[int, Field]) -> dict[int, Field]:
    """The fields without "To: The Ministry", where the first of them stands over numbered items and behind none."""
    turned = [place for place, field in fields.items() if field.name == TO and field.says]
    first = turned[0] if turned else 0
    over = (
        first and blocks[first - 1].text.endswith(":") and first + 1 < len(blocks) and label_of(blocks[first + 1].text)
    )
    return {place: field for place, field in fields.items() if not (over and place in turned)}


def fields_behind(words: str) -> tuple[str, str, str]:
    """The words of a recommendation without the fields that run on behind its last sentence, whose it is, and by when; "" for none."""
    first, *fields = _BEHIND.split(words)
    values: dict[str, str] = {}
    for name, says in zip(fields[::2], fields[1::2], strict=True):
        values.setdefault(TO if _OWNS.match(name) else LIMIT, says.strip(" .;)"))
    opened = "(" in first and ")" not in first.rpartition("(")[2]  # "(by May 2015; owner: the Council)"
    first = f"{first.strip(' ;')})" if opened else first.strip()
    return first if fields else words, values.get(TO, ""), values.get(LIMIT, "")


def names_a_field(text: str) -> bool:
    """Return whether words are the name of a field and no more: "Published", over a line with the day."""
    return any(re.fullmatch(form, text, re.IGNORECASE) for form in _NAMES.values())


def _is_over_a_demand(blocks, place):
    asks = place + 1 < len(blocks) and SHOULD.search(blocks[place + 1].text)
    return bool(asks) and label_of(blocks[place].text) is None


def _heads_an_answer(blocks, place):
    named = re.fullmatch(_ANSWER, blocks[place].text, re.IGNORECASE)
    if re.fullmatch("agreed (?:management )?actions?", blocks[place].text, re.IGNORECASE):
        named = any(above.text.startswith("Recommendation") for above in blocks[max(0, place - MOST_BETWEEN) : place])
    return bool(named) and place + 1 < len(blocks) and _is_value(blocks[place + 1].text)


def _is_value(text, of=""):
    """Return whether words may be what a field says: short ones that ask for nothing, or any behind what was answered."""
    short = len(text) <= 120 and not SHOULD.search(text)
    return (short or (of == OTHER and not phrase_in(text))) and not _FIELD.fullmatch(text) and not label_of(text)


def fields_beside(
    blocks: Sequence[Block], fields: Mapping[int, Field], first: int, last: int, *, in_table: bool, labelled: bool
) -> RegisterWords:
    """The words of the fields before, among and behind the blocks from `first` to `last`; in a table, those of its row.

    labelled: the blocks begin with a label, so that what stands before them is another's.
    """
    before, after = first, last + 1
    while not labelled and before - 1 in fields:
        before -= 1
    while after < len(blocks) and (
        after in fields
        or (in_table and after <= last + MOST_CELLS and _is_cell(blocks[after]))
        or _leads_to_a_field(blocks, fields, after, labelled=labelled)
    ):
        if after in fields and fields[after].name == NUMBER and (in_table or _is_over_a_demand(blocks, after)):
            break  # of the next row, or over the next recommendation
        after += 1
    values: dict[str, str] = {}
    for place in range(before, after):
        if place in fields and fields[place].says:
            values.setdefault(fields[place].name, fields[place].says)
    label = Label("", values[NUMBER], "", strong=True) if NUMBER in values else None
    addressees = parted(values.get(TO, ""))
    by = addressees[0] if len(addressees) == 1 else ""
    stated = Stated(values[STATUS], by, values.get(STATED_ON, "")) if STATUS in values else NOTHING_STATED
    return RegisterWords(stated, addressees, values.get(LIMIT, ""), label)


def _leads_to_a_field(blocks, fields, place, *, labelled):
    """Return whether words that ask for nothing stand between a recommendation and its fields: its reasons, or a field of another name."""
    for block, following in zip(blocks[place : place + MOST_BETWEEN], range(place + 1, len(blocks)), strict=False):
        if label_of(block.text) or SHOULD.search(block.text) or phrase_in(block.text) or block.shape is Shape.HEADING:
            return False
        if following in fields and fields[following].name == STATUS:
            return blocks[following].text.endswith("?") or (labelled and bool(_ANY_FIELD.fullmatch(block.text)))
    return False


def _is_cell(block):
    return len(block.text) <= LONGEST_CELL and not SHOULD.search(block.text) and not label_of(block.text)
