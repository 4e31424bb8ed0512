"""`manage.py position`: where each inspection stands, now or at a past moment, as the inspection coordinator finds it."""

import json

from django.core.management.base import BaseCommand, CommandParser

from safeguarding.clock import now

from ...packs.position_figures import position_figures
from ...selectors.standings import Standings
from ..options import add_as, asked_moment, coordinator


class Command(BaseCommand):
    """The figures of the position from the shell, by the same selectors as its page."""

    help = "Say of each inspection how many recommendations are in each state, and how its open actions stand to their dates."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--as-at", metavar="DATE", help="As it stood at the end of this day, or at this moment.")
        parser.add_argument("--json", action="store_true", help="As `as_at` and a list of `inspections`.")
        add_as(parser)

    def handle(self, *args: object, as_at: str | None, username: str | None, **options: object) -> None:
        at = now()
        moment = asked_moment(as_at, "--as-at", at)
        asked = Standings(coordinator(username, "--as", at), now=at, as_at=moment)
        rows = list(position_figures(asked))
        if options["json"]:
            report = {"as_at": (moment or at).isoformat(), "inspections": rows}
            self.stdout.write(json.dumps(report, ensure_ascii=False, indent=2))
            return
        for row in rows:
            figures = {key.replace("_", " "): number for key, number in (row["states"] | row).items() if number}
            report = ", ".join(f"{key} {number}" for key, number in figures.items() if isinstance(number, int))
            self.stdout.write(f"{row['slug']}: {report or 'nothing asked of us'}")
