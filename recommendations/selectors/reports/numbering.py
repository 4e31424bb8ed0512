"""Which number each draft goes by: as printed, or the next free one in printed order; where two have the same; and which stand."""

from collections import Counter
from collections.abc import Mapping
from itertools import count

from django.db.models import Prefetch
from django.utils.translation import gettext

from ...models import Part, Recommendation, ReportDraft
from .later_copy import as_they_were

Kind = Recommendation.Kind

# What stands before a number that we give, by kind, so that a strength and a recommendation may both be the first.
LETTERS = {Kind.CAUSE_OF_CONCERN: "C", Kind.AREA_FOR_IMPROVEMENT: "A", Kind.STRENGTH: "S", Kind.MIXED: "M"}


def taken_in(inspection) -> dict[str, Recommendation]:
    """{number: recommendation} of an inspection, with the parts that stand; those that went with their import have none."""
    parts = Prefetch("parts", Part.objects.filter(ended_at=None))
    recommendations = inspection.recommendations.filter(withdrawn_at=None).prefetch_related(parts)
    return {each.reference: each for each in recommendations}


def standing(drafts, taken: Mapping[str, Recommendation]) -> dict[int, Recommendation]:
    """{draft.pk: recommendation} of the drafts that stand in the inspection already, word for word and under their number, if any.

    So they do where a later copy of the same register or report is read.
    """
    return as_they_were(filter(numbered, drafts), taken)


def numbered(draft) -> bool:
    """Return whether a draft takes a number: what is discarded and next steps take none."""
    return draft.choice != ReportDraft.Choice.DISCARDED and not draft.is_next_step


def references(drafts, taken: Mapping[str, Recommendation]) -> dict[int, str]:
    """{draft.pk: number} of the drafts that take one, in their order. taken: what the inspection has."""
    used = set(taken) | {draft.reference for draft in drafts if numbered(draft)}
    given = {key: recommendation.reference for key, recommendation in standing(drafts, taken).items()}
    for draft in filter(numbered, drafts):
        given.setdefault(draft.pk, draft.reference or _next_free(draft.kind, used))
        used.add(given[draft.pk])
    return given


def clashes(drafts, taken: Mapping[str, Recommendation]) -> dict[int, str]:
    """{draft.pk: why} of the drafts whose number another has; one that stands already has its own."""
    times = Counter(draft.reference for draft in drafts if numbered(draft))
    known = standing(drafts, taken)
    found = {}
    for draft in drafts:
        if not (numbered(draft) and draft.reference):
            continue
        if draft.reference in taken and draft.pk not in known:
            found[draft.pk] = gettext("The inspection has this number already.")
        elif times[draft.reference] > 1:
            found[draft.pk] = gettext("Another has this number too.")
    return found


def _next_free(kind, used):
    letter = LETTERS.get(kind, "")
    return next(number for n in count(1) if (number := f"{letter}{n}") not in used)
