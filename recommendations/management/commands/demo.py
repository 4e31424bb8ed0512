"""`manage.py demo`: builds the demonstration in an empty database, once."""

from django.apps import apps
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from safeguarding.models import Demonstration, LedgerRow

from ..mails import write_mails
from ..story import STANDS_AT, tell


class Command(BaseCommand):
    help = "Builds the demonstration: an invented force, its people and its story up to 10 September 2015, 09:00."

    def add_arguments(self, parser) -> None:
        parser.add_argument("--if-on", action="store_true", help="Where it is off, only say how a register is begun.")

    def handle(self, *, if_on=False, **options) -> None:
        if not settings.DEMONSTRATION and if_on:
            begin = 'make begin ADMINISTRATOR=first.last NAME="First Last"'
            self.stdout.write(f"The demonstration is off. A new register is begun by: DEMONSTRATION=off {begin}")
            return
        if not settings.DEMONSTRATION:
            raise CommandError(
                "The demonstration is off here. DEMONSTRATION=on turns it on, for a database of its own."
            )
        if Demonstration.objects.exists():
            self.stdout.write("The demonstration was built before; its data are kept.")
            return
        if _holds_anything():
            raise CommandError("This database holds other things; the demonstration needs an empty one.")
        with transaction.atomic():
            tell()
            write_mails(STANDS_AT)
            Demonstration.objects.create(stands_at=STANDS_AT, built_at=timezone.now())
        self.stdout.write("The demonstration is built. It stands at 10 September 2015, 09:00, and runs on from there.")


def _holds_anything():
    ours = (
        model
        for app in ("safeguarding", "inspections", "recommendations")
        for model in apps.get_app_config(app).get_models()
        if not issubclass(model, LedgerRow)  # which migrate writes
    )
    return any(model._default_manager.exists() for model in ours)
