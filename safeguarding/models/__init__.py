"""People and posts, base classes of everything recorded, the ledger, the demonstration, typed words, sign-ins, mails, keys, accesses,
chosen languages, rows that are signed while they wait."""

from .access_keys import AccessKey
from .access_log import AccessLogEntry
from .demonstration import Demonstration
from .languages import ChosenLanguage
from .ledger import Installation, Leaf, LedgerRow, RedactedField, Seal, SealTimestamp, Shape, Verification, WayIn
from .long_work import LongWork, Worker
from .mail import OutgoingMail
from .people import Agency, Holding, Post, RoleGrant
from .recording import Audience, HistoryModel, Marking, Record
from .sign_in import FailedSignIn
from .signed import SignedRow
from .typed import SentForm, UnsentForm
from .users import User

__all__ = [
    "AccessKey",
    "AccessLogEntry",
    "Agency",
    "Audience",
    "ChosenLanguage",
    "Demonstration",
    "FailedSignIn",
    "HistoryModel",
    "Holding",
    "Installation",
    "Leaf",
    "LedgerRow",
    "LongWork",
    "Marking",
    "OutgoingMail",
    "Post",
    "Record",
    "RedactedField",
    "RoleGrant",
    "Seal",
    "SealTimestamp",
    "SentForm",
    "Shape",
    "SignedRow",
    "UnsentForm",
    "User",
    "Verification",
    "WayIn",
    "Worker",
]
