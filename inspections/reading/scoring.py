"""How sure the reader is: what speaks for a draft, what against it, and the line below which nothing is drafted."""

from collections.abc import Iterable
from enum import Enum

DRAFTED_FROM = 0.5
MOST_SURE = 0.99


class _Weighed(Enum):
    """A weight, and what it is given for; two with one weight stay two, as their words differ."""

    @property
    def weight(self) -> float:
        return self.value[0]

    @property
    def sentence(self) -> str:
        return self.value[1]


class Sign(_Weighed):
    """The signs for a draft, and the weight of each."""

    PHRASE = 0.6, "It says that it recommends: “We recommend that”."
    NAMED = 0.6, "It is labelled as what it is: “Recommendation 3”, “AFI 1”."
    HEADED = 0.6, "It stands under “Areas for improvement”, “Cause of concern”, “Strengths” or “Next steps”."
    INTRODUCED = 0.5, "It stands under words that recommend: “The panel recommends:”."
    LISTED = 0.35, "It stands under the heading “Recommendations”."
    LIKELY = 0.35, "It stands under a heading that says that something is needed, or for whom it is."
    CODED = 0.35, "It has a code: “E1.1”, “SR (25/26) 01”, “01:”."
    ITEM = 0.2, "It is an item of a list of recommendations, though it has no “should”."
    SIBLING = 0.2, "It stands in a row with one that is a recommendation, under the same mark or the next number."
    DEMANDS = 0.25, "It asks for something: should, must, needs to, “That the ...”, “Council to review”."
    FIELDS = 0.2, "Beside it stands for whom it is, by when or what became of it, as in a register."
    LEADS = 0.25, "It names somebody who should act, and lists below it what is asked."
    PLAIN = 0.3, "It says plainly that a body needs to do something, or that it is vital."
    IN_A_RUN = 0.2, "It is one of several numbered demands, one after another."
    COUNTED = 0.15, "It has a number: “1.”."
    LIMIT_FIRST = 0.15, "It begins with its time limit: “By May 2016, the Home Office should”."
    LIMITED = 0.1, "It states a time limit, or its heading does."
    TWICE = 0.1, "It stands in its chapter and in the list."
    ADDRESSED = 0.05, "It says who."


class Doubt(_Weighed):
    """The doubts about a draft, the weight of each, and the sentence for the person who decides."""

    ANOTHERS = 0.25, "It is repeated from another report; record it under that report."
    IN_A_PLAN = 0.2, "It stands in a plan or an update, which repeats a report’s words."
    SHORT = 0.2, "It is very short: some of it may be missing."
    LONG = 0.15, "It is long: other words may have run into it."
    LIMITS_DIFFER = 0.1, "Its places state different time limits."
    NO_DEMAND = 0.05, "It does not say what should be done."
    MID_PARAGRAPH = 0.05, "It begins in the middle of a paragraph."
    ONE_MORE = 0.05, "It may be the report going on, and not one more of them."
    CONCERN_RUNS_ON = 0.05, "Where the cause of concern ends is not certain."
    TWO_LIMITS = 0.05, "It states several time limits, of which the first was taken."
    NO_DAY = 0.0, "It says by when in words from which no day follows."
    A_QUESTION = 0.05, "It asks a question, and may ask for no more than an answer."
    MANNER = 0.0, "A time limit in it may say how a thing is done, not by when; none was taken from there."
    RAN_TOGETHER = 0.05, "Words of other columns of its table may have run into it."
    LIKELY = 0.0, "The heading over it may list something else."
    UNANNOUNCED = 0.0, "No heading and no words say that this is a recommendation."


def confidence(signs: Iterable[Sign], doubts: Iterable[Doubt]) -> float:
    """Between 0 and MOST_SURE, in hundredths: all that speaks for it, at most 1, less all that speaks against it."""
    sure = min(1.0, sum(sign.weight for sign in set(signs))) - sum(doubt.weight for doubt in set(doubts))
    return round(min(MOST_SURE, max(0.0, sure)), 2)
