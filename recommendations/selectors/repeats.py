"""Recommendations that ask what another inspection asked before: those that are linked so, and the likest that may be."""

import re
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Case, F, IntegerField, Q, When
from django.utils.text import get_text_list
from django.utils.translation import gettext

from safeguarding.as_at import rows
from safeguarding.lib.folding import fold
from safeguarding.lib.likeness import likeness

from ..models import Link, Recommendation, SearchText
from ..models.search import IndexedHolds
from .prepared import prepared
from .search.matching import any_word
from .standings import Standings

SHORTEST, WORDS = 7, 8  # letters of a word that is looked for, and how many of them
READ, SHOWN = 60, 5  # texts that are compared, and recommendations that are offered
LEAST = 15  # per cent: our convention, below which two have no more in common than any two
# In so many recommendations that they tell nothing.
COMMON = frozenset(
    ["children", "police", "recommend", "recommendation", "safeguarding", "constabulary", "officers", "immediately"]
)
Source = SearchText.Source


@dataclass(frozen=True)
class Likely:
    """Another recommendation, of which a person says whether it asks the same; percent: of words in common."""

    recommendation: Recommendation
    percent: int


def likest(recommendation: Recommendation, asked: Standings) -> list[Likely]:
    """The likest of other inspections that the reader of `asked` may see and nobody has judged, the likest first.

    The texts that have most of its longest words are found by the index of the search, and compared. Three queries.
    """
    words = _words(recommendation.text)
    if not words:
        return []
    has = [
        Case(When(IndexedHolds(F("folded"), word), then=1), default=0, output_field=IntegerField()) for word in words
    ]
    texts = SearchText.objects.readable_by(asked.user, asked.now).filter(
        any_word(words), source__in=(Source.RECOMMENDATION, Source.PART)
    )
    others = texts.exclude(inspection=recommendation.inspection_id).exclude(recommendation__in=_judged(recommendation))
    best = others.annotate(score=sum(has[1:], has[0])).order_by("-score", "pk").values_list("recommendation", "words")
    percent = defaultdict(int)
    for key, text in best[:READ]:
        percent[key] = max(percent[key], likeness(recommendation.text, text))
    first = sorted((key for key in percent if percent[key] >= LEAST), key=lambda key: (-percent[key], key))[:SHOWN]
    known = Recommendation.objects.select_related("inspection").in_bulk(first)
    return [Likely(known[key], percent[key]) for key in first]


def asked_before(keys: Collection[int], asked: Standings) -> dict[int, str]:
    """{recommendation: "Asked before, in 2012 and 2014"} of those of `keys` of which that is said. One query."""
    years = defaultdict(set)
    for one, other, first, second in _same_as(asked, keys=tuple(keys)):
        for key, own, before in ((one, first, second), (other, second, first)):
            if own and before and before < own:
                years[key].add(before.year)
    return {
        key: gettext("Asked before, in %(names)s")
        % {"names": get_text_list([str(year) for year in sorted(years[key])], gettext("and"))}
        for key in years
    }


@prepared
def _same_as(asked, *, keys):
    found = _same(asked).filter(Q(recommendation__pk__among=keys) | Q(target__pk__among=keys))
    published = "recommendation__inspection__published_on", "target__inspection__published_on"
    return found.values_list("recommendation", "target", *published)


def is_repeat(asked: Standings) -> Q:
    """A condition on recommendations: it is said that an inspection published before asked the same."""
    same = _same(asked)
    one, other = "recommendation__inspection__published_on", "target__inspection__published_on"
    later = same.filter(**{f"{one}__gt": F(other)}).values("recommendation")
    return Q(recommendation__in=later) | Q(recommendation__in=same.filter(**{f"{other}__gt": F(one)}).values("target"))


def _same(asked):
    """Links that say so, of which both ends may be seen; their inspections are those of today."""
    links = rows(Link, asked.as_at).filter(kind=Link.Kind.DUPLICATES, ended_at=None).order_by()
    both_known = asked.known.of("recommendation__inspection"), asked.known.of("target__inspection")
    return links if asked.known.all else links.filter(*both_known)


def _judged(recommendation):
    links = Link.objects.filter(ended_at=None)
    return (
        links.filter(recommendation=recommendation)
        .values("target")
        .union(links.filter(target=recommendation).values("recommendation"))
    )


def _words(text):
    """The longest that are not COMMON, folded."""
    found = {word for word in re.findall(r"\w+", fold(text)) if len(word) >= SHORTEST and word not in COMMON}
    return tuple(sorted(found, key=lambda word: (-len(word), word))[:WORDS])
