"""Recommendations that lack an action, an action owner or a response, for those who own the issue."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from django.db.models import F, Q, QuerySet
from django.utils.text import get_text_list
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_noop as _

from safeguarding.lib.languages import translated

from ..models import PartStanding, Recommendation, RecommendationStanding
from ..workflow import PartState
from .standings import Standings

UNOWNED, NO_ACTION = PartState.AWAITING_ALLOCATION, PartState.NO_ACTION
NO_RESPONSE = Q(part__response=None, proposed=None) & ~Q(state__in=[state for state in PartState if state.closed])
LACKS = NO_RESPONSE | Q(state__in=[NO_ACTION, UNOWNED])


@dataclass(frozen=True)
class Lacking:
    """A recommendation, with what its parts lack: {"No action": the letters of those parts}."""

    recommendation: Recommendation
    lacks: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    @property
    def marking(self) -> str:
        return self.recommendation.inspection.marking

    @property
    def in_words(self) -> list[str]:
        """Such as "No action for parts a and b"."""
        return [_of_parts(translated(lacks), list(filter(None, letters))) for lacks, letters in self.lacks.items()]


def lacking(asked: Standings, posts: Collection[int]) -> QuerySet[RecommendationStanding]:
    """Those whose issue `posts` own and of which a part of ours lacks something, for read(); the earliest due first."""
    some = asked.with_part(LACKS, ours=True)
    return (
        asked.recommendations()
        .filter(some, issue_owner__pk__among=posts)
        .order_by(F("due_on").asc(nulls_last=True), "pk")
    )


def read(rows: Iterable[RecommendationStanding]) -> list[Lacking]:
    """The Lacking of rows that lacking() gives. Two queries, none without rows."""
    keys = [row.recommendation_id for row in rows]
    if not keys:
        return []
    named = Recommendation.objects.select_related("inspection").in_bulk(keys)
    found = {key: Lacking(named[key]) for key in keys}
    parts = PartStanding.objects.at().filter(LACKS, ours=True, recommendation__in=keys).order_by("part__letter")
    for part in parts.select_related("part"):
        lacks = found[part.recommendation_id].lacks
        if part.state == NO_ACTION:
            lacks[_("No action")].append(part.part.letter)
        if part.state == UNOWNED:
            lacks[_("No action owner")].append(part.part.letter)
        if part.part.response_id is None and part.proposed_id is None:
            lacks[_("No response")].append(part.part.letter)
    return list(found.values())


def _of_parts(lacks, letters):
    words = ngettext("%(lacks)s for part %(letters)s", "%(lacks)s for parts %(letters)s", len(letters))
    return words % {"lacks": lacks, "letters": get_text_list(letters, gettext("and"))} if letters else lacks
