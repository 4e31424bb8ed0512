"""`manage.py position`: where each inspection stands, now or at a past moment, as the inspection coordinator finds it."""

import json
from collections import Counter

from django.core.management.base import BaseCommand, CommandParser

from inspections.models import Inspection
from safeguarding.clock import now

from ...selectors.position.by_inspection import ORIGINAL, open_by_inspection
from ...selectors.position.page import counted_by_state
from ...selectors.register import visible_inspections
from ...selectors.standings import Standings
from ...workflow import PartState
from ..coordinators import coordinator
from ..moments import asked_moment

READ = 500  # inspections at a time
# The fields of an inspection, and the figures of the page that they are.
FIGURES = {
    "overdue_original": ORIGINAL,
    "overdue_current": "overdue",
    "not_yet_due": "not-due",
    "revised": "revised",
    "no_date": "no-date",
}


class Command(BaseCommand):
    """The figures of the position from the shell, by the same selectors as its page."""

    help = "Say of each inspection how many recommendations are in each state, and how its open actions stand to their dates."

    def add_arguments(self, parser: CommandParser) -> None:
        """Called by Django."""
        parser.add_argument("--as-at", metavar="DATE", help="As it stood at the end of this day, or at this moment.")
        parser.add_argument("--json", action="store_true", help="As `as_at` and a list of `inspections`.")
        parser.add_argument(
            "--as", dest="username", metavar="USERNAME", help="The inspection coordinator who would see them."
        )

    def handle(self, *args: object, as_at: str | None, username: str | None, **options: object) -> None:
        """Called by Django."""
        at = now()
        moment = asked_moment(as_at, "--as-at", at)
        asked = Standings(coordinator(username, "--as", at), now=at, as_at=moment)
        inspections = visible_inspections(asked.user, now=at, as_at=moment)
        states = counted_by_state(asked)
        actions = open_by_inspection(asked)
        rows = [_row(one, states[one.id], actions[one.id]) for one in inspections.iterator(READ)]
        if options["json"]:
            said = {"as_at": (moment or at).isoformat(), "inspections": rows}
            self.stdout.write(json.dumps(said, ensure_ascii=False, indent=2))
            return
        for row in rows:
            figures = {key.replace("_", " "): number for key, number in (row["states"] | row).items() if number}
            said = ", ".join(f"{key} {number}" for key, number in figures.items() if isinstance(number, int))
            self.stdout.write(f"{row['slug']}: {said or 'nothing asked of us'}")


def _row(inspection: Inspection, states: Counter, actions: Counter) -> dict[str, object]:
    return {
        "slug": inspection.slug,
        "states": {state.value: states[state] for state in PartState if states[state]},
        **{field: actions[key] for field, key in FIGURES.items()},
    }
