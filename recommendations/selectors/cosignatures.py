"""The seals that the OPCC cosigned, by which key, and what does not hold of them."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from django.db.models import QuerySet

from safeguarding.ledger.proof import Broken, Seal, insist_signed, read_seal
from safeguarding.ledger.verify import Finding

from ..models import Cosignature, CosigningKey


def key_in_use() -> CosigningKey | None:
    """The key that was confirmed last; None before the first."""
    return CosigningKey.objects.exclude(confirmed=None).order_by("confirmed__recorded_at", "confirmed__pk").last()


def keys_waiting() -> QuerySet[CosigningKey]:
    """Keys that one person added and no other has confirmed, and nobody withdrew."""
    return CosigningKey.objects.filter(confirmed=None, withdrawn=None).select_related("recorded_by")


def cosigned_notes(at: datetime | None = None) -> dict[int, str]:
    """{leaves: note} of each seal that the OPCC cosigned by `at`, with the force's signature and all of the OPCC's. One query."""
    kept = Cosignature.objects.filter(recorded_at__lte=at) if at else Cosignature.objects.all()
    notes: dict[int, str] = {}
    for size, note in kept.values_list("size", "note"):
        before = notes.get(size)
        *_, signature = note.strip().split("\n")
        notes[size] = f"{before.strip()}\n{signature}\n" if before else note
    return notes


def of_cosignatures(held: Iterable[str], given: Iterable[str]) -> Iterator[Finding]:
    """Cosignatures that do not hold, by the keys that two people of the OPCC put here.

    held: notes from outside the database. given: lines of the keys as the OPCC has them outside; where there are any,
    no other key counts, here or under a note that is held. Three queries.
    """
    here = {key.name: key for key in CosigningKey.objects.select_related("confirmed")}
    lines = {line.partition("+")[0]: line for line in given}
    trusted = lines or {name: key.line for name, key in here.items() if hasattr(key, "confirmed")}
    for key in here.values():
        if lines and hasattr(key, "confirmed") and lines.get(key.name) != key.line:
            yield Finding(
                "cosignature", f"The key {key.name} is kept here as the OPCC’s, and is not one that it gave you."
            )
    for name, note in Cosignature.objects.values_list("key__name", "note"):
        yield from _unlike(note, name, trusted)
    for note in held:
        for name in _signers(note).intersection(trusted):
            yield from _unlike(note, name, trusted)


def _signers(note):
    try:
        return set(read_seal(note).signatures)
    except Broken:
        return set()  # named by who looks at the seals


def _unlike(note, name, trusted):
    try:
        seal: Seal = read_seal(note)
        if name not in trusted:
            raise Broken(f"The seal of {seal.sealed_at} is cosigned by the key {name}, which no two people put here.")
        insist_signed(seal, trusted[name])
    except Broken as broken:
        yield Finding("cosignature", str(broken))
