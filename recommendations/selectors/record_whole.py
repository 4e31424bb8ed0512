"""Is the record whole? What the last `manage.py verify_ledger` found, and what is under a seal."""

from dataclasses import dataclass

from safeguarding.models import Leaf, Seal, Verification


@dataclass(frozen=True)
class RecordWhole:
    """The last Verification and the last Seal, None where there is none, and how many rows no seal holds yet."""

    verification: Verification | None
    seal: Seal | None
    unsealed: int

    @property
    def found(self) -> list[str]:
        """The first of what was found, in sentences."""
        return self.verification.words if self.verification else []

    @property
    def more(self) -> int:
        """How much more was found."""
        return self.verification.found - len(self.found) if self.verification else 0


def record_whole() -> RecordWhole:
    """How it stands now, whatever is asked of the past. Three queries."""
    unsealed = Leaf.objects.filter(position=None).count()
    return RecordWhole(Verification.objects.last(), Seal.objects.last(), unsealed)
