"""The time: the only place that knows of the demonstration's time.

Sessions, CSRF, signing and tokens do not ask here; they use real time.
"""

from datetime import datetime, timedelta

from django.conf import settings
from django.core.management import CommandError
from django.db import connection
from django.utils import timezone

from . import replica
from .lib.database.prepared import put_together_once
from .models import Demonstration, Leaf

_started, _given = {}, {}

# Our convention: a clock that is put back by less is waited for. By more, one of the two was wrong: people say which.
PUT_BACK = timedelta(hours=2)
BEFORE = timedelta(seconds=10)  # our convention: from a press until what it changes begins to be written
LONGEST = timedelta(minutes=10)  # until it is kept; as the ledger's
LOOKED_AT = 50  # leaves: the last one need not be that of the last moment, where two wrote at once
# How long ago the longest of the tracker's transactions began: other roles' bear no time.
UNDER_WAY = """SELECT clock_timestamp() - min(xact_start) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid()"""


class PutBack(CommandError):  # so that a command says it in a line
    """The machine's clock stands long before what was recorded last, so that nothing can be recorded in its order.

    by_clock: what it says. last: the moment of what was recorded last.
    """

    def __init__(self, by_clock: datetime, last: datetime) -> None:
        super().__init__(
            f"Nothing is recorded: by the server’s clock it is {_words(by_clock)}, and the last that was recorded here is of"
            f" {_words(last)}. Put the clock right, or set CLOCK_RAN_AHEAD=on if it is right now."
        )
        self.by_clock, self.last = by_clock, last


def to_record() -> datetime:
    """The moment for what is about to be recorded: now(), but not before what any process recorded last. One query.

    Raises PutBack where the clock stands further back than it is waited for, unless CLOCK_RAN_AHEAD says that it is right.
    """
    moment, last = now(), max(_recorded_lately(), default=None)
    if last is None or last <= moment:
        return moment
    if last - moment > PUT_BACK:
        if settings.CLOCK_RAN_AHEAD:
            return moment
        raise PutBack(moment, last)
    if "last" in _given:
        _given["last"] += last - moment  # pages go on from there too
    return last


def now() -> datetime:
    """The moment for everything the tracker shows (aware datetime); what it records asks to_record()."""
    moment = _real_time()
    demonstration = demonstrating()
    if demonstration is None:
        return moment
    return demonstration.stands_at + (moment - demonstration.built_at)


def _real_time():
    """The machine's time, but not before what this process gave: where the clock is put back, records keep their order."""
    moment, last = timezone.now(), _given.get("last")
    if last and last - PUT_BACK < moment < last:
        return last
    _given["last"] = moment
    return moment


def kept_until(at: datetime) -> datetime:
    """The moment up to which what is read from here on has all that was recorded: `at`, or before a change that is under way.

    A change bears the moment of its press and is seen once it is whole. One query on PostgreSQL; SQLite does not tell, and it
    is `at`.
    """
    if connection.vendor != "postgresql":
        return at
    with connection.cursor() as cursor:
        cursor.execute(UNDER_WAY)
        (since,) = cursor.fetchone()
    behind = timedelta(seconds=replica.behind() or 0)
    return at - behind - (min(since + BEFORE, LONGEST) if since else timedelta())


def demonstrating() -> Demonstration | None:
    """The demonstration this database holds, or None. Read once a process: it never changes."""
    if not settings.DEMONSTRATION:
        return None
    if "row" not in _started:
        row = Demonstration.objects.first()
        if row is None:
            return None  # and not remembered: `manage.py demo` may be about to build it
        _started["row"] = row
    return _started["row"]


@put_together_once
def _recorded_lately():
    leaves = Leaf.objects.filter(recorded_at__isnull=False).order_by("-pk")
    return leaves.values_list("recorded_at", flat=True)[:LOOKED_AT]


def _words(moment):
    return f"{timezone.localtime(moment):%H:%M on %d/%m/%Y}"
