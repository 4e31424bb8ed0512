"""Letting people in, giving them posts and roles, and taking those back; a hand-over is an event."""

from datetime import datetime

from allauth.mfa.models import Authenticator
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.core.exceptions import ValidationError
from django.db.models import F, Model, Q
from django.utils.translation import gettext

from .access_keys import revoke
from .history import verb, write
from .models import Agency, Holding, Post, RoleGrant, User
from .models.people import DECIDING, Role
from .roles import Refused, insist, may_confirm

TAKEN_AWAY = "Second step taken away: the phone is lost"


@verb()
def appoint(
    post: Post, holder: User, *, by: User, at: datetime, starts_at: datetime | None = None, why: str = ""
) -> Holding:
    """`holder` takes the post at `starts_at` (None: at `at`), and whoever holds it now holds it until then.

    Whoever was to take it at a later moment is called off. Raises ValidationError for a start before `at`.
    """
    starts_at = starts_at or at
    if starts_at < at:
        raise ValidationError(
            gettext("A post is handed over from now or later: what was held until now stays as it was.")
        )
    for coming in post.holdings.filter(Q(ends_at=None) | Q(ends_at__gt=F("starts_at")), starts_at__gt=at):
        end(coming, why=f"Handed over to {holder} instead", by=by, at=at)
    current = post.holdings.on(at).first()
    if current:
        # First, since the database knows one open holding of a post.
        current.ends_at = starts_at
        write(current, by=by, at=at, why=": ".join(filter(None, (f"Handed over to {holder}", why))))
    return write(Holding(post=post, holder=holder, starts_at=starts_at, follows=current), by=by, at=at, why=why)


def arranged_last(post: Post, *, at: datetime) -> Holding | None:
    """The holding that is to come, else the one that runs; None where nobody holds the post. One query, with its holder."""
    not_over = Q(ends_at=None) | (Q(ends_at__gt=at) & Q(ends_at__gt=F("starts_at")))
    return post.holdings.filter(not_over).select_related("holder").order_by("starts_at", "pk").last()


@verb()
def hand_post_over(
    post: Post,
    holder: User | None,
    *,
    instead_of: Holding | None,
    by: User,
    at: datetime,
    starts_at: datetime | None = None,
    why: str = "",
) -> Holding:
    """appoint() `holder`, or end the holding for nobody, where `instead_of` is still arranged_last().

    Of two at once the second waits for the first. Raises ValidationError where another holds the post by then, or is to.
    """
    post = Post.objects.select_for_update().get(pk=post.pk)
    if arranged_last(post, at=at) != instead_of:
        raise ValidationError(
            gettext(
                "Somebody else handed this post over at the same moment. "
                "See who holds it now, then press again if you still mean to."
            )
        )
    if holder is None:
        return end(post.holdings.on(at).get(), why=why, by=by, at=at)
    return appoint(post, holder, by=by, at=at, starts_at=starts_at, why=why)


@verb()
def acknowledge(holding: Holding, *, by: User, at: datetime) -> Holding:
    """Its holder has seen what came to them with the post. Once is enough. Raises Refused for anybody else."""
    if holding.holder_id != by.pk:
        raise Refused(gettext("This is for whoever took the post over."))
    if holding.seen_at:
        return holding
    holding.seen_at = at
    return write(holding, by=by, at=at, why="Seen by the new holder")


@verb()
def grant(user: User, role: Role, *, agency: Agency | None = None, by: User, at: datetime) -> RoleGrant:
    """Give a role, to a partner on behalf of an agency; a deciding one awaits confirmation.

    Raises ValidationError if held already, for a role by which `by` would decide, and for one to decide beside one to give roles.
    """
    given = RoleGrant(user=user, role=role, agency=agency, given_by=by, starts_at=at)
    given.awaits_confirmation = role in DECIDING
    return write(given, by=by, at=at)


@verb()
def confirm_role(given: RoleGrant, *, by: User, at: datetime) -> RoleGrant:
    """A second administrator confirms a deciding role, which counts from now. Raises Refused."""
    given = _held(given)
    insist(may_confirm(by, given, at=at))
    given.confirmed_by, given.awaits_confirmation = by, False
    return write(given, by=by, at=at, why="Confirmed", moving=["confirmed_by", "awaits_confirmation"])


@verb()
def end(term: Holding | RoleGrant, *, why: str, by: User, at: datetime) -> Holding | RoleGrant:
    """End a holding or a role grant at `at`; one that has not begun by then is called off."""
    term = _held(term)
    term.ends_at = max(at, term.starts_at)
    return write(term, by=by, at=at, why=why)


def _held(term: Holding | RoleGrant) -> Holding | RoleGrant:
    """As it is now, locked: of two at once neither takes back what the other did."""
    return type(term).objects.select_for_update().get(pk=term.pk)


@verb()
def deactivate(person: User, *, why: str, by: User, at: datetime) -> User:
    """`person` signs in no more. Every post, role and key of theirs ends at `at`, so that their work is seen to be with nobody."""
    person.held()
    ahead = Q(ends_at=None) | Q(ends_at__gt=at)
    for term in (*person.holdings.filter(ahead), *person.role_grants.filter(ahead)):
        end(term, why=why, by=by, at=at)
    for key in person.access_keys.filter(revoked_at=None):
        revoke(key, at=at)
    person.set_unusable_password()  # and so a one-time link and a session of before, too, open nothing once they come back
    person.is_active = False
    return write(person, by=by, at=at, why=why, moving=["is_active"])


@verb()
def reactivate(person: User, *, why: str, by: User, at: datetime) -> User:
    """`person` may sign in again. What ended stays ended: posts, roles, keys and a password are given or made anew."""
    person.is_active = True
    return write(person, by=by, at=at, why=why, moving=["is_active"])


@verb()
def choose_password(person: User, password: str, *, at: datetime) -> User:
    """`person` sets a password that nobody else knows."""
    person.choose_password(password)
    return write(person, by=person, at=at, why="Chose a password")


@verb()
def take_second_step(person: User, *, by: User, at: datetime) -> User:
    """Take away the phone and the recovery codes of `person`, who lost them: they set up others when they next sign in.

    Whoever is signed in as them anywhere, as on that phone, is signed out, and sets none up in their place. Their history says so,
    and so does the page where they do. Raises Refused for one's own.
    """
    if person == by:
        raise Refused(gettext("Another administrator takes away yours."))
    Authenticator.objects.filter(user=person).delete()
    for session in Session.objects.all():
        if session.get_decoded().get(SESSION_KEY) == str(person.pk):
            session.delete()
    return write(person, by=by, at=at, why=TAKEN_AWAY)


def taken_away_from(person: User) -> Model | None:
    """The last row of history by which an administrator took away the second step of `person`; None where nobody did."""
    rows = person.history.filter(history_change_reason=TAKEN_AWAY).select_related("history_user")
    return rows.order_by("-history_date", "-history_id").first()
