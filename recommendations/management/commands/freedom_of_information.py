"""`manage.py freedom_of_information`: every recommendation of published reports with the force's response, for the public."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError, CommandParser

from safeguarding.clock import now
from safeguarding.lib.words import counted
from safeguarding.lib.writers.tables import csv_lines

from ...forms.freedom_of_information import FreedomOfInformationForm
from ...packs.freedom_of_information import answer_table
from ...selectors.packs.public_register import PublicRegister, counted_by_body
from ..options import asked_moment

ASKED = {"body": "SLUG", "from_year": "YEAR", "to_year": "YEAR"}


class Command(BaseCommand):
    """The table that the page gives, from the shell, by the same question."""

    help = "Write every recommendation of published reports with the force’s response to a CSV file, in public words."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("-o", "--output", metavar="FILE", required=True, help="Where to write it.")
        for name, kind in ASKED.items():
            parser.add_argument(f"--{name.replace('_', '-')}", metavar=kind, default="", help="As on the page.")
        parser.add_argument("--as-at", metavar="DATE", help="As it stood at the end of this day, or at this moment.")

    def handle(self, *args: object, **options: object) -> None:
        at = now()
        of_then = {"at": at, "as_at": asked_moment(options["as_at"], "--as-at", at)}
        form = FreedomOfInformationForm({name: options[name] for name in ASKED}, register=PublicRegister(**of_then))
        for name, problems in form.errors.items():
            raise CommandError(f"--{name.replace('_', '-')}: {problems[0]}")
        register = PublicRegister(**of_then, only=form.only)
        with Path(options["output"]).open("wb") as file:
            file.writelines(csv_lines(answer_table(register.inspections(), at=register.stood_at)))
        total = sum(one.asked for one in counted_by_body(register))
        self.stdout.write(f"{options['output']}: {counted(total, 'line')}. {form.words}")
