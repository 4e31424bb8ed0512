"""Can people work? The database, its tables, the disk; and what is late without keeping anybody from working."""

import shutil
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from tempfile import gettempdir

from django.conf import settings
from django.db import Error, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from . import long_work, replica
from .models import OutgoingMail, Seal

OK = "ok"
ROOM = 500_000_000  # bytes: ten files of evidence as large as one may be
SEALED_WITHIN = timedelta(hours=26)  # a seal is made every night
SENT_WITHIN = timedelta(hours=2)  # mails are sent every ten minutes of a working day


@dataclass(frozen=True)
class Readiness:
    """The result of a look. ready: people can work. checks: by name, OK or what is the matter."""

    ready: bool
    checks: dict[str, str]


def look(*, at: datetime) -> Readiness:
    """The Readiness at `at` (aware datetime), the request's moment."""
    needed = {"database": OK, "migrations": OK, "disk": _disk()}
    late = {}
    try:
        late = {"last seal": _last_seal(at), "mails": _mails(at), "worker": _worker(at)}
        if replica.is_used():
            late["replica"] = replica.state() or OK
        needed["migrations"] = _migrations()
    except Error:
        needed["database"] = "cannot be asked"
    return Readiness(all(answer == OK for answer in needed.values()), needed | late)


def _migrations():
    missing = _known_migrations() - set(MigrationRecorder(connection).applied_migrations())
    return f"{len(missing)} to be made" if missing else OK


@cache
def _known_migrations():
    """(application, name) of each migration of this release."""
    loader = MigrationLoader(None, load=False)
    loader.load_disk()
    return set(loader.disk_migrations)


def _disk():
    places = (Path(settings.MEDIA_ROOT), Path(gettempdir()))  # where files are kept, and where they arrive
    free = min(shutil.disk_usage(place).free for place in places if place.exists())
    return OK if free >= ROOM else f"{free // 1_000_000} MB are left"


def _last_seal(at):
    last = Seal.objects.last()
    if last is None:
        return "none yet"
    return OK if at - last.sealed_at <= SEALED_WITHIN else f"late, the last is of {last.sealed_at:%Y-%m-%d %H:%M} UTC"


def _mails(at):
    waiting = OutgoingMail.objects.filter(state=OutgoingMail.State.WAITING, try_from__lt=at - SENT_WITHIN)
    return OK if not (number := waiting.count()) else f"{number} wait for longer than two hours"


def _worker(at):
    if long_work.workers(at=at).exists():
        return OK
    last = long_work.died(at=at).order_by("seen_at").last()
    return f"stopped, last seen {last.seen_at:%Y-%m-%d %H:%M} UTC" if last else "none, files are made in the request"
