"""Statements about what a person may see, put together once for all who are asked about alike."""

from collections.abc import Callable
from enum import Enum
from functools import wraps

from django.db import connection
from django.db.models import QuerySet

from inspections.visibility import KnownInspections
from safeguarding.lib.prepared import COLLECTIONS, Bound, Prepared
from safeguarding.roles import Authority, authority

from .standings import Standings


def prepared(build: Callable[..., QuerySet]) -> Callable[..., list]:
    """Make of `build(asked, **values)`, which puts a queryset together, a function that gives its rows.

    It is put together for nobody and no moment: `asked` and the values are Bounds. It may decide only by what those who are asked
    about alike have in common: roles; whether posts are held, an agency is spoken for, an inspection is unknown; whether it is
    about the past; and values that are None, true or false, one of an Enum, a class, or a frozenset of classes or of nothing.
    """
    kept = {}

    @wraps(build)
    def rows(asked: Standings, **values: object) -> list:
        has = authority(asked.user, asked.now)
        whose = {"user": asked.user.pk, "posts": has.posts, "agencies": has.agencies, "known": asked.known.keys}
        when = {"now": asked.now, "as_at": asked.as_at, "today": asked.today}
        given = whose | when | values
        alike = (
            connection.vendor,
            has.roles,
            asked.known.but,
            *((name, _decides(value)) for name, value in given.items()),
        )
        if alike not in kept:
            places = {name: _place(name, value) for name, value in given.items()}
            nobody = _Nobody(has.roles, places, asked.known.but)
            of_any = Standings(nobody, now=places["now"], as_at=places["as_at"], today=places["today"])
            with connection.execute_wrapper(_ask_nothing):
                kept[alike] = Prepared(build(of_any, **{name: places[name] for name in values}))
        return kept[alike].rows(given)

    return rows


def _decides(value):
    """What a queryset may be put together by: the value itself where it is not bound, else only of which type it is."""
    return type(value) if _is_bound(value) else value


def _is_bound(value):
    if isinstance(value, COLLECTIONS):
        return not all(isinstance(one, type) for one in value)
    return not (value is None or isinstance(value, (bool, Enum, type)))


def _place(name, value):
    return Bound(name, type(value)) if _is_bound(value) else value


def _ask_nothing(execute, sql, *args):
    raise RuntimeError(f"What the database answers today cannot decide how a statement is put together: {sql}")


class _Nobody:
    """In the place of a person: what authority() and known_inspections() are asked of them is answered with Bounds."""

    is_active = True

    def __init__(self, roles, places, but):
        has = Authority(roles=roles, agencies=places["agencies"])
        has.__dict__["posts"] = places["posts"]
        self.pk = places["user"]
        self._authority = _Always(has)
        self._known_inspections = _Always(KnownInspections(places["known"], but))


class _Always(dict):
    """One answer, whatever the moment."""

    def __init__(self, answer):
        super().__init__()
        self._answer = answer

    def __contains__(self, asked):
        return True

    def __getitem__(self, asked):
        return self._answer
