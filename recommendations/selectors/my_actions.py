"""The page My actions: what an owner has to answer and to do, in which order, and what waits for others."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from django.core.paginator import Paginator
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils.translation import ngettext

from safeguarding.lib.dates import london_date
from safeguarding.models import Holding, Marking, User
from safeguarding.models.people import Role
from safeguarding.roles import authority, has_role

from .. import waiting
from ..models import Action, ActionStanding, Coverage, FollowUpCheck, Question, WaitingOn
from . import decided as decisions
from . import lacking as lacks
from .action_lines import ActionLine, action_lines, add_sent_back
from .agency_responses import ForAgency, waits_for_agency
from .first_rows import FirstRows, Shown, with_count
from .first_rows import counted as counted_rows
from .lateness import is_open
from .post_holders import posts_to_come
from .posts.hand_over import TakenOver, taken_over
from .prepared import prepared
from .pressing import REASONS, accountable, first_of_each, own, under
from .rounds.owed import OwedReturn, owed_returns
from .since_sign_off import since_sign_off
from .standings import Standings
from .update_requests import updates_to_post

SHOWN = Shown.SECTION
PAGE = Shown.PAGE  # of a section by itself
RECORDS = (
    "questions",
    "requests",
    "waits",
    "checks",
    "lacking",
    "decided",
    "since",
)  # the sections that are not of actions


@dataclass
class Group:
    """Actions under the one reason that presses most: a key of REASONS."""

    key: str
    heading: str
    lines: FirstRows


@dataclass
class MyActions:
    """All that the page shows. For who holds no post (`holds_post`), only a coordinator can find anything there.

    sections: by name those of RECORDS, and of actions as ActionLines: REASONS, "with-dcc", "under-me" and "to-decide". The total
    of "decided" and of "since" says only whether there are more than are shown.
    only: the one section that is shown by itself, a page at a time, or "". taken_over: what came with a post and is not seen yet.
    returns: those owed to a round. coming: for who holds no post, those that they hold from a day to come. agency: what waits for
    theirs; None: they speak for none.
    """

    holds_post: bool
    today: date
    only: str = ""
    taken_over: list[TakenOver] = field(default_factory=list)
    returns: list[OwedReturn] = field(default_factory=list)
    sections: dict[str, FirstRows] = field(default_factory=dict)
    coming: Iterable[Holding] = ()
    agency: ForAgency | None = None

    @property
    def groups(self) -> list[Group]:
        """Those of the owner's work, but for what was sent back, which the page has first."""
        found = {key: words for key, words in REASONS.items() if key != "sent-back" and self.sections.get(key)}
        return [Group(key, words, self.sections[key]) for key, words in found.items()]

    @property
    def sent_back(self) -> FirstRows:
        return self._section("sent-back")

    @property
    def decided(self) -> FirstRows:
        return self._section("decided")

    @property
    def since(self) -> FirstRows:
        return self._section("since")

    @property
    def questions(self) -> FirstRows:
        return self._section("questions")

    @property
    def requests(self) -> FirstRows:
        return self._section("requests")

    @property
    def waits(self) -> FirstRows:
        return self._section("waits")

    @property
    def with_dcc(self) -> FirstRows:
        return self._section("with-dcc")

    @property
    def lacking(self) -> FirstRows:
        return self._section("lacking")

    @property
    def checks(self) -> FirstRows:
        return self._section("checks")

    @property
    def under_me(self) -> FirstRows:
        return self._section("under-me")

    @property
    def to_decide(self) -> FirstRows:
        return self._section("to-decide")

    @property
    def lines(self) -> list[ActionLine]:
        """The actions that are shown."""
        return [line for name, rows in self.sections.items() if name not in RECORDS for line in rows]

    @property
    def marking(self) -> str:
        """The label of the highest marking of what is shown."""
        asked = self.agency.say_more if self.agency else ()
        shown = [*self.questions, *self.requests, *self.lacking, *asked, *(line.action for line in self.lines)]
        return Marking.highest(thing.marking for thing in shown).label

    @property
    def headline(self) -> str:
        """The most pressing figures in a line, or ""."""
        back, asked, dates = self.sent_back.total, self.questions.total, self.to_decide.total
        updates = self.requests.total
        late, past = self._section("late").total, self._section("past").total
        figures = {
            ngettext("%(number)s action sent back to you", "%(number)s actions sent back to you", back): back,
            ngettext("%(number)s question to answer", "%(number)s questions to answer", asked): asked,
            ngettext("%(number)s update asked for", "%(number)s updates asked for", updates): updates,
            ngettext("%(number)s action late", "%(number)s actions late", late): late,
            ngettext(
                "%(number)s action past the inspectorate’s date",
                "%(number)s actions past the inspectorate’s date",
                past,
            ): past,
            ngettext("%(number)s date to decide", "%(number)s dates to decide", dates): dates,
        }
        return ", ".join(words % {"number": f"{number:,}"} for words, number in figures.items() if number)

    def _section(self, name):
        return self.sections.get(name, FirstRows())


