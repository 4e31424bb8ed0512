"""The header of a table whose cells ran together in one line: "No Recommendation Owner By"."""

import re

from inspections.reading.field_names import FIELD_NAMES

LONGEST = 120  # letters
_ASKED = r"(?:(?:agreed |our )?recommendations?|requirements?|"
_ASKED += r"(?:actions?|improvements?) (?:needed|required)|required (?:actions?|improvements?))"
_OTHER = rf"(?:findings?|issues?|risk|priority|paragraphs?|pages?|{'|'.join(FIELD_NAMES.values())})"
_HEADER = re.compile(rf"(?!.* by (?!when|whom)\w+$)(?:{_OTHER}\.? ){{0,3}}{_ASKED}(?: {_OTHER}){{1,4}}", re.IGNORECASE)

# "(Regulation 12) 12 June 2015", where the cell of the day ran together with the words
_DAY = re.compile(r"(?<=[.)]) (?P<day>[0-9]{1,2} [A-Z][a-z]+ [0-9]{4}|[0-9]{1,2}/[0-9]{1,2}/[0-9]{2,4})$")
_CELLS = re.compile(
    r"(?<=[.)]) (?:(?:High|Medium|Low|Agreed|Accepted) )*(?P<cells>[A-Z][^.;:!?]{2,100}?)(?: [0-9]{1,3}(?:\.[0-9]{1,3})?)?$"
)


def day_behind(words: str) -> tuple[str, str]:
    """The words of a row without the day that stands behind their stop, and that day; "" for none."""
    found = _DAY.search(words)
    return (words[: found.start()], found["day"]) if found else (words, "")


def cells_behind(words: str) -> tuple[str, str]:
    """The words of a row without the other cells that ran together behind their last stop, and those cells without a page's number."""
    found = _CELLS.search(words)
    return (words[: found.start()], found["cells"]) if found else (words, "")


def ran_together(text: str) -> bool:
    """Return whether a line is such a header, so that words of other columns may stand behind those of each row."""
    return len(text) <= LONGEST and bool(_HEADER.fullmatch(text))
