"""The seals of the ledger, for those who hold them outside the force: the last ones, and a held one against the log as it is."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from safeguarding.ledger import verify
from safeguarding.ledger.proof import Broken, Seal, read_seal, split_seals
from safeguarding.ledger.seals import public_keys
from safeguarding.models import Seal as KeptSeal
from safeguarding.models import SealTimestamp

from .cosignatures import cosigned_notes

LAST = 20  # of the seals, on the page


@dataclass(frozen=True)
class Compared:
    """Seals that somebody holds, against the log as it is now: those that were read, and a sentence for each contradiction."""

    held: list[Seal]
    found: list[str]

    @property
    def sealed(self) -> list[tuple[datetime | None, str, int]]:
        """Of each that was read: the moment it was sealed, None where its words are none; those words; over how many entries."""
        return [(_moment(seal.sealed_at), seal.sealed_at, seal.size) for seal in self.held]


@dataclass(frozen=True)
class LastSeal:
    """A seal with the signatures that it has, and when an authority stamped it."""

    seal: KeptSeal
    note: str
    stamped_at: datetime | None

    @property
    def cosigned_by(self) -> list[str]:
        """The names of the OPCC's keys under it; none of one that nobody can read, which `compare` names."""
        return [name for seal in _read([self.note]) for name in list(seal.signatures)[1:]]


def last_seals() -> list[LastSeal]:
    """The last seals, the newest first. Three queries."""
    notes, stamped = cosigned_notes(), dict(SealTimestamp.objects.values_list("size", "given_at"))
    seals = KeptSeal.objects.order_by("-size")[:LAST]
    return [LastSeal(seal, notes.get(seal.size, seal.note), stamped.get(seal.size)) for seal in seals]


def compare(text: str, key: str = "") -> Compared:
    """Work out every head again from the leaves, and hold the seals in `text` against them.

    key: the line of the force's public key as its reader was given it; "" for those that lie on this server. A million leaves
    take seconds.
    """
    notes = split_seals(text)
    with verify.one_moment():
        found = [finding.words for finding in verify.of_seals(notes, [key] if key else public_keys())]
    return Compared(list(_read(notes)), found)


def _read(notes):
    for note in notes:
        try:
            yield read_seal(note)
        except Broken:
            continue  # named by what was found


def _moment(words):
    # Anybody's key may have signed it, so anything may stand there.
    with suppress(ValueError):
        if (at := datetime.fromisoformat(words)).tzinfo:
            return at
    return None
