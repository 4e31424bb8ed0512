"""`manage.py load_register`: the national reports and examples of fixtures/register/, recorded as the inspection coordinator's work."""

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from safeguarding.clock import to_record

from ..options import coordinator
from ..register.files import NotReadable, read_register
from ..register.recording import REGISTER, add_reference_data, record


class Command(BaseCommand):
    help = "Records the national reports and examples of fixtures/register/. Run again, it adds only what is missing."

    def add_arguments(self, parser) -> None:
        parser.add_argument("--by", metavar="USERNAME", help="The inspection coordinator in whose name it is recorded.")

    def handle(self, *, by, **options) -> None:
        at = to_record()
        who = coordinator(by, "--by", at)
        with transaction.atomic():
            try:
                add_reference_data(by=who, at=at)
                added = {entry.slug: record(entry, by=who, at=at) for entry in read_register(REGISTER)}
            except NotReadable as unreadable:
                raise CommandError(str(unreadable)) from unreadable
        for slug, counts in added.items():
            self.stdout.write(f"{slug}: {_in_words(counts)}")


def _in_words(counts):
    if not counts.total():
        return "nothing new"
    return ", ".join(f"{number} {noun if number > 1 else noun[:-1]}" for noun, number in counts.items()) + " added"
