"""Writing the access log. It never fails what it tells of: where the database takes no entry, the service's own log says so."""

import logging
from datetime import datetime

from django.db import DatabaseError, transaction

from .models import AccessLogEntry, User

log = logging.getLogger(__name__)


def enter(
    kind: str,
    *,
    at: datetime,
    person: User | None,
    address: str,
    page: str = "",
    marking: str = "",
    found: int | None = None,
) -> None:
    """Add an entry of AccessLogEntry.Kind. One insert."""
    about = {"page": page[:300], "marking": marking, "found": found, "address": address}
    try:
        with transaction.atomic():
            AccessLogEntry.objects.create(at=at, kind=kind, person=person, **about)
    except DatabaseError:
        log.exception("Not entered in the access log: %s.", kind)
