"""The inspection that a row's own column names ("Source", "Report", "Inspection"), held against the one its sheet answers."""

import re

from django.utils.translation import gettext

from inspections.models import Inspection

from .answers import Answers, OpenQuestion
from .matching import folded
from .planned_rows import SAYS_NOTHING, PlannedRow

# Words that tell one inspection from no other.
TELL_NOTHING = {
    "a",
    "an",
    "and",
    "by",
    "for",
    "in",
    "inspection",
    "of",
    "on",
    "police",
    "report",
    "review",
    "the",
    "to",
}


def named_inspection(answers: Answers, words: str | None, otherwise: str | None) -> str | None:
    """The slug of the inspection that was answered for a row's words, else the sheet's (`otherwise`)."""
    return answers.reports.get(folded(words or "")) or otherwise


def inspection_question(row: PlannedRow, inspection: Inspection, answers: Answers) -> list[OpenQuestion]:
    """The question that is asked once for all rows which name something else than the sheet's inspection; none where they agree."""
    words = folded(row.report)
    if words in SAYS_NOTHING or words in answers.reports or _names(words, inspection):
        return []
    why = gettext(
        "The row says “%(named)s”, and the sheet answers “%(inspection)s”: say which inspection the row is of."
    )
    why %= {"named": row.report, "inspection": inspection.title}
    return [OpenQuestion("reports", words, why, column="report")]


def _names(words: str, inspection: Inspection) -> bool:
    """Return whether all that tells something in the words is in the inspection's title or slug."""
    names = set(re.findall(r"\w+", words)) - TELL_NOTHING
    return bool(names) and names <= set(re.findall(r"[^\W_]+", f"{inspection.title} {inspection.slug}".casefold()))
