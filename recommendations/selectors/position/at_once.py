"""All that the position asks whatever is found, as one statement."""

from collections.abc import Callable, Iterable, Sequence

from inspections.models import Inspection
from safeguarding.lib.dates import london_date

from ...permissions import may_see_gaps
from .. import assurance, commissioner
from ..gaps.counted import counting
from ..meetings import Met, since_when
from ..prepared import ask_at_once
from ..standings import Standings
from . import awaiting, deadlines, open_parts, parts, questions, since, worked

_OF_ALL = (assurance, awaiting, commissioner, deadlines, open_parts, parts, since, worked)


def ask(
    own: Iterable[Callable[..., list[object]]],
    asked: Standings,
    inspections: Iterable[Inspection],
    meetings: Sequence[Met],
) -> None:
    """Ask the page's `own` questions, and those of its sections. inspections: those of its table. meetings: before its day."""
    every, begins_at = [*own, *(one for of in _OF_ALL for one in of.QUESTIONS)], since_when(meetings, asked.today)
    if questions.reads_opcc_questions(asked):
        every += questions.QUESTIONS
    if may_see_gaps(asked.user, at=asked.now):
        every += counting(severe=True)
    keys = tuple(inspection.id for inspection in inspections)
    ask_at_once(asked, every, inspections=keys, begins_at=begins_at, first_day=london_date(begins_at))
