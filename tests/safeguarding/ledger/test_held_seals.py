"""The OPCC holds its own copy of a seal against the record, on a page: one that was cut or built anew contradicts it."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from recommendations.selectors.seals import Compared
from safeguarding.ledger import proof
from safeguarding.models import Leaf, Seal
from safeguarding.templatetags.tracker import moment
from tests.moments import london
from tests.recommendations.views.reading import shown, text
from tests.safeguarding.ledger.tampering import run, triggers_off

SEAL = proof.Seal("anyshire", 3, b"", "", "", {})
HOLDS, CONTRADICTS = "The record holds what you hold", "The record contradicts what you hold"


@pytest.fixture(autouse=True)
def at_that_time(monkeypatch):
    monkeypatch.setattr("safeguarding.clock.now", lambda: london(2015, 8, 14))


def compared(client, said, key=""):
    return text(client.post("/seals/", {"file": SimpleUploadedFile("held.txt", said.encode()), "key": key}))


def test_a_seal_that_is_held_outside_is_borne_out_or_contradicted(client, db, sealed_world):
    first, second = sealed_world.held
    shown(client, sealed_world.cast.owner, "/seals/", status=403)
    assert "/seals/seals.txt" in shown(client, sealed_world.cast.opcc, "/seals/")
    taken = client.get("/seals/seals.txt").content.decode()

    assert HOLDS in compared(client, taken, sealed_world.key)
    assert HOLDS in compared(client, first)
    assert "This is no seal" in compared(client, "Nothing of the kind\x00")
    assert "is not signed by the key" in compared(client, first, sealed_world.key.replace("+", "x+", 1))
    assert "This is no key" in compared(client, first, "no key")

    with triggers_off(Seal._meta.db_table, Leaf._meta.db_table):
        run(f"DELETE FROM {Seal._meta.db_table} WHERE size = {Seal.objects.last().size}")
        run(f"UPDATE {Leaf._meta.db_table} SET position = NULL WHERE position >= {Seal.objects.last().size}")
    assert HOLDS in compared(client, first)
    assert CONTRADICTS in compared(client, second)


def test_the_page_says_when_a_held_seal_was_made_as_its_list_does(client, db, sealed_world):
    page = shown(client, sealed_world.cast.opcc, "/seals/")
    newest = Seal.objects.last()
    line = f"{moment(newest.sealed_at)}, over {newest.size} entries"
    assert page.count(line) == 1

    assert compared(client, sealed_world.held[-1]).count(line) == 2


def test_a_seal_whose_words_are_no_moment_is_shown_in_those():
    seals = [
        SEAL._replace(sealed_at=words) for words in ("yesterday", "2015-08-14T09:00:00", "2015-08-14T08:00:00+00:00")
    ]

    assert [at for at, *_ in Compared(seals, []).sealed] == [None, None, london(2015, 8, 14, 9)]


def test_a_seal_that_nobody_can_read_takes_the_page_from_nobody(client, db, sealed_world):
    first = Seal.objects.first()
    with triggers_off(Seal._meta.db_table):
        run(f"UPDATE {Seal._meta.db_table} SET note = 'Nothing.' WHERE id = {first.pk}")
    assert "/seals/seals.txt" in shown(client, sealed_world.cast.opcc, "/seals/")

    assert client.get(f"/seals/{first.pk}/seal.txt").url == "/seals/"
    assert CONTRADICTS in compared(client, sealed_world.held[0])
