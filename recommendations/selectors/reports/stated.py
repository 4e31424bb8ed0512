"""The status that a register of recommendations gives, as the transcribed statement that it becomes."""

import re
from collections.abc import Iterable, Mapping

from ...importers.status_words import ASSESSMENTS, Meaning, read_status
from ...models import Recommendation, ReportDraft, TranscribedStatement
from ..intake.planned_rows import STATUS_MEANS

_BRACKET = re.compile(r"\s*\([^()]*\)$")  # "Complete (spring 2015)"
Means = TranscribedStatement.Means
# No action of ours has this status, so what would only name one is kept: it is what the body reports.
IN_A_REGISTER = (
    STATUS_MEANS
    | dict.fromkeys(ASSESSMENTS, Means.ASSESSMENT)
    | {
        Meaning.IN_PROGRESS: Means.UPDATE,
        Meaning.NOT_STARTED: Means.UPDATE,
        Meaning.WITHDRAWN: Means.STATUS,
    }
)


def means(draft: ReportDraft) -> Means:
    """The meaning of a draft's status; Means.STATUS for words that no house's table of status words has: "Accepted in part"."""
    read = read_status(draft.status).means or read_status(_BRACKET.sub("", draft.status)).means
    return IN_A_REGISTER.get(read, Means.STATUS)


def new_statuses(drafts: Iterable[ReportDraft], standing: Mapping[int, Recommendation]) -> set[int]:
    """The keys of the drafts whose status is another than a report gave last, by the same body, of what they are (`standing`, by draft)."""
    keys = {draft: recommendation.pk for draft, recommendation in standing.items()}
    statements = TranscribedStatement.objects.filter(report__isnull=False, recommendation__pk__among=set(keys.values()))
    stated = statements.order_by("pk").values_list("recommendation", "said_by", "words", "said_on")
    last = {(key, by): what for key, by, *what in stated} if keys else {}
    return {
        draft.pk
        for draft in drafts
        if draft.status and last.get((keys.get(draft.pk), draft.status_by)) != [draft.status, draft.status_on]
    }


def waits(draft: ReportDraft) -> bool:
    """Return whether the DCC is asked about its status once it is recorded."""
    return bool(draft.status) and means(draft) in TranscribedStatement.TO_CONFIRM
