"""Verify a proof out of a safeguarding tracker's ledger: this file alone, with Python 3.11 and nothing else.

    python proof.py PROOF.json --key "KEY" [--seal HELD.txt ...] [--cosigner "LINE"]

KEY is the line that the force gave you with its first seal. HELD.txt is a seal that you hold, as it was printed or mailed; the
proof must be of one log with it. LINE is the line of the OPCC's own key: with it the proof must hold a seal that the OPCC cosigned.
Leaves with 1 where anything does not hold. Signatures are looked at by the package `cryptography` where it is installed, else by
the program `openssl`.

The tree is that of RFC 9162, section 2.1, with SHA-256. A leaf holds the digests of a row's fields, each with a salt of its
own, after the digest of the table's name and columns: so a field can be withheld, and the rest still proves what it says. A
seal is a signed note, as in https://c2sp.org/tlog-checkpoint: a name, the number of leaves, the head of the tree, the moment.
"""

import argparse
import base64
import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

SALT = 16  # bytes
DER = bytes.fromhex("302a300506032b6570032100")  # what precedes an Ed25519 public key in a file of openssl's


class Broken(Exception):
    """Something does not hold; says what."""


# --- Leaves and tree --------------------------------------------------------------------------


def shape_digest(table: str, columns: Iterable[str]) -> bytes:
    """The digest of a table's name and its columns in order, with which every leaf of it begins."""
    return sha256(json.dumps([table, *columns]).encode()).digest()


def field_digest(salt: bytes, value: bytes | None) -> bytes:
    """The digest of one field. value: "=" and its text; None where it is empty (NULL)."""
    return sha256(salt + (value or b"")).digest()


def leaf_hash(shape: bytes, digests: bytes) -> bytes:
    """The hash of a leaf: of its table's shape_digest and of its field_digests, joined."""
    return sha256(b"\0" + shape + digests).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """The hash of what stands above two others."""
    return sha256(b"\1" + left + right).digest()


def head_by_path(leaf: bytes, position: int, size: int, path: list[bytes]) -> bytes:
    """The head of a tree of `size` leaves in which `leaf` stands at `position` (from 0), by RFC 9162, 2.1.3.2.

    Raises Broken for a path that is no path.
    """
    if not 0 <= position < size:
        raise Broken(f"There is no leaf {position} among {size}.")
    at, last, head = position, size - 1, leaf
    for other in path:
        if not last:
            raise Broken("The path is too long.")
        if at & 1 or at == last:
            head = node_hash(other, head)
            while at and not at & 1:
                at, last = at >> 1, last >> 1
        else:
            head = node_hash(head, other)
        at, last = at >> 1, last >> 1
    if last:
        raise Broken("The path is too short.")
    return head


def insist_consistent(old: "Seal", new: "Seal", path: list[bytes]) -> None:
    """Raise Broken unless the leaves under `old` are the first of those under `new`, by RFC 9162, 2.1.4.2."""
    if old.size > new.size:
        raise Broken(f"There were {old.size} leaves, and are {new.size}: some are gone.")
    if old.size in (0, new.size):
        if path or (old.size and old.head != new.head):
            raise Broken("Two seals over the same number of leaves differ.")
        return
    steps = [old.head, *path] if old.size & (old.size - 1) == 0 else list(path)
    if not steps:
        raise Broken("There is no proof that the two seals are of one log.")
    if _climb(steps, old.size - 1, new.size - 1) != (old.head, new.head):
        raise Broken(f"The first {old.size} leaves under the seal of {new.sealed_at} are not those of {old.sealed_at}.")


def _climb(steps, at, last):
    """The heads of the old and of the new tree, as the steps lead to them."""
    while at & 1:
        at, last = at >> 1, last >> 1
    before = after = steps[0]
    for other in steps[1:]:
        if not last:
            raise Broken("The path between two seals is too long.")
        if at & 1 or at == last:
            before, after = node_hash(other, before), node_hash(other, after)
            while at and not at & 1:
                at, last = at >> 1, last >> 1
        else:
            after = node_hash(after, other)
        at, last = at >> 1, last >> 1
    return (before, after) if not last else (b"", b"")


