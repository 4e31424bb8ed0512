"""The ground's nouns: people and their posts, what every recorded row has in common, the demonstration's time."""

from .demonstration import Demonstration
from .people import Agency, Holding, Post, RoleGrant, User
from .recording import Audience, Marking, Noun, Record

__all__ = [
    "Agency",
    "Audience",
    "Demonstration",
    "Holding",
    "Marking",
    "Noun",
    "Post",
    "Record",
    "RoleGrant",
    "User",
]
