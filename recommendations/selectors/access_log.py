"""The access log as one person reads it: no line says of which inspection it is where they may not know of that."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from inspections.models import Inspection
from inspections.visibility import known_inspections
from safeguarding.models import AccessLogEntry, User

WITHHELD = "A page of an inspection that you may not see yet"


def lines(entries: Iterable[AccessLogEntry], user: User, *, at: datetime) -> Iterator[AccessLogEntry]:
    """`entries` with `where`, the words for their page. A query for all of them, and one for those that are kept from `user`."""
    known = known_inspections(user, at)
    hidden = set() if known.all else set(Inspection.objects.exclude(known.of()).values_list("slug", flat=True))
    for entry in entries:
        entry.where = entry.page if hidden.isdisjoint(entry.page.split("/")) else WITHHELD
        yield entry
