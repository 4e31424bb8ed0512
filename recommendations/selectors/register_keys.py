"""The rows that a Register is of: all that a person may see, or those of some recommendations."""

from collections.abc import Callable
from datetime import datetime
from functools import cached_property
from typing import NamedTuple

from django.db.models import Q, QuerySet

from inspections.visibility import closed
from safeguarding.as_at import rows
from safeguarding.roles import authority

from ..models import Action, Coverage, Part, Recommendation
from .standings import Standings


class Only(NamedTuple):
    """Some recommendations: those that a Q of `kept(key, as_at)` keeps, of today's rows or of those of a past moment."""

    kept: Callable[[int, datetime | None], Q] | None
    key: int | None


EVERYTHING = Only(None, None)


def of_inspection(key: int, as_at: datetime | None = None) -> Q:
    """Those of the inspection of this key."""
    return Q(inspection=key)


class RegisterKeys:
    """The rows of a Register, and their keys, as querysets, so that no statement is handed them back."""

    def __init__(self, asked: Standings, kept: Callable[[int, datetime | None], Q] | None, key: int | None) -> None:
        self.of, self.as_at, self.only = asked, asked.as_at, Only(kept, key)

    @property
    def asked(self) -> QuerySet:
        """Of recommendations."""
        return self.recommendations.values("id")

    @property
    def numbers(self) -> QuerySet:
        """Of actions."""
        return self.actions.values("number")

    @cached_property
    def recommendations(self) -> QuerySet:
        kept, key = self.only
        found = rows(Recommendation, self.as_at).filter(self.of.known.of("inspection"), withdrawn_at=None)
        return found.filter(kept(key, self.as_at)) if kept else found

    @cached_property
    def parts(self) -> QuerySet:
        return rows(Part, self.as_at).filter(recommendation_id__in=self.asked, ended_at=None)

    @cached_property
    def coverages(self) -> QuerySet:
        """Of every action, those that have not ended."""
        return rows(Coverage, self.as_at).filter(ended_at=None)

    @cached_property
    def answering(self) -> QuerySet:
        """Keys of the actions that cover one of the parts."""
        return self.coverages.filter(part_id__in=self.parts.values("id")).values("action_id")

    @cached_property
    def actions(self) -> QuerySet:
        """Those that cover one of the parts; in a whole Register also those that cover none, or of an agency its own, unless closed."""
        wanted = Q(number__in=self.answering)
        if not self.only.kept:
            has = authority(self.of.user, self.of.now)
            if has.in_force:
                wanted |= ~Q(number__in=self.coverages.values("action_id"))
            else:
                unless = self.coverages.filter(part__recommendation__inspection__in=closed(self.of.now, self.as_at))
                wanted |= Q(~Q(number__in=unless.values("action_id")), owner__pk__among=has.posts)
        return rows(Action, self.as_at).filter(wanted)
