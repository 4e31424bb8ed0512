"""The moves of an action (moves), and the states of parts and recommendations that follow from them (parts); rules of scrutiny. No rows."""

from .moves import GIVES_BACK, MOVES, OPEN, WORKED_ON, Move, Outcome, Status, Tie
from .parts import ENDS_WORK, SEVERITY, PartState, ResponseKind, part_state, recommendation_state
from .scrutiny import blocks, is_beyond

__all__ = [
    "ENDS_WORK",
    "GIVES_BACK",
    "MOVES",
    "OPEN",
    "SEVERITY",
    "WORKED_ON",
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
