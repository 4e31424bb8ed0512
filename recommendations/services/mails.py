"""Mails to people: written with what they tell of, and on which days they want them."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from django.db import IntegrityError, transaction

from safeguarding.lib.database.batches import batched
from safeguarding.models import OutgoingMail, User

from ..models import MailPreference, Notice
from ..selectors.notices.digest import Digest

AT_ONCE = 1000  # rows a statement


def write_mail(digest: Digest, words: Mapping[str, str], *, tries: int, at: datetime) -> OutgoingMail | None:
    """Put a mail and the notices that it tells of into the outbox, all or nothing; None where another worker was quicker.

    words: its `subject`, `text` and `html`. tries: of one that was taken back for it.
    """
    person = digest.person
    try:
        with transaction.atomic():
            made = {"person": person, "address": person.email, "made_at": at, "try_from": at, "tries": tries}
            mail = OutgoingMail.objects.create(**made, **words)
            Notice.objects.bulk_create((_notice(one, mail) for one in digest.news), batch_size=AT_ONCE)
    except IntegrityError:
        return None
    return mail


def take_back_waiting(*, at: datetime) -> dict[int, int]:
    """Let go of the mails that wait to be sent: what they tell of is written anew, in the words that each may read in a mail by `at`.

    Returns how often each was tried, by the key of its person. One that SQL changed stays to be found, and one whose person has
    left to be read.
    """
    with transaction.atomic():
        due = OutgoingMail.objects.filter(state=OutgoingMail.State.WAITING, try_from__lte=at, person__is_active=True)
        # Held, so that none of them is begun now.
        waiting = [mail for mail in due.select_for_update(of=("self",)) if mail.is_as_signed]
        for some in batched([mail.pk for mail in waiting], 100):
            Notice.objects.filter(mail__in=some).delete()
            OutgoingMail.objects.filter(pk__in=some).delete()
    return {mail.person_id: mail.tries for mail in waiting}


def prefer(person: User, *, days: Iterable[int], unwanted: Iterable[str], away_until: date | None) -> None:
    """Keep on which days a person is written to, of what not, and until when not at all; it is theirs alone, and no record."""
    chosen = {"days": sorted(days), "unwanted": sorted(unwanted), "away_until": away_until}
    MailPreference.objects.update_or_create(person=person, defaults=chosen)


def _notice(one, mail):
    key = {"kind": one.kind, "thing": one.thing, "about": one.about}
    return Notice(
        mail=mail, person_id=mail.person_id, action_id=one.action, recommendation_id=one.recommendation, **key
    )
