"""How sure the reader is: what speaks for a draft, what against it, and the line below which nothing is drafted."""

from collections.abc import Iterable
from enum import Enum

DRAFTED_FROM = 0.5
MOST_SURE = 0.99


class Sign(Enum):
    """What speaks for a draft, and how much."""

    PHRASE = 0.6  # "We recommend that"
    NAMED = 0.6  # "Recommendation 3", "AFI 1"
    CODED = 0.35  # "E1.1", "SR (25/26) 01", "01:"
    COUNTED = 0.15  # "1."
    IN_A_RUN = 0.2  # one of several numbered demands, one after another
    LISTED = 0.35  # under the heading "Recommendations"
    HEADED = 0.6  # under "Areas for improvement", "Cause of concern", "Strengths", "Next steps"
    INTRODUCED = 0.5  # under "The panel recommends:"
    DEMANDS = 0.25  # should, must, needs to, That the ..., Council to review
    LIMITED = 0.1  # states a time limit
    LIMIT_FIRST = 0.15  # begins with it: "By May 2016, the Home Office should"
    ADDRESSED = 0.05  # says who
    TWICE = 0.1  # stands in its chapter and in the list


class Doubt(Enum):
    """What speaks against it, how much, and the sentence for the person who decides."""

    ANOTHERS = 0.25, "It is repeated from another report; record it under that report."
    IN_A_PLAN = 0.2, "It stands in a plan or an update, which repeats a report's words."
    UNANNOUNCED = 0.0, "No heading and no words say that this is a recommendation."
    NO_DEMAND = 0.05, "It does not say what should be done."
    LONG = 0.15, "It is long: other words may have run into it."
    SHORT = 0.2, "It is very short: some of it may be missing."
    CUT_OFF = 0.1, "Its last sentence does not end: some of it may be missing."
    MID_PARAGRAPH = 0.05, "It begins in the middle of a paragraph."
    MANNER = 0.0, "A time limit in it may say how a thing is done, not by when; none was taken."
    TWO_LIMITS = 0.05, "It states several time limits; see its sub-parts."
    LIMITS_DIFFER = 0.1, "Its places state different time limits."
    CONCERN_RUNS_ON = 0.05, "Where the cause of concern ends is not certain."

    @property
    def weight(self) -> float:
        return self.value[0]

    @property
    def sentence(self) -> str:
        return self.value[1]


def confidence(signs: Iterable[Sign], doubts: Iterable[Doubt]) -> float:
    """Between 0 and MOST_SURE, in hundredths: all that speaks for it, less all that speaks against it."""
    sure = min(1.0, sum(sign.value for sign in set(signs))) - sum(doubt.weight for doubt in set(doubts))
    return round(min(MOST_SURE, max(0.0, sure)), 2)
