"""The mails of a day, written for everybody who is to have one, each in the language that its person chose."""

from datetime import datetime

from django.utils.translation import override

from safeguarding import language
from safeguarding.models import User

from ..packs.digest_mail import digest_mail
from ..selectors.notices.digest import digest, to_write_to
from ..services.reminders import write_mail


def write_mails(at: datetime) -> int:
    """Put into the outbox what is new for each person at `at` (aware datetime). Returns how many mails that is."""
    return sum(_write_to(person, at) for person in to_write_to(at).iterator(chunk_size=100))


def _write_to(person: User, at: datetime) -> bool:
    with override(language.of(person)):
        found = digest(person, at=at)
        return found is not None and write_mail(found, digest_mail(found), at=at) is not None
