"""Evidence with an update: that no file is lost to an error, and nobody's file becomes another's."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from recommendations.models import Evidence, ProgressUpdate, StagedFile
from recommendations.services import uploads
from tests.moments import NOW
from tests.recommendations.views.form_pages import PDF, contents, date_boxes, form_data, page, pdf
from tests.recommendations.views.reading import text


@pytest.fixture(autouse=True)
def files_in_a_folder_of_their_own(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def test_files_links_and_places_become_evidence_with_what_they_are_of(owner, action):
    sent = form_data(done="Audited.", assessment="on-target")
    sent |= {"evidence-0-files": [pdf("one.pdf"), pdf("two.pdf")], "evidence-0-of": "test"}
    sent |= date_boxes("evidence-0-speaks_of_on", "1", "July", "2015")
    sent |= {"evidence-1-elsewhere": "https://intranet.example/procedure", "evidence-1-title": "Procedure"}
    sent |= {"evidence-2-elsewhere": "Records team, reference 14", "evidence-2-of": "effect"}
    owner.post(page(action.number), sent)
    found = [(e.title, e.of, e.name, e.link, e.held_elsewhere, e.speaks_of_on) for e in Evidence.objects.all()]
    july = date(2015, 7, 1)
    assert found == [
        ("one.pdf", "test", "one.pdf", "", "", july),
        ("two.pdf", "test", "two.pdf", "", "", july),
        ("Procedure", "output", "", "https://intranet.example/procedure", "", None),
        ("Records team, reference 14", "effect", "", "", "Records team, reference 14", None),
    ]
    assert contents(Evidence.objects.first()) == PDF


def test_several_files_under_one_title_keep_their_names_apart(owner, action):
    sent = form_data(done="Audited.", assessment="on-target")
    sent |= {"evidence-0-files": [pdf("one.pdf"), pdf("two.pdf")], "evidence-0-title": "The audit"}
    owner.post(page(action.number), sent)
    assert [e.title for e in Evidence.objects.all()] == ["The audit: one.pdf", "The audit: two.pdf"]


def test_a_file_survives_an_error_and_becomes_evidence_when_the_form_is_right(owner, action, cast):
    response = owner.post(page(action.number), form_data(**{"evidence-0-files": [pdf()]}))
    staged = StagedFile.objects.get()
    assert (staged.owner, staged.name) == (cast.owner, "audit.pdf")
    assert "audit.pdf, 15 bytes" in text(response).replace("\xa0", " ")
    sent = form_data(done="Audited.", assessment="on-target", **{"evidence-0-kept": [staged.pk]})
    owner.post(page(action.number), sent)
    kept = Evidence.objects.get()
    assert (kept.name, kept.size, contents(kept)) == ("audit.pdf", 15, PDF)
    assert kept.file.name.startswith("evidence/")
    assert StagedFile.objects.count() == 0


def test_a_kept_file_that_is_unticked_is_left_out(owner, action):
    owner.post(page(action.number), form_data(**{"evidence-0-files": [pdf("in.pdf"), pdf("out.pdf")]}))
    chosen = StagedFile.objects.get(name="in.pdf")
    owner.post(
        page(action.number), form_data(done="Audited.", assessment="on-target", **{"evidence-0-kept": [chosen.pk]})
    )
    assert [e.name for e in Evidence.objects.all()] == ["in.pdf"]


def test_a_good_file_is_kept_beside_a_bad_one(owner, action):
    sent = form_data(
        done="Audited.", assessment="on-target", **{"evidence-0-files": [pdf(), pdf("bad.pdf", b"MZ" + b"\0" * 99)]}
    )
    response = owner.post(page(action.number), sent)
    assert response.context["formset"][0].errors == {
        "files": ["bad.pdf is not what its name says: inside it is a .exe file. Choose another copy."]
    }
    assert [s.name for s in StagedFile.objects.all()] == ["audit.pdf"]
    assert ProgressUpdate.objects.count() == 0


def test_another_persons_staged_file_cannot_be_used(owner, action, cast):
    (theirs,) = uploads.stage([pdf("theirs.pdf")], by=cast.other_owner, at=NOW)
    sent = form_data(done="Audited.", assessment="on-target", **{"evidence-0-kept": [theirs.pk]})
    response = owner.post(page(action.number), sent)
    assert response.context["formset"][0].errors == {
        "kept": ["A file that you chose earlier is no longer kept. Choose it again."]
    }
    assert "theirs.pdf" not in text(response)
    assert Evidence.objects.count() == 0


def test_staged_files_left_for_more_than_a_day_go_with_the_next_staging(
    owner, action, cast, django_capture_on_commit_callbacks
):
    (old,) = uploads.stage([pdf("old.pdf")], by=cast.other_owner, at=NOW - timedelta(hours=25))
    (recent,) = uploads.stage([pdf("recent.pdf")], by=cast.other_owner, at=NOW - timedelta(hours=23))
    with django_capture_on_commit_callbacks(execute=True):
        owner.post(page(action.number), form_data(**{"evidence-0-files": [pdf()]}))
    assert [s.name for s in StagedFile.objects.order_by("pk")] == ["recent.pdf", "audit.pdf"]
    assert not old.file.storage.exists(old.file.name)
    assert recent.file.storage.exists(recent.file.name)


def test_a_row_without_a_file_a_link_or_a_place_is_asked_for_one(owner, action):
    sent = form_data(done="Audited.", assessment="on-target", **{"evidence-1-title": "The audit"})
    response = owner.post(page(action.number), sent)
    assert response.context["formset"][1].errors == {
        "files": ["Choose a file, enter a link, or enter where it is held"]
    }
    assert "The audit" in text(response)


def test_a_kept_file_that_was_replaced_on_the_disk_is_nobody_s_evidence(owner, action):
    owner.post(page(action.number), form_data(**{"evidence-0-files": [pdf()]}))
    staged = StagedFile.objects.get()
    Path(staged.file.path).write_bytes(b"%PDF-1.7 other")
    sent = form_data(done="Audited.", assessment="on-target", **{"evidence-0-kept": [staged.pk]})

    response = owner.post(page(action.number), sent)

    words = "audit.pdf is not the file that you chose any more. Untick it, and choose it again."
    assert response.context["formset"][0].errors == {"kept": [words]}
    assert words in text(response)
    assert ProgressUpdate.objects.count() == 0
