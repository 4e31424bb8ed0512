"""What a person may do by role and what is theirs by post, and how a refusal is said."""

from dataclasses import dataclass
from functools import cached_property

from django.core.exceptions import PermissionDenied

from .models import Audience, Holding, RoleGrant
from .models.people import Role

FORCE_ROLES = frozenset({Role.OWNER, Role.COORDINATOR, Role.DCC, Role.STAFF_OFFICER, Role.AUDITOR, Role.ADMINISTRATOR})


@dataclass(frozen=True)
class Standing:
    """What a person is at a moment: roles given, titles of posts held by id, ids of agencies spoken for."""

    roles: frozenset = frozenset()
    titles: tuple = ()
    agencies: frozenset = frozenset()

    @cached_property
    def posts(self):
        return frozenset(post for post, _ in self.titles)

    @property
    def in_force(self):
        return bool(self.roles & FORCE_ROLES)

    @property
    def opcc(self):
        return Role.OPCC in self.roles

    def hears(self, audience):
        """Whether what is for `audience` (models.Audience) is for this person too."""
        return self.in_force or audience == Audience.AGENCIES or (self.opcc and audience == Audience.OPCC)


def standing(user, at):
    """The Standing of `user` at `at` (aware datetime): nothing for a stranger or someone deactivated.

    Two queries, kept on the user for that moment.
    """
    if not user.is_active:
        return Standing()
    known = user.__dict__.setdefault("_standing", {})
    if at not in known:
        known.clear()
        grants = list(RoleGrant.objects.filter(user=user).on(at).values_list("role", "agency_id"))
        known[at] = Standing(
            roles=frozenset(role for role, _ in grants),
            titles=tuple(Holding.objects.filter(holder=user).on(at).values_list("post", "post__title")),
            agencies=frozenset(agency for _, agency in grants if agency),
        )
    return known[at]


def has_role(user, *roles, at):
    """Whether `user` has one of `roles` at `at`."""
    return bool(standing(user, at).roles & set(roles))


@dataclass(frozen=True)
class Ruling:
    """Whether someone may, and if not every reason why, in sentences for that person."""

    why_not: tuple = ()

    def __bool__(self):
        return not self.why_not


class Refused(PermissionDenied):
    """Someone tried what a Ruling refuses. `str()` gives the reasons."""


def insist(ruling):
    """Raise Refused with the reasons unless the ruling allows."""
    if not ruling:
        raise Refused(" ".join(ruling.why_not))
