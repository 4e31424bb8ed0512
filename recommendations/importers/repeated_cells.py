"""Cells that say to look at the row above: "As above", "ditto", a ditto mark."""

import re
from collections.abc import Iterator
from dataclasses import replace

from django.utils.translation import gettext as _

from safeguarding.lib.readers.grids import Line

from .entries import Entry
from .parse_text import fold
from .rows import note

DITTO = {"as above", "same as above", "see above", "ditto", "do.", "-do-", "“", "”", '"', '""', "''", "〃", "〞", "′′"}
CONTINUED = {"continued", "(continued)", "cont.", "(cont.)", "(cont)", "cont'd", "(cont'd)", "contd", "(contd)"}
# An action as above would be the same action again: that is asked about. “Continued” as an update says that work goes on.
REPEATED = (
    *("reference", "recommendation", "theme", "report", "page", "timescale", "issue_owner", "action_owner"),
    *("corporate_or_local", "target", "revised", "expected"),
)
# “See action 1”, “as row 2”, “same as above”: the number may be any
_POINTS = re.compile(
    r"(?:please )?(?:see|as|same as|as per|as in|refer to)(?: the)? (?:action|row|item|line|number|no\.?)s? ?[0-9.]+",
    re.IGNORECASE,
)
REPORTED = ("update", "outcome", "evidence")


def with_words_of_above(entries: list[Entry | Line], above: Entry | None = None) -> Iterator[Entry | Line]:
    """The entries, each ditto of theirs with what stands in the row above, and a sentence that says so.

    above: the last row of the table before this one, which goes on here.
    """
    for entry in entries:
        if isinstance(entry, Entry):
            above = entry = _repeated(entry, above) if above else entry
        yield entry


def _repeated(entry: Entry, above: Entry) -> Entry:
    cells, problems = dict(entry.cells), list(entry.problems)
    for name in (*REPEATED, *REPORTED):
        words = entry.words(name)
        ditto = DITTO if name in REPORTED else DITTO | CONTINUED
        if fold(words) in ditto and name not in entry.corrected and above.words(name):
            cells[name] = replace(cells[name], value=above.cells[name].value)
            sentence = _("“%(words)s” stands here: “%(taken)s” of row %(row)s is taken for this row too.")
            problems.append(note(name, sentence, words=words, taken=above.words(name)[:80], row=above.source.row))
    action, before = entry.words("action"), above.words("action")
    again = fold(action) in DITTO - {"do."}
    if (again or _POINTS.fullmatch(action.strip(" ."))) and "action" not in entry.corrected and before:
        sentence = _("“%(action)s” stands here for an action that stands elsewhere: say what it is.")
        choice = (
            before,
            _("It is that of row %(row)s: “%(action)s”") % {"row": above.source.row, "action": before[:80]},
        )
        problems.append(note("action", sentence, must=True, choices=(choice,) if again else (), action=action))
    return replace(entry, cells=cells, problems=tuple(problems)) if len(problems) > len(entry.problems) else entry
