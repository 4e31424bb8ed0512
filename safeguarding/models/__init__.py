"""People and their posts, the base classes of everything recorded, the demonstration's time, what is typed on a page, failed sign-ins."""

from .demonstration import Demonstration
from .people import Agency, Holding, Post, RoleGrant
from .recording import Audience, HistoryModel, Marking, Record
from .sign_in import FailedSignIn
from .typed import SentForm, UnsentForm
from .users import User

__all__ = [
    "Agency",
    "Audience",
    "Demonstration",
    "FailedSignIn",
    "HistoryModel",
    "Holding",
    "Marking",
    "Post",
    "Record",
    "RoleGrant",
    "SentForm",
    "UnsentForm",
    "User",
]
