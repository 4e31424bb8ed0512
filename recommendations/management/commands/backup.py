"""Take a backup of everything, in one file."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError, CommandParser

from safeguarding import clock
from safeguarding.backup.database import NotDone
from safeguarding.backup.everything import take_backup
from safeguarding.lib.uploads.upload_storage import bucket


class Command(BaseCommand):
    """`manage.py backup -o /srv/backups`, on a timer; docs/backup.md says what is in it, and what is not."""

    help = (
        "Write the database, the files that were brought, the seals and their SHA-256 to one file, while people work."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("-o", "--output", type=Path, required=True, help="The file, or a folder that is there.")

    def handle(self, *args: object, output: Path, **options: object) -> None:
        try:
            made = take_backup(output, at=clock.now())
        except (NotDone, OSError) as refused:
            raise CommandError(str(refused)) from refused
        self.stdout.write(f"The backup is {made} ({made.stat().st_size:,} bytes).")
        if name := bucket():
            self.stdout.write(f"The files that were brought are not in it: the bucket {name} has to keep its own.")
