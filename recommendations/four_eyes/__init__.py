"""Who may not decide, because what they would decide on is their own work, or because they do not see it (domain.md, Four eyes)."""

from .hidden_parts import HIDDEN_PART, HIDDEN_PART_DATE, hidden_parts, hides
from .interests import (
    Interest,
    Interests,
    interests,
    interests_in_date,
    interests_in_parts,
    parts_meant,
    translated_interests,
    translated_once,
)

__all__ = [
    "HIDDEN_PART",
    "HIDDEN_PART_DATE",
    "Interest",
    "Interests",
    "hidden_parts",
    "hides",
    "interests",
    "interests_in_date",
    "interests_in_parts",
    "parts_meant",
    "translated_interests",
    "translated_once",
]
