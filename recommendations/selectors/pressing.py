"""Why an action stands on the page My actions: the one reason that presses most, and in which order."""

from collections.abc import Collection
from datetime import date

from django.db.models import Case, DateField, Exists, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce, Least
from django.utils.translation import gettext_noop

from safeguarding.replica import cursor_to_read
from safeguarding.roles import authority

from .. import waiting
from ..models import ActionStanding, Coverage, Decision, ProgressUpdate, Question
from ..workflow import WORKED_ON, Status
from .lateness import SOON, is_open
from .prepared import prepared
from .standings import Standings

# Those of an owner's work, in the order of the page.
REASONS = {
    "sent-back": "Sent back to you",
    "late": "Late",
    "past": "Past the inspectorate’s date",
    "soon": "Due in the next 30 days",
    "silent": gettext_noop("No update since the last scrutiny"),
    "rest": gettext_noop("In progress, not late"),
}
ORDER = ("next_on", "action")
NEVER = Value(date.max)  # for no date: every use of next_on repeats it, and the shorter it is the sooner it is asked


def own(asked: Standings, posts: Collection[int], soon_on: date | None = None) -> QuerySet[ActionStanding]:
    """The actions that `posts` own and have to work on, or are with the DCC, in ORDER; each with its `reason`: of REASONS, or "with-dcc".

    `next_on`: the earlier of its target and the inspectorate's date, NEVER where there is neither. soon_on: the last day that
    comes soon, where it has been worked out already.
    """
    reason = Case(
        When(status=Status.RECOMMENDED_COMPLETE, then=Value("with-dcc")),
        When(Exists(waiting.sent_back().filter(action=OuterRef("action"))), then=Value("sent-back")),
        # As is_late_in has "current" and "inspectorate", of the date that has been worked out already.
        When(target_on__lt=asked.today, then=Value("late")),
        When(next_on__lt=asked.today, then=Value("past")),
        When(next_on__lte=soon_on or asked.today + SOON, then=Value("soon")),
        When(_silent(), then=Value("silent")),
        default=Value("rest"),
    )
    theirs = asked.actions().filter(owner__pk__among=posts, status__in=WORKED_ON)
    return _dated(asked, theirs).annotate(reason=reason)


def under(asked: Standings, posts: Collection[int]) -> QuerySet[ActionStanding]:
    """The open actions of others that answer a recommendation whose issue `posts` own, as own() has them; `reason`: "under-me"."""
    of_others = ~Q(owner__pk__among=posts) | Q(owner=None)
    # Apart from their own, since of an alternative every action would be looked at.
    theirs = asked.actions().filter(is_open(), of_others, action__in=accountable(posts))
    return _dated(asked, theirs).annotate(reason=Value("under-me"))


def _dated(asked, actions):
    due = asked.coverages().filter(action=OuterRef("action"), due_on__isnull=False).order_by("due_on").values("due_on")
    first = Least(Coalesce("target_on", NEVER), Coalesce(Subquery(due[:1]), NEVER), output_field=DateField())
    return actions.annotate(next_on=first).order_by(*ORDER)


def first_of_each(asked: Standings, shown: int) -> dict[str, tuple[list[int], int]]:
    """{reason: (the numbers of its first `shown` actions, how many it has)} of those of own() and under() for the reader. One query."""
    concerned, parameters = _concerned.statement(asked, soon_on=asked.today + SOON)
    found = {}
    if not concerned:  # of nobody's posts there are none
        return found
    with cursor_to_read() as cursor:
        cursor.execute(FIRST_OF_EACH.format(concerned=concerned), [*parameters, shown])
        for reason, number, in_all in cursor.fetchall():
            found.setdefault(reason, ([], in_all))[0].append(number)
    return found


@prepared
def _concerned(asked, *, soon_on):
    posts = authority(asked.user, asked.now).posts
    theirs, of_others = (
        rows.order_by().values("reason", "action", "next_on")
        for rows in (own(asked, posts, soon_on), under(asked, posts))
    )
    return theirs.union(of_others, all=True)


# Written out, because Django would repeat in each window the whole of what a reason and a date are worked out from.
FIRST_OF_EACH = """
    SELECT reason, action, in_all FROM (
        SELECT reason, action, COUNT(*) OVER (PARTITION BY reason) AS in_all,
            ROW_NUMBER() OVER (PARTITION BY reason ORDER BY next_on, action) AS place
        FROM ({concerned}) AS concerned
    ) AS placed
    WHERE place <= %s ORDER BY reason, place
"""


def accountable(posts: Collection[int]) -> QuerySet:
    """The numbers of the actions that cover a part of a recommendation whose issue `posts` own."""
    return (
        Coverage.objects.filter(ended_at=None, part__recommendation__issue_owner__pk__among=posts)
        .order_by()
        .values("action")
    )


def _silent():
    """A condition: nothing was reported since the DCC last decided, or asked what blocks, which only a DCC does."""
    later = ProgressUpdate.objects.originals().filter(
        action=OuterRef("action"), recorded_at__gte=OuterRef("recorded_at")
    )
    of_it = Q(~Exists(later), action=OuterRef("action"))
    return Q(Exists(Decision.objects.filter(of_it))) | Q(
        Exists(Question.objects.originals().filter(of_it, blocks=True))
    )
