"""Put a backup into an empty database, and look through the ledger."""

from pathlib import Path

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser

from safeguarding.backup.database import NotDone
from safeguarding.backup.everything import is_of_this_version, restore_backup


class Command(BaseCommand):
    """`manage.py restore FILE` leaves with 1 where the ledger finds anything that is not as it was written."""

    help = "Put a backup into the database of DATABASE_URL, which is new and empty, and its files into MEDIA_ROOT."
    requires_system_checks = []  # they ask the database for what is not there yet

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="As `manage.py backup` made it.")

    def handle(self, *args: object, file: Path, **options: object) -> None:
        try:
            manifest = restore_backup(file)
        except (NotDone, OSError) as refused:
            raise CommandError(str(refused)) from refused
        self.stdout.write(f"What stood on {manifest.made_at} is back.")
        if is_of_this_version(manifest):
            call_command("verify_ledger", stdout=self.stdout)
        else:
            self.stdout.write("An earlier version made it: run `manage.py migrate`, then `manage.py verify_ledger`.")
