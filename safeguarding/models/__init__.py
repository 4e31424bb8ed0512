"""People and their posts, the base classes of everything recorded, the demonstration's time, what is typed on a page, the ledger."""

from .demonstration import Demonstration
from .ledger import Installation, Leaf, LedgerRow, Seal, Shape, Verification
from .people import Agency, Holding, Post, RoleGrant
from .recording import Audience, HistoryModel, Marking, Record
from .typed import SentForm, UnsentForm
from .users import User

__all__ = [
    "Agency",
    "Audience",
    "Demonstration",
    "HistoryModel",
    "Holding",
    "Installation",
    "Leaf",
    "LedgerRow",
    "Marking",
    "Post",
    "Record",
    "RoleGrant",
    "Seal",
    "SentForm",
    "Shape",
    "UnsentForm",
    "User",
    "Verification",
]
