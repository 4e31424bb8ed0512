"""The slips that can be made in a piece of SQL: a comparison, a NOT, a name, or a condition that was forgotten."""

import re
from collections.abc import Iterator

SQL = re.compile(r"\b(SELECT|EXISTS|IS NULL|IS NOT NULL)\b|\bNEW\.")
EXCHANGED = (
    *((r"<=", "<"), (r">=", ">"), (r"(?<![<>])=", "<>"), (r"<>", "="), (r"<(?![=>])", "<="), (r"(?<!<)>(?!=)", ">=")),
    *((r"\bIS NULL\b", "IS NOT NULL"), (r"\bIS NOT NULL\b", "IS NULL"), (r"\bNOT (?!NULL)", ""), (r"\bDESC\b", "ASC")),
    *((r"\bMIN\b", "MAX"), (r"(?<=')(?=\w+')", "not-")),
)
ENDS = re.compile(r"\b(AND|OR|ORDER|LIMIT|UNION|WHERE)\b")


def slips(sql: str) -> Iterator[tuple[str, str]]:
    """(what stood there, the SQL without it or with another in its place), a slip at a time; nothing of what is no SQL."""
    if not SQL.search(sql):
        return
    for pattern, other in EXCHANGED:
        for found in re.finditer(pattern, sql):
            near = sql[max(0, found.start() - 30) : found.end() + 30]
            yield f"{near} -> {found[0]} becomes {other}", sql[: found.start()] + other + sql[found.end() :]
    for start, end in _conditions(sql):
        yield f"{sql[start:end]} -> left out", sql[:start] + " 1 = 1 " + sql[end:]


def _conditions(sql):
    """Where each condition stands that follows an AND, up to the next word of the statement around it."""
    for found in re.finditer(r"\bAND\b(?! NOT \{)", sql):
        start, depth = found.end(), 0
        for end in range(start, len(sql) + 1):
            here = sql[end : end + 1]
            depth += (here == "(") - (here == ")")
            if depth < 0 or not here or (depth == 0 and end > start and ENDS.match(sql, end)):
                break
        if sql[start:end].strip() not in ("", "NOT") and depth <= 0:
            yield start, end
