"""Made-up words of recommendations, actions and updates, as long as those of the force's own plans."""

import random

# One action in fifty has it, and nothing else does: what the search is measured with.
RARE = "interpreter"

THINGS = (
    *("early referrals", "missing episodes", "strategy discussions", "visits to custody", "case conferences"),
    *("return interviews", "joint visits", "risk assessments", "supervisors' reviews", "records of decisions"),
)
WHAT = (
    "Write the procedure for {thing} and issue it",
    "Train every shift in {thing}",
    "Sample forty records of {thing}",
    "Agree with partners who answers for {thing}",
    "Name a supervisor for {thing}",
    "Report each month how {thing} stand",
)
HOW = (
    "The report found that practice in this area differs between teams and that supervisors do not look at every record. "
    "The owner should settle with partners who does what, put it in writing, tell the staff concerned, and show by a "
    "sample of records that the change has reached children. Until then duty inspectors review each new record by hand. "
)
DONE = "Update {number}: met with partners, draft sent to supervisors, the next sample falls within two weeks; records kept ({action})."


def title(i: int) -> str:
    """What recommendation and action `i` are about, in a line that no other has."""
    what, thing = WHAT[i % len(WHAT)], THINGS[i // len(WHAT) % len(THINGS)]
    return f"{what.format(thing=thing)} in area {i % 97} ({i:06d})"


def promise(i: int, chance: random.Random) -> str:
    """The text of action `i`: its title and some 600 characters; one in fifty has the rare word."""
    body = (HOW * 2)[: 520 + chance.randrange(160)]
    if i % 50 == 17:
        body = f"{body[:200]} with an {RARE} present {body[200:]}"
    return f"{title(i)}\n{body}"


def report(i: int, number: int) -> str:
    """The words of update `number` on action `i`, some 120 characters."""
    return DONE.format(number=number, action=i)
