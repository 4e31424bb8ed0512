"""Parts and recommendations as people name them, now or then: "8c" of an inspection."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from inspections.models import Inspection
from safeguarding.as_at import joined, rows

from ..models import Part, Recommendation
from ..models.recommendations import part_in_words, printed
from .figures import Addresses

READ = (
    *("id", "letter", "recommendation__kind", "recommendation__reference"),
    *(f"recommendation__inspection__{name}" for name in ("title", "published_precision")),
)


@dataclass(frozen=True)
class NamedPart:
    """A part in words, the key of its recommendation, and the title of its inspection, with how exactly that is dated."""

    words: str
    recommendation: int
    inspection: str
    published_precision: str
    to: Addresses

    @property
    def url(self) -> str:
        """The page of its recommendation."""
        return self.to.recommendation(self.recommendation)

    def __str__(self) -> str:
        return self.words


def named_parts(keys: Collection[int], at: datetime | None = None) -> dict[int, NamedPart]:
    """{key: NamedPart} as at a moment (None: now). One query, of the past three."""
    to = Addresses(at)
    parts = joined(rows(Part, at).filter(id__among=keys).only(*READ), "recommendation__inspection", at=at)
    return {part.id: _named(part, part.recommendation, to) for part in parts}


def _named(part, asked, to):
    report = asked.inspection
    return NamedPart(part_in_words(asked, part), part.recommendation_id, report.title, report.published_precision, to)


def named_recommendations(keys: Collection[int], at: datetime | None = None) -> dict[int, str]:
    """{key: "Recommendation 8, National inspection"} as at a moment (None: now). One query, of the past two."""
    found = joined(rows(Recommendation, at).filter(id__in=keys), "inspection", at=at)
    kinds = dict(Recommendation.Kind.choices)
    return {one.id: f"{kinds[one.kind]} {printed(one.reference)}, {one.inspection.title}" for one in found}


def titles_of_inspections(keys: Collection[int], at: datetime | None = None) -> dict[int, str]:
    """{key: title} as at a moment (None: now)."""
    return dict(rows(Inspection, at).filter(id__in=keys).values_list("id", "title"))
