"""Which registered inspection the words above a plan may mean: offered first, never taken."""

import re

LIKELY = 0.5  # the share of an inspection's words that the document has too
SAY_NOTHING = {
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


def likeliest(words, inspections):
    """The inspection whose title and body share most words with `words`; None where none shares half of its own."""
    found = _words(words)
    shares = [(len(own & found) / len(own), one) for one in inspections if (own := _words(f"{one.body} {one.title}"))]
    best = max(shares, key=lambda share: share[0], default=(0, None))
    return best[1] if best[0] >= LIKELY else None


def _words(text):
    return set(re.findall(r"\w+", text.casefold())) - SAY_NOTHING
