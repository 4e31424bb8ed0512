"""Writing the access log. It never fails what it tells of: where the database takes no entry, the service's own log says so."""

import logging
from datetime import datetime

from django.db import DatabaseError, transaction
from django.http import HttpRequest
from django.urls import ResolverMatch

from .models import AccessLogEntry, Marking, User

Kind = AccessLogEntry.Kind
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


def shown(request: HttpRequest, marking: str) -> None:
    """Say of a request that what it answers bears this marking, a value of Marking or its words."""
    request.shown_marking = next((one.value for one in Marking if marking in (one.value, one.label)), "")


def searched(request: HttpRequest, found: int) -> None:
    """Say of a request that it was a search, and how many rows it found."""
    request.found = found


def printed(request: HttpRequest, path: str, match: ResolverMatch) -> None:
    """Say of a request that its browser prints the page of a path."""
    request.printed = page_of(path, match, there=True)


def page_of(path: str, match: ResolverMatch, *, there: bool) -> str:
    """What is entered of a path: itself; its pattern where it may hold what was typed, and no such page is there."""
    typed = any(not isinstance(value, int) for value in match.kwargs.values())
    return path if there or not typed else f"/{match.route}"