# --- Seals ------------------------------------------------------------------------------------


class Seal(NamedTuple):
    """The head (32 bytes) of the tree of a log's first `size` leaves, at a moment (ISO 8601, UTC), as it was signed."""

    origin: str
    size: int
    head: bytes
    sealed_at: str
    text: str  # what was signed
    signatures: dict[str, bytes]  # by the name of the key: four bytes that tell it, and the signature


def read_seal(note: str) -> Seal:
    """The seal that a signed note holds. Raises Broken."""
    text, _, signed = note.replace("\r\n", "\n").strip().partition("\n\n")
    try:
        origin, size, head, sealed_at, *_ = text.split("\n")
        lines = [line.removeprefix("\u2014 ").split(" ") for line in signed.strip().split("\n")]
        signatures = {name: base64.b64decode(signature, validate=True) for name, signature in lines}
        return Seal(origin, int(size), base64.b64decode(head, validate=True), sealed_at, f"{text}\n", signatures)
    except ValueError as error:
        raise Broken(f"This is no seal: {note[:60]!r}") from error


def split_seals(text: str) -> list[str]:
    """The notes in a file of one seal, or of many with a line of ==== after each."""
    return [note for note in re.split(r"\n=+\n", f"\n{text}\n") if note.strip()]


def key_line(name: str, key: bytes) -> str:
    """An Ed25519 public key (32 bytes) as the line in which it is given to others."""
    return f"{name}+{_tells(name, key).hex()}+{base64.b64encode(bytes([1]) + key).decode()}"


def public_half(line: str) -> bytes:
    """The 32 bytes of the Ed25519 key in a key_line. Raises Broken."""
    return _read_key(line)[2]


def signature_line(name: str, key: bytes, signature: bytes) -> str:
    """The line under a seal, by the key with this name."""
    return f"\u2014 {name} {base64.b64encode(_tells(name, key) + signature).decode()}"


def insist_signed(seal: Seal, line: str) -> None:
    """Raise Broken unless the key of this key_line signed the seal."""
    name, tells, key = _read_key(line)
    signed = seal.signatures.get(name, b"")
    if signed[:4].hex() != tells or _tells(name, key).hex() != tells:
        raise Broken(f"The seal of {seal.sealed_at} is not signed by the key {name}+{tells}.")
    if not _holds(key, signed[4:], seal.text.encode()):
        raise Broken(f"The signature on the seal of {seal.sealed_at} is false.")


def _read_key(line):
    try:
        name, tells, rest = line.strip().split("+", 2)
        return name, tells, base64.b64decode(rest, validate=True)[1:]
    except ValueError as error:
        raise Broken(f"This is no key: {line[:60]!r}") from error


def _tells(name, key):
    return sha256(f"{name}\n".encode() + bytes([1]) + key).digest()[:4]


def _holds(key, signature, text):
    try:
        from cryptography.exceptions import InvalidSignature
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
    except ImportError:
        return _holds_by_openssl(key, signature, text)
    try:
        Ed25519PublicKey.from_public_bytes(key).verify(signature, text)
    except (InvalidSignature, ValueError):
        return False
    return True


def _holds_by_openssl(key, signature, text):
    with tempfile.TemporaryDirectory() as folder:
        files = {"key": DER + key, "signature": signature, "text": text}
        paths = {name: Path(folder) / name for name in files}
        for name, content in files.items():
            paths[name].write_bytes(content)
        command = ["openssl", "pkeyutl", "-verify", "-pubin", "-keyform", "DER", "-rawin"]
        command += ["-inkey", paths["key"], "-sigfile", paths["signature"], "-in", paths["text"]]
        return subprocess.run(command, capture_output=True).returncode == 0


