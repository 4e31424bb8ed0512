"""Each gap in a plain sentence."""

from collections.abc import Callable
from datetime import date

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from safeguarding.lib.dates import days_between, is_late
from safeguarding.lib.languages import counted, in_words

from ...workflow import Gap, Ledgers, Status
from ..standings import Standings
from .named import Named


def sentence(gap: Gap, thing: Named, asked: Standings) -> str:
    """A sentence on what `thing` lacks, to be read alone; words that are withheld from the reader are not in it."""
    return _SENTENCES[gap](thing, asked.today)


def _work_goes_on(thing, today):
    sentences = {
        Status.COMPLETE: gettext("%(name)s is complete, while words said then or later say that work goes on."),
        Status.RECOMMENDED_COMPLETE: gettext(
            "%(name)s is recommended complete, while words said then or later say that work goes on."
        ),
    }
    otherwise = gettext(
        "%(name)s is said to be complete, in part or in a document, while words said then or later say that work goes on."
    )
    return sentences.get(thing.row.status, otherwise) % {"name": thing.name}


def _no_evidence(thing, today):
    sentences = {
        Status.COMPLETE: gettext("%(name)s is complete, and no evidence is kept."),
        Status.RECOMMENDED_COMPLETE: gettext("%(name)s is recommended complete, and no evidence is kept."),
    }
    otherwise = gettext("%(name)s is said to be complete, in part or in a document, and no evidence is kept.")
    return sentences.get(thing.row.status, otherwise) % {"name": thing.name}


def _verdict_differs(thing, today):
    if thing.standing.ledgers == Ledgers.DISPUTED:
        return gettext("%(name)s is closed by us, and the inspectorate holds it still open.") % {"name": thing.name}
    return gettext("%(name)s is closed by the inspectorate, and still open with us.") % {"name": thing.name}


def _on_target(thing, today):
    row, named = thing.row, {"name": thing.name}
    target = gettext("%(name)s was last said to be on target, %(days)s past its target, %(on)s.")
    due = gettext("%(name)s was last said to be on target, %(days)s past the inspectorate’s date, %(on)s.")
    for on, sentence in ((row.target_on, target), (row.due_on, due)):
        if is_late(on, today):
            return sentence % (named | {"days": counted(days_between(on, today), "day"), "on": in_words(on)})
    immediate = gettext(
        "%(name)s was last said to be on target, without a target date, and was asked for immediately%(open)s."
    )
    return immediate % (named | {"open": row.immediate and f", {row.immediate}"})


def _nothing_meanwhile(thing, today):
    row, named = thing.row, {"name": thing.name, "on": thing.row.due_on and in_words(thing.row.due_on)}
    if is_late(row.due_on, today):
        late = gettext(
            "%(name)s is past the inspectorate’s date, %(on)s, and no note in force says what protects children meanwhile."
        )
        return late % named
    asked = gettext(
        "%(name)s was asked for immediately%(open)s, and no note in force says what protects children meanwhile."
    )
    return asked % (named | {"open": row.immediate and f", {row.immediate}"})


def _no_owner(thing, today):
    is_action = hasattr(thing.row, "target_on")
    sentence = gettext("%(name)s has no owner.") if is_action else gettext("%(name)s has no issue owner.")
    return sentence % {"name": thing.name}


def _milestone(thing, today):
    milestone = thing.standing
    due = gettext("%(name)s: due on %(on)s, and not recorded as met.")
    return due % {"name": thing.name, "on": in_words(milestone.due_on, milestone.due_precision)}


def _no_date(thing, today):
    if words := thing.row.target_words:
        only = gettext("%(name)s has no target date, only the words “%(words)s”.")
        return only % {"name": thing.name, "words": words}
    return gettext("%(name)s has no target date.") % {"name": thing.name}


def _target_after(thing, today):
    row = thing.row
    after = gettext(
        "%(name)s has its target on %(on)s, %(days)s after the inspectorate’s date, %(due)s, and nobody has agreed that."
    )
    late = counted(days_between(row.due_on, row.target_on), "day")
    return after % {"name": thing.name, "on": in_words(row.target_on), "days": late, "due": in_words(row.due_on)}


def _on_a_sunday(thing, today):
    sunday = gettext("%(name)s has its target on %(on)s, a Sunday, as a document states it.")
    return sunday % {"name": thing.name, "on": in_words(thing.row.target_on)}


def _plainly(sentence: str) -> Callable[[Named, date], str]:
    """Of a gap that needs no figure: the sentence about %(name)s, and the post that is its %(owner)s."""
    return lambda thing, today: gettext(sentence) % {"name": thing.name, "owner": getattr(thing.row, "owner", "")}


_SENTENCES: dict[Gap, Callable[[Named, date], str]] = {
    Gap.NO_ACTION: _plainly(_("%(name)s has no action, and no response that stands for one.")),
    Gap.PART_NOT_COVERED: _plainly(_("%(name)s is covered by no action, while other parts are answered.")),
    Gap.WRITTEN_OFF: _plainly(
        _(
            "%(name)s is addressed to us, and all that is said of it is that no action is required or that it is another body’s."
        )
    ),
    Gap.WORK_GOES_ON: _work_goes_on,
    Gap.NO_EVIDENCE: _no_evidence,
    Gap.VERDICT_DIFFERS: _verdict_differs,
    Gap.ON_TARGET_WHILE_PAST: _on_target,
    Gap.NOTHING_MEANWHILE: _nothing_meanwhile,
    Gap.NO_OWNER: _no_owner,
    Gap.OWNER_GONE: _plainly(_("%(name)s is with the %(owner)s, a post that nobody holds.")),
    Gap.MILESTONE_NOT_MET: _milestone,
    Gap.NO_DATE: _no_date,
    Gap.TARGET_AFTER: _target_after,
    Gap.AWAITS_DIRECTION: _plainly(_("%(name)s was asked for immediately, and awaits direction.")),
    Gap.CAVEAT_DROPPED: _plainly(
        _("%(name)s: a later document says what an earlier one says, and leaves some of its words out.")
    ),
    Gap.DATE_WITHOUT_ACTION: _plainly(_("%(name)s has a date in a document, and no action.")),
    Gap.ON_A_SUNDAY: _on_a_sunday,
    Gap.YEAR_MISSING: _plainly(_("%(name)s: a document says a day and a month of it, and not which year.")),
    Gap.NOTE_WITHOUT_DAY: _plainly(_("%(name)s: a document has a note of scrutiny that does not say on which day.")),
    Gap.DOCUMENTS_DIFFER: _plainly(_("%(name)s: two documents say different things instead of an action.")),
    Gap.TWO_RANKS: _plainly(
        _("%(name)s: the plan calls the %(owner)s one thing as its owner, and another as the owner of the issue.")
    ),
    Gap.COST_IN_WORDS: _plainly(_("%(name)s has words instead of a number as its cost.")),
    Gap.PAGES_DIFFER: _plainly(
        _("%(name)s: the pages that the plan gives do not hold the page on which it stands in the report.")
    ),
    Gap.NO_RETURN: _plainly(_("%(name)s was asked about in the last round of updates, and nothing was said of it.")),
    Gap.REPEATS: _plainly(
        _("%(name)s is mostly in the words of the recommendation it answers: it does not say what will be done.")
    ),
}
