"""The header of a table whose cells ran together in one line: "No Recommendation Owner By"."""

import re

LONGEST = 80  # letters
_ASKED = r"(?:(?:agreed |our )?recommendations?|requirements?|"
_ASKED += r"(?:actions?|improvements?) (?:needed|required)|required (?:actions?|improvements?))"
_OTHER = (
    r"(?:no|ref|number|item|#|rec|findings?|issues?|risk|priority|responsible|"
    r"(?:responsible )?(?:owner|lead|officer|agency|body)|by(?: when| whom)?|"
    r"(?:due|target|completion) date|date|due|deadline|timescale|timeframe|status|(?:management )?response)"
)
_HEADER = re.compile(rf"(?:{_OTHER}\.? ){{0,3}}{_ASKED}(?: {_OTHER}){{1,4}}", re.IGNORECASE)


def ran_together(text: str) -> bool:
    """Return whether a line is such a header, so that words of other columns may stand behind those of each row."""
    return len(text) <= LONGEST and bool(_HEADER.fullmatch(text))
