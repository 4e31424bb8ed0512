"""`manage.py data_dictionary`: each table and field of the register, for whoever reads the database or takes it over."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandParser

from safeguarding.lib.words import counted
from safeguarding.lib.writers.tables import csv_lines

from ...packs.data_dictionary import data_dictionary


class Command(BaseCommand):
    """The dictionary as a table that a spreadsheet opens."""

    help = "Write what each table and field holds, of what kind and with which values, to a CSV file."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("-o", "--output", metavar="FILE", required=True, help="Where to write it.")

    def handle(self, *args: object, output: str, **options: object) -> None:
        header, *lines = data_dictionary()
        Path(output).write_bytes(b"".join(csv_lines([header, *lines])))
        self.stdout.write(f"{output}: {counted(len(lines), 'field')}.")
