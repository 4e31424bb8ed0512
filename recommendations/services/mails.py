"""Mails to people: written with what they tell of, and on which days they want them."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from django.db import IntegrityError, transaction

from safeguarding.models import OutgoingMail, User

from ..models import MailPreference, Notice
from ..selectors.notices.digest import Digest

AT_ONCE = 1000  # rows a statement


def write_mail(digest: Digest, words: Mapping[str, str], *, at: datetime) -> OutgoingMail | None:
    """Put a mail and the notices that it tells of into the outbox, all or nothing; None where another worker was quicker.

    words: its `subject`, `text` and `html`.
    """
    person = digest.person
    try:
        with transaction.atomic():
            mail = OutgoingMail.objects.create(person=person, address=person.email, made_at=at, try_from=at, **words)
            Notice.objects.bulk_create((_notice(one, mail) for one in digest.told), batch_size=AT_ONCE)
    except IntegrityError:
        return None
    return mail


def prefer(person: User, *, days: Iterable[int], unwanted: Iterable[str], away_until: date | None) -> None:
    """Keep on which days a person is written to, of what not, and until when not at all; it is theirs alone, and no record."""
    chosen = {"days": sorted(days), "unwanted": sorted(unwanted), "away_until": away_until}
    MailPreference.objects.update_or_create(person=person, defaults=chosen)


def _notice(one, mail):
    key = {"kind": one.kind, "thing": one.thing, "about": one.about}
    return Notice(
        mail=mail, person_id=mail.person_id, action_id=one.action, recommendation_id=one.recommendation, **key
    )
