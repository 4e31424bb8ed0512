"""A mail that the server did not take yet says, when it goes, what its person may be told by then."""

from datetime import timedelta
from io import StringIO

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


def test_words_of_a_report_put_under_embargo_meanwhile_go_once_it_opens(cast, monkeypatch, settings):
    settings.SENDS_MAIL = True
    cast.owner.email = "owner@force.example"
    write(cast.owner, by=cast.administrator, at=OPENED)
    report = InspectionFactory()
    part = RecommendationFactory(inspection=report).parts.get()
    ActionFactory(text="Count the rooms.", parts=[part], owner=cast.posts.owner, target_on=NOW.date())

    def remind(at):
        monkeypatch.setattr("recommendations.management.commands.send_reminders.to_record", lambda: at)
        call_command("send_reminders", stdout=StringIO(), stderr=StringIO())

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
