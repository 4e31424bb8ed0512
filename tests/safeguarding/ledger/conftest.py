"""A small world under two seals: an action that was completed on evidence, and a question that came after the first."""

from types import SimpleNamespace

import pytest
from django.core.files.base import ContentFile
from django.test import override_settings

from recommendations.services import progress, scrutiny
from safeguarding.ledger import seals
from tests.moments import london
from tests.walk import begin, recommend, support

FIRST, ASKED, SECOND = london(2015, 8, 11), london(2015, 8, 12), london(2015, 8, 13)


@pytest.fixture(scope="module")
def ledger_folder(tmp_path_factory):
    """Where the key, the seals and the files of this world are."""
    folder = tmp_path_factory.mktemp("ledger")
    places = {"LEDGER_KEY": folder / "key", "LEDGER_SEALS": folder / "seals.txt", "MEDIA_ROOT": folder / "files"}
    with override_settings(**places):
        yield folder


@pytest.fixture(scope="module")
def sealed_world(ledger_folder, module_cast):
    """What is in it; `key`, the line of the public key, and `held`, the notes of both seals."""
    cast = module_cast
    action = begin(cast)
    proof = progress.EvidenceDraft(title="Audit", file=ContentFile(b"Fifty cases looked at.", "audit.txt"))
    update = recommend(action, by=cast.owner, evidence=[proof])
    decision = support(action, by=cast.dcc)
    other = begin(cast, text="Ours alone.", audience="force")
    key = seals.new_key()
    first = seals.seal(at=FIRST).note
    question = scrutiny.ask(action, "Did it last?", by=cast.opcc, at=ASKED)
    second = seals.seal(at=SECOND).note
    return SimpleNamespace(
        cast=cast,
        action=action,
        other=other,
        decision=decision,
        evidence=update.evidence.get(),
        question=question,
        key=key,
        held=[first, second],
        moments=[note.split("\n")[3] for note in (first, second)],
    )
