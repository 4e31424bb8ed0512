"""The mails of a day, written for everybody who is to have one."""

from datetime import datetime

from ..packs.digest_mail import digest_mail
from ..selectors.notices.digest import digest, to_write_to
from ..services.reminders import write_mail


def write_mails(at: datetime) -> int:
    """Put into the outbox what is new for each person at `at` (aware datetime). Returns how many mails that is."""
    found = (digest(person, at=at) for person in to_write_to(at).iterator(chunk_size=100))
    return sum(write_mail(one, digest_mail(one), at=at) is not None for one in found if one)
