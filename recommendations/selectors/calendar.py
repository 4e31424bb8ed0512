"""The dates of a person, and those of a board as far as they may see them; of a date its name and page, never words of a case."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.urls import reverse

from inspections.models import Milestone
from safeguarding.models.people import Role
from safeguarding.roles import authority

from ..models import Board, Meeting, PartStanding, Recommendation, ScrutinySession
from ..permissions.sessions import readable_sessions
from ..workflow import PartState
from .figures import Addresses
from .lateness import is_open
from .my_actions import checks_to_make
from .rounds.owed import owed_returns
from .standings import Standings

BACK = timedelta(days=90)  # how long a past date stays in a calendar


@dataclass(frozen=True)
class CalendarDay:
    """One whole day. key: by which a calendar knows it again when it moves. url: its page, from the site's root."""

    key: str
    on: date
    name: str
    url: str


def days_of(asked: Standings) -> Iterator[CalendarDay]:
    """The dates that concern the person of `asked`: of open actions, returns and checks of their posts; of sessions and milestones."""
    has, since = authority(asked.user, asked.now), asked.today - BACK
    if has.posts:
        yield from _of_actions(asked, has.posts)
        for owed in owed_returns(has.posts, asked):
            name, url = f"Updates: {owed.round.title}", reverse("round-return", args=[owed.round.pk, owed.post.pk])
            yield CalendarDay(f"round-{owed.round.pk}-{owed.post.pk}", owed.round.returns_by, name, url)
        for check in checks_to_make(asked):
            inspection, action = check.inspection, check.action_id
            url = Addresses().action(action) if action else Addresses().inspection(inspection)
            name = f"Follow-up check, {f'action {action}' if action else inspection}"
            yield CalendarDay(f"check-{check.pk}", check.due_on, name, url)
    if has.roles & {Role.DCC, Role.STAFF_OFFICER, Role.COORDINATOR}:
        for session in readable_sessions(asked.user, at=asked.now).filter(held_on__gte=since):
            yield of_session(session)
    if Role.COORDINATOR in has.roles:
        due = Milestone.objects.filter(done_on=None, done_words="", ended_at=None, inspection__in=asked.inspections)
        for step in due.filter(due_on__gte=since).select_related("inspection"):
            url = Addresses().inspection(step.inspection)
            yield CalendarDay(f"milestone-{step.pk}", step.due_on, f"{step.label}: {step.inspection}", url)


def days_of_board(board: Board, asked: Standings) -> Iterator[CalendarDay]:
    """The meetings of a board, and the inspectorates' dates of what belongs to it and is open."""
    for meeting in Meeting.objects.filter(board=board, called_off=False, held_on__gte=asked.today - BACK):
        yield CalendarDay(f"meeting-{meeting.pk}", meeting.held_on, f"{board} meets", reverse("position"))
    theirs = asked.recommendations().filter(board=board).values("recommendation")
    closed = [state for state in PartState if state.closed]
    parts = asked.parts().filter(recommendation__in=theirs, ours=True, due_on__isnull=False).exclude(state__in=closed)
    for one in parts.select_related("part__recommendation").order_by("due_on", "part"):
        name = f"{_named(one)}: inspectorate’s date"
        yield CalendarDay(f"part-{one.part_id}", one.due_on, name, Addresses().recommendation(one.recommendation_id))


def of_session(session: ScrutinySession) -> CalendarDay:
    """The day of a session of scrutiny."""
    url = reverse("session-detail", args=[session.pk])
    return CalendarDay(f"session-{session.pk}", session.held_on, session.title, url)


def _of_actions(asked, posts):
    actions = asked.actions().filter(is_open(), owner__in=posts).order_by("action")
    for number, target, due in actions.values_list("action", "target_on", "due_on"):
        url = Addresses().action(number)
        if target:
            yield CalendarDay(f"action-{number}-target", target, f"Action {number}: target date", url)
        if due and due != target:
            yield CalendarDay(f"action-{number}-due", due, f"Action {number}: inspectorate’s date", url)


def _named(one: PartStanding) -> str:
    recommendation: Recommendation = one.part.recommendation
    return f"{recommendation}{one.part.letter}"
