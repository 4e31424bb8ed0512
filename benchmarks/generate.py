"""Fill an empty register with made-up actions: `.venv/bin/python -m benchmarks.generate N [--data FILE]`.

The database is that of the settings, migrated. The same number on the same day gives the same register. FILE takes what
benchmarks.facts says of it.
"""

import argparse
import json
import os
from datetime import datetime
from itertools import islice
from pathlib import Path

import django

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "safeguarding.settings")
    django.setup()

from django.db import connection, transaction
from django.utils import timezone

from inspections.models import Inspection
from recommendations import likenesses
from recommendations.four_eyes import triggers
from recommendations.models import Action
from recommendations.search import restate as found_texts
from recommendations.standings import restate as standings
from safeguarding.lib.dates import london_date

from .facts import facts
from .register.asked import accept_document, ask
from .register.cast import appoint_cast
from .register.lives import Calendar, lives
from .register.promised import prepare_paper, promise, publish
from .register.reported import report_progress

CHUNK = 10_000  # actions held in memory at once


class RegisterHasBegun(RuntimeError):
    """There are inspections or actions already, which made-up ones must not stand among."""


def fill(number: int, *, now: datetime) -> None:
    """Make so many actions with all that belongs to them, the last of it before `now` (aware datetime).

    Raises RegisterHasBegun.
    """
    if Inspection.objects.exists() or Action.objects.exists():
        raise RegisterHasBegun("Only an empty register is filled with made-up actions.")
    calendar = Calendar(now)
    triggers.drop()  # in bulk an action is there, complete, before the decision that supports it
    with transaction.atomic():
        cast = appoint_cast(calendar.began)
        reports = publish(number, cast, calendar)
        prepare_paper(reports, cast, calendar)
        document = accept_document(cast, reports, calendar)
    made = lives(number, today=london_date(now))
    while chunk := list(islice(made, CHUNK)):
        with transaction.atomic():
            promised = promise(chunk, cast, reports, calendar)
            report_progress(promised, cast, calendar)
            ask(promised, document, cast, calendar)
    triggers.install()
    standings.rebuild()
    found_texts.rebuild()
    likenesses.rebuild()


def main() -> None:
    """Fill the register, and write the facts where they are asked for."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("number", type=int)
    parser.add_argument("--data", type=Path)
    asked = parser.parse_args()
    fill(asked.number, now=timezone.now())
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # the statistics that a register grown over a year would have
    if asked.data:
        asked.data.write_text(json.dumps(facts()))


if __name__ == "__main__":
    main()
