"""The inspections that a person may know of, asked once for a page: few are kept from anybody, so those are its keys."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache

from django.apps import apps
from django.db import connection
from django.db.models import Q, QuerySet, Value
from django.db.models.signals import post_save
from django.dispatch import receiver
from django.utils import timezone

from safeguarding.as_at import rows
from safeguarding.lib.database.keys import EVERY, NONE
from safeguarding.lib.database.prepared import Bound, Prepared, reckoned
from safeguarding.models import User
from safeguarding.models.people import Role
from safeguarding.roles import anybody, authority

NOW, THEN, DAY = Bound("now", datetime), Bound("then", datetime), Bound("day", date)

_written = [0]  # how often anything was that decides who knows of an inspection


@dataclass(frozen=True)
class KnownInspections:
    """Keys of the inspections that a person may know of; with `excluding` of those that they may not, and they know all others."""

    keys: tuple[int, ...]
    excluding: bool

    @property
    def all(self) -> bool:
        """True where nothing is kept from them, as from most: then no condition need be put together."""
        return self.excluding and not self.keys

    def of(self, path: str = "") -> Q:
        """A condition on inspections, of today or of a past moment; or on rows of the one that `path` leads to, such as "inspection"."""
        if self.all:
            return EVERY
        if not self.keys:
            return NONE
        return Q(**{f"{path}__pk__{self._lookup}" if path else f"id__{self._lookup}": self.keys})

    def of_any(self, path: str) -> Q:
        """The same, on rows of which some are of no inspection: these are not among them."""
        return Q(**{f"{path}__isnull": False}) if self.all else self.of(path)

    @property
    def _lookup(self):
        return "outside" if self.excluding else "among"


def known_inspections(user: User, now: datetime, as_at: datetime | None = None) -> KnownInspections:
    """Those that `user` may know of by the rights of `now` and the embargo of `as_at` (None: of now); domain.md, Released to the OPCC.

    Two moments, since the past is shown to a person by the rights they have today, while what was under embargo then was not known
    then. One query, kept on the user for these moments.
    """
    if knows := user.__dict__.get("_knows"):
        return knows
    kept, asked = user.__dict__.setdefault("_known_inspections", {}), (now, as_at or now, _written[0])
    if asked not in kept:
        kept[asked] = _known(user, now, as_at or now)
    return kept[asked]


def closed(now: datetime | Bound, as_at: datetime | Bound | None = None) -> QuerySet:
    """Inspections under embargo at `now`, or by what was recorded at `as_at`: whoever else owns what answers one sees nothing of it.

    domain.md, Duties: before it ends only named people see the inspection, and it is in no count that others see.
    """
    inspections = apps.get_model("inspections", "Inspection").objects.order_by()
    found = under_embargo(now, _day(now))
    return inspections.filter(found | Q(pk__in=_under_embargo(as_at, _day(as_at)).values("id")) if as_at else found)


def anybody_knowing(keys: Iterable[int]) -> User:
    """Nobody in particular in the force, who knows of these inspections alone, at any moment: for what is made of them for others.

    Whoever has it made is asked before whether they may know of them. Never to be saved.
    """
    reader = anybody(Role.COORDINATOR)
    reader._knows = KnownInspections(tuple(keys), excluding=False)
    return reader


def known_at_each(user: User, now: datetime, moments: Iterable[datetime]) -> None:
    """Ask of all these past moments at once what known_inspections() is asked of each. One query, kept on the user."""
    has, kept = authority(user, now), user.__dict__.setdefault("_known_inspections", {})
    unknown = [moment for moment in moments if (now, moment, _written[0]) not in kept]
    if not unknown or not has.roles:
        return
    given = _given(user, has, now)
    for place, moment in enumerate(unknown):
        given |= {f"then_{place}": moment, f"day_{place}": timezone.localdate(moment)}
    prepared = _prepared_each(has.in_force, has.opcc, bool(has.agencies), len(unknown), connection.vendor)
    found = defaultdict(list)
    for place, key in prepared.rows(given):
        found[place].append(key)
    but = has.in_force or has.opcc
    for place, moment in enumerate(unknown):
        kept[now, moment, _written[0]] = KnownInspections(tuple(found[place]), but)


@receiver(post_save, sender="inspections.Inspection")
@receiver(post_save, sender="inspections.EarlyReader")
@receiver(post_save, sender="inspections.AgencyConcerned")
def ask_again(**kwargs: object) -> None:
    """Called by Django when one of these was written: what was answered before no longer holds."""
    _written[0] += 1


def _known(user, now, as_at):
    has, past = authority(user, now), as_at < now
    if not has.roles:
        return KnownInspections((), excluding=False)  # an early reader who has left reads no more
    # An agency knows of few, and everybody else of all but few.
    but = has.in_force or has.opcc
    given = _given(user, has, now) | {"then": as_at, "day": timezone.localdate(as_at)}
    found = _prepared(has.in_force, has.opcc, bool(has.agencies), past, connection.vendor).rows(given)
    return KnownInspections(tuple(found), but)


def _given(user, has, now):
    today = timezone.localdate(now)
    return {"reader": user.pk, "agencies": tuple(has.agencies), "now": now, "today": today}


@cache
def _prepared(in_force, opcc, for_agency, past, vendor):
    """The statement for those who have this in common: asked for every page, so not put together anew each time."""
    return Prepared(_found(in_force, opcc, for_agency, THEN if past else None, DAY).values_list("pk", flat=True))


@cache
def _prepared_each(in_force, opcc, for_agency, moments, vendor):
    """The same of so many past moments: rows of the place of one, and a key."""
    first, *others = (
        _found(in_force, opcc, for_agency, Bound(f"then_{place}", datetime), Bound(f"day_{place}", date))
        .annotate(place=Value(place))
        .values_list("place", "pk")
        for place in range(moments)
    )
    return Prepared(first.union(*others, all=True))


def _found(in_force, opcc, for_agency, then, day):
    """The inspections that are few: those known of, or those not. then: the past moment; None where it is about now."""
    inspections = apps.get_model("inspections", "Inspection").objects.order_by()
    lifted = _lifted(then, day)
    known = inspections.filter((_entitled(in_force, opcc, for_agency) & lifted) | _early(), _not_withdrawn(then))
    return inspections.exclude(pk__in=known.values("pk")) if in_force or opcc else known


def _entitled(in_force, opcc, for_agency):
    """An agency is concerned or not, and the OPCC released to or not; in the force everybody with a role sees every inspection."""
    if in_force:
        return EVERY
    concerned = _still("AgencyConcerned").filter(agency__pk__among=Bound("agencies", tuple)).values("inspection")
    return (Q(released_at__lte=NOW) if opcc else NONE) | (Q(pk__in=concerned) if for_agency else NONE)


def _lifted(then, day):
    no_hour = Q(embargo_until=None) & (Q(published_on=None) | Q(published_on__lte=Bound("today", date)))
    lifted = Q(embargo_until__lte=NOW) | no_hour
    return lifted & ~Q(pk__in=_under_embargo(then, day).values("id")) if then else lifted


def _under_embargo(then, day):
    """Those that only early readers could see at a past moment, by what was recorded of them then.

    Publication dates are put right; what was known on a past day stays as it was.
    """
    return rows(apps.get_model("inspections", "Inspection"), then).filter(under_embargo(then, day)).order_by()


def under_embargo(at: datetime | Bound, day: date | Bound) -> Q:
    """A condition on inspections: named early readers alone may see them at `at`, which is on `day`."""
    return Q(embargo_until__gt=at) | Q(embargo_until=None, published_on__gt=day)


def _day(at):
    return reckoned(date, timezone.localdate, at)


def _early():
    return Q(pk__in=_still("EarlyReader").filter(reader=Bound("reader", int)).values("inspection"))


def _not_withdrawn(then):
    return Q(withdrawn_at=None) | (Q(withdrawn_at__gt=then) if then else NONE)


def _still(name):
    return apps.get_model("inspections", name).objects.filter(ended_at=None)
