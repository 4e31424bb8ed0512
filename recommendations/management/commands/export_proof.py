"""Take a proof out of the ledger, for somebody outside who holds a seal."""

import json
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError, CommandParser

from safeguarding.ledger import proof
from safeguarding.ledger.export import NoSuchRow, proof_about
from safeguarding.ledger.seals import NotSealed

from ...selectors.cosignatures import cosigned_notes
from ...selectors.packs.printed import rows_of_paper


class Command(BaseCommand):
    """`manage.py export_proof --about decision:12 -o proof.json`; `safeguarding/ledger/proof.py` verifies it, without the tracker."""

    help = "Write what is recorded of one thing, with the proof that it stands under the last seal and is one log with all before."

    def add_arguments(self, parser: CommandParser) -> None:
        of = parser.add_mutually_exclusive_group(required=True)
        of.add_argument("--about", help="As decision:12, or action:4 with all that was recorded on it.")
        of.add_argument(
            "--pack", type=int, help="The number of an issued paper, with every decision that it can print."
        )
        parser.add_argument("-o", "--output", type=Path, required=True, help="The file to write.")
        parser.add_argument(
            "--whole",
            action="store_true",
            help="With every word, also of what is for the force only or bears a marking.",
        )

    def handle(
        self, *args: object, about: str | None, pack: int | None, output: Path, whole: bool, **options: object
    ) -> None:
        try:
            with_them = rows_of_paper(pack) if pack else ()
            about = about or f"pack:{pack}"
            made = proof_about(about, whole=whole, with_them=with_them, cosigned=cosigned_notes())
        except (NoSuchRow, NotSealed) as refused:
            raise CommandError(str(refused)) from refused
        output.write_text(json.dumps(made, indent=1), "utf-8")
        self.stdout.write(
            f"{len(made['rows'])} rows are in {output}. Give it away with {proof.__file__}, which verifies it:"
        )
        self.stdout.write(f'python3 proof.py {output.name} --key "KEY" --seal HELD.txt')
