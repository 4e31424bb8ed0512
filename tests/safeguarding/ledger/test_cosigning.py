"""The OPCC cosigns seals by a key that the force does not have, so that a log built anew contradicts it also where it lies."""

import subprocess
import sys
from datetime import timedelta

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from recommendations.models import Cosignature, CosigningKey, Meeting
from recommendations.packs.opcc_paper import opcc_paper
from recommendations.selectors.cosignatures import key_in_use
from recommendations.selectors.notices.digest import digest
from recommendations.selectors.packs.draft import draft
from recommendations.services.seals import (
    add_cosigning_key,
    confirm_cosigning_key,
    cosign,
    withdraw_cosigning_key,
)
from safeguarding.ledger import proof
from safeguarding.ledger.seals import public_keys
from safeguarding.models import Seal
from safeguarding.models.people import Role
from safeguarding.roles import Refused
from tests.factories import BoardFactory
from tests.moments import london
from tests.recommendations.views.reading import shown, text
from tests.recorded import grant, write
from tests.safeguarding.ledger.tampering import found, run, triggers_off
from tests.safeguarding.ledger.test_tampers import build_the_log_anew_from_the_last_seal_but_one

AT = london(2015, 8, 14)
RAW = (serialization.Encoding.Raw, serialization.PublicFormat.Raw)
COSIGNATURE = Cosignature._meta.db_table


def public(key):
    return key.public_key().public_bytes(*RAW)


def pem(key):
    return key.public_key().public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)


@pytest.fixture(autouse=True)
def at_that_time(monkeypatch):
    monkeypatch.setattr("safeguarding.clock.now", lambda: AT)


@pytest.fixture
def colleague(db, sealed_world):
    grant(sealed_world.cast.nobody, Role.OPCC, by=sealed_world.cast.administrator, at=AT)
    return sealed_world.cast.nobody


@pytest.fixture
def cosigned(sealed_world, colleague):
    """The key of the OPCC, by which the last seal is cosigned."""
    key, by = Ed25519PrivateKey.generate(), {"by": sealed_world.cast.opcc, "at": AT}
    added = add_cosigning_key("opcc-2015", public(key), **by)
    confirm_cosigning_key(added, public(key), by=colleague, at=AT)
    seal = Seal.objects.last()
    cosign(seal, key.sign(proof.read_seal(seal.note).text.encode()), **by)
    return key


def send(client, url, data, **fields):
    return text(client.post(url, fields | {"file": SimpleUploadedFile("file", data)}, follow=True))


def test_two_people_bring_the_key_and_the_signature_that_openssl_made_stands_under_the_seal(
    client, sealed_world, colleague, tmp_path
):
    cast, key, other, last = (
        sealed_world.cast,
        Ed25519PrivateKey.generate(),
        Ed25519PrivateKey.generate(),
        Seal.objects.last(),
    )
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    shown(client, cast.administrator, "/seals/keys/add/", status=403)
    assert "/seals/keys/add/" in shown(client, cast.opcc, "/seals/")
    assert "This is the private key" in send(client, "/seals/keys/add/", private, name="opcc-2015")
    assert "The key is added." in send(client, "/seals/keys/add/", pem(key), name="opcc-2015")
    confirm = f"/seals/keys/{CosigningKey.objects.get().pk}/confirm/"
    shown(client, cast.opcc, confirm, status=403)
    assert confirm in shown(client, colleague, "/seals/")
    assert "This is not the key that was added" in send(client, confirm, pem(other))
    assert "by the key opcc-2015 from now on" in send(client, confirm, pem(key))

    sign, paths = f"/seals/{last.pk}/cosign/", {name: tmp_path / name for name in ("pem", "seal.txt", "sig")}
    assert sign in shown(client, cast.opcc, "/seals/")
    paths["pem"].write_bytes(private)
    paths["seal.txt"].write_bytes(client.get(f"/seals/{last.pk}/seal.txt").content)
    command = ["openssl", "pkeyutl", "-sign", "-inkey", "pem", "-rawin", "-in", "seal.txt", "-out", "sig"]
    subprocess.run(command, cwd=tmp_path, check=True)
    of_another = other.sign(paths["seal.txt"].read_bytes())
    assert "This is not a signature of this seal by the key opcc-2015" in send(client, sign, of_another)
    assert f"The seal over {last.size} entries is cosigned." in send(client, sign, paths["sig"].read_bytes())

    assert "cosigned by the OPCC: opcc-2015" in shown(client, cast.opcc, "/seals/")
    taken = client.get("/seals/seals.txt").content.decode()
    assert [len(proof.read_seal(note).signatures) for note in proof.split_seals(taken)] == [2, 1]
    assert found(sealed_world, tmp_path) == []


def test_a_colleague_is_told_of_a_key_that_waits_and_may_withdraw_it(client, sealed_world, colleague):
    cast, key = sealed_world.cast, Ed25519PrivateKey.generate()
    added = add_cosigning_key("opcc-2015", public(key), by=cast.opcc, at=AT)

    def told(person):
        mail = digest(person, at=AT)
        return [one.says for one in mail.news if one.url == "/seals/"] if mail else []

    assert told(cast.opcc) == []
    assert told(colleague) == [f"a key by which the OPCC cosigns, added by {cast.opcc} on 14 August 2015"]
    withdraw = f"/seals/keys/{added.pk}/withdraw/"
    assert withdraw in shown(client, colleague, "/seals/")
    assert "case detail" not in shown(client, colleague, withdraw)  # nothing is typed there
    assert "The key opcc-2015 is withdrawn." in text(client.post(withdraw, follow=True))
    shown(client, colleague, withdraw, status=403)
    with pytest.raises(Refused, match="This key was withdrawn"):
        confirm_cosigning_key(added, public(key), by=colleague, at=AT)
    assert key_in_use() is None


