"""Two ledgers: what the inspectorate says of a part beside its state with us; neither moves the other (domain.md, Two ledgers)."""

from collections.abc import Collection

from django.db.models import TextChoices

from .parts import PartState


class VerdictOutcome(TextChoices):
    """The word of an inspecting body. The last takes back one that was recorded in error, and no body says it."""

    VERIFIED = "verified", "Closed by them"
    STILL_OPEN = "still-open", "Still open to them"
    NONE = "none", "Not said: recorded in error"


class Grade(TextChoices):
    """How far it is met, where the body, or the force for itself, says so; labels are our convention."""

    FULLY = "fully", "Fully"
    MOST = "most", "In most respects"
    SOME = "some", "In some respects"
    NOT = "not", "Not"


class Ledgers(TextChoices):
    """Both ledgers of a part or a recommendation in one word. Worst first."""

    DISPUTED = "disputed", "Closed by us, still open to them"
    STILL_OPEN = "still-open", "Still open to the inspectorate"
    NONE = "none", "No verdict yet"
    VERIFIED = "verified", "Closed by the inspectorate"


CLOSED_BY_US = (PartState.COMPLETE, PartState.ENDED)


def ledgers_of_part(state: PartState, outcome: VerdictOutcome | str | None) -> Ledgers:
    """The Ledgers of a part: its state with us, and the last outcome on it; none: no verdict yet."""
    if outcome == VerdictOutcome.STILL_OPEN:
        return Ledgers.DISPUTED if state in CLOSED_BY_US else Ledgers.STILL_OPEN
    return Ledgers.VERIFIED if outcome == VerdictOutcome.VERIFIED else Ledgers.NONE


def ledgers_of_recommendation(parts: Collection[Ledgers]) -> Ledgers:
    """The worst of its parts; closed by the inspectorate only once all of them are."""
    return min(parts, key=list(Ledgers).index)
