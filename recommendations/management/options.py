"""Options of commands: the inspection coordinator in whose name one does something, and a past day or moment."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.core.management.base import CommandError, CommandParser

from safeguarding.models import RoleGrant, User
from safeguarding.models.people import Role
from safeguarding.roles import has_role

from ..forms.as_at import past_moment


def add_as(parser: CommandParser) -> None:
    """The option `--as`, for coordinator()."""
    parser.add_argument(
        "--as", dest="username", metavar="USERNAME", help="The inspection coordinator who would see them."
    )


def coordinator(username: str | None, option: str, at: datetime) -> User:
    """The named user, or with None the only inspection coordinator there is at `at`. option: that names one. Raises CommandError."""
    if username is None:
        found = {grant.user for grant in RoleGrant.objects.filter(role=Role.COORDINATOR).on(at).select_related("user")}
        if len(found) != 1:
            raise CommandError(f"Say in whose name: {option} with the username of an inspection coordinator.")
        return found.pop()
    user = User.objects.filter(username=username).first()
    if user is None:
        raise CommandError(f"There is no user “{username}”.")
    if not has_role(user, Role.COORDINATOR, at=at):
        raise CommandError(f"{user} is not an inspection coordinator now; give them that role in the admin first.")
    return user


def asked_moment(typed: str | None, option: str, at: datetime) -> datetime | None:
    """The moment typed after `option`, a day meaning its end in London; None for `at`, which is now. Raises CommandError."""
    try:
        return past_moment(typed or "", at)
    except ValidationError as error:
        raise CommandError(f"{option}: {error.messages[0]}") from None
