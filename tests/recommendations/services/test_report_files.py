"""The file of a report lies in its place once what it belongs to is kept, and nowhere where something fails; nothing is recorded
from what somebody put in its place, or in that of its drafts.
"""

from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from recommendations.models import Recommendation, ReportDocument, ReportDraft, ReportReading
from recommendations.services import drafts, reports
from safeguarding.history import Overtaken
from tests.moments import NOW
from tests.recommendations.reported import PARTS, REPORT, begun, choose, draft
from tests.recommendations.views.form_pages import contents
from tests.recorded import write


@pytest.fixture(autouse=True)
def files_in_a_folder_of_their_own(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def test_a_report_that_cannot_be_drafted_leaves_nothing_behind(cast, monkeypatch, tmp_path):
    monkeypatch.setattr(reports, "draft_fields", lambda found: {"kind": None})

    with pytest.raises(IntegrityError), transaction.atomic():
        begun(cast)

    assert list(ReportReading.objects.all()) == []
    assert list((tmp_path / "readings").iterdir()) == []


def test_the_file_is_kept_with_its_digest_and_the_reading_s_own_goes(cast, django_capture_on_commit_callbacks):
    reading = begun(cast)
    choose(reading, "kept", by=cast.coordinator)
    waiting = Path(reading.file.path)

    with django_capture_on_commit_callbacks(execute=True):
        document = reports.record(reading, by=cast.coordinator, at=NOW).document

    assert document.sha256 == reading.sha256
    assert document.items == 4
    assert contents(document) == REPORT.encode()
    assert not waiting.exists()


def test_what_cannot_be_recorded_leaves_nothing_behind(cast, tmp_path):
    reading = begun(cast)
    twice = [{"letter": "a", "text": words, "timescale": "", "addressees": "", "ours": True} for words in PARTS]
    drafts.revise(draft(reading, 3), version=1, parts=twice, by=cast.coordinator, at=NOW)
    choose(reading, "kept", by=cast.coordinator)

    with pytest.raises(ValidationError, match="Number 3: "):
        reports.record(reading, by=cast.coordinator, at=NOW)

    assert list(Recommendation.objects.all()) == list(ReportDocument.objects.all()) == []
    assert list((tmp_path / "reports").iterdir()) == []


def test_a_file_whose_record_is_refused_once_it_lies_in_its_place_is_taken_away(cast, monkeypatch, tmp_path):
    reading = begun(cast)
    choose(reading, "kept", by=cast.coordinator)

    def write_and_refuse(thing, **how):
        write(thing, **how)
        raise Overtaken("Somebody else recorded the same at the same moment. Look again.")

    monkeypatch.setattr(reports, "write", write_and_refuse)

    with pytest.raises(Overtaken):
        reports.record(reading, by=cast.coordinator, at=NOW)

    assert list((tmp_path / "reports").iterdir()) == []


def test_giving_up_takes_the_drafts_and_the_file(cast, django_capture_on_commit_callbacks, tmp_path):
    reading = begun(cast)

    with django_capture_on_commit_callbacks(execute=True):
        reports.give_up(reading, by=cast.coordinator, at=NOW)

    assert list(ReportReading.objects.all()) == list(ReportDraft.objects.all()) == []
    assert list((tmp_path / "readings").iterdir()) == []


def test_nothing_is_recorded_from_a_file_that_was_replaced_on_the_disk(cast):
    reading = begun(cast)
    choose(reading, "kept", by=cast.coordinator)
    Path(reading.file.path).write_bytes(b"Another report.")

    with pytest.raises(ValidationError, match="not the one that was read"):
        reports.record(reading, by=cast.coordinator, at=NOW)


def test_nothing_is_recorded_from_drafts_that_were_changed_in_the_database(cast):
    reading = begun(cast)
    drafts.revise(draft(reading, 2), version=1, reference="R2", by=cast.coordinator, at=NOW)
    drafts.add(reading, text="Missed.", by=cast.coordinator, at=NOW)
    choose(reading, "kept", by=cast.coordinator)
    waiting = ReportDraft.objects.filter(reading=reading)
    for behind in (
        lambda: waiting.filter(order=2).update(text="Ask nothing."),
        waiting.filter(order=1).delete,
        lambda: ReportReading.objects.filter(pk=reading.pk).update(drafted=4),
    ):
        with pytest.raises(ValidationError, match="was changed in the database"), transaction.atomic():
            behind()
            reports.record(reading, by=cast.coordinator, at=NOW)
    waiting.filter(order=1).update(text="Ask nothing.")
    with pytest.raises(ValidationError, match="was changed in the database"):
        choose(reading, "discarded", 1, by=cast.coordinator)
