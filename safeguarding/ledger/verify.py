"""Look through the ledger: every row against its leaf, every leaf in its place under every seal, every file, every trigger.

Nothing that the database says of itself is believed: hashes are worked out here. What somebody who rules database and server
rebuilt as a whole is found by the seals that are held elsewhere, and by their key.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, nullcontext, suppress
from datetime import UTC, datetime, timedelta
from functools import cache, partial
from typing import NamedTuple

from django.db import connection, transaction

from .. import append_only, guards
from ..models.ledger import Installation, Leaf, Seal, Shape
from . import leaves
from .proof import Broken, insist_signed, read_seal, shape_digest
from .proof import Seal as Note
from .redacted import hash_without, taken_out
from .seals import public_keys, seals_outside
from .tree import HASH, Growing

TOGETHER = 5000  # rows read at once
LONGEST = timedelta(minutes=10)  # our convention: no change takes longer from its moment until it is kept


class Finding(NamedTuple):
    """One thing that is not as it was. kind: in a word. words: a sentence. seal: the moment of the first seal that it breaks."""

    kind: str
    words: str
    seal: str = ""


class Sealed(NamedTuple):
    """The seals that hold by signature, and the moments of all, by how many leaves stand under each."""

    sizes: list[int]
    moments: list[str]  # ISO 8601, UTC

    def over(self, position: int | None) -> str:
        """The moment of the first seal over the leaf with this position; "" where none is."""
        at = len(self.sizes) if position is None else bisect_right(self.sizes, position)
        return self.moments[at] if at < len(self.sizes) else ""

    def before(self, position: int | None) -> str:
        """The moment of the last seal that was made without that leaf; "" where none was."""
        at = len(self.sizes) if position is None else bisect_right(self.sizes, position)
        return self.moments[at - 1] if at else ""


@contextmanager
def one_moment() -> Iterator[None]:
    """All that is read within it is of one moment, and nobody waits for it."""
    if connection.in_atomic_block:  # a test's
        yield
    elif connection.vendor == "postgresql":
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            yield
    else:
        with connection.cursor() as cursor:
            cursor.execute("BEGIN DEFERRED")
            try:
                yield
            finally:
                cursor.execute("ROLLBACK")


def looked_through(kept: str, look: Callable[[], Iterable[Finding]]) -> Iterator[Finding]:
    """The findings of one look; where something of it cannot be read that is one more, and the next look is not disturbed."""
    apart = transaction.atomic() if connection.vendor == "postgresql" else nullcontext()  # whose transaction would end
    try:
        with apart:
            yield from look()
    except Exception as fault:
        yield Finding("unreadable", f"What is kept of {kept} cannot be read: {fault}.")


def rows_read(sql: str) -> Iterator[tuple[object, ...]]:
    """The rows of a statement, a few thousand in memory at once. It holds no value from outside."""
    with connection.chunked_cursor() as cursor:
        cursor.execute(sql)
        while rows := cursor.fetchmany(TOGETHER):
            yield from rows


def called(table: str, key: int) -> str:
    """A row that is written once, in words: "Decision 12", "Historical action 40"."""
    return f"{append_only.models_written_once()[table]._meta.verbose_name.capitalize()} {key}"


def sealed() -> Sealed:
    """The seals of the database."""
    kept = list(Seal.objects.values_list("size", "note", "sealed_at"))
    return Sealed([size for size, *_ in kept], [_moment(note, sealed_at) for _, note, sealed_at in kept])


def _moment(note, sealed_at):
    """That which is signed; where nobody can read it, which is named with the seals, that which is kept beside it."""
    try:
        moment = read_seal(note).sealed_at
        _earliest(moment)
    except (Broken, ValueError, OverflowError):
        return _utc(sealed_at)
    return moment


def _utc(moment):
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


# --- The tree ---------------------------------------------------------------------------------


def of_seals(held: Iterable[str], keys: Iterable[str], cosigned: Iterable[str] = ()) -> Iterator[Finding]:
    """Leaves that are missing or out of order, and seals that do not hold.

    held: notes from outside the database. keys: lines of public keys; a seal is signed by one of them. cosigned: notes that
    the OPCC signed too, kept here.
    """
    rows = list(Seal.objects.all())
    yield from _beside_notes(rows)
    notes, here = [], [row.note for row in rows]
    kept = {_by_force(note) for note in here}
    places = {"kept here": here, "held outside": held, "cosigned by the OPCC": cosigned}
    for place, text in [(place, note) for place, found in places.items() for note in found]:
        try:
            note = read_seal(text)
            _insist_signed_by_one(note, keys)
        except Broken as broken:
            yield Finding("seal", f"{broken} ({place})")
        else:
            notes.append(note)
            if _by_force(text) not in kept:
                yield Finding("missing", f"The seal of {note.sealed_at} is {place}, and is not here.", note.sealed_at)
    by_size: dict[int, list[Note]] = {}
    for note in notes:
        by_size.setdefault(note.size, []).append(note)
    yield from _heads(by_size)


def _beside_notes(rows):
    """The next seal goes on from what stands beside the note of the last, which the signature is not over."""
    for row in rows:
        with suppress(Broken):
            note, tops = read_seal(row.note), bytes(row.frontier)
            goes_on = len(tops) == HASH * note.size.bit_count() and Growing(note.size, tops).head == note.head
            if not goes_on or (row.size, _utc(row.sealed_at)) != (note.size, note.sealed_at):
                words = f"What is kept beside the seal of {note.sealed_at} is not what it says."
                yield Finding("seal", words, note.sealed_at)


def _by_force(note):
    """A note without what others signed below the force."""
    text, _, signed = note.replace("\r\n", "\n").strip().partition("\n\n")
    return text, signed.split("\n")[0]


def _insist_signed_by_one(note, keys):
    refused = Broken("There is no public key to look at the seals with.")
    for key in keys:
        try:
            return insist_signed(note, key)
        except Broken as broken:
            refused = broken
    raise refused


def _heads(by_size):
    tree, last_id, since = Growing(), 0, "the beginning"
    table = Leaf._meta.db_table
    statement = f'SELECT id, position, hash FROM "{table}" WHERE position IS NOT NULL ORDER BY position'
    broken = False
    for key, position, leaf in rows_read(statement):
        if position != tree.size:
            yield Finding("missing", f"The leaves {tree.size} to {position - 1} are missing.", sealed().over(tree.size))
            return
        if key < last_id:
            yield Finding(
                "re-ordered", f"Leaf {key} stands at {position}, after leaf {last_id}.", sealed().over(position)
            )
        last_id = key
        tree.add(bytes(leaf))
        if tree.size in by_size:
            last_id = 0  # with the next seal the order begins again
            for note in by_size[tree.size]:
                if note.head != tree.head and not broken:
                    broken = True
                    words = f"Among the leaves sealed from {since} to {note.sealed_at} one was changed, put in or taken out."
                    yield Finding("seal", words, note.sealed_at)
            since = by_size[tree.size][-1].sealed_at
    for size in sorted(by_size):
        if size > tree.size:
            words = f"There were {size} leaves under it, and are {tree.size}: the log was cut, or an old copy restored."
            yield Finding("missing", words, by_size[size][0].sealed_at)


# --- Rows and their leaves --------------------------------------------------------------------


def of_rows(counted: list[int]) -> Iterator[Finding]:
    """Rows that are not what their leaf says, are gone, have none, or bear another date. counted: takes the leaves of each shape."""
    now = {shape.table: shape for shape in leaves.shapes()}
    under, entered = sealed(), _entered()
    kept = list(Shape.objects.all())
    taken_out = {shape.number for shape in now.values()}.difference(shape.number for shape in kept)
    for shape in (*kept, *(shape for shape in now.values() if shape.number in taken_out)):
        current = now.get(shape.table)
        if current is None or not set(shape.columns) <= set(current.columns):
            continue  # what went with a migration; the rows have leaves of what came of it
        shape.key = current.key  # the kept one may be anybody's
        yield from looked_through(shape.table, partial(_against_leaves, shape, under, entered, counted))
    for shape in now.values():
        yield from looked_through(shape.table, partial(_without_leaf, shape))


def _without_leaf(shape):
    leaf = (
        f'SELECT 1 FROM "{Leaf._meta.db_table}" leaf WHERE leaf.key = r."{shape.key}" AND leaf.shape = {shape.number}'
    )
    for (key,) in rows_read(f'SELECT r."{shape.key}" FROM "{shape.table}" r WHERE NOT EXISTS ({leaf})'):
        yield Finding("inserted", f"{called(shape.table, key)} has no leaf: it was put in with the triggers off.")


def _against_leaves(shape, under, entered, counted):
    columns, table = shape.columns, shape.table
    dated = next((columns.index(name) for name in leaves.MOMENTS if name in columns), None)
    digest = shape_digest(table, columns)
    hash_row, out = leaves.hash_row, taken_out(shape.number)
    number = 0
    statement = (
        f"SELECT leaf.id, leaf.key, leaf.position, leaf.salts, leaf.hash, {', '.join(leaves.texts(shape, 'r'))}"
        f' FROM "{Leaf._meta.db_table}" leaf LEFT JOIN "{table}" r ON r."{shape.key}" = leaf.key WHERE leaf.shape = {shape.number}'
    )
    at_key = columns.index(shape.key)
    for leaf, key, position, salts, kept, *values in rows_read(statement):
        number += 1
        if values[at_key] is None:
            yield Finding("missing", f"{called(table, key)} is gone.", under.over(position))
        elif hash_row(digest, bytes(salts), *values) != bytes(kept) and not (
            key in out and hash_without(shape, bytes(salts), values, out[key]) == bytes(kept)
        ):
            yield Finding("altered", f"{called(table, key)} is not as it was written.", under.over(position))
        elif dated is not None and _too_early(values[dated][1:17], under.before(position)):
            words = f"{called(table, key)} is dated {values[dated][1:17]}, and was written after the seal of {under.before(position)}."
            if not any(first <= leaf <= last for first, last in entered):
                yield Finding("back-dated", words, under.over(position))
    counted.append(number)


def _entered():
    """First and last of the leaves that migrations entered for rows that were there: their dates are their rows'."""
    kept = Installation.objects.exclude(first_leaf=None)
    return list(kept.values_list("first_leaf", "last_leaf"))


# --- Triggers ---------------------------------------------------------------------------------


def of_triggers() -> Iterator[Finding]:
    """Triggers that are not as `migrate` left them."""
    found = guards.lost()
    yield from (Finding("trigger", words) for words in found)
    if not Installation.objects.exists():
        yield Finding("trigger", "Nothing says how the triggers were put on: `manage.py migrate` does that.")
    held = guards.held()
    for trigger in (*append_only.wanted(), *leaves.wanted()):
        words = f"The trigger {trigger.name} on {trigger.table} is missing."
        if (trigger.table, trigger.name) not in held and words not in found:
            yield Finding("trigger", words)


def _too_early(minute, sealed_at):
    return sealed_at != "" and minute < _earliest(sealed_at)


@cache
def _earliest(sealed_at):
    """The first minute of which what was written after a seal of that moment can be."""
    return (datetime.fromisoformat(sealed_at) - LONGEST).strftime("%Y-%m-%d %H:%M")


def default_keys_and_seals() -> tuple[list[str], list[str]]:
    """The public keys and the seals that this server has outside of its database."""
    return public_keys(), seals_outside()
