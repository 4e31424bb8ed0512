"""Which number each draft goes by: as printed, or the next free one in printed order; and where two have the same."""

from collections import Counter
from itertools import count

from ...models import Recommendation, ReportDraft

Kind = Recommendation.Kind

# What stands before a number that we give, by kind, so that a strength and a recommendation may both be the first.
LETTERS = {Kind.CAUSE_OF_CONCERN: "C", Kind.AREA_FOR_IMPROVEMENT: "A", Kind.STRENGTH: "S", Kind.MIXED: "M"}


def taken_in(inspection) -> set[str]:
    """The numbers that an inspection's recommendations have; those that went with their import have none."""
    return set(inspection.recommendations.filter(withdrawn_at=None).values_list("reference", flat=True))


def numbered(draft) -> bool:
    """Return whether a draft takes a number: what is discarded and next steps take none."""
    return draft.choice != ReportDraft.Choice.DISCARDED and not draft.is_next_step


def references(drafts, taken) -> dict[int, str]:
    """{draft.pk: number} of the drafts that take one, in their order. taken: numbers that the inspection has."""
    used = set(taken) | {draft.reference for draft in drafts if numbered(draft)}
    given = {}
    for draft in filter(numbered, drafts):
        given[draft.pk] = draft.reference or _next_free(draft.kind, used)
        used.add(given[draft.pk])
    return given


def clashes(drafts, taken) -> dict[int, str]:
    """{draft.pk: why} of the drafts whose number another has."""
    times = Counter(draft.reference for draft in drafts if numbered(draft))
    return {
        draft.pk: "The inspection has this number already."
        if draft.reference in taken
        else "Another has this number too."
        for draft in drafts
        if numbered(draft) and draft.reference and (times[draft.reference] > 1 or draft.reference in taken)
    }


def _next_free(kind, used):
    letter = LETTERS.get(kind, "")
    return next(number for n in count(1) if (number := f"{letter}{n}") not in used)
