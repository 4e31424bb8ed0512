"""The turns in the life of a session or a round, as their pages and papers list them."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Step:
    """One turn in words, such as "opened" or "moved from 3 to 10 August 2015"; why: "" where nothing was said."""

    done: str
    by: str
    at: datetime
    why: str
