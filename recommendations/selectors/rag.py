"""States in the colours and words of a board's RAG scheme, now or as it stood; none where the board has no scheme."""

from collections.abc import Mapping
from datetime import datetime

from safeguarding.as_at import rows
from safeguarding.lib.charts import Slice

from ..models import RagRating
from ..workflow import PartState

NOT_RATED = "Not in the scheme"


def rag_scheme(board: str, as_at: datetime | None = None) -> dict[PartState, RagRating]:
    """The ratings of the board with this slug by state. One query."""
    found = rows(RagRating, as_at).filter(board__slug=board)
    return {PartState(rating.state): rating for rating in found}


def rated(scheme: Mapping[PartState, RagRating], counts: Mapping[PartState, int]) -> list[Slice]:
    """How many are of each colour and words, the worst state first; those that the scheme does not name are last, counted apart."""
    found, left = {}, 0
    for state in PartState:
        if rating := scheme.get(state):
            key = rating.colour, f"{rating.get_colour_display()}: {rating.words}"
            found[key] = found.get(key, 0) + counts.get(state, 0)
        else:
            left += counts.get(state, 0)
    slices = [Slice(*key, number) for key, number in found.items()]
    return [*slices, Slice("rag-none", NOT_RATED, left)] if left else slices
