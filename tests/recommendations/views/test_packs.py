"""A paper is prepared, issued by a second person once nothing of its reports is missing, frozen, and corrected by a new version."""

import hashlib
import io
import os
from dataclasses import replace
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command

from inspections.services import release_to_opcc
from recommendations.models import Meeting, Pack, PackFile
from recommendations.packs.editions import content_of
from recommendations.packs.layouts import FIRST, LATEST
from recommendations.packs.opcc_paper import opcc_paper
from recommendations.selectors.packs.draft import as_issued, draft
from recommendations.selectors.packs.faithful import missing
from recommendations.selectors.packs.prepared import version_of_choices
from recommendations.services.contacts import record_contact
from recommendations.services.grades import record_grades
from recommendations.services.packs import all_ready, choose, issue_pack, prepare_paper
from recommendations.services.standing_text import write_standing_text
from safeguarding.ledger import seals
from safeguarding.models import Leaf, Seal
from safeguarding.roles import Refused
from tests.factories import BoardFactory, InspectionFactory, RecommendationFactory
from tests.moments import NOW, OPENED, london
from tests.recorded import change, write

AFTER = london(2015, 9, 12)


@pytest.fixture
def meeting(cast):
    board = BoardFactory(slug="board", name="Accountability board")
    return write(Meeting(board=board, held_on=date(2015, 10, 8)), by=cast.coordinator, at=OPENED)


@pytest.fixture
def report(cast):
    """A report with two recommendations and a grade, released to the OPCC."""
    found = InspectionFactory(slug="report", title="The report")
    for reference in ("1", "2"):
        RecommendationFactory(inspection=found, reference=reference)
    record_grades(found, topics={"leadership": "good"}, audits={}, source="Page 3", by=cast.coordinator, at=OPENED)
    return release_to_opcc(found, by=cast.coordinator, at=OPENED)


@pytest.fixture
def pack(cast, meeting, report):
    return prepare_paper(meeting, version=0, cut_off_at=NOW, by=cast.coordinator, at=NOW)


@pytest.fixture
def key(settings, tmp_path):
    """The force's key for sealing the record."""
    settings.LEDGER_KEY, settings.LEDGER_SEALS = tmp_path / "key", tmp_path / "seals.txt"
    return seals.new_key()


def test_from_preparing_to_a_correction(client, cast, meeting, report, key, monkeypatch):
    page = f"/meetings/{meeting.pk}/"
    client.force_login(cast.coordinator)
    cut_off = {"cut_off_day": "10", "cut_off_month": "9", "cut_off_year": "2015"}
    client.post(f"{page}prepare/", cut_off | {"version": "0", "key_points": "All is begun.\nNothing is late."})
    pack = Pack.objects.get()
    why = client.post(
        f"{page}reports/report/", {"state": "left-out", "recommendation": report.recommendations.last().pk}
    )
    assert "Say why" in why.content.decode()

    assert "Mark all others as ready" in client.get(page).content.decode()
    client.post(f"{page}ready/")
    assert "Mark all others as ready" not in client.get(page).content.decode()
    assert "Not issued" in client.get("/meetings/").content.decode()
    assert client.get(f"{page}issue/").status_code == 403
    client.force_login(cast.dcc)
    seen = client.get(f"{page}issue/").context["form"].initial["seen"]
    before = Leaf.objects.count()
    assert client.post(f"{page}issue/", {"seen": seen}).status_code == 302
    sealed = Seal.objects.get()
    assert (sealed.size, sealed.note.splitlines()) == (before, list(as_issued(Pack.objects.get()).seal))

    _what_came_later(cast, meeting, report)
    monkeypatch.setattr("safeguarding.clock.now", lambda: AFTER)
    issued = Pack.objects.get()
    assert (issued.issue.layout, content_of(as_issued(issued))) == (LATEST, issued.issue.content)
    assert content_of(draft(meeting, at=AFTER)) != issued.issue.content
    again = {"board": "board", "meeting": "2015-10-08", "output": os.devnull, "again": True, "format": "xlsx"}
    call_command("pack", **again, stdout=(told := io.StringIO()))
    assert f"version 1 in the layout of {LATEST}, equal in content to what was issued." in told.getvalue()

    client.force_login(cast.opcc)
    listed = client.get("/meetings/")
    assert [one.issued_at for one in listed.context["page"]] == [issued.issue.recorded_at]
    assert "Not issued" not in listed.content.decode()
    kept = {file.name: file for file in PackFile.objects.all()}
    assert len(kept) == 6
    for file in kept.values():
        sent = client.get(f"/meetings/files/{file.pk}/").content
        assert hashlib.sha256(sent).hexdigest() == file.sha256
    shown = client.get(page).content.decode()
    assert all(
        f"{called} ({kind})</a>" in shown for called in ("Paper", "Public edition") for kind in ("Word", "PDF", "Excel")
    )
    client.force_login(cast.coordinator)
    assert "stays as it is" in client.post(f"{page}reports/report/", {"state": "ready"}).content.decode()
    assert "stays as it is" in client.post(f"{page}ready/", follow=True).content.decode()
    client.post(f"{page}correct/", {"corrects": "Recommendation 2 was misprinted."})
    assert [one.version for one in Pack.objects.all()] == [2, 1]
    assert draft(meeting, at=AFTER).words.corrects == "Recommendation 2 was misprinted."
    assert draft(meeting, at=AFTER).words.key_points == pack.key_points


