"""The interests of a person in what they would decide on, in the sentences that they read before they try."""

from collections.abc import Callable, Collection, Iterable
from datetime import datetime
from enum import StrEnum

from django.db import connection
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from safeguarding.models import User

from ..models import Action, DeadlineRequest, Part, Question, TranscribedStatement
from . import rule


class Interest(StrEnum):
    """Why somebody does not decide, by the names of rule.py; in the order in which they are told."""

    RECOMMENDED = _("You recommended this complete, so somebody else has to decide.")
    CORRECTED = _("You corrected what was said on this, so somebody else has to decide.")
    ANSWERED = _("You answered a question on this, so somebody else has to decide.")
    ASKED = _("You asked for a date on this, so somebody else has to decide.")
    PROPOSED = _("You proposed a response to this, so somebody else has to decide.")
    ACTION = _("You own this action, or did since it opened, so somebody else has to decide.")
    COVERING = _("An action on this is your own work, so somebody else has to decide.")
    ISSUE = _("You own the issue, or did since this opened, so somebody else has to decide.")


# Of each action or part, by its key; empty: four eyes refuse the person nothing.
Interests = dict[int, list[Interest]]

# Done in the very post that agrees a date within the inspectorate's.
BY_THE_ISSUE = frozenset({Interest.ISSUE, Interest.ANSWERED, Interest.CORRECTED, Interest.PROPOSED})


def interests(user: User, actions: Iterable[Action], *, at: datetime) -> Interests:
    """The Interests of `user` in the actions. One query."""
    return _asked(rule.on_actions, user, [action.pk for action in actions], at)


def interests_in_parts(user: User, parts: Iterable[Part], *, at: datetime) -> Interests:
    """The Interests of `user` in the parts, those in what answers them included. One query."""
    return _asked(rule.on_parts, user, [part.pk for part in parts], at)


def parts_meant(thing: TranscribedStatement | Question) -> list[Part]:
    """The part that words about a recommendation are about; every part of it where none is named."""
    return [thing.part] if thing.part_id else list(thing.recommendation.parts.all())


def translated_interests(found: Iterable[Interest]) -> list[str]:
    """The interests in the language of whoever reads why somebody else decides."""
    return [gettext(one) for one in found]


def translated_once(known: Interests, parts: Iterable[Part]) -> list[str]:
    """The interests in any of the parts, each told once."""
    return translated_interests(dict.fromkeys(interest for part in parts for interest in known[part.pk]))


def interests_in_date(
    user: User, request: DeadlineRequest, *, at: datetime, by_the_issue: bool = False, known: Interests | None = None
) -> list[str]:
    """Why four eyes refuse `user` a date, in sentences.

    by_the_issue: they decide as the issue owner, whose the dates within the inspectorate's are to agree (domain.md, Dates that
    must not be merged). known: interests() of its action among several, where they were asked together.
    """
    known = known or interests(user, [request.action], at=at)
    others = [one for one in known[request.action_id] if not (by_the_issue and one in BY_THE_ISSUE)]
    if request.recorded_by_id != user.pk:
        return translated_interests(others)
    asked = gettext("You asked for this date, so somebody else has to decide.")
    return [asked, *translated_interests(one for one in others if one != Interest.ASKED)]


def _asked(select: Callable[..., str], user: User, keys: Collection[int], at: datetime) -> Interests:
    found: dict[int, set[str]] = {key: set() for key in keys}
    if not found:
        return {}
    named = {f"key{number}": key for number, key in enumerate(found)}
    listed = ", ".join(f"%({name})s" for name in named)
    moment = connection.ops.adapt_datetimefield_value(at)
    with connection.cursor() as cursor:
        cursor.execute(
            select(f"({listed})", person="%(person)s", at="%(at)s"), named | {"person": user.pk, "at": moment}
        )
        for matter, interest in cursor.fetchall():
            found[matter].add(interest)
    return {key: [one for one in Interest if one.name.lower() in names] for key, names in found.items()}
