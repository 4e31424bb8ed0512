"""Take a text or a file out of the record: two people, each with their password."""

from getpass import getpass

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser

from safeguarding import clock
from safeguarding.models import User

from ...models import RedactionRequest
from ...services.redactions import ask_to_redact, redact


class Command(BaseCommand):
    """`manage.py redact --ask progressupdate:12 --field done --reason WHY --by NAME`, then `--confirm 3 --by ANOTHER`."""

    help = "Replace a text that must not stand in the record, such as a child's name, by the day and the reason. docs/ledger.md"

    def add_arguments(self, parser: CommandParser) -> None:
        """Called by Django."""
        what = parser.add_mutually_exclusive_group(required=True)
        what.add_argument("--ask", metavar="THING", help="As progressupdate:12, which the admin's addresses name so.")
        what.add_argument("--confirm", metavar="NUMBER", type=int, help="Of what another asked for.")
        parser.add_argument(
            "--field", action="append", default=[], help="The field of the text or file; may be repeated."
        )
        parser.add_argument("--reason", default="", help="Everybody reads it in the text's place: name nobody in it.")
        parser.add_argument("--by", required=True, metavar="USERNAME", help="Who does it; their password is asked for.")

    def handle(
        self, *args: object, ask: str, confirm: int, field: list[str], reason: str, by: str, **options: object
    ) -> None:
        """Called by Django."""
        person = User.objects.filter(username=by, is_active=True).first()
        if person is None or not person.check_password(getpass(f"Password of {by}: ")):
            raise CommandError("Nobody by that name has that password.")
        try:
            if ask:
                self._ask(ask, field, reason, person)
            else:
                self._confirm(confirm, person)
        except ValidationError as refused:
            raise CommandError(" ".join(refused.messages)) from refused
        except PermissionDenied as refused:
            raise CommandError(str(refused)) from refused

    def _ask(self, thing, fields, reason, person):
        kind, _, key = thing.partition(":")
        if not key.isdecimal():
            raise CommandError("Name a thing as progressupdate:12.")
        request = ask_to_redact(kind, int(key), fields, reason=reason, by=person, at=clock.now())
        self.stdout.write(
            f"Asked for. Somebody else confirms it: manage.py redact --confirm {request.pk} --by USERNAME"
        )

    def _confirm(self, number, person):
        request = RedactionRequest.objects.filter(pk=number).first()
        if request is None:
            raise CommandError(f"Nobody asked for a redaction {number}.")
        done = redact(request, by=person, at=clock.now())
        self.stdout.write(f"Redacted: {', '.join(request.fields)} of {request.kind} {request.key}.")
        for place in done.elsewhere:
            self.stdout.write(f"The same words stand, or may stand, in: {place}")
