"""The inspection coordinator in whose name a command does something."""

from datetime import datetime

from django.core.management.base import CommandError

from safeguarding.models import RoleGrant, User
from safeguarding.models.people import Role
from safeguarding.roles import has_role


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
