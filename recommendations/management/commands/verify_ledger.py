"""Look through the ledger, and name everything that is not as it was written."""

import json
import sys
from pathlib import Path

from django.core.management.base import BaseCommand, CommandParser

from safeguarding import clock
from safeguarding.ledger.proof import split_seals
from safeguarding.models import Installation

from ...selectors import redactions
from ...selectors.verification import verified
from ...services.verification import keep_verification


class Command(BaseCommand):
    """`manage.py verify_ledger` leaves with 1 where anything is found."""

    help = (
        "Hold every row, leaf, seal, file and trigger against what was sealed; exit 1 where anything is not as it was."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="As JSON, for a program.")
        parser.add_argument(
            "--held", type=Path, action="append", default=[], help="A file of seals held elsewhere; may be repeated."
        )
        parser.add_argument("--key", action="append", help="The line of the force’s public key, as it was given you.")

        parser.add_argument(
            "--cosigner",
            action="append",
            default=[],
            help="The line of the OPCC’s own key, as it has it outside; then no other counts. May be repeated.",
        )

    def handle(self, *args: object, **options: object) -> None:
        held = [note for path in options["held"] for note in split_seals(path.read_text("utf-8"))]
        looked = verified(held, options["key"], options["cosigner"])
        keep_verification(looked, at=clock.now())
        noted = [sentence for one in Installation.objects.exclude(lost=[]) for sentence in _noted(one)]
        noted += redactions.sentences()
        if options["json"]:
            report = {"leaves": looked.leaves, "sealed": looked.sealed, "noted": noted}
            self.stdout.write(json.dumps(report | {"found": [one._asdict() for one in looked.found]}, indent=2))
        else:
            self._print(looked, noted)
        if looked.found:
            sys.exit(1)

    def _print(self, looked, noted):
        for finding in looked.found:
            seal = f" It breaks the seal of {finding.seal}." if finding.seal else ""
            self.stdout.write(f"{finding.kind}: {finding.words}{seal}")
        for sentence in noted:
            self.stdout.write(f"noted: {sentence}")
        self.stdout.write(f"{len(looked.found)} found. {looked.leaves} leaves, {looked.sealed} of them under a seal.")


def _noted(installation):
    for sentence in installation.lost:
        mended = ", and put it right" if sentence.startswith("The trigger") else ""
        yield f"{sentence} Migrate found that on {installation.installed_at:%d/%m/%Y at %H:%M}{mended}."