@pytest.mark.parametrize("barred", ["key", "seals.txt"])
def test_it_is_issued_without_a_seal_where_another_account_seals(client, cast, meeting, pack, key, tmp_path, barred):
    (tmp_path / barred).unlink(missing_ok=True)
    (tmp_path / barred).mkdir()  # which no process reads or writes as a file
    client.force_login(cast.coordinator)
    client.post(f"/meetings/{meeting.pk}/ready/")
    client.force_login(cast.dcc)
    issue = f"/meetings/{meeting.pk}/issue/"

    client.post(issue, {"seen": client.get(issue).context["form"].initial["seen"]})

    assert Pack.objects.get().is_issued
    assert not Seal.objects.exists()


def _what_came_later(cast, meeting, report):
    """After its issue the standing text, a recommendation and a grade are other."""
    by = {"by": cast.coordinator, "at": london(2015, 9, 11)}
    write_standing_text(meeting.board, version=0, purpose="Another.", **by)
    change(report.recommendations.first(), text="Said otherwise.", **by)
    record_grades(report, topics={"leadership": "adequate"}, audits={}, source="Page 4", why="Misread.", **by)


def test_a_layout_of_before_has_no_table_that_came_later(cast, meeting, report):
    said = {"kind": "visit", "body": report.body, "happened_on": date(2015, 4, 1), "source": "Note"}
    record_contact(report, **said, text="They saw custody.", by=cast.coordinator, at=OPENED)
    contents = draft(meeting, at=NOW)

    assert "They saw custody." in str(opcc_paper(contents, LATEST))
    assert "They saw custody." not in str(opcc_paper(contents, FIRST))


def test_whoever_prepared_it_does_not_issue_it_nor_does_anybody_while_a_report_is_not_ready(
    cast, meeting, pack, report
):
    issue = {"contents": draft(meeting, at=NOW), "files": (), "at": NOW}
    with pytest.raises(ValidationError, match="Nobody has said that it is ready"):
        issue_pack(pack, seen=version_of_choices(pack), by=cast.dcc, **issue)
    seen = version_of_choices(pack)
    all_ready(pack, [report], by=cast.coordinator, at=NOW)
    with pytest.raises(ValidationError, match="Somebody changed this paper"):
        issue_pack(pack, seen=seen, by=cast.dcc, **issue)
    with pytest.raises(Refused, match="You prepared this paper"):
        issue_pack(pack, seen=version_of_choices(pack), by=cast.coordinator, **issue)
    assert issue_pack(pack, seen=version_of_choices(pack), by=cast.dcc, **issue).prepared_by == cast.coordinator


def test_where_it_is_issued_the_page_gives_back_nothing_that_was_seen_before(client, cast, meeting, pack):
    client.force_login(cast.dcc)
    page = f"/meetings/{meeting.pk}/issue/"
    client.post(page, {"seen": "as it stood before", "press": "later"})

    assert client.get(page).context["form"]["seen"].value() == version_of_choices(pack)


def test_nobody_is_offered_to_issue_what_is_not_ready(client, cast, meeting, pack, report):
    client.force_login(cast.dcc)
    page = f"/meetings/{meeting.pk}/issue/"
    led = f'href="/meetings/{meeting.pk}/issue/"'
    assert ">Issue it<" not in client.get(page).content.decode()
    assert led not in client.get(f"/meetings/{meeting.pk}/").content.decode()
    assert "for you to issue" not in client.get("/scrutiny/").content.decode()

    all_ready(pack, [report], by=cast.coordinator, at=NOW)
    assert ">Issue it<" in client.get(page).content.decode()
    assert led in client.get(f"/meetings/{meeting.pk}/").content.decode()
    assert f'href="/meetings/{meeting.pk}/"' in client.get("/scrutiny/").content.decode()


def test_what_the_paper_does_not_print_is_missing_unless_it_is_left_out_with_a_reason(cast, meeting, pack, report):
    whole = draft(meeting, at=NOW)
    one = whole.inspections[0]
    thinned = replace(whole, inspections=(replace(one, items=one.items[:1], grades=()),))

    assert missing(pack, whole) == []
    assert [left.name for left in missing(pack, thinned)] == [
        "Recommendation 2 of The report",
        "Leadership: Good of The report",
    ]
    left = report.recommendations.get(reference="2")
    said = {"recommendation": left, "state": "left-out", "reason": "It is another force's."}
    choose(pack, report, **said, by=cast.coordinator, at=NOW)
    told = draft(meeting, at=NOW)
    assert [item.reference for item in told.inspections[0].items] == ["1"]
    assert [(each.name, each.reason) for each in told.inspections[0].left_out] == [
        ("Recommendation 2", "It is another force's.")
    ]
    assert missing(pack, told) == []
