"""Who may not decide, because what they would decide on is their own work, or because they do not see it (domain.md, Four eyes)."""

from .interests import (
    Interest,
    Interests,
    interests,
    interests_in_date,
    interests_in_parts,
    parts_meant,
    told,
    told_once,
)
from .seen import UNSEEN, UNSEEN_DATE, hides, unseen

__all__ = [
    "UNSEEN",
    "UNSEEN_DATE",
    "Interest",
    "Interests",
    "hides",
    "interests",
    "interests_in_date",
    "interests_in_parts",
    "parts_meant",
    "told",
    "told_once",
    "unseen",
]
