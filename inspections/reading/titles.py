"""The words to which a label stands as a title: "Recommendation 3: Supervision", or a label with fields below it."""

import re
from collections.abc import Sequence

from inspections.reading.addressees import addressee_of_heading
from inspections.reading.blocks import Block, Shape
from inspections.reading.openings import is_limit_alone, label_of
from inspections.reading.phrases import SHOULD, demands, is_act
from inspections.reading.register_fields import names_a_field
from inspections.reading.verbs import begins_with_a_verb

_FOR_COMPLETION = re.compile(r"^(?:for completion|to be completed|complete) ")
LONGEST = 8  # words of a title
CLOSE_BY = 3  # blocks below the label
MOST_FIELDS = 12  # blocks of a register's fields: "Published:", "Agency:", and what each says
# "Published:" and "Agency: Marlshire Police", as registers of recommendations print them between the number and the words.
_FIELD = re.compile(r"[A-Z][\w’' ]{1,30}:(?P<says> .{1,80})?")


def may_be_a_title(words: str) -> bool:
    """Return whether words that ask may be no more than a title: "Duty to record"."""
    return (
        len(words.split()) <= LONGEST
        and words[-1:].isalnum()
        and not (SHOULD.search(words) or begins_with_a_verb(words))
    )


def limit_of_title(words: str) -> str:
    """The time limit that a label's title is, "" for none: "(for completion by March 2016)"."""
    limit = _FOR_COMPLETION.sub("", words.strip(" ()"))
    return limit if is_limit_alone(limit) else ""


def words_under_a_title(blocks: Sequence[Block], place: int) -> int | None:
    """Where the demand stands that the label at `place` gives its title to; None for none close by."""
    near, after_field = place + CLOSE_BY, False
    for following in range(place + 1, min(place + 1 + MOST_FIELDS, len(blocks))):
        block = blocks[following]
        if following > near or label_of(block.text):
            return None
        field = _FIELD.fullmatch(block.text) if not demands(block.text) else None
        if names_a_field(block.text):
            near, after_field = following + CLOSE_BY, True
            continue
        if field or (after_field and not (demands(block.text) or is_act(block.text))):
            near, after_field = following + CLOSE_BY, bool(field and not field["says"])
            continue
        if addressee_of_heading(block.text):  # "To chief constables", between the number and the words
            near = following + CLOSE_BY
            continue
        if block.shape is Shape.HEADING and not is_limit_alone(block.text):
            return None
        if demands(block.text) or (following > place + 1 and is_act(block.text) and block.text.endswith(".")):
            return following
    return None
