"""Take a proof out of the ledger, for somebody outside who holds a seal."""

import json
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError, CommandParser

from safeguarding.ledger import proof
from safeguarding.ledger.export import NoSuchRow, proof_about
from safeguarding.ledger.seals import NotSealed


class Command(BaseCommand):
    """`manage.py export_proof --about decision:12 -o proof.json`; `safeguarding/ledger/proof.py` verifies it, without the tracker."""

    help = "Write what is recorded of one thing, with the proof that it stands under the last seal and is one log with all before."

    def add_arguments(self, parser: CommandParser) -> None:
        """Called by Django."""
        parser.add_argument(
            "--about", required=True, help="As decision:12, or action:4 with all that was recorded on it."
        )
        parser.add_argument("-o", "--output", type=Path, required=True, help="The file to write.")
        parser.add_argument(
            "--whole",
            action="store_true",
            help="With every word, also of what is for the force only or bears a marking.",
        )

    def handle(self, *args: object, about: str, output: Path, whole: bool, **options: object) -> None:
        """Called by Django."""
        try:
            made = proof_about(about, whole=whole)
        except (NoSuchRow, NotSealed) as refused:
            raise CommandError(str(refused)) from refused
        output.write_text(json.dumps(made, indent=1), "utf-8")
        self.stdout.write(
            f"{len(made['rows'])} rows are in {output}. Give it away with {proof.__file__}, which verifies it:"
        )
        self.stdout.write(f'python3 proof.py {output.name} --key "KEY" --seal HELD.txt')
