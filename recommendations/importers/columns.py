"""The columns of a plan that comes in: what each holds, by the words of its header.

A new column is added here: its field to FIELD_CHOICES, the words of its header to WHOLE or PHRASES. rows.Row gets the field,
cells.read_row fills it, and selectors/intake/planned_rows.py says what becomes of it. For a plan that goes out see
selectors/plan_export.py and packs/.
"""

import re

from safeguarding.lib.grids import Line

from .parse_text import fold

# Every column that can be read, as people are asked about it.
FIELD_CHOICES = {
    "reference": "Reference or number",
    "recommendation": "Recommendation",
    "theme": "Theme",
    "report": "Inspection or report",
    "page": "Page or paragraph",
    "timescale": "Time limit the inspectorate set",
    "issue_owner": "Issue owner",
    "corporate_or_local": "Corporate or local",
    "action": "Action",
    "action_owner": "Action owner",
    "cost": "Cost",
    "target": "Target date (deadline)",
    "expected": "Expected completion date",
    "status": "Status",
    "rag": "RAG colour",
    "update": "Update",
    "outcome": "Outcome",
    "evidence": "Evidence",
}
UNREAD = ""  # a column left unread: its words are kept beside the row

WORDING = ("text", "description", "detail", "details", "wording")
# A header that is nothing but these words.
WHOLE = {
    **dict.fromkeys(("no", "number", "ref", "reference", "rec no", "rec ref", "rec", "id", "#", "item", "serial"), "reference"),
    **dict.fromkeys(("s/n", "ser", "item no", "afi no"), "reference"),
    **dict.fromkeys(WORDING, "recommendation"),
    **dict.fromkeys(("owner", "lead", "responsible", "by whom", "who", "assigned to"), "action_owner"),
    **dict.fromkeys(("due", "by when", "when", "date due", "timescale"), "target"),  # the house's own
    **dict.fromkeys(("source", "report", "inspection", "origin"), "report"),
    **dict.fromkeys(("page", "pages", "paragraph", "para"), "page"),
}  # fmt: skip
# The first phrase that a header holds says what its column is, so longer phrases come first.
PHRASES = (
    ("issue owner", "issue_owner"),
    ("recommendation owner", "issue_owner"),
    ("senior responsible", "issue_owner"),
    ("sro", "issue_owner"),
    ("chief officer lead", "issue_owner"),
    ("strategic lead", "issue_owner"),
    ("action owner", "action_owner"),
    ("action lead", "action_owner"),
    ("tactical lead", "action_owner"),
    ("responsible officer", "action_owner"),
    ("lead officer", "action_owner"),
    ("officer responsible", "action_owner"),
    ("person responsible", "action_owner"),
    ("recommendation status", "status"),
    ("status/rag", "status"),
    ("status update", "update"),
    ("action status", "status"),
    ("action update", "update"),
    ("action progress", "update"),
    ("action taken", "update"),
    ("corporate", "corporate_or_local"),
    ("recommendation no", "reference"),
    ("recommendation number", "reference"),
    ("recommendation ref", "reference"),
    ("recommendation reference", "reference"),
    ("rec no", "reference"),
    ("rec ref", "reference"),
    ("ref no", "reference"),
    ("reference no", "reference"),
    ("reference number", "reference"),
    ("action no", UNREAD),  # the house's own numbers, which are not ours
    ("action number", UNREAD),
    ("action ref", UNREAD),
    ("recommendation", "recommendation"),
    ("area for improvement", "recommendation"),
    ("afi", "recommendation"),
    ("finding", "recommendation"),
    ("urgency", "target"),
    ("deadline", "target"),
    ("target date", "target"),
    ("target completion", "target"),
    ("due date", "target"),
    ("expected", "expected"),
    ("forecast", "expected"),
    ("action", "action"),
    ("cost", "cost"),
    ("brag", "rag"),
    ("rag status", "rag"),
    ("status", "status"),
    ("rag", "rag"),
    ("update", "update"),
    ("progress", "update"),
    ("latest position", "update"),
    ("current position", "update"),
    ("comment", "update"),
    ("outcome", "outcome"),
    ("evidence", "evidence"),
    ("theme", "theme"),
    ("inspection/report", "report"),
    ("source", "report"),
)
NEEDED = {"recommendation", "action"}  # for a plan to be found without asking
LONGEST_HEADER = 80  # characters: a header names a column, a recommendation is longer
_FORMS = tuple((re.compile(rf"\b{re.escape(phrase)}(?:\(s\)|s)?(?!\w)"), name) for phrase, name in PHRASES)


def read_header(line: Line) -> tuple[dict[int, str], dict[int, str]]:
    """The words of a header by position from 0, and the field that each names. Of two with one field, the first has it."""
    headers: dict[int, str] = {}
    fields: dict[int, str] = {}
    for position, cell in enumerate(line.cells):
        if not cell.words or continues_left(line, position):
            continue
        headers[position] = cell.words
        name = field_of(cell.words)
        if name and name not in fields.values():
            fields[position] = name
    return headers, fields


def field_of(header: str) -> str | None:
    """The field that a header names, None where its words are not known or say to leave the column unread."""
    words = fold(header).strip(" .:*?")
    if len(words) > LONGEST_HEADER:
        return None
    if words in WHOLE:
        return WHOLE[words]
    return next((name or None for form, name in _FORMS if form.search(words)), None)


def continues_left(line: Line, position: int) -> bool:
    """Return whether this cell is merged with the one to its left."""
    return position > 0 and line.cells[position].origin == line.cells[position - 1].origin
