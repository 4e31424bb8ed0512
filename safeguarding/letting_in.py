"""Several people let in at once, with their posts and roles: a row each, all of them or none."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext

from .appointments import appoint, grant
from .history import verb, write
from .models import Agency, Post, RoleGrant, User
from .models.people import Role


@dataclass(frozen=True)
class Newcomer:
    """A row of the table: who comes, what they hold and may do. row: its number, counted from 1; "" is not stated."""

    row: int
    name: str
    username: str = ""
    email: str = ""
    post: str = ""
    roles: tuple[Role, ...] = ()
    agency: str = ""

    @property
    def sign_in_name(self) -> str:
        """As given, else made of the name: "robin.imaginary"."""
        return self.username or slugify(self.name).replace("-", ".")


def looks_into_admin(roles: Iterable[Role]) -> bool:
    """Return whether these are roles of somebody who looks into the admin."""
    return not {Role.ADMINISTRATOR, Role.AUDITOR, Role.OPCC}.isdisjoint(roles)


@verb()
def let_in(newcomers: Iterable[Newcomer], *, by: User, at: datetime) -> list[User]:
    """Let them in; whoever, and whatever post or agency, is known by that name already is taken as it is.

    Returns the people of the rows, each once. Raises ValidationError with a sentence for each row that is not in order.
    """
    people, wrong = {}, []
    for newcomer in newcomers:
        try:
            with transaction.atomic():  # of its own, so that the rows after one that is refused can still be looked at
                person = people.setdefault(newcomer.sign_in_name, None) or _person(newcomer, by=by, at=at)
                people[newcomer.sign_in_name] = person
                agency = _agency(newcomer, by=by, at=at)
                _give(person, newcomer, agency, by=by, at=at)
        except ValidationError as error:
            people.pop(newcomer.sign_in_name, None)  # who may have gone with the savepoint
            wrong += [gettext("Row %(row)s: %(why)s") % {"row": newcomer.row, "why": why} for why in error.messages]
    if wrong:
        raise ValidationError(wrong)
    return list(people.values())


def _person(newcomer, *, by, at):
    known = User.objects.filter(username=newcomer.sign_in_name).first()
    if known is None:
        first, _, last = newcomer.name.rpartition(" ")
        known = User(username=newcomer.sign_in_name, first_name=first, last_name=last, email=newcomer.email)
        known.is_staff = looks_into_admin(newcomer.roles)
        known.set_unusable_password()
        return write(known, by=by, at=at, why="Added with a table")
    if known.get_full_name() != newcomer.name:
        raise ValidationError(
            gettext("%(name)s is %(known)s already. Enter another sign-in name for %(newcomer)s.")
            % {"name": known.username, "known": known, "newcomer": newcomer.name}
        )
    return known


def _agency(newcomer, *, by, at):
    if not newcomer.agency:
        return None
    known = Agency.objects.filter(name__iexact=newcomer.agency).first()
    return known or write(Agency(name=newcomer.agency, slug=slugify(newcomer.agency)), by=by, at=at)


def _give(person, newcomer, agency, *, by, at):
    # Whoever holds a post of the force and was given no role can at least do what is theirs.
    owner = (Role.OWNER,) if newcomer.post and not agency else ()
    for role in newcomer.roles or owner:
        if not RoleGrant.objects.on(at).filter(user=person, role=role).exists():
            grant(person, role, agency=agency if role == Role.PARTNER else None, by=by, at=at)
    if newcomer.post:
        post = Post.objects.filter(title__iexact=newcomer.post).first()
        post = post or write(Post(title=newcomer.post, agency=agency), by=by, at=at)
        holder = post.held_by(at)
        if holder is None:
            appoint(post, person, by=by, at=at)
        elif holder != person:
            raise ValidationError(
                gettext("%(post)s is held by %(holder)s. Hand it over on the post’s own page.")
                % {"post": post, "holder": holder}
            )
