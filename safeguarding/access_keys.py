"""Making, revoking and knowing the keys by which calendars and programs read in a person's name."""

from datetime import datetime, timedelta
from hashlib import sha256
from secrets import token_urlsafe

from django.core.exceptions import PermissionDenied
from django.db import transaction

from .ledger.ways_in import enter
from .models import AccessKey, User
from .replica import PRIMARY, read_from

BYTES = 32  # of chance, so that nobody guesses one
USED = timedelta(minutes=15)  # a key's last use is noted no oftener, so that reading hardly writes


def make_key(person: User, *, scope: str, name: str, expires_at: datetime | None, at: datetime) -> str:
    """Make a key of AccessKey.Scope. Returns the secret, which is kept nowhere. Raises PermissionDenied: has left meanwhile."""
    secret = token_urlsafe(BYTES)
    with transaction.atomic():
        if not person.held().is_active:
            raise PermissionDenied
        AccessKey.objects.create(
            person=person, scope=scope, name=name, digest=_digest(secret), made_at=at, expires_at=expires_at
        )
    return secret


def revoke(key: AccessKey, *, at: datetime) -> None:
    """End a key; one that was revoked before keeps its moment."""
    with transaction.atomic():
        if AccessKey.objects.filter(pk=key.pk, revoked_at=None).update(revoked_at=at):
            enter(AccessKey, key.pk)


@read_from(PRIMARY)  # one that was revoked ends at once
def key_of(secret: str, *scopes: str, at: datetime) -> AccessKey | None:
    """The working key with this secret and one of `scopes`, with its person; None for any other. Notes that it is used."""
    found = AccessKey.objects.working(at).select_related("person")
    key = found.filter(digest=_digest(secret), scope__in=scopes).first()
    if key and (key.used_at is None or key.used_at <= at - USED):
        AccessKey.objects.filter(pk=key.pk).update(used_at=at)
    return key


def _digest(secret):
    # It is as long as its digest, so nothing is won by making the digest slow.
    return sha256(secret.encode()).hexdigest()
