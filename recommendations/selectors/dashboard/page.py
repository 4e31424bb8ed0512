"""The dashboard: the figures of the actions and recommendations that its filters keep, now or as they stood."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext_noop as _

from safeguarding.lib.pages.charts import Slice

from ...permissions import may_see_gaps
from ...workflow import PartState
from ..figures import Figure
from ..gaps.counted import SevereGaps, counting, severe_gaps
from ..lateness import AHEAD
from ..prepared import ask_at_once
from ..rag import rag_scheme, rated
from .actions import QUESTIONS as OF_ACTIONS
from .actions import Actions, actions
from .awaiting import QUESTIONS as OF_WAITING
from .awaiting import Waiting, waiting
from .clocks import QUESTIONS as OF_CLOCKS
from .clocks import Clocks, clocks
from .groups import BY, Groups, first_groups, groups
from .recommendations import QUESTIONS as OF_RECOMMENDATIONS
from .recommendations import Recommendations, recommendations
from .slipped import Slipped, slipped
from .trend import Stood, trend
from .within import Within

FIRST = next(iter(BY))  # way to group


@dataclass(frozen=True)
class Dashboard:
    """Everything on it. ahead: (what falls due, how many in each of the days of AHEAD).

    rag: the states as the board that it is filtered by colours them; none without one, or where that has no scheme.
    gaps: None for who does not see them, and where it is filtered, since no list of gaps is.
    """

    actions: Actions
    recommendations: Recommendations
    trend: list[Stood]
    groups: Groups
    slipped: Slipped
    waiting: list[Waiting]
    clocks: Clocks
    rag: list[Slice]
    gaps: SevereGaps | None

    @property
    def has_actions(self) -> bool:
        """Any, in whatever state, now or at the end of a month."""
        now = sum(part.count for part in self.actions.states)
        return bool(now or any(stood.open.count or stood.complete.count for stood in self.trend))

    @property
    def is_empty(self) -> bool:
        """Neither an action nor a recommendation that asks something of us, so that there is nothing to draw."""
        return not (self.has_actions or self.recommendations.total)

    @property
    def columns(self) -> list[tuple[str, list[Slice]]]:
        """Of the trend, as lib.charts.columns() takes them."""
        return [stood.column for stood in self.trend]

    @property
    def waiting_total(self) -> int:
        """How many things wait for the DCC, of every kind, as the position has it."""
        return sum(kind.things for kind in self.waiting)

    @property
    def oldest(self) -> datetime | None:
        """Since when the longest of them has waited."""
        return min((kind.since for kind in self.waiting), default=None)

    @property
    def days_ahead(self) -> tuple[int, ...]:
        return AHEAD

    @property
    def ahead(self) -> list[tuple[str, list[Figure]]]:
        """The kinds of dates, each with how much falls due in the days ahead; what is past its date is not in it."""
        steps = [Figure(count, "step") for count in self.clocks.ahead]
        return [
            (_("Targets of open actions"), self.actions.ahead),
            (_("Inspectorate’s dates of recommendations"), self.recommendations.ahead),
            (_("Clocks and other steps"), steps),
        ]


def dashboard(within: Within, by: str = FIRST, page: str = "1") -> Dashboard:
    """The Dashboard of `within`, its groups by one of BY, of the page that an address names.

    Everything is counted in the database, in a constant number of queries.
    """
    if not within.kept:
        _ask(within.asked, by)
    counted = recommendations(within)
    return Dashboard(
        actions=actions(within),
        recommendations=counted,
        trend=trend(within),
        groups=groups(by, within, page),
        slipped=slipped(within),
        waiting=waiting(within),
        clocks=clocks(within),
        rag=_rag(within, counted),
        gaps=_gaps(within),
    )


def _ask(asked, by):
    """Ask at once what is asked whatever is found, where nothing is filtered."""
    questions = [one for of in (OF_ACTIONS, OF_RECOMMENDATIONS, OF_WAITING, OF_CLOCKS) for one in of]
    questions.append(first_groups(by).unfiltered)
    if may_see_gaps(asked.user, at=asked.now):
        questions += counting(severe=True)
    ask_at_once(asked, questions)


def _gaps(within):
    asked = within.asked
    if within.kept or not may_see_gaps(asked.user, at=asked.now):
        return None
    return severe_gaps(asked, within.to)


def _rag(within, counted):
    scheme = rag_scheme(within.kept["board"], within.asked.as_at) if "board" in within.kept else {}
    counts = {PartState(part.key): part.count for part in counted.states}
    return rated(scheme, counts, within.to) if scheme else []
