"""The outbox against a real mail server on this machine: nothing is lost, nothing is sent twice."""

import socket
from datetime import timedelta
from email import message_from_bytes

import pytest
from aiosmtpd.controller import Controller

from safeguarding.appointments import deactivate
from safeguarding.models import OutgoingMail
from safeguarding.outbox import LEFT, send_waiting, unsure
from tests.moments import NOW

LATER = NOW + timedelta(minutes=6)


class Server:
    """Keeps what it takes; `answers` is the next of its replies to a mail, and "hang-up" breaks the line once it was taken."""

    def __init__(self, port):
        self.port, self.taken, self.answers = port, [], []

    def start(self):
        self._controller = Controller(self, hostname="127.0.0.1", port=self.port)
        self._controller.start()

    def stop(self):
        self._controller.stop()

    async def handle_DATA(self, server, session, envelope):
        answer = self.answers.pop(0) if self.answers else "250 OK"
        if answer.startswith("250") or answer == "hang-up":
            self.taken.append(message_from_bytes(envelope.content))
        if answer == "hang-up":
            server.transport.abort()
        return answer

    async def handle_RCPT(self, server, session, envelope, address, options):
        if address.startswith("gone"):
            return "550 No such person"
        envelope.rcpt_tos.append(address)
        return "250 OK"


@pytest.fixture
def server(settings):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", port, 5
    handler = Server(port)
    handler.start()
    yield handler
    handler.stop()


def mail(person, address="olive@force.example"):
    words = {"subject": "Past the date: 1", "text": "Action 1", "html": "<p>Action 1</p>"}
    return OutgoingMail.objects.create(person=person, address=address, made_at=NOW, try_from=NOW, **words)


def state(mail):
    mail.refresh_from_db()
    return mail.state


def test_a_mail_arrives_once_as_text_and_html(cast, server):
    mail(cast.owner)
    runs = [send_waiting(at=NOW), send_waiting(at=LATER)]

    (taken,) = server.taken
    assert [run.sent for run in runs] == [1, 0]
    assert (taken["To"], taken["Subject"]) == ("olive@force.example", "Past the date: 1")
    assert [part.get_content_type() for part in taken.walk()] == ["multipart/alternative", "text/plain", "text/html"]


def test_the_server_refuses_for_now_for_good_or_is_not_there(cast, server):
    waits, gone = mail(cast.owner), mail(cast.dcc, "gone@force.example")
    server.answers = ["451 Try again later"]
    first = send_waiting(at=NOW)
    assert (state(waits), state(gone), gone.problem) == ("waiting", "refused", "550 No such person")
    at_once = send_waiting(at=NOW + timedelta(minutes=1))
    assert (first.put_off, first.refused, at_once.sent, server.taken) == (1, 1, 0, [])

    server.stop()
    away = send_waiting(at=LATER)
    assert (away.sent, state(waits), bool(away.problem)) == (0, "waiting", True)
    server.start()
    assert (send_waiting(at=LATER).sent, state(waits), len(server.taken)) == (1, "sent", 1)


def test_killed_between_send_and_note_it_is_not_sent_again_and_said_to_be_unsure(cast, server, monkeypatch):
    begun = mail(cast.owner)
    with monkeypatch.context() as patch, pytest.raises(SystemExit):
        patch.setattr(OutgoingMail, "save", lambda *args, **kwargs: exit(9))
        send_waiting(at=NOW)

    assert (send_waiting(at=LATER).sent, len(server.taken), state(begun)) == (0, 1, "sending")
    assert list(unsure(NOW + timedelta(hours=2))) == [begun]


def test_a_line_that_breaks_leaves_one_unsure_and_sends_the_next(cast, server):
    broken, other = mail(cast.owner), mail(cast.dcc, "dana@force.example")
    server.answers = ["hang-up"]
    run = send_waiting(at=NOW)

    assert (run.unsure, run.sent, state(broken), state(other)) == (1, 1, "sending", "sent")
    assert [taken["To"] for taken in server.taken] == ["olive@force.example", "dana@force.example"]


def test_nothing_that_waits_is_sent_to_who_has_left_since(cast, server):
    waits, other = mail(cast.owner), mail(cast.dcc)
    deactivate(cast.owner, why="Left.", by=cast.administrator, at=NOW)

    send_waiting(at=NOW)

    assert (state(waits), state(other), len(server.taken)) == ("refused", "sent", 1)
    assert OutgoingMail.objects.get(pk=waits.pk).problem == LEFT


def test_what_would_add_a_header_is_refused_and_stops_no_other(cast, server):
    """A name, a title or an address with a line break in it, however it got there."""
    by_subject, by_address, other = (
        mail(cast.owner),
        mail(cast.opcc, "ora@opcc.example\nBcc: all@elsewhere.example"),
        mail(cast.dcc, "dana@force.example"),
    )
    by_subject.subject = "Past\r\nBcc: all@elsewhere.example"
    by_subject.save()

    run = send_waiting(at=NOW)

    assert (run.refused, run.sent) == (2, 1)
    assert [state(one) for one in (by_subject, by_address, other)] == ["refused", "refused", "sent"]
    assert [(taken["To"], taken["Bcc"]) for taken in server.taken] == [("dana@force.example", None)]


@pytest.mark.parametrize(
    "changed", [{"address": "all@elsewhere.example"}, {"html": "<p>Sign in here</p>"}, {"signed": ""}]
)
def test_a_mail_that_sql_changed_is_not_sent_and_says_so(changed, cast, server, caplog):
    altered, other = mail(cast.owner), mail(cast.dcc, "dana@force.example")
    OutgoingMail.objects.filter(pk=altered.pk).update(**changed)

    runs = [send_waiting(at=NOW), send_waiting(at=LATER)]

    assert [(run.sent, run.refused) for run in runs] == [(1, 1), (0, 0)]
    assert (state(altered), state(other), "changed in the database" in altered.problem) == ("refused", "sent", True)
    assert not altered.is_as_signed  # nor is it signed anew
    assert "is not as the tracker wrote it" in caplog.text
