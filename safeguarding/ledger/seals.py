"""Seals: the new leaves put in order, and the head of the tree over all of them signed and given away."""

import base64
import os
from datetime import UTC, datetime
from itertools import takewhile
from pathlib import Path

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings
from django.db import connection, transaction
from django.utils.text import slugify

from ..models.ledger import Leaf, Seal
from .proof import key_line, signature_line, split_seals
from .tree import Growing

BETWEEN = "\n====\n"  # seals in one file
TOGETHER = 10_000  # leaves read at once


class NotSealed(Exception):
    """No seal can be made; says why."""


def new_key() -> str:
    """Make the key of the settings, and return the line of its public half, which is kept beside it. Raises NotSealed."""
    path = Path(settings.LEDGER_KEY)
    if path.exists():
        raise NotSealed(f"There is a key in {path}. Move it away first, if it is not to be used any more.")
    key = Ed25519PrivateKey.generate()
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    path.parent.mkdir(parents=True, exist_ok=True)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(private)
    line = key_line(f"{slugify(settings.FORCE_NAME)}.safeguarding-tracker", _public(key))
    with _public_path().open("a") as file:
        file.write(f"{line}\n")
    return line


def public_keys() -> list[str]:
    """The lines of the public keys that the force has had, the last being the one in use; none before the first."""
    path = _public_path()
    return path.read_text().split() if path.exists() else []


def seal(*, at: datetime) -> Seal | None:
    """Put the leaves that no seal holds yet in order, and seal all; the last Seal again where none is new, None of nothing.

    Leaves of transactions that are running wait for the next. Raises NotSealed without a key that this process can
    read, without a file outside that it can write, or before the last seal.
    """
    key, name = _key()
    _insist_on_outside()
    with transaction.atomic():
        _hold_others_off()
        transaction.on_commit(_keep_outside)
        last = Seal.objects.last()
        if last and at < last.sealed_at:
            raise NotSealed(f"The last seal is of {last.sealed_at}, after {at}: the clock was set back.")
        tree = Growing(last.size, bytes(last.frontier)) if last else Growing()
        _place(tree.size)
        leaves = Leaf.objects.filter(position__gte=tree.size).order_by("position").values_list("hash", flat=True)
        for leaf in leaves.iterator(TOGETHER):
            tree.add(bytes(leaf))
        if tree.size == (last.size if last else 0):
            return last
        note = _note(name, tree, at, key)
        return Seal.objects.create(size=tree.size, sealed_at=at, note=note, frontier=tree.frontier)


def seals_outside() -> list[str]:
    """The notes in the file of the settings, which a database that was restored or cut does not know of."""
    path = Path(settings.LEDGER_SEALS)
    return split_seals(path.read_text("utf-8")) if path.exists() else []


def _key():
    path = Path(settings.LEDGER_KEY)
    try:
        key = serialization.load_pem_private_key(path.read_bytes(), password=None)
    except FileNotFoundError as missing:
        raise NotSealed(f"There is no key in {path}. `manage.py seal --new-key` makes one.") from missing
    except OSError as refused:  # another account seals
        raise NotSealed(f"The key in {path} cannot be read: {refused.strerror}.") from refused
    name = public_keys()[-1].partition("+")[0] if public_keys() else ""
    if not name or key_line(name, _public(key)) != public_keys()[-1]:
        raise NotSealed(f"The last line of {_public_path()} is not the public half of the key in {path}.")
    return key, name


def _public(key):
    return key.public_key().public_bytes(serialization.Encoding.Raw, serialization.PublicFormat.Raw)


def _public_path():
    return Path(f"{settings.LEDGER_KEY}.pub")


def _hold_others_off():
    """Two seals at once come one after the other; SQLite has one writer anyway. Whoever writes leaves does not wait."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            # not a lock of the table: the tracker's role has no right to change that
            cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [Seal._meta.db_table])


def _place(size):
    """Give every leaf without a position the next one, in the order in which they were written."""
    table = Leaf._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(
            f'UPDATE "{table}" SET position = placed.position FROM ('
            f' SELECT id, {size - 1} + ROW_NUMBER() OVER (ORDER BY id) AS position FROM "{table}" WHERE position IS NULL'
            f') AS placed WHERE "{table}".id = placed.id'
        )


def _note(name, tree, at, key):
    moment = at.astimezone(UTC).isoformat(timespec="microseconds")
    text = f"{name}\n{tree.size}\n{base64.b64encode(tree.head).decode()}\n{moment}\n"
    return f"{text}\n{signature_line(name, _public(key), key.sign(text.encode()))}\n"


def _insist_on_outside():
    path = Path(settings.LEDGER_SEALS)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.open("a").close()
    except OSError as refused:
        raise NotSealed(f"No seal can be put into {path}: {refused.strerror}.") from refused


def _keep_outside():
    """Add the last seals, which the file lacks; of one that a full disk or a stop cut short, what is missing."""
    path = Path(settings.LEDGER_SEALS)
    there = path.read_text("utf-8")
    from_last = (f"{note}{BETWEEN.lstrip()}" for note in Seal.objects.order_by("-size").values_list("note", flat=True))
    lacking = "".join(reversed([*takewhile(lambda one: one not in there, from_last)]))
    begun = next(end for end in range(len(lacking), -1, -1) if there.endswith(lacking[:end]))
    with path.open("a", encoding="utf-8") as file:
        file.write(lacking[begun:])
