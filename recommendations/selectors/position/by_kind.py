"""Figures by kind and state: the inspectorate's ledger, and what is counted apart from the recommendations."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ...models import Recommendation
from ...workflow import Ledgers, PartState
from ..figures import Addresses, Figure

Kind = Recommendation.Kind
VERDICTS = (Ledgers.VERIFIED, Ledgers.STILL_OPEN, Ledgers.DISPUTED)
# {(kind, state): (recommendations, and what else page counts of them)}
ByKind = Mapping[tuple[str, PartState], Sequence[int]]


@dataclass(frozen=True)
class Apart:
    """Counted apart, and in no other figure of the position (domain.md, What is asked for)."""

    next_steps: Figure
    strengths: Figure
    of_others: Figure
    parts_of_others: Figure


@dataclass(frozen=True)
class Verdicts:
    """The inspectorate's ledger, of the recommendations that ask something of us. `disputed` are among the `still_open`.

    repeats: those that an inspection asked before.
    """

    verified: Figure
    still_open: Figure
    disputed: Figure
    repeats: Figure


def asks_of_us(kind: str, state: PartState) -> bool:
    """Return whether it is counted: not a next step, not a strength, not addressed only to others."""
    return kind != Kind.NEXT_STEP and state not in (PartState.NOTHING_ASKED, PartState.OTHERS)


def verdicts(by_kind: ByKind, to: Addresses) -> Verdicts:
    """The Verdicts of what asks something of us."""
    asking = [counts[4:] for (kind, state), counts in by_kind.items() if asks_of_us(kind, state)]
    return Verdicts(
        *(
            Figure(sum(counts[n] for counts in asking), "recommendation", to.recommendations(verdict=word.value))
            for n, word in enumerate(VERDICTS)
        ),
        Figure(sum(counts[-1] for counts in asking), "recommendation", to.recommendations(repeat="on")),
    )


def apart(by_kind: ByKind, parts_of_others: int, to: Addresses) -> Apart:
    """All that is counted apart: next steps, strengths, and what is asked of others alone."""

    def of(unit, url, wanted):
        return Figure(sum(counts[0] for key, counts in by_kind.items() if wanted(*key)), unit, url)

    others = PartState.OTHERS
    return Apart(
        next_steps=of(
            "next step", to.recommendations(kind=Kind.NEXT_STEP.value), lambda kind, _: kind == Kind.NEXT_STEP
        ),
        strengths=of("strength", to.recommendations(kind=Kind.STRENGTH.value), lambda kind, _: kind == Kind.STRENGTH),
        of_others=of(
            "recommendation",
            to.recommendations(state=others.value),
            lambda kind, state: kind != Kind.NEXT_STEP and state == others,
        ),
        parts_of_others=Figure(parts_of_others, "part"),
    )
