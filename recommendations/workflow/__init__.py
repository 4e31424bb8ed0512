"""The moves of an action, the states of parts and recommendations that follow from them, rules of scrutiny, gaps. No rows."""

from .gaps import WAIVABLE, Gap
from .moves import GIVES_BACK, MOVES, OPEN, WORKED_ON, Move, Outcome, Status, Tie
from .parts import ENDS_WORK, SEVERITY, PartState, ResponseKind, part_state, recommendation_state
from .scrutiny import blocks, is_beyond

__all__ = [
    "ENDS_WORK",
    "GIVES_BACK",
    "MOVES",
    "OPEN",
    "SEVERITY",
    "WAIVABLE",
    "WORKED_ON",
    "Gap",
    "Move",
    "Outcome",
    "PartState",
    "ResponseKind",
    "Status",
    "Tie",
    "blocks",
    "is_beyond",
    "part_state",
    "recommendation_state",
]
