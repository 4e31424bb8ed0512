"""People whom the force's directory lets in: who they are here, and the roles that its groups give them."""

from collections.abc import Iterable
from datetime import datetime

from allauth.socialaccount.models import SocialAccount
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext

from .appointments import end, grant
from .history import verb, write
from .letting_in import looks_into_admin
from .models import RoleGrant, User
from .models.people import Role
from .roles import Refused

DIRECTORY = "directory"  # the sign-in name under which it gives and ends roles; nobody signs in by it


@verb()
def come_in(
    known: User | None, username: str, *, first: str, last: str, email: str, groups: Iterable[str], at: datetime
) -> User:
    """Somebody comes in by the directory: `known` from before, else who signs in here by that name, else somebody new.

    The roles that it gave follow its groups (settings.OIDC_GROUPS); those that an administrator gave stay. A
    deciding one awaits an administrator. Raises Refused for whoever was deactivated, for somebody new whom no group lets in,
    and for another account of the directory than the one by which that person came: names there are changed and given again.
    """
    directory = _directory(at)
    person = known or User.objects.filter(username__iexact=username).first()
    roles = {Role(settings.OIDC_GROUPS[group]) for group in groups if group in settings.OIDC_GROUPS}
    if person == directory or (person and not person.is_active):
        raise Refused(gettext("Your account here was closed. Ask an administrator of the tracker to open it again."))
    if known is None and SocialAccount.objects.filter(user=person).exists():
        raise Refused(
            gettext(
                "Whoever is %(username)s here came in by another account of the directory. "
                "If it is you, ask an administrator of the tracker to let you in by your new one."
            )
            % {"username": person.username}
        )
    person = person or _newcomer(roles, username=username, first_name=first, last_name=last, email=email)
    # Whoever comes by the directory needs no password that somebody else knows.
    if person.pk is None or person.password_by_another:
        person.set_unusable_password()
        person.is_staff = person.is_staff or looks_into_admin(roles)
        try:
            write(person, by=directory, at=at, why="Came in by the force’s directory")
        except ValidationError as wrong:
            raise Refused(
                gettext("The directory says of you what cannot be taken: %(why)s") % {"why": " ".join(wrong.messages)}
            ) from wrong
    _follow(person, roles, by=directory, at=at)
    return person


def _newcomer(roles, **values):
    if not roles:
        raise Refused(
            gettext("Your force account has no role in the tracker. Ask an administrator of the tracker to let you in.")
        )
    return User(**values)


@verb()
def forget_account(person: User, *, by: User, at: datetime) -> User:
    """Forget by which account of the directory `person` came: the next that bears their name is theirs. Raises Refused for one's own."""
    if person == by:
        raise Refused(gettext("Another administrator does this for you."))
    SocialAccount.objects.filter(user=person).delete()
    return write(person, by=by, at=at, why="May come in by another account of the directory")


def _follow(person, roles, *, by, at):
    """Give the roles of these groups that are not held, and end those that groups gave which are left."""
    person.held()  # of two tabs at once the second finds what the first gave
    given = RoleGrant.objects.on(at).filter(user=person)
    for term in given.filter(given_by=by).exclude(role__in=roles):
        end(term, why="No longer in the directory’s group", by=by, at=at)
    for role in sorted(roles.difference(given.values_list("role", flat=True))):
        try:
            grant(person, role, by=by, at=at)
        except ValidationError as wrong:
            raise Refused(
                gettext("The directory’s groups give what cannot be had: %(why)s") % {"why": " ".join(wrong.messages)}
            ) from wrong


def _directory(at):
    """The account in whose name the directory gives roles; made when it first does."""
    known = User.objects.filter(username=DIRECTORY).first()
    if known:
        return known
    made = User(username=DIRECTORY, first_name="The force’s", last_name="directory", is_active=False)
    made.set_unusable_password()
    return write(made, by=made, at=at, why="Gives roles by the directory’s groups")
