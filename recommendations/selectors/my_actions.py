"""The page My actions: what an owner has to answer and to do, in which order, and what waits for others."""

from dataclasses import dataclass, field
from datetime import date, datetime

from django.db.models import Q

from safeguarding.lib.dates import london_date
from safeguarding.lib.words import counted
from safeguarding.models import Marking, User
from safeguarding.roles import standing

from ..models import Action, Coverage, FollowUpCheck, Question, WaitingOn
from ..workflow import OPEN, Status
from .action_lines import ActionLine, action_lines
from .lateness import SOON

GROUPS = {
    "late": "Late",
    "soon": "Due in the next 30 days",
    "silent": "No update since the last scrutiny",
    "rest": "In progress, not late",
}


@dataclass
class Group:
    """Actions under the one reason that presses most."""

    key: str
    heading: str
    lines: list[ActionLine]


@dataclass
class MyActions:
    """Everything the page shows, in its order. Nothing can be there for who holds no post (`holds_post`)."""

    holds_post: bool
    today: date
    questions: list[Question] = field(default_factory=list)
    groups: list[Group] = field(default_factory=list)
    waits: list[WaitingOn] = field(default_factory=list)
    with_dcc: list[ActionLine] = field(default_factory=list)
    checks: list[FollowUpCheck] = field(default_factory=list)
    under_me: list[ActionLine] = field(default_factory=list)
    to_decide: list[ActionLine] = field(default_factory=list)

    @property
    def marking(self) -> str:
        """The label of the highest marking of what is shown."""
        shown = [line.action for group in self.groups for line in group.lines]
        shown += [line.action for line in self.with_dcc + self.under_me] + self.questions
        return Marking.highest(thing.marking for thing in shown).label

    @property
    def headline(self) -> str:
        """The most pressing figures in a line, or ""."""
        late = next((len(group.lines) for group in self.groups if group.key == "late"), 0)
        counts = [
            (len(self.questions), "question", "to answer"),
            (late, "action", "late"),
            (len(self.to_decide), "date", "to decide"),
        ]
        return ", ".join(f"{counted(count, noun)} {rest}" for count, noun, rest in counts if count)


def my_actions(user: User, *, now: datetime) -> MyActions:
    """MyActions of `user` at `now`: of the posts they hold. A constant number of queries."""
    posts, today = standing(user, now).posts, london_date(now)
    if not posts:
        return MyActions(holds_post=False, today=today)
    visible = Action.objects.visible_to(user, now)
    accountable = Coverage.objects.filter(ended_at=None, part__recommendation__issue_owner__in=posts).values("action")
    concerned = visible.filter(Q(owner__in=posts) | Q(pk__in=accountable), status__in=OPEN).select_related("owner")
    lines = action_lines(concerned, user, now)
    mine = [line for line in lines if line.action.owner_id in posts]
    under_me = [line for line in lines if line.action.owner_id not in posts]
    return MyActions(
        holds_post=True,
        today=today,
        questions=_questions(visible, posts, accountable, user, now),
        groups=_groups([line for line in mine if line.action.status == Status.IN_PROGRESS]),
        waits=list(WaitingOn.objects.filter(action__in=[line.number for line in mine], ended_at=None)),
        with_dcc=[line for line in mine if line.action.status == Status.RECOMMENDED_COMPLETE],
        checks=list(FollowUpCheck.objects.filter(_done(posts), action__in=visible, done_on=None)),
        under_me=sorted(under_me, key=_by_date),
        to_decide=[line for line in under_me if _mine_to_decide(line, user)],
    )


def _done(posts):
    return Q(action__owner__in=posts, action__status=Status.COMPLETE)


def _questions(visible, posts, accountable, user, now):
    """Questions nobody answered, to be answered by an owner; by the issue owner where there is none."""
    theirs = visible.filter(Q(owner__in=posts) | Q(owner=None, pk__in=accountable))
    asked = Question.objects.visible_to(user, now).unanswered().filter(action__in=theirs)
    return sorted(
        asked.select_related("action", "part__recommendation", "recorded_by"),
        key=lambda question: (question.answer_by is None, question.answer_by, question.pk),
    )


def _groups(lines):
    grouped = {key: [] for key in GROUPS}
    for line in sorted(lines, key=_by_date):
        grouped[_pressing(line)].append(line)
    return [Group(key, GROUPS[key], grouped[key]) for key in GROUPS if grouped[key]]


def _pressing(line):
    """The one reason under which an action stands: a key of GROUPS."""
    late = line.lateness
    if late.current or late.inspectorate:
        return "late"
    if _next_date(line) <= line.today + SOON:
        return "soon"
    return "silent" if line.silent else "rest"


def _next_date(line):
    """The earlier of the target and the inspectorate's date; far away where there is neither."""
    due = line.first_due and line.first_due.due_on
    return min((on for on in (line.action.target_on, due) if on), default=date.max)


def _by_date(line):
    return _next_date(line), line.number


def _mine_to_decide(line, user):
    """A date within the inspectorate's, asked for by somebody else (permissions.may_decide_deadline insists)."""
    asked = line.asked_for
    return bool(asked and not asked.beyond and asked.recorded_by_id != user.pk)


@dataclass
class Brief:
    """An action as its owner reads it while they write about it. `answered` are answers not accepted yet."""

    line: ActionLine
    questions: list[Question]
    answered: list[Question]
    waits: list[WaitingOn]


def brief(action: Action, user: User, *, now: datetime) -> Brief:
    """The Brief on an action that `user` may see."""
    (line,) = action_lines([action], user, now)
    asked = Question.objects.visible_to(user, now).open().filter(action=action)
    asked = list(asked.select_related("recorded_by", "part__recommendation").prefetch_related("answers"))
    return Brief(
        line=line,
        questions=[question for question in asked if not question.answers.all()],
        answered=[question for question in asked if question.answers.all()],
        waits=list(action.waits.filter(ended_at=None)),
    )
