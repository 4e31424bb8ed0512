"""How something stands, in a sentence for a reader who knows none of the register's words."""

from datetime import date

from safeguarding.lib.dates import in_words
from safeguarding.lib.words import counted

from ...selectors.packs.contents import PublicAction, PublicItem
from ...workflow import PartState, Status

STATES = {
    PartState.NO_ACTION: "Nothing is recorded yet of what the force does about this.",
    PartState.AWAITING_ALLOCATION: "The force has said what it will do. Nobody has been given the work yet.",
    PartState.IN_PROGRESS: "The force is working on this.",
    PartState.AWAITING_DIRECTION: "The force waits to be told how to go on with this.",
    PartState.RESPONSE_PROPOSED: "An answer is proposed. The Deputy Chief Constable has not decided on it yet.",
    PartState.POSITION: "The force has said how far it does this already.",
    PartState.ANSWERED_UNDER: "This is answered together with another recommendation.",
    PartState.FOR_DECISION: "The work is said to be done. The Deputy Chief Constable has not agreed yet that it is.",
    PartState.ENDED: "The force gave a reason why no more work is needed, and the Deputy Chief Constable agreed.",
    PartState.COMPLETE: "The Deputy Chief Constable agreed that the force has done what it said it would do.",
    PartState.NOTHING_ASKED: "Nothing is asked of the force here.",
    PartState.OTHERS: "This is asked of other organisations, and not of the force.",
}
ACTIONS = {
    Status.AWAITING_ALLOCATION: "Nobody has been given this yet.",
    Status.IN_PROGRESS: "The work is going on.",
    Status.RECOMMENDED_COMPLETE: "The work is said to be done. The Deputy Chief Constable has not agreed yet that it is.",
    Status.COMPLETE: "Done: the Deputy Chief Constable agreed.",
    Status.WITHDRAWN: "The force no longer does this.",
}
# By the keys of lateness.STANDINGS: after a number.
DATES = {
    "not-due": "not yet due",
    "revised": "on a later date than first set",
    "overdue": "late",
    "no-date": "without a date",
}


def asked(item: PublicItem) -> tuple[str, list[str]]:
    """Its time limit and pages as the report has them, "" for none; and its words, a paragraph each."""
    first, _, rest = item.words.partition("\n")
    if not rest or not first.startswith(item.reference):
        return "", item.words.splitlines()
    limit = first.removeprefix(item.reference).strip(". ").replace("(pg ", "(page ").replace(": (", " (")
    return limit.removesuffix(":"), rest.splitlines()


def action_stands(action: PublicAction) -> str:
    """How far an action is, and by when it is to be done."""
    if not action.standing:
        return ACTIONS[action.status]
    when = f"It is to be done by {_day(action.target)}" if action.target else "No day is set for it"
    late = ": late" if action.standing == "overdue" else ""
    first = f", first by {in_words(action.first_target)}" if action.first_target else ""
    return f"{ACTIONS[action.status]} {when}{first}{late}."


def _day(day):
    return in_words(day) if isinstance(day, date) else day


def open_actions(standings: dict[str, int]) -> str:
    """How many actions are open, and how they stand to their dates; "" for none."""
    if not (total := sum(standings.values())):
        return ""
    dates = ", ".join(f"{standings[key]} {words}" for key, words in DATES.items() if standings.get(key))
    return f"{counted(total, 'action')} of the force {'is' if total == 1 else 'are'} still open: {dates}."


def recommended(total: int, closed: int) -> str:
    """How many recommendations there are, and how many of them are open."""
    if not total:
        return "It asks nothing of the force that is counted as a recommendation."
    left = total - closed
    done = f"{closed} {'is' if closed == 1 else 'are'} closed" if closed else "none is closed"
    still = (
        f"{'all ' if left == total > 1 else ''}{left} {'is' if left == 1 else 'are'} still open"
        if left
        else "none is open"
    )
    return f"{counted(total, 'recommendation')} to the force: {done}, {still}."