def my_actions(user: User, *, now: datetime, only: str = "", page: int | str = 1) -> MyActions:
    """MyActions of `user` at `now`: of the posts they hold, and what is put to the coordinator. A constant number of queries.

    The first of every section; or a page of the section `only`, the nearest where there is no such page.
    """
    posts, today = authority(user, now).posts, london_date(now)
    asked = Standings(user, now=now)
    agency = waits_for_agency(asked)
    if not posts and not has_role(user, Role.COORDINATOR, at=now):
        return MyActions(holds_post=False, today=today, coming=posts_to_come(user, now), agency=agency)
    if only in (*BY_ITSELF, *REASONS, "with-dcc"):
        rows = BY_ITSELF[only](asked) if only in BY_ITSELF else own(asked, posts).filter(reason=only)
        one = Paginator(rows, PAGE).get_page(page)
        sections = {only: FirstRows(one.object_list, one.paginator.count, one)}
        if only not in RECORDS:
            sections[only][:] = [row.action_id for row in sections[only]]
    else:
        only = ""
        sections = {name: counted_rows(first(asked)) for name, first in FIRST.items()}
        sections |= {reason: FirstRows(*found) for reason, found in first_of_each(asked, SHOWN).items()}
        sections["to-decide"][:] = [row.action_id for row in sections["to-decide"]]
        sections["decided"] = decisions.first_decided(asked, SHOWN)
        sections["since"] = since_sign_off(asked, SHOWN, own=True)
    if only == "decided":
        sections[only][:] = decisions.read(sections[only])
    if "lacking" in sections:
        sections["lacking"][:] = lacks.read(sections["lacking"])
    _read_lines({name: rows for name, rows in sections.items() if name not in RECORDS}, user, now)
    taken, owed = ([], []) if only else (taken_over(user, now), owed_returns(posts, asked))
    coming = () if posts else posts_to_come(user, now)  # asked only where nothing else is shown
    return MyActions(bool(posts), today, only, taken, owed, sections, coming, None if only else agency)


def _read_lines(sections, user, now):
    """Put the ActionLine of each number in its place; those of what was sent back say by whom and why."""
    numbers = {number for rows in sections.values() for number in rows}
    actions = Action.objects.visible_to(user, now).filter(pk__in=numbers).select_related("owner")
    lines = {line.number: line for line in action_lines(actions, user, now)}
    if returned := sections.get("sent-back"):
        add_sent_back({number: lines[number] for number in returned}, user, now)
    for rows in sections.values():
        rows[:] = [lines[number] for number in rows]


def questions_to_answer(asked: Standings) -> QuerySet[Question]:
    """Questions that nobody has answered, of the posts that the reader holds; the soonest to be answered first."""
    found = Question.objects.visible_to(asked.user, asked.now).unanswered().filter(_theirs_to_answer(asked))
    named = ("action", "recommendation__inspection", "recorded_by")
    found = found.with_words("text", "answer_by").select_related(*named).with_parts()
    return found.order_by(F("answer_by_now").asc(nulls_last=True), "pk")


def _theirs_to_answer(asked):
    """A condition on questions: the owner's to answer, or the issue owner's where there is none; then the coordinator's."""
    posts, visible = authority(asked.user, asked.now).posts, Action.objects.known_to(asked.user, asked.now)
    theirs = visible.filter(Q(owner__pk__among=posts) | Q(owner=None, pk__in=accountable(posts)))
    mine = Q(action__in=theirs.values("pk")) | Q(recommendation__issue_owner__pk__among=posts)
    if has_role(asked.user, Role.COORDINATOR, at=asked.now):
        mine |= Q(recommendation__isnull=False, recommendation__issue_owner=None)
    return mine


def _waits(asked):
    theirs = asked.actions().filter(is_open(), owner__pk__among=authority(asked.user, asked.now).posts)
    return WaitingOn.objects.filter(action__in=theirs.values("action"), ended_at=None)


def checks_to_make(asked: Standings) -> QuerySet[FollowUpCheck]:
    """The looks back that are the reader's posts' to make, on what they may see; the first due first."""
    theirs = FollowUpCheck.objects.to_come().with_posts(authority(asked.user, asked.now).posts)
    visible = Q(action__in=asked.actions().values("action")) | Q(inspection__in=asked.inspections)
    return theirs.filter(visible).select_related("inspection")


def dates_to_decide(asked: Standings) -> QuerySet[ActionStanding]:
    """The actions of others that concern the reader's posts, with a date within the inspectorate's that the reader did not ask for.

    permissions.may_decide_deadline insists.
    """
    within = waiting.deadlines(with_dcc=False).exclude(recorded_by=asked.user.pk)
    unseen = Coverage.objects.filter(ended_at=None, action=OuterRef("action")).exclude(
        pk__in=Coverage.objects.visible_to(asked.user, asked.now).values("pk")
    )
    return _under(asked).filter(~Exists(unseen), action__in=within.values("action"))


def _under(asked):
    return under(asked, authority(asked.user, asked.now).posts)


def _lacking(asked):
    return lacks.lacking(asked, authority(asked.user, asked.now).posts)


def _first_of(rows):
    @prepared
    def first(asked):
        return with_count(rows(asked), SHOWN)

    return first


# The sections that may be shown by themselves, and the first rows of those of which the page has some.
BY_ITSELF = {
    "questions": questions_to_answer,
    "requests": updates_to_post,
    "waits": _waits,
    "checks": checks_to_make,
    "lacking": _lacking,
    "to-decide": dates_to_decide,
    "under-me": _under,
    "decided": decisions.decided,
}
FIRST = {name: _first_of(rows) for name, rows in BY_ITSELF.items() if name not in ("under-me", "decided")}
