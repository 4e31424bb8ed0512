"""The gaps of actions, each as a condition on those that are open or those that are put forward as complete."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from safeguarding.as_at import recorded, rows

from ...models import Action, ActionStanding, DeadlineDecision, Evidence, WaitingOn
from ...models.deadlines import DAY_DECIDED
from ...models.likeness import REPEATS
from ...workflow import Status
from ..lateness import is_open
from ..post_holders import posts_held
from ..standings import Standings
from .in_updates import says_on_target, says_work_goes_on, stated_complete

# Once it is recommended complete nobody claims that it goes on.
_IN_HAND = ~Q(status=Status.RECOMMENDED_COMPLETE)


def open_actions(asked: Standings) -> QuerySet[ActionStanding]:
    """Those that are not closed."""
    return asked.actions().filter(is_open())


def put_forward(asked: Standings) -> QuerySet[ActionStanding]:
    """Those of which somebody says that they are complete, of the whole or of a part: in the force, or in a document."""
    whole = Q(status__in=[Status.RECOMMENDED_COMPLETE, Status.COMPLETE])
    in_part = asked.covering(recommended_in__isnull=False)
    return asked.actions().filter(whole | is_open() & (in_part | Exists(stated_complete(asked))))


def without_owner(asked: Standings) -> Q:
    """No post owns it."""
    return Q(owner=None)


def owner_gone(asked: Standings) -> Q:
    """Nobody holds the post that owns it: whoever leaves holds none any more."""
    return Q(owner__isnull=False) & ~Q(owner__in=posts_held(asked.as_at or asked.now, asked.as_at))


def without_date(asked: Standings) -> Q:
    """Without a target date, whatever words stand for one."""
    return Q(target_on=None)


def target_after(asked: Standings) -> Q:
    """Its target is after the inspectorate's date, and nobody has agreed that (domain.md, Dates that must not be merged)."""
    decided = recorded(DeadlineDecision, asked.as_at).alias(day=DAY_DECIDED)
    agreed = decided.filter(agreed=True, request__action=OuterRef("action"), day=OuterRef("target_on"))
    return asked.target_beyond() & ~Exists(agreed)


def on_target_while_past(asked: Standings) -> Q:
    """In hand past its target or the inspectorate's date, or asked for immediately and without a target; last said to be on target."""
    late = Q(target_on__lt=asked.today) | asked.dated(due_on__lt=asked.today)
    no_target = Q(target_on=None) & asked.dated(asked_on__isnull=False)
    return _IN_HAND & (late | no_target) & says_on_target(asked)


def nothing_meanwhile(asked: Standings) -> Q:
    """In hand past the inspectorate's date or asked for immediately, without a note in force of what protects children."""
    pressing = asked.dated(due_on__lt=asked.today) | asked.dated(asked_on__isnull=False)
    # One that was to be looked at again, and was not, says nothing of today.
    notes = rows(WaitingOn, asked.as_at).filter(ended_at=None, review_on__gte=asked.today)
    return _IN_HAND & pressing & ~Q(action__in=notes.order_by().values("action"))


def without_evidence(asked: Standings) -> Q:
    """Put forward as complete without any evidence."""
    return ~Q(Exists(recorded(Evidence, asked.as_at).not_taken_back(asked.as_at).filter(action=OuterRef("action"))))


def work_goes_on(asked: Standings) -> Q:
    """Put forward as complete, while words said then or later have work go on."""
    return says_work_goes_on(asked)


def on_a_sunday(asked: Standings) -> Q:
    """Its target is a Sunday as a document states it: mostly the end of a month that nobody looked up."""
    stated = rows(Action, asked.as_at).filter(number=OuterRef("action")).exclude(target_words="")
    return Q(Exists(stated), target_on__iso_week_day=7)


def repeats(asked: Standings) -> Q:
    """Mostly in the words of what it answers. Likenesses are of today, so of the past it is not asked."""
    if asked.as_at:
        return Q(pk__in=[])
    return Q(asked.covering(coverage__likeness__percent__gte=REPEATS))
