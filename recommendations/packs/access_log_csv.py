"""The access log as a table to work on: one line an entry, every moment as 2015-04-30 09:00:00, so that it sorts."""

from collections.abc import Iterable, Iterator

from django.utils import timezone

from safeguarding.models import AccessLogEntry, Marking

COLUMNS = ("When", "Person", "Sign-in name", "What happened", "Page", "Marking", "Rows found", "Address")


def access_log_table(entries: Iterable[AccessLogEntry]) -> Iterator[tuple[str, ...]]:
    """The protective marking, the header, then a line for each of `entries` (selectors/access_log.lines)."""
    yield (Marking.OFFICIAL.label, *[""] * (len(COLUMNS) - 1))
    yield COLUMNS
    for entry in entries:
        yield (
            f"{timezone.localtime(entry.at):%Y-%m-%d %H:%M:%S}",
            *((entry.person.called(entry.at), entry.person.username) if entry.person else ("", "")),
            *(entry.get_kind_display(), entry.where, entry.get_marking_display()),
            "" if entry.found is None else str(entry.found),
            entry.address,
        )
