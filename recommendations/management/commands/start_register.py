"""`manage.py start_register`: begins an empty register with its first administrator and the bodies, kinds and themes."""

from pathlib import Path

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from safeguarding.appointments import grant
from safeguarding.clock import to_record
from safeguarding.history import verb, write
from safeguarding.models import User
from safeguarding.models.people import Role
from safeguarding.one_time_links import one_time_link

from ..register.recording import add_reference_data


class Command(BaseCommand):
    help = (
        "Begins an empty register: its first administrator, who gets a link to set a password, and the reference data."
    )

    def add_arguments(self, parser) -> None:
        parser.add_argument("--administrator", metavar="USERNAME", required=True, help="Such as robin.imaginary.")
        parser.add_argument("--name", metavar="NAME", required=True, help='First and last name: "Robin Imaginary".')
        parser.add_argument("--force", metavar="NAME", help="The force, whose name every page bears; kept in .env.")
        parser.add_argument(
            "--host",
            default="",
            help="Where the link leads, such as 127.0.0.1:8000. Default: the first of ALLOWED_HOSTS.",
        )

    def handle(self, *, administrator, name, force, host, **options) -> None:
        if User.objects.exists():
            raise CommandError("This register has begun: people can sign in. An administrator adds others.")
        first, _, last = name.strip().rpartition(" ")
        person = User(username=administrator, first_name=first, last_name=last, is_staff=True)
        person.set_unusable_password()
        try:
            person.full_clean()
        except ValidationError as problem:
            raise CommandError(" ".join(problem.messages)) from problem
        with verb():
            # Nobody is there before the first to write it, nor to give it.
            by = {"by": person, "at": to_record()}
            write(person, **by, why="The register was begun")
            grant(person, Role.ADMINISTRATOR, **by)
            add_reference_data(**by)
        if force:
            _keep_force_name(" ".join(force.split()), settings.ROOT / ".env")
            self.stdout.write("Its name is in .env, and on every page once the tracker is started again.")
        self.stdout.write(f"The register is begun. {person} sets a password here, once, within three days:")
        self.stdout.write(one_time_link(person, host))


def _keep_force_name(name: str, file: Path) -> None:
    """Say it in the file that settings.py reads, in the place of what that said of it before."""
    lines = file.read_text(encoding="utf-8").splitlines() if file.exists() else []
    kept = [line for line in lines if not line.startswith("FORCE_NAME=")]
    escaped = name.replace("\\", "\\\\").replace('"', '\\"')
    file.touch(mode=0o600)  # it may hold the key too
    file.write_text("\n".join([*kept, f'FORCE_NAME="{escaped}"', ""]), encoding="utf-8")
