"""`manage.py send_reminders`: for a timer; writes the mails of the day and sends what waits."""

from django.conf import settings
from django.core.management.base import BaseCommand

from safeguarding.clock import to_record
from safeguarding.outbox import send_waiting

from ...services.mails import take_back_waiting
from ..mails import write_mails


class Command(BaseCommand):
    """One mail a person and day at most, however often it runs; several may run at once."""

    help = "Write to each person, in one mail, what is new for them; then send what waits. Run it from a timer."

    def handle(self, *args: object, **options: object) -> None:
        at = to_record()
        tried = take_back_waiting(at=at) if settings.SENDS_MAIL else {}
        self.stdout.write(f"{write_mails(at, tried=tried)} written.")
        if not settings.SENDS_MAIL:
            self.stdout.write("None sent: EMAIL_URL is not set.")
            return
        run = send_waiting(at=at)
        self.stdout.write(f"{run.sent} sent, {run.put_off} put off, {run.refused} refused, {run.unsure} unsure.")
        if run.problem:
            self.stderr.write(f"The mail server could not be reached, and the mails wait: {run.problem}")
