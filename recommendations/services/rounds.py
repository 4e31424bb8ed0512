"""A round of updates: commissioned, put right, closed; its owners chased or excused."""

from collections.abc import Collection
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.utils.translation import gettext

from inspections.models import Inspection
from safeguarding.history import verb, write
from safeguarding.lib.dates import london_date, start_of_day
from safeguarding.models import Audience, Marking, Post, User

from ..models import Action, ActionStanding, NamedPlan, ReturnNotice, RoundScope, ScrutinySession, UpdateRound
from ..permissions import insist, may_keep_rounds
from ..selectors.rounds.asked import InRound
from ..selectors.rounds.board import Board
from ..selectors.standings import Standings
from .as_shown import change, held_as_shown

Kind = ReturnNotice.Kind
STATED = ("title", "returns_by", "session")
FORCE_ONLY = {"audience": Audience.FORCE, "marking": Marking.OFFICIAL}


@verb()
def commission_round(
    *,
    title: str,
    returns_by: date,
    session: ScrutinySession | None,
    inspections: Collection[Inspection],
    plans: Collection[NamedPlan],
    actions: Collection[Action] = (),
    by: User,
    at: datetime,
) -> UpdateRound:
    """Ask every owner of an open action for a return; of `actions` and those of `inspections` and `plans`, where any are named.

    Raises Refused, ValidationError.
    """
    insist(may_keep_rounds(by, at=at))
    if returns_by <= london_date(at):
        raise ValidationError({"returns_by": gettext("The day must be after today")})
    facts = {"title": title, "returns_by": returns_by, "session": session, "commissioned_at": at}
    commissioned = write(UpdateRound(**facts), by=by, at=at)
    scopes = [{"inspection": one} for one in inspections] + [{"plan": one} for one in plans]
    scopes += [{"action": one} for one in actions]
    for scope in scopes:
        write(RoundScope(round=commissioned, **scope, **FORCE_ONLY), by=by, at=at)
    if not ActionStanding.objects.at(at).filter(InRound.of(commissioned).owed()).exists():
        raise ValidationError(gettext("No action in progress is in it. Choose others."))
    return commissioned


@verb()
def put_round_right(
    round: UpdateRound, *, version: int, why: str, by: User, at: datetime, **changes: object
) -> UpdateRound:
    """Put what is stated of a round (STATED) right, its day too. version: version_of() it as it was shown.

    Raises Refused, ChangedMeanwhile, ValidationError.
    """
    held = held_as_shown(round, version)
    insist(may_keep_rounds(by, at=at, round=held))
    change(held, STATED, changes)
    return write(held, by=by, at=at, why=why)


@verb()
def close_round(round: UpdateRound, *, why: str, by: User, at: datetime) -> UpdateRound:
    """Close a round: what is missing by then stays missing. Raises Refused, ValidationError."""
    held = locked_round(round)
    insist(may_keep_rounds(by, at=at, round=held))
    held.closed_at = at
    return write(held, by=by, at=at, why=why)


@verb()
def reopen_round(round: UpdateRound, *, why: str, by: User, at: datetime) -> UpdateRound:
    """Open a round again that was closed. Raises Refused, ValidationError."""
    insist(may_keep_rounds(by, at=at))
    held = locked_round(round)
    if held.closed_at is None:
        raise ValidationError(gettext("The round is open already."))
    held.closed_at = None
    return write(held, by=by, at=at, why=why)


@verb()
def chase(round: UpdateRound, post: Post, *, by: User, at: datetime) -> ReturnNotice:
    """Ask the holder of a post again for its return, also one who was excused; once a day. Raises Refused, ValidationError."""
    held = locked_round(round)
    insist(may_keep_rounds(by, at=at, round=held))
    insist_on_holder(post, at)
    last = held.notices.filter(post=post).last()
    if last and last.kind == Kind.CHASED and london_date(last.recorded_at) == london_date(at):
        raise ValidationError(gettext("The %(post)s was chased today already.") % {"post": post})
    return write(ReturnNotice(round=held, post=post, kind=Kind.CHASED, **FORCE_ONLY), by=by, at=at)


@verb()
def chase_all(round: UpdateRound, *, by: User, at: datetime) -> list[ReturnNotice]:
    """Chase every post that somebody holds, that returned nothing, is not excused and was not chased today. Raises Refused."""
    held = locked_round(round)
    insist(may_keep_rounds(by, at=at, round=held))
    today = held.notices.filter(kind=Kind.CHASED, recorded_at__gte=start_of_day(london_date(at)))
    silent = Board(held, Standings(by, now=at)).silent().exclude(pk__in=today.values("post"))
    notices = [ReturnNotice(round=held, post=post, kind=Kind.CHASED, **FORCE_ONLY) for post in silent]
    return [write(notice, by=by, at=at) for notice in notices]


@verb()
def excuse(round: UpdateRound, post: Post, *, why: str, by: User, at: datetime) -> ReturnNotice:
    """Excuse the holder of a post from its return, with the reason, until they are chased. Raises Refused, ValidationError."""
    held = locked_round(round)
    insist(may_keep_rounds(by, at=at, round=held))
    return write(ReturnNotice(round=held, post=post, kind=Kind.EXCUSED, reason=why, **FORCE_ONLY), by=by, at=at)


def locked_round(round: UpdateRound) -> UpdateRound:
    """The round as it is now, held until the transaction ends: nobody returns to one that another closes at this moment."""
    return UpdateRound.objects.select_for_update().get(pk=round.pk)


def insist_on_holder(post: Post, at: datetime) -> None:
    """Raise ValidationError where nobody holds the post, so that nobody would read what is asked of it."""
    if not post.holdings.on(at).exists():
        raise ValidationError(
            gettext("Nobody holds the post %(post)s, so nobody would read it. Hand the post over first.")
            % {"post": post}
        )
