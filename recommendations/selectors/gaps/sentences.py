"""Each gap in a plain sentence."""

from collections.abc import Callable
from datetime import date

from safeguarding.lib.dates import days_between, in_words, is_late
from safeguarding.lib.words import counted

from ...workflow import Gap, Ledgers, Status
from ..standings import Standings
from .named import Named


def sentence(gap: Gap, thing: Named, asked: Standings) -> str:
    """A sentence on what `thing` lacks, to be read alone; words that are withheld from the reader are not in it."""
    return _SENTENCES[gap](thing, asked.today)


def _ended(thing):
    said = {Status.COMPLETE: "is complete", Status.RECOMMENDED_COMPLETE: "is recommended complete"}
    return f"{thing.name} {said.get(thing.row.status, 'is said to be complete, in part or in a document')}"


def _work_goes_on(thing, today):
    return f"{_ended(thing)}, while words said then or later say that work goes on."


def _no_evidence(thing, today):
    return f"{_ended(thing)}, and no evidence is kept."


def _verdict_differs(thing, today):
    if thing.standing.ledgers == Ledgers.DISPUTED:
        return f"{thing.name} is closed by us, and the inspectorate holds it still open."
    return f"{thing.name} is closed by the inspectorate, and still open with us."


def _on_target(thing, today):
    return f"{thing.name} was last said to be on target, {_past(thing.row, today)}."


def _past(row, today):
    for on, against in ((row.target_on, "its target"), (row.due_on, "the inspectorate's date")):
        if is_late(on, today):
            return f"{counted(days_between(on, today), 'day')} past {against}, {in_words(on)}"
    return ", ".join(filter(None, ("without a target date, and was asked for immediately", row.immediate)))


def _nothing_meanwhile(thing, today):
    row = thing.row
    late = is_late(row.due_on, today) and f"is past the inspectorate's date, {in_words(row.due_on)}"
    asked = ", ".join(filter(None, ("was asked for immediately", row.immediate)))
    return f"{thing.name} {late or asked}, and no note in force says what protects children meanwhile."


def _no_owner(thing, today):
    return f"{thing.name} has no {'owner' if hasattr(thing.row, 'target_on') else 'issue owner'}."


def _owner_gone(thing, today):
    return f"{thing.name} is with the {thing.row.owner}, a post that nobody holds."


def _milestone(thing, today):
    milestone = thing.standing
    return f"{thing.name}: due on {in_words(milestone.due_on, milestone.due_precision)}, and not recorded as met."


def _no_date(thing, today):
    words = thing.row.target_words
    return f"{thing.name} has no target date{f', only the words “{words}”' if words else ''}."


def _target_after(thing, today):
    row = thing.row
    late = counted(days_between(row.due_on, row.target_on), "day")
    return (
        f"{thing.name} has its target on {in_words(row.target_on)}, {late} after the inspectorate's date, "
        f"{in_words(row.due_on)}, and nobody has agreed that."
    )


_SENTENCES: dict[Gap, Callable[[Named, date], str]] = {
    Gap.NO_ACTION: lambda thing, today: f"{thing.name} has no action, and no response that stands for one.",
    Gap.PART_NOT_COVERED: lambda thing, today: f"{thing.name} is covered by no action, while other parts are answered.",
    Gap.WRITTEN_OFF: lambda thing, today: (
        f"{thing.name} is addressed to us, and all that is said of it is that no action is required or that it is another body's."
    ),
    Gap.WORK_GOES_ON: _work_goes_on,
    Gap.NO_EVIDENCE: _no_evidence,
    Gap.VERDICT_DIFFERS: _verdict_differs,
    Gap.ON_TARGET_WHILE_PAST: _on_target,
    Gap.NOTHING_MEANWHILE: _nothing_meanwhile,
    Gap.NO_OWNER: _no_owner,
    Gap.OWNER_GONE: _owner_gone,
    Gap.MILESTONE_NOT_MET: _milestone,
    Gap.NO_DATE: _no_date,
    Gap.TARGET_AFTER: _target_after,
    Gap.AWAITS_DIRECTION: lambda thing, today: f"{thing.name} was asked for immediately, and awaits direction.",
    Gap.CAVEAT_DROPPED: lambda thing, today: (
        f"{thing.name}: a later document says what an earlier one says, and leaves some of its words out."
    ),
    Gap.DATE_WITHOUT_ACTION: lambda thing, today: f"{thing.name} has a date in a document, and no action.",
    Gap.ON_A_SUNDAY: lambda thing, today: (
        f"{thing.name} has its target on {in_words(thing.row.target_on)}, a Sunday, as a document states it."
    ),
    Gap.YEAR_MISSING: lambda thing, today: (
        f"{thing.name}: a document says a day and a month of it, and not which year."
    ),
    Gap.NOTE_WITHOUT_DAY: lambda thing, today: (
        f"{thing.name}: a document has a note of scrutiny that does not say on which day."
    ),
    Gap.DOCUMENTS_DIFFER: lambda thing, today: (
        f"{thing.name}: two documents say different things in the place of an action."
    ),
    Gap.TWO_RANKS: lambda thing, today: (
        f"{thing.name}: the plan calls the {thing.row.owner} one thing as its owner, and another as the owner of the issue."
    ),
    Gap.COST_IN_WORDS: lambda thing, today: f"{thing.name} has words in the place of its cost, and no number.",
    Gap.PAGES_DIFFER: lambda thing, today: (
        f"{thing.name}: the pages that the plan gives do not hold the page on which it stands in the report."
    ),
    Gap.NO_RETURN: lambda thing, today: (
        f"{thing.name} was asked about in the last round of updates, and nothing was said of it."
    ),
    Gap.REPEATS: lambda thing, today: (
        f"{thing.name} is mostly in the words of the recommendation it answers: it does not say what will be done."
    ),
}
