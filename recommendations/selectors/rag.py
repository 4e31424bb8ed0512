"""States in the colours and words of a board's RAG scheme, now or as it stood; none where the board has no scheme."""

from collections.abc import Mapping
from datetime import datetime

from django.db.models import Q

from safeguarding.as_at import rows
from safeguarding.lib.pages.charts import Slice

from ..models import RagRating
from ..workflow import PartState
from .figures import Addresses

NOT_RATED = "Not in the scheme"
_APART = ("rag-none", NOT_RATED)


def rag_scheme(board: str, as_at: datetime | None) -> dict[PartState, RagRating]:
    """The ratings of the board with this slug by state. One query."""
    found = rows(RagRating, as_at).filter(board__slug=board)
    return {PartState(rating.state): rating for rating in found}


def rated(
    scheme: Mapping[PartState, RagRating], counts: Mapping[PartState, int], to: Addresses | None = None
) -> list[Slice]:
    """How many are of each colour and words, the worst state first; those that the scheme does not name are last, counted apart.

    to: the lists that each figure leads to; None where it leads nowhere.
    """
    found = [(key, states, sum(counts.get(state, 0) for state in states)) for key, states in _together(scheme).items()]
    return [
        Slice(*key, number, to.recommendations(rated=_value(states)) if to else "")
        for key, states, number in found
        if number or key != _APART
    ]


def rating_choices(board: str, asked: str, as_at: datetime | None) -> list[tuple[str, str]]:
    """The ratings that a list may be filtered by: (states, words) of the scheme of the board with this slug; "" for no board.

    Where those that an address `asked` for are of no such scheme, they are named by their own words.
    """
    together = _together(rag_scheme(board, as_at)) if board else {}
    offered = {_value(states): words for (_, words), states in together.items()} if len(together) > 1 else {}
    wanted = asked.split(",") if asked else []
    if wanted and asked not in offered and set(wanted) <= set(PartState.values):
        offered[asked] = " or ".join(PartState(state).label for state in wanted)
    return list(offered.items())


def is_rated(states: str) -> Q:
    """A condition on recommendations: they are in one of these states, and so in one rating."""
    return Q(state__in=states.split(","))


def _together(scheme):
    """{(colour, words): the states of that rating that ask something of us}, the worst first; last those that are in none."""
    found = {}
    asking = [state for state in PartState if state not in (PartState.NOTHING_ASKED, PartState.OTHERS)]
    for state in asking:
        if rating := scheme.get(state):
            found.setdefault((rating.colour, f"{rating.get_colour_display()}: {rating.words}"), []).append(state)
    left = [state for state in asking if state not in scheme]
    return {**found, _APART: left} if left else found


def _value(states):
    return ",".join(state.value for state in states)
