"""Parts and recommendations as people name them, now or then: "8c" of an inspection."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from inspections.models import Inspection
from safeguarding.as_at import rows

from ..models import Part, Recommendation
from ..models.recommendations import part_in_words, printed
from .figures import Addresses


@dataclass(frozen=True)
class NamedPart:
    """A part in words, where its recommendation is, and the title of its inspection."""

    words: str
    url: str
    inspection: str

    def __str__(self) -> str:
        return self.words


def named_parts(keys: Collection[int], at: datetime | None = None) -> dict[int, NamedPart]:
    """{key: NamedPart} as at a moment (None: now). One query, of the past three."""
    to = Addresses(at)
    if at is None:
        now = Part.objects.filter(pk__in=keys).select_related("recommendation__inspection")
        found = [(part, part.recommendation, part.recommendation.inspection) for part in now]
    else:
        # A history row's foreign key leads to today's row, so each is asked for its own past.
        parts = list(rows(Part, at).filter(id__in=keys))
        asked = _by_key(rows(Recommendation, at).filter(id__in={part.recommendation_id for part in parts}))
        inspections = _by_key(rows(Inspection, at).filter(id__in={one.inspection_id for one in asked.values()}))
        found = [
            (part, asked[part.recommendation_id], inspections[asked[part.recommendation_id].inspection_id])
            for part in parts
        ]
    return {
        part.id: NamedPart(part_in_words(one, part), to.recommendation(one.id), inspection.title)
        for part, one, inspection in found
    }


def named_recommendations(keys: Collection[int], at: datetime | None = None) -> dict[int, str]:
    """{key: "Recommendation 8, National inspection"} as at a moment (None: now). Two queries."""
    found = list(rows(Recommendation, at).filter(id__in=keys))
    titles = titles_of_inspections({one.inspection_id for one in found}, at)
    kinds = dict(Recommendation.Kind.choices)
    return {one.id: f"{kinds[one.kind]} {printed(one.reference)}, {titles[one.inspection_id]}" for one in found}


def titles_of_inspections(keys: Collection[int], at: datetime | None = None) -> dict[int, str]:
    """{key: title} as at a moment (None: now)."""
    return dict(rows(Inspection, at).filter(id__in=keys).values_list("id", "title"))


def _by_key(found):
    return {row.id: row for row in found}
