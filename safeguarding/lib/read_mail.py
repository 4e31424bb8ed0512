"""Reading a mail as a file: the address that it says it comes from, and the Office files attached to it."""

from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import Message
from email.utils import parseaddr
from pathlib import PurePath

from .refusals import LARGEST_FILE, MEGABYTE, Unreadable
from .sandbox import bounded

LARGEST_MAIL = 4 * LARGEST_FILE  # bytes: an attachment grows by a third on its way, and there may be several
OFFICE = {".xlsx", ".xlsm", ".xls", ".docx", ".docm", ".doc", ".ods", ".odt"}
LONGEST = 200  # characters of a name or an address


@dataclass(frozen=True)
class Attached:
    """An Office file: its name and its bytes."""

    name: str
    data: bytes


@dataclass(frozen=True)
class Mail:
    """sender: the address after From, "" where there is none; anybody can write any there."""

    sender: str
    attached: list[Attached]


def open_mail(data: bytes, name: str) -> Mail:
    """Return read_mail(data, name), worked out within the bounds of `bounded`. This is the one for mails nobody vouches for."""
    if len(data) > LARGEST_MAIL:
        raise Unreadable(f"{name} is larger than {LARGEST_MAIL // MEGABYTE} MB: send the form alone.")
    return bounded(read_mail, data, name)


def read_mail(data: bytes, name: str) -> Mail:
    """Return the Mail in a file, those that it passes on included; pictures, signatures and the like are left.

    Raises Unreadable where no Office file is attached.
    """
    mail = message_from_bytes(data, policy=policy.default)
    attached = [Attached(called, part.get_payload(decode=True)) for part, called in _named(mail)]
    if not attached:
        raise Unreadable(f"{name} has no Word or Excel form attached: send the form itself, not a link to it.")
    return Mail(one_line(parseaddr(str(mail.get("From", "")))[1]), attached)


def one_line(words: str) -> str:
    """Words from outside without what cannot be printed, and not longer than LONGEST."""
    return "".join(letter for letter in words if letter.isprintable())[:LONGEST]


def _named(mail: Message):
    for part in mail.walk():
        called = PurePath(one_line(part.get_filename() or "")).name
        if not part.is_multipart() and PurePath(called).suffix.lower() in OFFICE:
            yield part, called
