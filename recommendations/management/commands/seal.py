"""Seal the ledger: put the new leaves in order, and sign the head of the tree over all."""

from django.core.management.base import BaseCommand, CommandError, CommandParser

from safeguarding import clock
from safeguarding.ledger import seals, timestamps


class Command(BaseCommand):
    """`manage.py seal` prints the seal, which somebody outside the force keeps; docs/ledger.md says how."""

    help = (
        "Seal every change recorded so far, and print the seal. Run it on a timer whose output is mailed to the OPCC."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--new-key", action="store_true", help="Make a key, and print the line that tells it.")

    def handle(self, *args: object, new_key: bool, **options: object) -> None:
        try:
            if new_key:
                self.stdout.write(f"Give this line to the OPCC, by hand or by telephone:\n{seals.new_key()}\n")
            made = seals.seal(at=clock.to_record())
        except seals.NotSealed as refused:
            raise CommandError(str(refused)) from refused
        self.stdout.write(made.note if made else "There is nothing to seal yet.")
        try:
            for stamped in timestamps.stamp():
                self.stdout.write(f"{stamped} on the seal over {stamped.size} leaves.")
        except timestamps.NotStamped as why:
            self.stderr.write(f"No timestamp, which is asked for again with the next seal: {why}")
