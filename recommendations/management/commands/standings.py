"""Check the echoes of the records against them, or make them anew: standings, texts that can be found, likenesses."""

import sys
from itertools import chain

from django.core.management.base import BaseCommand, CommandParser
from django.db import transaction

from ... import likenesses
from ...search import restate as search
from ...standings import restate as standings


class Command(BaseCommand):
    """`manage.py standings --check` names every difference and leaves with 1 where there is one."""

    help = "Check the standings, and the texts that can be found, against the records; or make them anew from them."

    def add_arguments(self, parser: CommandParser) -> None:
        """Called by Django."""
        which = parser.add_mutually_exclusive_group(required=True)
        which.add_argument("--check", action="store_true", help="Name every difference; exit 1 where there is one.")
        which.add_argument(
            "--rebuild", action="store_true", help="Make every standing and text as the records have it."
        )

    def handle(self, *args: object, check: bool, **options: object) -> None:
        """Called by Django."""
        if not check:
            with transaction.atomic():
                standings.rebuild()
                search.rebuild()
                likenesses.rebuild()
            self.stdout.write("The standings are as the records have them.")
            return
        count = 0
        for difference in chain(standings.differences(), search.differences(), likenesses.differences()):
            count += 1
            self.stdout.write(difference)
        self.stdout.write(f"{count} differences." if count else "The standings are as the records have them.")
        if count:
            sys.exit(1)
