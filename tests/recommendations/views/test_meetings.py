"""Meetings and their papers: read by the force and the OPCC, prepared by the coordinator, in the browser and from the shell."""

from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from recommendations.models import Meeting, StandingText
from tests.factories import BoardFactory
from tests.moments import NOW, OPENED
from tests.recorded import write


@pytest.fixture
def meeting(cast):
    board = BoardFactory(slug="board", name="Accountability board")
    return write(Meeting(board=board, held_on=date(2015, 10, 8)), by=cast.coordinator, at=OPENED)


def test_the_force_takes_the_draft_away_and_the_opcc_does_not(client, cast, meeting):
    address = f"/meetings/{meeting.pk}/paper.pdf"

    client.force_login(cast.opcc)
    assert [client.get(path).status_code for path in ("/meetings/", f"/meetings/{meeting.pk}/", address)] == [
        200,
        200,
        403,
    ]
    client.force_login(cast.coordinator)
    sent = client.get(address)
    assert (sent["Content-Type"], sent.content[:5]) == ("application/pdf", b"%PDF-")
    assert 'filename="board-2015-10-08.pdf"' in sent["Content-Disposition"]
    client.force_login(cast.partner)
    assert client.get("/meetings/").status_code == 403


def test_the_coordinator_writes_the_standing_text_and_nobody_overwrites_it_unseen(coordinator, cast, meeting):
    page = f"/meetings/{meeting.pk}/standing-text/"
    typed = {"comes_for": "decision", "purpose": "To inform.", "version": "0"}

    write(StandingText(board=BoardFactory(slug="other"), purpose="Theirs."), by=cast.coordinator, at=OPENED)

    assert coordinator.post(page, typed).status_code == 302
    stale = coordinator.post(page, typed | {"purpose": "To ask."})

    assert "Somebody changed this text while you were writing." in stale.content.decode()
    assert list(StandingText.objects.order_by("pk").values_list("purpose", flat=True)) == ["Theirs.", "To inform."]


def test_the_command_lists_meetings_and_writes_the_paper_of_one(monkeypatch, meeting, tmp_path):
    monkeypatch.setattr("recommendations.management.commands.pack.now", lambda: NOW)
    file, out = tmp_path / "paper.xlsx", StringIO()

    call_command("pack", "--list", stdout=out)
    asked = ["--board", "board", "--format", "xlsx", "-o", str(file)]
    call_command("pack", *asked, "--meeting", "2015-10-08", stdout=StringIO())

    assert out.getvalue() == "board 2015-10-08\n"
    assert file.read_bytes()[:2] == b"PK"
    with pytest.raises(CommandError, match="has no meeting on 2015-10-09"):
        call_command("pack", *asked, "--meeting", "2015-10-09")
