"""Tables of recommendations and action plans, known by the cells of their header."""

import re
from collections.abc import Sequence
from enum import StrEnum

from inspections.reading.blocks import Block
from inspections.reading.field_names import FIELD_NAMES

LONGEST_CELL = 40  # letters of a header's cell
WIDEST = 10  # cells


class Table(StrEnum):
    """Kinds of table: a report's own, or a plan that repeats a report's words beside what is done about them."""

    NONE = ""
    RECOMMENDATIONS = "recommendations"
    PLAN = "plan"


_OF_A_PLAN = re.compile(r"actions?|actions? required|issue owner|action owner|action status|progress|update")
_OF_A_TABLE = re.compile("priority|" + "|".join(FIELD_NAMES.values()))


def headers_in(blocks: Sequence[Block]) -> dict[int, Table]:
    """Where a table's header begins, by the place of its cell "Recommendation" or "Requirement", and what table it is."""
    cells = [block.text.lower().strip(" .:?") for block in blocks]
    found = {}
    for place, cell in enumerate(cells):
        if not re.fullmatch(
            r"(?:(?:no|ref|reference|number|item|#)[. ]*)?(?:issue or )?(?:recommendations?|requirements?)", cell
        ):
            continue
        others = []
        for other in cells[place + 1 : place + WIDEST]:
            if len(other) > LONGEST_CELL:
                break
            others.append(other)
        if any(_OF_A_PLAN.fullmatch(other) for other in others):
            found[place] = Table.PLAN
        elif any(_OF_A_TABLE.fullmatch(other) for other in others):
            found[place] = Table.RECOMMENDATIONS
    return found
