"""The header of a table whose cells ran together in one line: "No Recommendation Owner By"."""

import re

LONGEST = 80  # letters
_ASKED = r"(?:(?:agreed |our )?recommendations?|requirements?|actions? required|required (?:actions?|improvements?)|improvements? (?:needed|required))"
_OTHER = (
    r"(?:no|ref|number|item|#|rec|findings?|issues?|risk|priority|(?:responsible )?(?:owner|lead|officer|agency|body)|responsible|by(?: when| whom)?|"
    r"(?:due|target|completion) date|date|due|deadline|timescale|timeframe|status|(?:management )?response)"
)
_HEADER = re.compile(rf"(?:{_OTHER}\.? ){{0,3}}{_ASKED}(?: {_OTHER}){{1,4}}", re.IGNORECASE)


def ran_together(text: str) -> bool:
    """Return whether a line is such a header, so that words of other columns may stand behind those of each row."""
    return len(text) <= LONGEST and bool(_HEADER.fullmatch(text))
