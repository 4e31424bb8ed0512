"""`manage.py gaps`: what the plan lacks, each in a sentence, severe ones first, as the inspection coordinator finds it."""

import json

from django.core.management.base import BaseCommand, CommandParser

from safeguarding.clock import now
from safeguarding.lib import words

from ...selectors.gaps.counted import counted
from ...selectors.gaps.list import FoundGap, FoundGaps
from ...selectors.standings import Standings
from ..options import add_as, coordinator


class Command(BaseCommand):
    """The page of gaps from the shell, by the same rules."""

    help = "List the gaps of the plan, severe ones first: what a board or the inspectorate would ask about."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="As a list of check, severity, about and sentence.")
        add_as(parser)

    def handle(self, *args: object, username: str | None, **options: object) -> None:
        at = now()
        asked = Standings(coordinator(username, "--as", at), now=at)
        found = FoundGaps(asked, counted(asked))
        if options["json"]:
            self.stdout.write(json.dumps([_row(gap) for gap in found], ensure_ascii=False, indent=2))
            return
        for gap in found:
            self.stdout.write(f"{gap.gap.severity}: {gap.sentence}")
        self.stdout.write(f"{words.counted(len(found), 'gap')}." if len(found) else "No gap was found.")


def _row(found: FoundGap) -> dict[str, str]:
    return {
        "check": found.gap.value,
        "severity": found.gap.severity,
        "about": found.thing.name,
        "sentence": found.sentence,
    }
