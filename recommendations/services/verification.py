"""A look through the record is kept: when, over how much, and the first of what it found."""

from datetime import datetime

from safeguarding.models import Verification

from ..selectors.verification import Verified

NAMED = 20  # of what was found, how much is kept for the page


def keep_verification(looked: Verified, *, at: datetime) -> Verification:
    """Keep it for the page of the set-up."""
    words = [finding.words for finding in looked.found[:NAMED]]
    kept = {"leaves": looked.leaves, "sealed": looked.sealed, "found": len(looked.found), "words": words}
    return Verification.objects.create(verified_at=at, **kept)
