"""`manage.py load_register`: the national reports and examples of fixtures/register/, recorded as the inspection coordinator's work."""

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from safeguarding.clock import now
from safeguarding.models import RoleGrant, User
from safeguarding.models.people import Role
from safeguarding.roles import has_role

from ..register.files import NotReadable, read_register
from ..register.recording import REGISTER, add_reference_data, record


class Command(BaseCommand):
    help = "Records the national reports and examples of fixtures/register/. Run again, it adds only what is missing."

    def add_arguments(self, parser) -> None:
        parser.add_argument("--by", metavar="USERNAME", help="The inspection coordinator in whose name it is recorded.")

    def handle(self, *, by, **options) -> None:
        at = now()
        coordinator = _coordinator(by, at)
        with transaction.atomic():
            try:
                add_reference_data(by=coordinator, at=at)
                added = {entry.slug: record(entry, by=coordinator, at=at) for entry in read_register(REGISTER)}
            except NotReadable as unreadable:
                raise CommandError(str(unreadable)) from unreadable
        for slug, counts in added.items():
            self.stdout.write(f"{slug}: {_in_words(counts)}")


def _coordinator(username, at):
    """The named user, or the only inspection coordinator there is. Raises CommandError."""
    if username is None:
        found = {grant.user for grant in RoleGrant.objects.filter(role=Role.COORDINATOR).on(at).select_related("user")}
        if len(found) != 1:
            raise CommandError("Say in whose name it is recorded: --by with the username of an inspection coordinator.")
        return found.pop()
    user = User.objects.filter(username=username).first()
    if user is None:
        raise CommandError(f"There is no user “{username}”.")
    if not has_role(user, Role.COORDINATOR, at=at):
        raise CommandError(f"{user} is not an inspection coordinator now; give them that role in the admin first.")
    return user


def _in_words(counts):
    if not counts.total():
        return "nothing new"
    return ", ".join(f"{number} {noun if number > 1 else noun[:-1]}" for noun, number in counts.items()) + " added"
