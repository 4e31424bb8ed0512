"""A backup is put back whole and proves itself, or nothing is put back."""

from contextlib import contextmanager
from io import StringIO

import pytest
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection

from recommendations.models import Evidence
from recommendations.services import progress
from safeguarding.backup.archive import write_archive
from safeguarding.ledger import seals
from tests.cast import find_cast
from tests.moments import london
from tests.walk import begin, recommend


def run(*words):
    said = StringIO()
    call_command(*map(str, words), stdout=said)
    return said.getvalue()


@contextmanager
def another_database(folder):
    """The connection leads to a new and empty one."""
    first, name = connection.settings_dict["NAME"], "safeguarding_restored"
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"CREATE DATABASE {name}")
    connection.close()
    connection.settings_dict["NAME"] = name if connection.vendor == "postgresql" else str(folder / name)
    yield
    connection.close()
    connection.settings_dict["NAME"] = first
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"DROP DATABASE {name}")


@pytest.fixture
def places(settings, tmp_path):
    """A function that makes key, seals and files lie in a folder of this name from then on."""

    def lie_in(name):
        settings.LEDGER_KEY, settings.LEDGER_SEALS = tmp_path / name / "key", tmp_path / name / "seals.txt"
        settings.MEDIA_ROOT = tmp_path / name / "files"

    return lie_in


def test_a_backup_is_put_back_whole_and_proves_itself_or_nothing_is(transactional_db, places, tmp_path):
    places("before")
    cast = find_cast()
    proof = progress.EvidenceDraft(title="Audit", file=ContentFile(b"Fifty cases looked at.", "audit.txt"))
    evidence = recommend(begin(cast), by=cast.owner, evidence=[proof]).evidence.get().pk
    seals.new_key()
    seals.seal(at=london(2015, 8, 12))
    run("backup", "-o", tmp_path / "whole.tar")
    data = (tmp_path / "whole.tar").read_bytes()
    (tmp_path / "cut.tar").write_bytes(data[: len(data) // 2])
    (tmp_path / "altered.tar").write_bytes(data.replace(b"Fifty cases", b"Sixty cases"))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["altered.tar", "before", "cut.tar", "whole.tar"]
    # a file for a place outside of all that is kept
    beyond = [("database", tmp_path / "cut.tar"), (f"files/{tmp_path / 'planted'}", tmp_path / "cut.tar")]
    write_archive(tmp_path / "beyond.tar", beyond, made_at="", engine=connection.vendor, migrations=[])
    refusals = {
        "cut.tar": "is no whole backup",
        "altered.tar": "is not what was written there",
        "beyond.tar": "belongs elsewhere",
    }
    with pytest.raises(CommandError, match="The database holds something already"):
        run("restore", tmp_path / "whole.tar")

    places("after")
    with another_database(tmp_path):
        for name, refusal in refusals.items():
            with pytest.raises(CommandError, match=refusal):
                run("restore", tmp_path / name)
        assert connection.introspection.table_names() == []
        assert not (tmp_path / "after").exists()
        assert not (tmp_path / "planted").exists()

        assert "\n0 found. " in run("restore", tmp_path / "whole.tar")

        with Evidence.objects.get(pk=evidence).file.open() as file:
            assert file.read() == b"Fifty cases looked at."
        assert seals.public_keys() == (tmp_path / "before" / "key.pub").read_text().split()
        assert len(seals.seals_outside()) == 1
