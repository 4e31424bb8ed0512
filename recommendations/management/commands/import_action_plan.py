"""Read an action plan and show what it holds; with --accept, record it."""

import json
from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from recommendations.importers.action_plan import read_plan
from recommendations.importers.columns import FIELD_CHOICES
from recommendations.selectors.intake.planned_rows import place, planned_rows
from recommendations.services.intake import accept_plan
from safeguarding import clock
from safeguarding.lib.readers.refusals import Unreadable
from safeguarding.lib.readers.tables import open_grids
from safeguarding.lib.words import counted
from safeguarding.models import User
from safeguarding.roles import Refused

LEAVE_OUT = "-"  # no slug


class Command(BaseCommand):
    """A plan is read, and with --accept recorded, from the shell."""

    help = "Read an action plan (a form or progress tables; Excel, Word, OpenDocument or .csv); nothing is kept without --accept."

    def add_arguments(self, parser) -> None:
        """FILE, and what to do with it."""
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--inspection",
            action="append",
            default=[],
            metavar="SLUG",
            help=f"The inspection that a table answers, {LEAVE_OUT} to leave it out; once for each table, in order.",
        )
        parser.add_argument(
            "--column",
            action="append",
            default=[],
            metavar="HEADER=FIELD",
            help=f"What a column holds, once for each: FIELD is one of {', '.join(FIELD_CHOICES)}, or nothing to leave it unread.",
        )
        parser.add_argument("--accept", action="store_true", help="Record the plan.")
        parser.add_argument("--by", metavar="USERNAME", help="The inspection coordinator who accepts it.")
        parser.add_argument("--json", action="store_true", help="Print what was read as JSON.")

    def handle(self, *, file, inspection, column, accept, by, **options) -> None:
        """Preview, or accept in one transaction."""
        columns = dict(_column(words) for words in column)
        try:
            data = file.read_bytes()
            plan = read_plan(data, file.name, inspections=inspection, read=open_grids, columns=columns)
        except OSError as error:
            raise CommandError(f"{file} cannot be opened: {error.strerror}.") from error
        except Unreadable as error:
            raise CommandError(str(error)) from error
        plan = plan.of(tuple(row for row in plan.rows if row.inspection != LEAVE_OUT))
        accepted = self._accept(plan, data, by) if accept else None
        if options["json"]:
            self.stdout.write(_json(plan, accepted))
        else:
            self._print(plan, accepted)

    def _accept(self, plan, data, by):
        if any(row.inspection is None for row in plan.rows):
            raise CommandError("Name the inspection of each table with --inspection SLUG, once a table, in order.")
        try:
            return accept_plan(
                planned_rows(plan),
                name=plan.name,
                sha256=plan.sha256,
                data=data,
                by=_coordinator(by),
                at=clock.to_record(),
            )
        except Refused as error:
            raise CommandError(f"{by} may not accept a plan. {error}") from error
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error

    def _print(self, plan, accepted):
        for row in plan.rows:
            self.stdout.write(f"{place(row, plan.name)}: {row.reference or 'no reference'}")
            for problem in row.problems:
                self.stdout.write(f"    {problem.field}: {problem.message}")
        for problem in plan.problems:
            self.stdout.write(f"{problem.field}: {problem.message}")
        if accepted is None:
            self.stdout.write(f"{counted(len(plan.rows), 'row')} read. Nothing was kept; --accept records them.")
            return
        for line in _summary_lines(accepted):
            self.stdout.write(line)


def _column(words):
    header, equals, field = words.rpartition("=")
    if not equals or (field and field not in FIELD_CHOICES):
        raise CommandError(f"“{words}” is no column: write HEADER=FIELD, with one of {', '.join(FIELD_CHOICES)}.")
    return header, field


def _coordinator(username):
    if not username:
        raise CommandError("Say who accepts the plan: --by USERNAME, an inspection coordinator.")
    try:
        return User.objects.get(username=username)
    except User.DoesNotExist as error:
        raise CommandError(f"Nobody signs in as “{username}”.") from error


def _summary_lines(accepted):
    yield accepted.summary
    if not (accepted.already or accepted.opened or accepted.changed or accepted.statements):
        yield "Nothing changed."
    yield from accepted.left


def _json(plan, accepted):
    printed = plan.to_json()
    if accepted is not None:
        printed["accepted"] = list(_summary_lines(accepted))
    return json.dumps(printed, ensure_ascii=False, indent=2)
