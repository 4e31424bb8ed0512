"""Every row, leaf, seal, file and trigger, held against what was sealed."""

from collections.abc import Iterator, Sequence
from functools import partial
from typing import NamedTuple

from safeguarding.ledger import current, verify
from safeguarding.ledger.seals import public_keys, seals_outside
from safeguarding.ledger.verify import Finding
from safeguarding.lib.counting import Count, counted_off, uncounted

from . import cosignatures, redactions
from .undecided import undecided


class Verified(NamedTuple):
    """All that was found, how many leaves were looked at, and how many of them are under a seal."""

    found: list[Finding]
    leaves: int
    sealed: int


def verified(
    held: Sequence[str] = (), keys: Sequence[str] = (), cosigners: Sequence[str] = (), *, count: Count = uncounted
) -> Verified:
    """Look through all of it as at one moment.

    held: notes of seals kept elsewhere, beside those that this server has outside of its database. keys: lines of the force's public
    key as somebody was given it, else this server's. cosigners: the OPCC's, as it has it; then no other counts.
    """
    counted = []
    with verify.one_moment():
        found = list(_found([*seals_outside(), *held], keys or public_keys(), cosigners, counted, count))
        return Verified(found, sum(counted), max(verify.sealed().sizes, default=0))


def _found(held, keys, cosigners, counted, count) -> Iterator[Finding]:
    from safeguarding.ledger import timestamps  # here, since a web worker does without its megabytes

    looks = {
        "seals": lambda: verify.of_seals(held, keys, cosignatures.cosigned_notes().values()),
        "timestamps": timestamps.of_timestamps,
        "cosignatures": partial(cosignatures.of_cosignatures, held, cosigners),
        "rows": partial(verify.of_rows, counted),
        "nouns": current.of_nouns,
        "former names": current.of_former_names,
        "decisions": undecided,
        "redactions": redactions.unconfirmed,
        "ways in": current.of_ways_in,
        "files": current.of_files,
        "triggers": verify.of_triggers,
    }
    for kept, look in counted_off(list(looks.items()), count, "checks"):
        yield from verify.looked_through(kept, look)
