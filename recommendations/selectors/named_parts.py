"""Parts and recommendations as people name them, now or then: "8c" of an inspection."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import NamedTuple

from django.utils.text import get_text_list
from django.utils.translation import gettext

from inspections.models import Inspection
from safeguarding.as_at import followed, rows
from safeguarding.lib.database.prepared import put_together_once
from safeguarding.lib.languages import translated

from ..models import Part, Recommendation
from ..models.recommendations import part_in_words, printed
from .figures import Addresses

NAMED_BY = (
    *("letter", "recommendation_id", "recommendation__kind", "recommendation__reference"),
    *(f"recommendation__inspection__{name}" for name in ("title", "published_precision")),
)


class NamedPart(NamedTuple):
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


def only(parts: Collection[object]) -> str:
    """Which parts alone are meant, where not all are: ", only 8b and 8c"."""
    return gettext(", only %(parts)s") % {"parts": get_text_list([str(part) for part in parts], gettext("and"))}


def named_parts(keys: Collection[int], at: datetime | None) -> dict[int, NamedPart]:
    """{key: NamedPart} as at a moment (None: now). One query, of the past three."""
    to = Addresses(at)
    found = _then(tuple(keys), at) if at else _now(keys=tuple(keys))
    return {key: named_part(columns, to) for key, *columns in found}


def named_part(columns: Sequence[object], to: Addresses) -> NamedPart:
    """The NamedPart of the columns NAMED_BY."""
    letter, recommendation, kind, reference, title, precision = columns
    return NamedPart(part_in_words(kind, reference, letter), recommendation, title, precision, to)


@put_together_once
def _now(keys):
    """Rows of the key and NAMED_BY, and no objects: of a file that is read whole there are very many."""
    return Part.objects.filter(id__among=keys).order_by().values_list("id", *NAMED_BY)


def _then(keys, at):
    """The same rows of a past moment, where a part of then leads to a recommendation of then."""
    for part in followed(_of_then(keys=keys, at=at), "recommendation__inspection", at=at):
        asked, report = part.recommendation, part.recommendation.inspection
        named = (asked.kind, asked.reference, report.title, report.published_precision)
        yield (part.id, part.letter, part.recommendation_id, *named)


@put_together_once
def _of_then(keys, at):
    return rows(Part, at).filter(id__among=keys)


def named_recommendations(keys: Collection[int], at: datetime | None) -> dict[int, str]:
    """{key: "Recommendation 8, National inspection"} as at a moment (None: now). One query, of the past two."""
    found = _recommendations(keys=tuple(keys), at=at)
    found = followed(found, "inspection", at=at) if at else found
    kinds = {kind: translated(label) for kind, label in Recommendation.Kind.choices}
    return {one.id: f"{kinds[one.kind]} {printed(one.reference)}, {one.inspection.title}" for one in found}


@put_together_once
def _recommendations(keys, at):
    found = rows(Recommendation, at).filter(id__among=keys)
    return found if at else found.select_related("inspection")


def titles_of_inspections(keys: Collection[int], at: datetime | None) -> dict[int, str]:
    """{key: title} as at a moment (None: now)."""
    return dict(rows(Inspection, at).filter(id__in=keys).values_list("id", "title"))