# --- A proof ----------------------------------------------------------------------------------


def row_hash(row: dict[str, object]) -> bytes:
    """The leaf of a row as a proof has it: by its fields, and by the digests of those that are withheld."""
    fields = row["fields"]
    digests = (
        bytes.fromhex(field["digest"])
        if "digest" in field
        else field_digest(bytes.fromhex(field["salt"]), _bytes(field["value"]))
        for field in fields
    )
    return leaf_hash(shape_digest(row["table"], [field["name"] for field in fields]), b"".join(digests))


def _bytes(value):
    return None if value is None else f"={value}".encode()


def insist(proof: dict[str, object], key: str, held: Iterable[str] = ()) -> Seal:
    """Return the seal under which every row of the proof stands. held: notes that must be of one log with it. Raises Broken."""
    seal = read_seal(proof["seal"])
    insist_signed(seal, key)
    earlier = {read_seal(one["seal"]).text: one["path"] for one in proof["earlier"]}
    for note in held:
        other = read_seal(note)
        insist_signed(other, key)
        if other.text not in earlier and other.text != seal.text:
            raise Broken(f"The proof does not lead to the seal of {other.sealed_at}: ask for one that does.")
    for one in proof["earlier"]:
        other = read_seal(one["seal"])
        insist_signed(other, key)
        insist_consistent(other, seal, [bytes.fromhex(step) for step in one["path"]])
    for row in proof["rows"]:
        path = [bytes.fromhex(step) for step in row["path"]]
        if head_by_path(row_hash(row), row["position"], seal.size, path) != seal.head:
            raise Broken(f"The row {row['key']} of {row['table']} is not under the seal of {seal.sealed_at}.")
    return seal


def last_cosigned(proof: dict[str, object], line: str) -> Seal:
    """The last seal in a proof that the key of this key_line cosigned. Raises Broken where there is none, or one is false."""
    name = _read_key(line)[0]
    seals = [read_seal(note) for note in (proof["seal"], *(one["seal"] for one in proof["earlier"]))]
    cosigned = [seal for seal in seals if name in seal.signatures]
    for seal in cosigned:
        insist_signed(seal, line)
    if not cosigned:
        raise Broken(f"No seal in the proof is cosigned by {name}.")
    return max(cosigned, key=lambda seal: seal.size)


def main(words: list[str] | None = None) -> int:
    """Print every row that is proved, or what does not hold; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("proof", type=Path)
    parser.add_argument("--key", required=True, help="the line of the force’s public key")
    parser.add_argument("--seal", type=Path, action="append", default=[], help="a seal that you hold; may be repeated")
    parser.add_argument("--cosigner", help="the line of the OPCC’s key: some seal in the proof is cosigned by it")
    given = parser.parse_args(words)
    try:
        held = [note for path in given.seal for note in split_seals(path.read_text("utf-8"))]
        proof = json.loads(given.proof.read_text("utf-8"))
        seal = insist(proof, given.key, held)
        cosigned = last_cosigned(proof, given.cosigner) if given.cosigner else None
    except (Broken, OSError, KeyError, TypeError, ValueError) as error:
        print(f"NOT PROVED. {error}")
        return 1
    for row in proof["rows"]:
        print(f"{row['table']} {row['key']}")
        for field in row["fields"]:
            print(f"    {field['name']}: {field.get('value', '(withheld)')}")
    if cosigned:
        under = sum(row["position"] < cosigned.size for row in proof["rows"])
        print(
            f"COSIGNED at {cosigned.sealed_at} ({cosigned.size} leaves): {under} of {len(proof['rows'])} rows stand under it."
        )
    what = "These rows stand in" if proof["rows"] else "This is"
    print(f"PROVED. {what} the log of {seal.origin}, sealed at {seal.sealed_at} ({seal.size} leaves),")
    print(f"which is one log with {len(held)} that you hold and {len(proof['earlier'])} in the proof.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
