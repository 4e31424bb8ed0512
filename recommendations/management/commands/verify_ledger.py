"""Look through the ledger, and name everything that is not as it was written."""

import json
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from django.core.management.base import BaseCommand, CommandParser

from safeguarding import clock
from safeguarding.ledger import current, timestamps, verify
from safeguarding.ledger.proof import split_seals
from safeguarding.ledger.seals import public_keys, seals_outside
from safeguarding.ledger.verify import Finding
from safeguarding.models import Installation, Verification

from ...selectors import cosignatures, redactions
from ...selectors.undecided import undecided

NAMED = 20  # of what was found, how much is kept for the page


class Command(BaseCommand):
    """`manage.py verify_ledger` leaves with 1 where anything is found."""

    help = (
        "Hold every row, leaf, seal, file and trigger against what was sealed; exit 1 where anything is not as it was."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Called by Django."""
        parser.add_argument("--json", action="store_true", help="As JSON, for a program.")
        parser.add_argument(
            "--held", type=Path, action="append", default=[], help="A file of seals held elsewhere; may be repeated."
        )
        parser.add_argument("--key", action="append", help="The line of the force's public key, as it was given you.")

        parser.add_argument(
            "--cosigner",
            action="append",
            default=[],
            help="The line of the OPCC's own key, as it has it outside; then no other counts. May be repeated.",
        )

    def handle(self, *args: object, **options: object) -> None:
        """Called by Django."""
        held = [*seals_outside(), *(note for path in options["held"] for note in split_seals(path.read_text("utf-8")))]
        counted = []
        with verify.one_moment():
            found = list(_found(held, options["key"] or public_keys(), options["cosigner"], counted))
            sizes = verify.sealed().sizes
        self._keep(found, sum(counted), max(sizes, default=0))
        noted = [sentence for one in Installation.objects.exclude(lost=[]) for sentence in _noted(one)]
        noted += redactions.sentences()
        if options["json"]:
            told = {"leaves": sum(counted), "sealed": max(sizes, default=0), "noted": noted}
            self.stdout.write(json.dumps(told | {"found": [finding._asdict() for finding in found]}, indent=2))
        else:
            self._print(found, noted, sum(counted), max(sizes, default=0))
        if found:
            sys.exit(1)

    def _print(self, found, noted, leaves, sealed):
        for finding in found:
            seal = f" It breaks the seal of {finding.seal}." if finding.seal else ""
            self.stdout.write(f"{finding.kind}: {finding.words}{seal}")
        for sentence in noted:
            self.stdout.write(f"noted: {sentence}")
        self.stdout.write(f"{len(found)} found. {leaves} leaves, {sealed} of them under a seal.")

    def _keep(self, found, leaves, sealed):
        words = [finding.words for finding in found[:NAMED]]
        Verification.objects.create(
            verified_at=clock.now(), leaves=leaves, sealed=sealed, found=len(found), words=words
        )


def _found(held, keys, cosigners, counted) -> Iterator[Finding]:
    looks = {
        "seals": lambda: verify.of_seals(held, keys, cosignatures.cosigned_notes().values()),
        "timestamps": timestamps.of_timestamps,
        "cosignatures": partial(cosignatures.of_cosignatures, held, cosigners),
        "rows": partial(verify.of_rows, counted),
        "nouns": current.of_nouns,
        "decisions": undecided,
        "redactions": redactions.unconfirmed,
        "ways in": current.of_ways_in,
        "files": current.of_files,
        "triggers": verify.of_triggers,
    }
    for kept, look in looks.items():
        try:
            yield from look()
        except Exception as fault:  # nobody ends the look by one row that no program reads
            yield Finding("unreadable", f"What is kept of {kept} cannot be read: {fault}.")


def _noted(installation):
    for sentence in installation.lost:
        mended = ", and put it right" if sentence.startswith("The trigger") else ""
        yield f"{sentence} Migrate found that on {installation.installed_at:%d/%m/%Y at %H:%M}{mended}."
