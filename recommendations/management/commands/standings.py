"""Check the echoes of the records against them, or make them anew: standings, texts that can be found, likenesses."""

import sys

from django.core.management.base import BaseCommand, CommandParser

from safeguarding.lib.words import counted

from ...services import echoes


class Command(BaseCommand):
    """`manage.py standings --check` names every difference and leaves with 1 where there is one."""

    help = "Check the standings, and the texts that can be found, against the records; or make them anew from them."

    def add_arguments(self, parser: CommandParser) -> None:
        which = parser.add_mutually_exclusive_group(required=True)
        which.add_argument("--check", action="store_true", help="Name every difference; exit 1 where there is one.")
        which.add_argument(
            "--rebuild",
            action="store_true",
            help="Make every standing and text as the records have it. Run it while nobody records anything: on PostgreSQL what "
            "is recorded meanwhile may be missed, and --check names it.",
        )

    def handle(self, *args: object, check: bool, **options: object) -> None:
        if not check:
            echoes.rebuild()
            self.stdout.write("The standings are as the records have them.")
            return
        count = 0
        for difference in echoes.differences():
            count += 1
            self.stdout.write(difference)
        self.stdout.write(
            f"{counted(count, 'difference')}." if count else "The standings are as the records have them."
        )
        if count:
            sys.exit(1)
