"""One action as its page shows it: how it stands to its dates, what it covers, waits on and is asked."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import FilteredRelation, OuterRef, Q, QuerySet, Subquery

from safeguarding.lib.dates import london_date
from safeguarding.lib.words import counted
from safeguarding.models import Marking, User

from ... import waiting
from ...models import Action, Coverage, FollowUpCheck, Question, WaitingOn
from ...models.progress import Assessment
from ..facts import day, fact, post, quoted, stated
from ..register_rows import RegisterAction, RegisterPart, RegisterRecommendation
from .entries import Entry
from .timeline import timeline


@dataclass(frozen=True)
class ActionPage:
    """facts: rows of components/summary_list.html; waits: those not ended; joined: the action with the parts it covers.

    stated: the owner's last assessment, in words; it stands beside what is computed from the dates.
    """

    action: Action
    joined: RegisterAction
    stated: str
    coverages: list[Coverage]
    waits: list[WaitingOn]
    facts: list[dict[str, str]]
    entries: list[Entry]
    marking: str


def actions_to_show(user: User, at: datetime) -> QuerySet[Action]:
    """Actions as visible_to gives them, with the keys of a question to answer, an answer to accept, a check to make, a date to decide.

    `decides_dcc`: that date is beyond the inspectorate's, so that the DCC alone agrees it.
    `holding` is the owner's, at `at`; None where nobody holds the post.
    """
    questions = Question.objects.visible_to(user, at).unanswered().filter(action=OuterRef("pk"))
    checks = FollowUpCheck.objects.filter(action=OuterRef("pk"), done_on=None)
    requests = waiting.deadlines().filter(action=OuterRef("pk"))
    running = Q(owner__holdings__ends_at=None) | Q(owner__holdings__ends_at__gt=at)
    return (
        Action.objects.visible_to(user, at)
        .annotate(
            to_answer=Subquery(questions.values("pk")[:1]),
            to_settle=Subquery(waiting.answers().filter(action=OuterRef("pk")).values("pk")[:1]),
            to_check=Subquery(checks.values("pk")[:1]),
            to_decide=Subquery(requests.values("pk")[:1]),
            decides_dcc=Subquery(requests.values("beyond")[:1]),
            asked_for_on=Subquery(requests.values("new_on")[:1]),
            holding=FilteredRelation("owner__holdings", condition=running & Q(owner__holdings__starts_at__lte=at)),
        )
        .select_related("owner", "holding__holder")
    )


def action_page(action: Action, user: User, at: datetime) -> ActionPage:
    """The ActionPage of an action that actions_to_show gave. A constant number of queries."""
    covered = Coverage.objects.visible_to(user, at).filter(action=action, ended_at=None)
    coverages = list(covered.select_related("part__recommendation__inspection", "part__recommendation__issue_owner"))
    today = london_date(at)
    parts = [_part(coverage.part, today) for coverage in coverages]
    joined = RegisterAction(action.number, action, str(action.owner or ""), today, parts)
    entries = timeline(action, user, at)
    return ActionPage(
        action=action,
        joined=joined,
        stated=next((Assessment(entry.kind).label for entry in entries if entry.kind in Assessment.values), ""),
        coverages=coverages,
        waits=list(WaitingOn.objects.filter(action=action, ended_at=None)),
        facts=_facts(action, joined),
        entries=entries,
        marking=Marking.highest([action.marking, *(entry.marking for entry in entries)]).label,
    )


def _part(part, today):
    recommendation = part.recommendation
    owner = str(recommendation.issue_owner or "")
    asks = RegisterRecommendation(recommendation.pk, recommendation, recommendation.inspection, owner)
    return RegisterPart(part.pk, part, asks, today)


def _holder(action):
    holding = getattr(action, "holding", None)  # Django does not even set it where there is no owner
    return holding and holding.holder


def _facts(action, joined):
    """Rows of label, value and note; a row that says nothing is left out, but never owner and target."""
    as_stated = quoted if not action.withheld else lambda words: ""
    moved = joined.lateness.moved or action.target_on != action.original_target_on
    original = f"First target: {day(action.original_target_on)}" if moved and action.original_target_on else ""
    due = joined.first_due and joined.first_due.row
    facts = [
        fact("Action owner", post(action.owner, _holder(action)) or "Nobody yet", quoted(action.owner_words)),
        fact("Target date", day(action.target_on, action.target_precision) or "None", original),
        fact("Date asked for", day(action.asked_for_on), "Waiting for a decision" if action.asked_for_on else ""),
        fact("Target as stated", as_stated(action.target_words)),
        fact("Inspectorate's date", due and day(due.due_on, due.due_precision), due and due.due_rule),
        fact("Asked for immediately", _open_days(joined)),
        fact("Expected completion", day(action.expected_on), as_stated(action.expected_words)),
        fact("Cost", as_stated(action.cost_words), "Unfunded" if action.unfunded else ""),
        fact("Came from", "" if action.withheld else action.origin),
        fact("Its words are for", action.get_audience_display()),
        fact("Marking", action.get_marking_display() if action.marking != Marking.OFFICIAL else ""),
    ]
    return stated(facts)


def _open_days(joined):
    days = joined.lateness.immediate_days
    return "" if days is None else f"Open {counted(days, 'day')}"
