"""How often somebody may be wrong at the sign-in, by name and by address: counted in the database, for all workers at once."""

import logging
from collections.abc import Mapping
from datetime import datetime, timedelta
from ipaddress import ip_address

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.crypto import salted_hmac

from . import access_log
from .lib.dates import LONDON
from .models import AccessLogEntry, FailedSignIn, User

WINDOW = timedelta(minutes=15)
OF_A_NAME = 5  # tries within the window
OF_AN_ADDRESS = 50  # a whole station may come from one

log = logging.getLogger(__name__)


class LockedOut(ValidationError):
    """Too many tries failed. until: from when another is taken (aware datetime)."""

    def __init__(self, until: datetime) -> None:
        self.until = until
        # The minute after, so that whoever waits until then has waited long enough.
        when = (until + timedelta(minutes=1)).astimezone(LONDON)
        super().__init__(
            f"Too many tries were wrong. Wait until {when:%H:%M}, then try again. If you do not know your password, "
            "ask an administrator of the tracker for a link to set a new one: it works at once.",
            code="locked_out",
        )


def count_try(name: str, address: str, *, at: datetime) -> None:
    """Count a try as one that failed, before it is made, so that of many at once none is left out.

    Whoever gets in calls forget(). Raises LockedOut instead where too many failed within WINDOW; that one is not counted.
    """
    FailedSignIn.objects.filter(at__lt=at - WINDOW).delete()
    counted = FailedSignIn.objects.create(name=_digest(name), address=address, at=at)
    earlier = FailedSignIn.objects.exclude(pk=counted.pk).filter(at__gte=at - WINDOW).order_by("-at")
    for of, limit in (({"name": counted.name}, OF_A_NAME), ({"address": address}, OF_AN_ADDRESS)):
        last = list(earlier.filter(**of).values_list("at", flat=True)[:limit])
        if len(last) == limit:
            counted.delete()
            _enter_locked_out(name, address, at)
            log.warning("Sign-in refused to %s at %s: %d tries were wrong.", _known(name), address, limit)
            raise LockedOut(last[-1] + WINDOW)


def failed(name: str, address: str, *, at: datetime) -> None:
    """Say in both logs that a counted try was wrong."""
    access_log.enter(AccessLogEntry.Kind.FAILED, at=at, person=_person(name), address=address)
    log.warning("Sign-in failed for %s at %s.", _known(name), address)


def forget(name: str) -> None:
    """Forget what failed under the name: its person is in."""
    FailedSignIn.objects.filter(name=_digest(name)).delete()


def address_of(environment: Mapping[str, object]) -> str:
    """Who asks, by a request's WSGI environment; behind settings.PROXIES proxies, whom the outermost of them was asked by."""
    passed = str(environment.get("HTTP_X_FORWARDED_FOR", "")).split(",")
    hops = [*passed, str(environment.get("REMOTE_ADDR", ""))]
    asked_by = hops[max(0, len(hops) - 1 - settings.PROXIES)].strip()
    try:
        return str(ip_address(asked_by))
    except ValueError:  # a socket of this machine has no address
        return "127.0.0.1"


def _digest(name):
    return salted_hmac(__name__, name.strip().lower(), algorithm="sha256").hexdigest()


def _known(name):
    """The name for the log, where it is one of ours; whatever else was typed is not repeated."""
    return name if _person(name) else "a name that nobody has"


def _person(name):
    return User.objects.filter(username=name).first()


def _enter_locked_out(name, address, at):
    """Once within the window, however often it is tried: nobody fills the access log from outside."""
    about = {"kind": AccessLogEntry.Kind.LOCKED_OUT, "person": _person(name), "address": address}
    if not AccessLogEntry.objects.filter(**about, at__gte=at - WINDOW).exists():
        access_log.enter(at=at, **about)
