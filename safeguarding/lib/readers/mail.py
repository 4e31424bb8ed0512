"""Reading a mail as a file: the address that it says it comes from, and the Office files attached to it."""

from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import Message
from email.utils import parseaddr
from itertools import islice
from pathlib import PurePath

from safeguarding.lib.readers.refusals import LARGEST_FILE, MEGABYTE, Unreadable
from safeguarding.lib.readers.sandbox import bounded

LARGEST_MAIL = 4 * LARGEST_FILE  # bytes: an attachment grows by a third on its way, and there may be several
OFFICE = {".xlsx", ".xlsm", ".xls", ".docx", ".docm", ".doc", ".ods", ".odt"}
LONGEST = 200  # characters of an address
MOST = 20  # Office files of one mail: our convention, more than anybody sends with a form


@dataclass(frozen=True)
class Attached:
    """An Office file: what sentences call it, and its bytes."""

    name: str
    data: bytes


@dataclass(frozen=True)
class Mail:
    """sender: the address after From, "" where there is none; anybody can write any there."""

    sender: str
    attached: list[Attached]


def open_mail(data: bytes, name: str) -> Mail:
    """Return read_mail(data, name), worked out within the bounds of `bounded`. This is the one for mails nobody vouches for.

    Raises Unreadable for one larger than LARGEST_MAIL, too.
    """
    if len(data) > LARGEST_MAIL:
        raise Unreadable(f"{name} is larger than {LARGEST_MAIL // MEGABYTE} MB: send the form alone.")
    return bounded(read_mail, data, name)


def read_mail(data: bytes, name: str) -> Mail:
    """Return the Mail in a file, those that it passes on included; pictures, signatures and the like are left.

    Files are called by their place, since a name may say what no log has to. Raises Unreadable where no Office file is attached,
    or more than MOST.
    """
    mail = message_from_bytes(data, policy=policy.default)
    parts = list(islice(_office(mail), MOST + 1))
    if not parts:
        raise Unreadable(f"{name} has no Word or Excel form attached: send the form itself, not a link to it.")
    if len(parts) > MOST:
        raise Unreadable(f"{name} has more than {MOST} Word or Excel files attached: send the form alone.")
    attached = [
        Attached(f"attachment {place}{kind}", part.get_payload(decode=True))
        for place, (kind, part) in enumerate(parts, 1)
    ]
    return Mail(_sender(mail), attached)


def one_line(words: str) -> str:
    """Words from outside without what cannot be printed, and not longer than LONGEST."""
    return "".join(letter for letter in words if letter.isprintable())[:LONGEST]


def _sender(mail):
    try:
        return one_line(parseaddr(str(mail.get("From", "")))[1])
    except Exception:  # the standard library raises any over a header that was made to
        return ""


def _office(mail: Message) -> Iterator[tuple[str, Message]]:
    """The extension of each Office file, and the part that holds it."""
    for part in mail.walk():
        kind = PurePath(part.get_filename() or "").suffix.lower()
        if not part.is_multipart() and kind in OFFICE:
            yield kind, part
