"""Sending what waits in the outbox: no mail is lost, and none is sent twice."""

import logging
import smtplib
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db.models import F, QuerySet

from .models import OutgoingMail

State = OutgoingMail.State

log = logging.getLogger(__name__)

# A mail that was begun this long ago, and of which nothing was noted, may not have arrived.
UNSURE_AFTER = timedelta(hours=1)
FIRST_WAIT, LONGEST_WAIT = timedelta(minutes=5), timedelta(hours=6)  # between two tries; doubled each time
CHANGED_BEHIND = "It was changed in the database after it was written, and not sent."
LEFT = "Whoever it was for has left, and it was not sent."
PERMANENT = 500  # from this answer of a mail server on, it will never take the mail (RFC 5321, 4.2.1)


@dataclass
class Run:
    """How many mails a run sent, put off, and gave up since the server refused them or SQL changed them.

    unsure: the line broke while one was sent.
    problem: why the mail server could not be reached, or "".
    """

    sent: int = 0
    put_off: int = 0
    refused: int = 0
    unsure: int = 0
    problem: str = ""


def send_waiting(*, at: datetime) -> Run:
    """Send all that waits at `at` (aware datetime), over one connection. Not within a transaction: each mail is noted at once."""
    run, connection = Run(), get_connection()
    left = OutgoingMail.objects.filter(state=State.WAITING, person__is_active=False)
    left.update(state=State.REFUSED, problem=LEFT)  # not saved, which would sign them
    waiting = OutgoingMail.objects.filter(state=State.WAITING, try_from__lte=at).order_by("pk")
    try:
        for pk in list(waiting.values_list("pk", flat=True)):
            _reach(connection)
            if begin(pk, at=at):
                _send(OutgoingMail.objects.get(pk=pk), connection, run, at)
    except (OSError, smtplib.SMTPException) as error:  # the server is not there; of this mail nothing was begun
        run.problem = str(error)
    finally:
        connection.close()
    return run


def begin(pk: int, *, at: datetime) -> bool:
    """Note that a mail is being sent, before a word of it is; False where another worker has begun it."""
    waiting = OutgoingMail.objects.filter(pk=pk, state=State.WAITING)
    return waiting.update(state=State.SENDING, begun_at=at, tries=F("tries") + 1) == 1


def unsure(at: datetime) -> QuerySet[OutgoingMail]:
    """Mails of which nobody knows whether they arrived."""
    return OutgoingMail.objects.filter(state=State.SENDING, begun_at__lte=at - UNSURE_AFTER)


def _reach(connection: BaseEmailBackend) -> None:
    """Open the connection, or open it again where the server has hung up since the last mail."""
    server = getattr(connection, "connection", None)
    if server is not None and server.noop()[0] != 250:
        connection.close()
    connection.open()


def _send(mail, connection, run, at):
    if not mail.is_as_signed:
        log.error("Mail %s is not as the tracker wrote it, and was not sent.", mail.pk)
        # not saved, which would sign it
        OutgoingMail.objects.filter(pk=mail.pk).update(state=State.REFUSED, problem=CHANGED_BEHIND)
        run.refused += 1
        return
    message = EmailMultiAlternatives(
        subject=mail.subject,
        body=mail.text,
        to=[mail.address],
        connection=connection,
        headers={
            "Message-ID": f"<{mail.key}@{settings.SITE_URL.split('//')[-1].split(':')[0]}>",
            "Auto-Submitted": "auto-generated",  # so that nobody's holiday notice answers it (RFC 3834)
        },
    )
    message.attach_alternative(mail.html, "text/html")
    try:
        message.send()
    except ValueError as error:  # a line break in a header, or no address: nothing was sent, and never will be
        mail.state, mail.problem = State.REFUSED, str(error)
        run.refused += 1
    except smtplib.SMTPRecipientsRefused as error:
        code, words = next(iter(error.recipients.values()))
        _not_taken(mail, code, words, run, at)
    except smtplib.SMTPResponseException as error:
        _not_taken(mail, error.smtp_code, error.smtp_error, run, at)
    except (OSError, smtplib.SMTPException) as error:
        # The line broke: whether it was taken the server alone knows, so it is not sent again.
        mail.problem = str(error)
        run.unsure += 1
        connection.close()
    else:
        mail.state = State.SENT
        run.sent += 1
    mail.save(update_fields=["state", "problem", "try_from"])


def _not_taken(mail, code, words, run, at):
    """The server said no: for now, and it is tried again; or for good."""
    mail.problem = f"{code} {words.decode(errors='replace') if isinstance(words, bytes) else words}"
    if code >= PERMANENT:
        mail.state = State.REFUSED
        run.refused += 1
    else:
        mail.state = State.WAITING
        mail.try_from = at + min(LONGEST_WAIT, FIRST_WAIT * 2 ** min(mail.tries - 1, 10))
        run.put_off += 1
