"""The time: the only place that knows of the demonstration's time.

Sessions, CSRF, signing and tokens do not ask here; they use real time.
"""

from datetime import datetime, timedelta

from django.conf import settings
from django.utils import timezone

from .models import Demonstration

_started, _given = {}, {}

# Our convention: a clock that is put back by less is waited for. One that ran further ahead was wrong, and is not held on to.
PUT_BACK = timedelta(hours=2)


def now() -> datetime:
    """The moment for everything the tracker records and shows (aware datetime)."""
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
