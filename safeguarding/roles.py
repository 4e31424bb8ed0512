"""Authority by role and ownership by post, each from a moment until another; and the Ruling on an act, with its reasons."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext

from .models import Audience, Post, User
from .models.people import DECIDING, Role, RoleGrant

# The OPCC and partners are outside the force, and an auditor is in it (domain.md, Who uses the tracker).
FORCE_ROLES = frozenset({Role.OWNER, Role.COORDINATOR, Role.DCC, Role.STAFF_OFFICER, Role.AUDITOR, Role.ADMINISTRATOR})

# Who decides, sees what is marked, or lets others in signs in by two steps.
TWO_STEPS = frozenset({Role.DCC, Role.OPCC, Role.STAFF_OFFICER, Role.COORDINATOR, Role.AUDITOR, Role.ADMINISTRATOR})


NOBODY = 0  # no key of anybody's


@dataclass(frozen=True)
class Authority:
    """A person at a moment: roles given, titles of posts held by id, ids of agencies spoken for.

    void: {role: why} of the roles given that do not count, which `roles` leaves out; in sentences for that person.
    """

    roles: frozenset[str] = frozenset()
    titles: tuple[tuple[int, str], ...] = ()
    agencies: frozenset[int] = frozenset()
    void: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def posts(self) -> frozenset[int]:
        return frozenset(post for post, _ in self.titles)

    @property
    def in_force(self) -> bool:
        return bool(self.roles & FORCE_ROLES)

    @property
    def opcc(self) -> bool:
        return Role.OPCC in self.roles

    def hears(self, audience: str) -> bool:
        """Return whether words for `audience` (models.Audience) are for this person too (domain.md, Released to the OPCC)."""
        return self.in_force or audience == Audience.AGENCIES or (self.opcc and audience == Audience.OPCC)


def authority(user: User | AnonymousUser, at: datetime) -> Authority:
    """The Authority of `user` at `at` (aware datetime): nothing for a stranger or someone deactivated.

    One query, kept on the user for that moment.
    """
    if not user.is_active:
        return Authority()
    if stands_for := user.__dict__.get("_stands_for"):
        return stands_for
    # A request asks at one moment many times; another moment may have other roles, so only the last is kept.
    known = user.__dict__.setdefault("_authority", {})
    if at not in known:
        known.clear()
        found = _given_and_held(user, at)
        grants = [(role, agency, by, waits) for of, role, agency, by, waits in found if of == "role"]
        gives = user.is_superuser or any(role == Role.ADMINISTRATOR for role, *_ in grants)
        void = {role: why for role, _, by, waits in grants if (why := _void(user, role, by, waits, gives))}
        known[at] = Authority(
            roles=frozenset(role for role, *_ in grants if role not in void),
            titles=tuple((post, title) for of, title, post, *_ in found if of == "post"),
            agencies=frozenset(agency for _, agency, *_ in grants if agency),
            void=void,
        )
    return known[at]


def may_hold(post: Post, at: datetime) -> Q:
    """A condition on users: nothing that they are at `at` keeps them from holding `post`.

    A post of the force is for nobody who is here for the OPCC, an agency or to audit alone; one of an agency for those who speak for
    it. Whoever has no role may hold either: a new colleague gets the post first.
    """
    given = RoleGrant.objects.on(at).filter(user=OuterRef("pk"))
    theirs = (
        given.filter(agency=post.agency_id) if post.agency_id else given.filter(role__in=FORCE_ROLES - {Role.AUDITOR})
    )
    return Q(Exists(theirs)) | ~Q(Exists(given))


def anybody(role: Role) -> User:
    """Nobody in particular, who has a role at any moment: for what is put together once and read by many. Never to be saved."""
    reader = User(pk=NOBODY)
    reader._stands_for = Authority(roles=frozenset({role}))
    return reader


def _given_and_held(user, at):
    """("role", the role, agency, who gave it, if it awaits confirmation) and ("post", its title, post, its holder, None) of
    each that runs at `at`."""
    moment = connection.ops.adapt_datetimefield_value(at)
    with connection.cursor() as cursor:
        cursor.execute(GIVEN_AND_HELD, [user.pk, moment, moment] * 2)
        return cursor.fetchall()


# Asked for every page and before every change, so not put together anew each time. RUNNING is TermQuerySet.on.
RUNNING = "starts_at <= %s AND (ends_at IS NULL OR ends_at > %s)"
GIVEN_AND_HELD = f"""
    SELECT 'role', role, agency_id, given_by_id, awaits_confirmation FROM safeguarding_rolegrant WHERE user_id = %s AND {RUNNING}
    UNION ALL
    SELECT 'post', title, post_id, holder_id, NULL FROM safeguarding_holding
        JOIN safeguarding_post ON safeguarding_post.id = post_id WHERE holder_id = %s AND {RUNNING}
"""


def _void(user, role, given_by, waits, gives):
    """Why a role that was given does not count, or "". Nobody decides in another's name, nor by a role of their own making."""
    if role not in DECIDING:
        return ""
    named = {"role": gettext(Role(role).label)}
    if given_by == user.pk:
        return (
            gettext(
                "You gave yourself the role %(role)s, so you cannot decide anything in it: ask another administrator to give it to you."
            )
            % named
        )
    if waits:
        return gettext("The role %(role)s that you were given waits for a second administrator to confirm it.") % named
    if gives:
        return gettext("You give roles to others, so you cannot decide anything in the role %(role)s.") % named
    if user.password_by_another:
        return gettext("Somebody else set your password, so you decide nothing until you have chosen one of your own.")
    return ""


def needs_second_step(user: User, at: datetime) -> bool:
    """Return whether this person has to sign in by two steps."""
    has = authority(user, at)
    return user.is_superuser or bool(TWO_STEPS & (has.roles | set(has.void)))


def has_role(user: User | AnonymousUser, *roles: Role, at: datetime) -> bool:
    """Return whether `user` has one of `roles`, of which any will do."""
    return bool(authority(user, at).roles & set(roles))


@dataclass(frozen=True)
class Ruling:
    """True where someone may; if not, `why_not` has every reason, in sentences for that person."""

    why_not: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return not self.why_not


class Refused(PermissionDenied):
    """Someone tried what a Ruling refuses. `str()` gives the reasons."""


def insist(ruling: Ruling) -> None:
    """Raise Refused with the reasons unless the ruling allows."""
    if not ruling:
        raise Refused(" ".join(ruling.why_not))


def may_confirm(user: User, grant: RoleGrant, *, at: datetime) -> Ruling:
    """A deciding role is confirmed by an administrator who neither gave it nor has it."""
    if not has_role(user, Role.ADMINISTRATOR, at=at):
        return Ruling((gettext("Roles are confirmed by administrators."),))
    if user.pk in (grant.given_by_id, grant.user_id):
        return Ruling((gettext("Another administrator confirms this: one who did not give it."),))
    return Ruling() if grant.awaits_confirmation else Ruling((gettext("This role is confirmed already."),))


def unless_role(user: User | AnonymousUser, role: Role, otherwise: str, *, at: datetime) -> list[str]:
    """The reasons why `user` does not act by `role`: none where they do, else why it does not count, or `otherwise`.

    otherwise: a sentence of gettext_noop, said in the reader's language.
    """
    has = authority(user, at)
    return [] if role in has.roles else [has.void.get(role) or gettext(otherwise)]
