"""The file outside the database has every seal, whatever became of it on the way."""

import pytest

from safeguarding.ledger import seals
from tests.safeguarding.ledger.conftest import SECOND
from tests.safeguarding.ledger.tampering import found


@pytest.mark.parametrize(("whole", "cut"), [(0, 0), (0, 20), (1, -3)])
def test_what_a_full_disk_kept_from_it_the_next_seal_adds(
    db, sealed_world, settings, tmp_path, django_capture_on_commit_callbacks, whole, cut
):
    settings.LEDGER_SEALS = tmp_path / "seals.txt"
    notes = [f"{note}====\n" for note in sealed_world.held]
    settings.LEDGER_SEALS.write_text("".join(notes[:whole]) + notes[whole][:cut])
    with django_capture_on_commit_callbacks(execute=True):
        seals.seal(at=SECOND)

    assert settings.LEDGER_SEALS.read_text() == "".join(notes)
    assert found(sealed_world, tmp_path) == []
