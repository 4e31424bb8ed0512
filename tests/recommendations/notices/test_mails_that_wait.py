"""A mail that the server did not take yet says, when it goes, what its person may be told by then."""

from datetime import timedelta
from io import StringIO
from smtplib import SMTPRecipientsRefused

import pytest
from django.core import mail as sent
from django.core.mail.backends import locmem
from django.core.management import call_command

from recommendations.services.inspection_corrections import put_right
from safeguarding.history import version_of
from safeguarding.models import OutgoingMail
from tests.factories import ActionFactory, InspectionFactory, RecommendationFactory
from tests.moments import NOW, OPENED
from tests.recorded import write

LATER, OPENS = NOW + timedelta(minutes=10), NOW + timedelta(days=1)


@pytest.fixture
def remind(cast, monkeypatch, settings):
    """Run the command as at a moment; the owner has an address."""
    settings.SENDS_MAIL = True
    cast.owner.email = "owner@force.example"
    write(cast.owner, by=cast.administrator, at=OPENED)

    def at(moment):
        monkeypatch.setattr("recommendations.management.commands.send_reminders.to_record", lambda: moment)
        call_command("send_reminders", stdout=StringIO(), stderr=StringIO())

    return at


def test_words_of_a_report_put_under_embargo_meanwhile_go_once_it_opens(cast, monkeypatch, remind):
    report = InspectionFactory()
    part = RecommendationFactory(inspection=report).parts.get()
    ActionFactory(text="Count the rooms.", parts=[part], owner=cast.posts.owner, target_on=NOW.date())

    def away(connection):
        raise ConnectionRefusedError("The mail server is away.")

    with monkeypatch.context() as server:
        server.setattr(locmem.EmailBackend, "open", away, raising=False)
        remind(NOW)
    assert "Count the rooms." in OutgoingMail.objects.get(person=cast.owner).text
    changes = {"embargo_until": OPENS}
    put_right(report, version=version_of(report), why="It is not out yet.", by=cast.coordinator, at=LATER, **changes)
    remind(LATER)
    before = [one for one in sent.outbox if "Count the rooms." in one.body]
    remind(OPENS)

    assert before == []
    assert [one.to for one in sent.outbox if "Count the rooms." in one.body] == [["owner@force.example"]]


def test_one_that_the_server_puts_off_is_tried_less_and_less_often_though_it_is_written_anew(cast, monkeypatch, remind):
    ActionFactory(owner=cast.posts.owner, target_on=NOW.date())

    def put_off(connection, messages):
        raise SMTPRecipientsRefused({messages[0].to[0]: (451, b"Try again later")})

    monkeypatch.setattr(locmem.EmailBackend, "send_messages", put_off)
    waits = []
    for minutes in (0, 5, 15):
        remind(NOW + timedelta(minutes=minutes))
        mail = OutgoingMail.objects.get(person=cast.owner)
        waits.append((mail.tries, mail.try_from - NOW))

    assert waits == [(1, timedelta(minutes=5)), (2, timedelta(minutes=15)), (3, timedelta(minutes=35))]
