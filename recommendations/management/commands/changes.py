"""`manage.py changes`: what changed between two moments, as the inspection coordinator finds it on its page."""

import json

from django.core.management.base import BaseCommand, CommandError, CommandParser

from safeguarding.clock import now
from safeguarding.lib.words import counted

from ...selectors.standings import Standings
from ...selectors.what_changed.list import Changes
from ...selectors.what_changed.period import Period
from ...selectors.what_changed.rows import ChangeRow
from ..options import add_as, asked_moment, coordinator


class Command(BaseCommand):
    """The page of what changed from the shell, by the same rules."""

    help = "List what changed between two days or moments: completed, reopened, added, late, asked, corrected."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--from", dest="begins", metavar="DATE", required=True, help="After the end of this day.")
        parser.add_argument(
            "--to", dest="ends", metavar="DATE", help="Until the end of this day; without it, until now."
        )
        parser.add_argument("--json", action="store_true", help="As counts and a list of changes.")
        add_as(parser)

    def handle(self, *args: object, begins: str, ends: str | None, username: str | None, **options: object) -> None:
        at = now()
        begins_at, ends_at = asked_moment(begins, "--from", at), asked_moment(ends, "--to", at)
        if begins_at is None or begins_at >= (ends_at or at):
            raise CommandError("--from has to be before --to.")
        asked = Standings(coordinator(username, "--as", at), now=at, as_at=ends_at)
        changes = Changes(Period(asked, begins_at=begins_at))
        if options["json"]:
            report = {
                "from": begins_at.isoformat(),
                "to": (ends_at or at).isoformat(),
                "counts": {kind.value: number for kind, number in changes.counts.items()},
                "changes": [_row(row) for row in changes],
            }
            self.stdout.write(json.dumps(report, ensure_ascii=False, indent=2))
            return
        for row in changes:
            self.stdout.write(" ".join(filter(None, (f"{row.kind.label}: {row.on.name}.", row.title, row.moved))))
        self.stdout.write(f"{counted(len(changes), 'change')}." if len(changes) else "Nothing changed.")


def _row(row: ChangeRow) -> dict[str, object]:
    return {
        "change": row.kind.value,
        "at": row.at.isoformat() if row.at else None,
        "on": row.on.name,
        "inspection": row.on.inspection,
        "what": row.title,
        "before": row.old,
        "after": row.new,
        "words": row.text,
        "difference": [[piece.kind, piece.words] for piece in row.pieces],
        "dropped": row.dropped,
        "by": row.who,
    }
