"""Each thing that was said, once: as it was first, and as it stands corrected."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from safeguarding.models import User

from ..models.correctable import Correctable


@dataclass(frozen=True)
class WithCorrections:
    """A record that may be corrected: what was said first, its words as they stand, and before them those that were corrected.

    Each of these records says whether its words are `withheld`. own: the reader said it first.
    """

    first: Correctable
    stands: Correctable
    before: list[Correctable]
    own: bool


def with_corrections(records: Iterable[Correctable], reader: User) -> list[WithCorrections]:
    """Of `records`, in the order of their recording, each thing that was said, once."""
    versions = defaultdict(list)
    for record in records:
        versions[record.first_id].append(record)
    return [
        WithCorrections(all_of[0], all_of[-1], before=all_of[:-1], own=all_of[0].recorded_by_id == reader.pk)
        for all_of in versions.values()
    ]
