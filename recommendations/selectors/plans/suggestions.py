"""Which registered inspection a sheet or table may answer: offered first, never taken."""

import re
from collections import Counter

from inspections.models import Inspection

from ...models import Recommendation

LIKELY = 0.5  # the share of an inspection's words that the document has too
CLEARLY = 0.1  # how much more of them than the next one's
TOO_COMMON = {
    "a",
    "an",
    "and",
    "for",
    "in",
    "into",
    "inspection",
    "of",
    "on",
    "police",
    "report",
    "review",
    "the",
    "to",
}


class Suggestions:
    """The inspections (of those in `inspections`) that the words of a plan point at. One query."""

    def __init__(self, inspections) -> None:
        self.inspections = {inspection.pk: inspection for inspection in inspections}
        recorded = Recommendation.objects.filter(inspection__in=self.inspections, withdrawn_at=None)
        self._texts = {}
        for inspection, text in recorded.values_list("inspection", "text"):
            self._texts.setdefault(_normalised(text), set()).add(inspection)

    def likeliest(self, words, wordings) -> Inspection | None:
        """The one whose recommendations most of `wordings` are; else whose title and body are clearly in `words`; or None."""
        found = Counter(pk for wording in wordings for pk in self._texts.get(_normalised(wording), ()))
        best = found.most_common(2)
        if best and (len(best) == 1 or best[0][1] > best[1][1]):
            return self.inspections[best[0][0]]
        words_of_plan = _words(words)
        shares = sorted(
            (
                (len(own & words_of_plan) / len(own), pk)
                for pk, one in self.inspections.items()
                if (own := _words(f"{one.body} {one.title}"))
            ),
            reverse=True,
        )
        clear = shares and shares[0][0] >= LIKELY and (len(shares) == 1 or shares[0][0] - shares[1][0] >= CLEARLY)
        return self.inspections[shares[0][1]] if clear else None


def _normalised(text):
    """A wording made comparable: its letters and figures, so that marks, parts' letters and space do not count."""
    return " ".join(re.findall(r"\w{2,}", text.casefold()))


def _words(text):
    return set(re.findall(r"\w+", text.casefold())) - TOO_COMMON
