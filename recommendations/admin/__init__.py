"""Everything we do about a recommendation, to look at: nouns with their history, and records."""

from . import nouns, records, words  # noqa: F401  they register themselves
