"""`manage.py take_in_replies FOLDER`: for a timer; takes in what came by mail in answer to a round of updates."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError, CommandParser

from safeguarding.clock import to_record

from ..replies import REFUSED, TAKEN, take_in_folder


class Command(BaseCommand):
    """Nothing it takes in counts before somebody of the return has looked at it. Killed at any moment, nothing is taken twice."""

    help = (
        "Take in the forms of returns in FOLDER, as mails (.eml, or a Maildir) or by themselves; whoever answers for each looks at it. "
        f"What is taken goes to FOLDER/{TAKEN}, what is not to FOLDER/{REFUSED}; leaves with 1 where anything was refused."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """FOLDER."""
        parser.add_argument("folder", type=Path)

    def handle(self, *args: object, folder: Path, **options: object) -> None:
        if not folder.is_dir():
            raise CommandError(f"{folder} is no folder.")
        refused = 0
        try:
            for outcome in take_in_folder(folder, to_record()):
                refused += outcome.refused
                self.stdout.write(f"{outcome.file}: {'refused: ' if outcome.refused else ''}{outcome.says}")
        except OSError as error:
            raise CommandError(f"{error.filename} cannot be read or moved: {error.strerror}.") from error
        if refused:
            raise CommandError(f"{refused} refused; {folder / REFUSED} has what they came in.")
