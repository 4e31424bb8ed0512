"""The ground's nouns: people and their posts, what every recorded row has in common, the demonstration's time."""

from .demonstration import Demonstration
from .people import Agency, Holding, Post, RoleGrant, User
from .recording import Audience, HistoryModel, Marking, Record

__all__ = [
    "Agency",
    "Audience",
    "Demonstration",
    "HistoryModel",
    "Holding",
    "Marking",
    "Post",
    "Record",
    "RoleGrant",
    "User",
]