def test_each_seal_is_cosigned_once_by_a_person_of_the_opcc_and_by_a_key_in_use(sealed_world, colleague):
    cast, key = sealed_world.cast, Ed25519PrivateKey.generate()
    first, last = Seal.objects.first(), Seal.objects.last()

    def signed(seal, by=cast.opcc):
        return cosign(seal, key.sign(proof.read_seal(seal.note).text.encode()), by=by, at=AT)

    with pytest.raises(ValidationError, match="No key of the OPCC is in use yet"):
        signed(last)
    confirm_cosigning_key(
        add_cosigning_key("opcc-2015", public(key), by=cast.opcc, at=AT), public(key), by=colleague, at=AT
    )
    signed(last)
    with pytest.raises(ValidationError, match="cosigned already"):
        signed(last)
    with pytest.raises(Refused):
        signed(first, by=cast.administrator)
    assert signed(first).size == first.size


def test_a_key_of_the_opccs_has_neither_the_name_nor_the_bytes_of_the_forces_or_of_another(sealed_world, colleague):
    cast, [of_force], mine = sealed_world.cast, public_keys(), public(Ed25519PrivateKey.generate())
    by = {"by": cast.opcc, "at": AT}
    with pytest.raises(Refused):
        add_cosigning_key("opcc-2015", mine, by=cast.administrator, at=AT)
    with pytest.raises(ValidationError, match="The force’s own key has this name"):
        add_cosigning_key(of_force.split("+")[0], mine, **by)
    with pytest.raises(ValidationError, match="This is the force’s own key"):
        add_cosigning_key("opcc-2015", proof.public_half(of_force), **by)
    added = add_cosigning_key("opcc-2015", mine, **by)
    with pytest.raises(ValidationError, match="This key is already added"):
        add_cosigning_key("opcc-2016", mine, **by)
    add_cosigning_key("opcc-2016", public(Ed25519PrivateKey.generate()), **by)
    with pytest.raises(Refused):
        withdraw_cosigning_key(added, by=cast.administrator, at=AT)
    assert withdraw_cosigning_key(added, **by).key == added


def test_a_proof_and_a_paper_say_what_is_cosigned(client, sealed_world, cosigned, tmp_path):
    last, line = Seal.objects.last(), CosigningKey.objects.get().line
    client.force_login(sealed_world.cast.opcc)
    (tmp_path / "proof.json").write_bytes(client.get(f"/seals/{last.pk}/proof.json").content)
    (tmp_path / "held.txt").write_text(sealed_world.held[0])

    def verified(cosigner):
        command = [sys.executable, "-I", "-S", proof.__file__, "proof.json", "--key", sealed_world.key]
        command += ["--seal", "held.txt", "--cosigner", cosigner]
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True)
        return done.returncode, done.stdout

    code, printed = verified(line)
    assert (code, printed.split("(")[0]) == (0, f"COSIGNED at {sealed_world.moments[1]} ")
    code, printed = verified(proof.key_line("opcc-2015", public(Ed25519PrivateKey.generate())))
    assert (code, "is not signed by the key opcc-2015+" in printed) == (1, True)

    meeting = write(Meeting(board=BoardFactory(), held_on=AT.date()), by=sealed_world.cast.coordinator, at=AT)
    [seal] = opcc_paper(draft(meeting, at=AT)).appendices[-1].grids
    assert seal.title == "The last seal, cosigned by the OPCC (opcc-2015)"
    assert seal.rows[-1][0].startswith("\u2014 opcc-2015 ")
    before = AT - timedelta(minutes=1)
    assert [one.title for one in opcc_paper(draft(meeting, at=before)).appendices[-1].grids] == ["The last seal"]


def test_a_log_built_anew_by_the_forces_own_key_contradicts_the_cosigned_seal_that_lies_with_it(
    sealed_world, cosigned, tmp_path
):
    _, changed = build_the_log_anew_from_the_last_seal_but_one(sealed_world)

    missing = (
        "missing",
        f"The seal of {sealed_world.moments[1]} is cosigned by the OPCC, and is not here.",
        sealed_world.moments[1],
    )
    assert found(sealed_world, tmp_path, held=1) == [missing, changed]


def test_neither_a_false_cosignature_nor_another_key_in_place_of_the_opccs_gets_by(sealed_world, cosigned, tmp_path):
    kept = CosigningKey.objects.get()
    mine = proof.key_line("opcc-2015", public(Ed25519PrivateKey.generate()))
    swapped = ("cosignature", "The key opcc-2015 is kept here as the OPCC’s, and is not one that it gave you.", "")
    assert found(sealed_world, tmp_path, cosigner=[kept.line]) == []
    assert swapped in found(sealed_world, tmp_path, cosigner=[mine])

    note = Cosignature.objects.get().note
    with triggers_off(COSIGNATURE):
        run(f"UPDATE {COSIGNATURE} SET note = %s", note.replace("2015-08-13", "2015-08-14"))
    false = "The signature on the seal of 2015-08-14T08:00:00.000000+00:00 is false."
    assert ("cosignature", false, "") in found(sealed_world, tmp_path)
