"""The moves of an action, the states of parts and recommendations that follow from them, rules of scrutiny, gaps, verdicts. No rows."""

from .gaps import WAIVABLE, Gap
from .moves import MOVES, OPEN, WORKED_ON, Move, Status, Tie
from .outcomes import GIVES_BACK, Outcome
from .parts import ENDS_WORK, SEVERITY, PartState, ResponseKind, part_state, recommendation_state
from .scrutiny import blocks, is_beyond
from .verdicts import CLOSED_BY_US, Grade, Ledgers, VerdictOutcome, ledgers_of_part, ledgers_of_recommendation

__all__ = [
    "CLOSED_BY_US",
    "ENDS_WORK",
    "GIVES_BACK",
    "MOVES",
    "OPEN",
    "SEVERITY",
    "WAIVABLE",
    "WORKED_ON",
    "Gap",
    "Grade",
    "Ledgers",
    "Move",
    "Outcome",
    "PartState",
    "ResponseKind",
    "Status",
    "Tie",
    "VerdictOutcome",
    "blocks",
    "is_beyond",
    "ledgers_of_part",
    "ledgers_of_recommendation",
    "part_state",
    "recommendation_state",
]
