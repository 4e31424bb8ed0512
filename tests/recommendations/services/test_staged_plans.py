"""A plan on its way in waits once, with who answered what about it, and goes with its file."""

import hashlib
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from recommendations.models import ColumnLayout, StagedFile, StagedPlan
from recommendations.services.staged_plans import NO_HEADER, PlanGone, answer_about, give_up_plan, stage_plan
from recommendations.services.uploads import KEPT_FOR, is_as_it_came, stage
from safeguarding.roles import Role
from tests.factories import UserFactory
from tests.moments import NOW, OPENED
from tests.recorded import grant

DATA = b"Matter,How is it"
SHA256 = hashlib.sha256(DATA).hexdigest()


@pytest.fixture
def staged(cast, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return stage_plan(name="plan.csv", sha256=SHA256, data=DATA, inspection="hmic", by=cast.coordinator, at=OPENED)


def test_it_waits_once_with_the_answers_and_the_columns_that_were_told_of_it(cast, staged):
    again = stage_plan(name="other.csv", sha256=SHA256, data=DATA, by=cast.coordinator, at=NOW)
    other = stage_plan(name="other.csv", sha256="2" * 64, data=DATA, by=cast.coordinator, at=NOW)
    assert (again, again.name, other == staged) == (staged, "plan.csv", False)
    assert [plan.answers["inspections"] for plan in (again, other)] == [{"": "hmic"}, {}]

    second = UserFactory()
    grant(second, Role.COORDINATOR, by=cast.administrator, at=OPENED)
    columns = {"f": {"0": "recommendation"}, "g": {"0": "action"}}
    headers = {"f": ["Matter ", "How\n is it"], "g": [" "]}
    answer_about(staged, headers=headers, columns=columns, by=second, at=NOW)
    answer_about(other, headers=headers, columns={"f": {"0": "status"}}, by=second, at=NOW)

    kept = StagedPlan.objects.get(pk=staged.pk)
    assert (kept.staged_by, kept.staged_at, kept.edited_by, kept.edited_at) == (cast.coordinator, OPENED, second, NOW)
    assert kept.answers["columns"] == columns
    assert list(ColumnLayout.objects.values_list("fingerprint", "header", "fields")) == [
        ("f", "Matter\nHow is it", {"0": "status"}),
        ("g", NO_HEADER, {"0": "action"}),
    ]
    told = ColumnLayout.objects.first().history.order_by("history_id")
    assert [one.history_change_reason for one in told] == ["Said of plan.csv", "Said of other.csv"]


def test_what_is_given_up_takes_no_answer_and_its_file_goes_last(cast, staged, django_capture_on_commit_callbacks):
    path = Path(staged.file.path)
    with django_capture_on_commit_callbacks(execute=True):
        give_up_plan(StagedPlan.objects.get(), by=cast.coordinator, at=NOW)
        assert (StagedPlan.objects.exists(), path.exists()) == (False, True)

    assert not path.exists()
    with pytest.raises(PlanGone):
        answer_about(staged, words={"slipping": "at_risk"}, by=cast.coordinator, at=NOW)


def test_a_file_that_waits_is_known_by_its_bytes_and_goes_after_a_day(cast, staged, django_capture_on_commit_callbacks):
    assert is_as_it_came(staged)
    Path(staged.file.path).write_bytes(b"Other")
    assert not is_as_it_came(staged)
    Path(staged.file.path).unlink()
    assert not is_as_it_came(staged)

    [first] = stage([SimpleUploadedFile("audit.csv", DATA)], by=cast.owner, at=NOW)
    assert (first.owner, first.name, first.sha256, first.size) == (cast.owner, "audit.csv", SHA256, len(DATA))
    stage([], by=cast.dcc, at=NOW + KEPT_FOR)
    assert StagedFile.objects.exists()
    with django_capture_on_commit_callbacks(execute=True):
        stage([], by=cast.dcc, at=NOW + KEPT_FOR + timedelta(seconds=1))
    assert (StagedFile.objects.exists(), Path(first.file.path).exists()) == (False, False)
