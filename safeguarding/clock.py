"""The time: the only place that knows of the demonstration's time.

Sessions, CSRF, signing and tokens do not ask here; they use real time.
"""

from datetime import datetime

from django.conf import settings
from django.utils import timezone

from .models import Demonstration

_started = {}


def now() -> datetime:
    """The moment for everything the tracker records and shows (aware datetime)."""
    moment = timezone.now()
    demonstration = demonstrating()
    if demonstration is None:
        return moment
    return demonstration.stands_at + (moment - demonstration.built_at)


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
