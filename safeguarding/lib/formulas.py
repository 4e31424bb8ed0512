"""Words that a spreadsheet would work out: guarded by an apostrophe on their way out, bare again on their way in."""

import re

_FORMULA = re.compile(r"'*[=+\-@\t＝＋－＠]")  # in full width too, which Excel takes for the same in some languages


def guarded(words: str) -> str:
    """Words that no spreadsheet takes for a formula: an apostrophe before =, +, - and @."""
    return f"'{words}" if _FORMULA.match(words) else words


def unguarded(words: str) -> str:
    """The words that `guarded` was given."""
    return words[1:] if words.startswith("'") and _FORMULA.match(words) else words
