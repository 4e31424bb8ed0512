"""Every check of the plan: which gap it finds, on what, and the query of those that have it."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from django.db.models import Exists, OuterRef, Q, QuerySet

from inspections.models import Milestone
from safeguarding.as_at import rows

from ...models import RecommendationStanding
from ...models.gaps import waivers_in_force
from ...workflow import Gap
from ..recommendations.list import CLOSED
from ..rounds.last import not_returned
from ..standings import Standings
from . import in_plans
from . import of_actions as actions
from . import of_recommendations as asked_for
from .between_documents import caveat_dropped, date_without_action, documents_differ


class About(Enum):
    """The kind of thing on which a gap is found, and the column of its rows that has the key of that."""

    ACTION = "action"
    RECOMMENDATION = "recommendation"
    PART = "part"
    MILESTONE = "id"


@dataclass(frozen=True)
class Check:
    """One rule: `among` the rows that it gives for some Standings, those have this gap that are as the `condition` says."""

    gap: Gap
    about: About
    among: Callable[[Standings], QuerySet]
    condition: Callable[[Standings], Q]

    def found(self, asked: Standings) -> Q:
        """The condition that the gap is there, and nobody waived it."""
        has = self.condition(asked)
        return has & ~self.waived(asked) if self.gap.can_be_waived else has

    def rows(self, asked: Standings) -> QuerySet:
        """The things that have it, in the order of their keys."""
        return self.among(asked).filter(self.found(asked)).order_by(self.about.value)

    def waived(self, asked: Standings) -> Q:
        """The condition that somebody waived it. As a list, since few are: it is made once, and not asked of each."""
        on = self.about.value
        waivers = waivers_in_force(asked.today, asked.as_at).filter(gap=self.gap, **{f"{on}__isnull": False})
        if self.about == About.RECOMMENDATION:
            waivers = waivers.filter(part=None)  # as a whole
        return Q(**{f"{on}__in": waivers.order_by().values(on)})


def milestones(asked: Standings) -> QuerySet[Milestone]:
    """Those of inspections that may be seen, as rows of then or of now."""
    found = rows(Milestone, asked.as_at).filter(asked.known.of("inspection"), ended_at=None)
    return found.select_related("inspection")


def not_met(asked: Standings) -> Q:
    """A milestone is late, and not recorded as done, on a day, in words, or as the next step that it is the same as."""
    same = RecommendationStanding.objects.at(asked.as_at).filter(recommendation__milestone=OuterRef("id"))
    return Q(~Exists(same.filter(state__in=CLOSED)), done_on=None, done_words="", due_on__lt=asked.today)


_OPEN = (About.ACTION, actions.open_actions)
_PUT_FORWARD = (About.ACTION, actions.put_forward)
_ASKED = (About.RECOMMENDATION, asked_for.recommendations)
_PART = (About.PART, asked_for.parts_of_ours)

# In the order of Gap.
CHECKS = (
    Check(Gap.NO_ACTION, *_ASKED, asked_for.without_action),
    Check(Gap.PART_NOT_COVERED, *_PART, asked_for.part_not_covered),
    Check(Gap.WRITTEN_OFF, *_PART, asked_for.written_off),
    Check(Gap.AWAITS_DIRECTION, *_PART, asked_for.awaits_direction),
    Check(Gap.CAVEAT_DROPPED, *_ASKED, caveat_dropped),
    Check(Gap.WORK_GOES_ON, *_PUT_FORWARD, actions.work_goes_on),
    Check(Gap.NO_EVIDENCE, *_PUT_FORWARD, actions.without_evidence),
    Check(Gap.VERDICT_DIFFERS, *_PART, asked_for.verdict_differs),
    Check(Gap.ON_TARGET_WHILE_PAST, *_OPEN, actions.on_target_while_past),
    Check(Gap.NOTHING_MEANWHILE, *_OPEN, actions.nothing_meanwhile),
    Check(Gap.NO_OWNER, *_OPEN, actions.without_owner),
    Check(Gap.NO_OWNER, *_ASKED, asked_for.without_issue_owner),
    Check(Gap.OWNER_GONE, *_OPEN, actions.owner_gone),
    Check(Gap.OWNER_GONE, *_ASKED, asked_for.issue_owner_gone),
    Check(Gap.MILESTONE_NOT_MET, About.MILESTONE, milestones, not_met),
    Check(Gap.NO_RETURN, *_OPEN, not_returned),
    Check(Gap.NO_DATE, *_OPEN, actions.without_date),
    Check(Gap.TARGET_AFTER, *_OPEN, actions.target_after),
    Check(Gap.DATE_WITHOUT_ACTION, *_ASKED, date_without_action),
    Check(Gap.ON_A_SUNDAY, *_OPEN, actions.on_a_sunday),
    Check(Gap.YEAR_MISSING, *_OPEN, in_plans.year_missing),
    Check(Gap.NOTE_WITHOUT_DAY, *_ASKED, in_plans.note_without_day),
    Check(Gap.DOCUMENTS_DIFFER, *_ASKED, documents_differ),
    Check(Gap.TWO_RANKS, *_OPEN, in_plans.two_ranks),
    Check(Gap.COST_IN_WORDS, *_OPEN, in_plans.cost_in_words),
    Check(Gap.PAGES_DIFFER, *_ASKED, in_plans.pages_differ),
    Check(Gap.REPEATS, *_OPEN, actions.repeats),
)
