"""The problems with the dates of a row: what was read of them, what was not, and what they say against its status."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from safeguarding.lib.dates import Precision
from safeguarding.lib.languages import in_words

from .date_cells import DATES
from .owners import is_nobody
from .rows import Problem, Row, note
from .status_words import says_complete

SUNDAY = 6


def check_dates(row: Row) -> Iterator[Problem]:
    """A problem for each date that is typed as words or not certain, and for one that is a Sunday."""
    for name in DATES:
        stated = getattr(row, name)
        if stated.doubt:
            asked, unset = _("%s: put it right, or empty it."), _("%s; the words are kept and no date is set.")
            yield Problem(name, (asked if stated.ask else unset) % stated.doubt, must=stated.ask)
        elif stated.as_text and stated.date:
            sentence = _("The date is typed as words, “%(raw)s”; it is read as %(on)s.")
            yield note(name, sentence, raw=stated.raw, on=in_words(stated.date, stated.precision))
        if stated.date and stated.precision == Precision.DAY and stated.date.weekday() == SUNDAY:
            yield Problem(name, _("%s is a Sunday.") % in_words(stated.date))


def check_revised(row: Row) -> Iterator[Problem]:
    """A note that a second target is asked for, and not set."""
    if row.moves_target:
        first = in_words(row.target.date, row.target.precision) if row.target.date else row.target.raw
        on = in_words(row.revised.date, row.revised.precision)
        sentence = _("The target was first %(first)s: that is read as the target, and %(on)s is asked for.")
        yield note("revised", sentence, first=first, on=on)


def check_completed(row: Row) -> Iterator[Problem]:
    """A question where a date says that the action is complete and its status does not."""
    for name in DATES:
        words = getattr(row, name).raw
        if says_complete(words) and row.status.value != "complete":
            status = _("the status says “%s”") % row.status.raw
            yield note(
                name,
                _("“%(words)s” stands here, but %(said)s: say which is right."),
                must=True,
                words=words,
                said=status,
            )
            return
    words = row.completed.raw
    if words and not is_nobody(words) and row.status.value is None:
        status = (
            _(
                "“%s” stands here as the date of completion, but no status says that the action is complete: say which is right."
            )
            % words
        )
        yield Problem("completed", status, must=True)
