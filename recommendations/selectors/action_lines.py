"""An action as its owner reads it in a line: its parts, its dates, how late in words, its last update."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property

from django.db.models import F, Max, Q, QuerySet
from django.utils.text import get_text_list
from django.utils.translation import gettext

from safeguarding.lib.dates import Precision, days_between, london_date
from safeguarding.lib.languages import counted, in_words, translated
from safeguarding.models import Holding, User

from .. import waiting
from ..models import Action, Assessment, Coverage, DeadlineRequest, Decision, Part, ProgressUpdate
from ..models.deadlines import AGREED_ON
from ..models.recommendations import printed
from .lateness import Lateness, lateness
from .prepared import prepared
from .standings import Standings


@dataclass(eq=False)
class ActionLine:
    """One action with what a list says of it. Only parts that the reader may see are there."""

    action: Action
    today: date
    parts: list[Part] = field(default_factory=list)
    with_dcc: list[Part] = field(default_factory=list)
    holder: str = ""
    last_update: ProgressUpdate | None = None
    assessed: ProgressUpdate | None = None  # the last by which its owner said how it goes
    recommended: ProgressUpdate | None = None
    asked_for: DeadlineRequest | None = None
    refused: bool = False  # the target with which it was opened was not agreed, and stands
    sent_back: list[Decision] = field(default_factory=list)

    @property
    def number(self) -> int:
        return self.action.number

    @property
    def covers(self) -> str:
        """Its parts in words: "Recommendation 3a and 3b, National inspection"; several one after the other."""
        references = defaultdict(list)
        for part in self.parts:
            asked = part.recommendation
            references[translated(asked.get_kind_display()), asked.inspection.title].append(
                printed(asked.reference) + part.letter
            )
        last = gettext("and")
        return "; ".join(f"{kind} {get_text_list(found, last)}, {title}" for (kind, title), found in references.items())

    @property
    def first_due(self) -> Part | None:
        """The part of ours with the inspectorate's earliest date, or None."""
        dated = [part for part in self.parts if part.ours and part.due_on]
        return min(dated, key=lambda part: part.due_on, default=None)

    @property
    def asked(self) -> tuple[date | None, str]:
        """The earliest publication of a report that asks for it "immediately", or None, and its precision."""
        reports = [p.recommendation.inspection for p in self.parts if p.ours and p.asked_immediately]
        dates = [(report.published_on, report.published_precision) for report in reports if report.published_on]
        return min(dates, default=(None, Precision.DAY))

    @cached_property
    def lateness(self) -> Lateness:
        due_on = self.first_due and self.first_due.due_on
        on, precision = self.asked
        return lateness(self.action, due_on=due_on, asked_on=on, asked_precision=precision, today=self.today)

    @property
    def late_words(self) -> list[str]:
        """Late in words, against each date of its own: figures that must never be merged (domain.md)."""
        late, words = self.lateness, []
        if late.current:
            words.append(gettext("%(days)s late") % {"days": _days(self.action.target_on, self.today)})
        if late.inspectorate:
            due = self.first_due
            past = {"days": _days(due.due_on, self.today), "on": in_words(due.due_on, due.due_precision)}
            words.append(gettext("%(days)s past the inspectorate’s date, %(on)s") % past)
        if late.original and late.moved:
            first = self.action.original_target_on
            past = {"days": _days(first, self.today), "on": in_words(first)}
            words.append(gettext("%(days)s past its first target, %(on)s") % past)
        return words

    @property
    def immediate_words(self) -> str:
        """How long it has been open where it was asked for immediately, which is no due date; or ""."""
        opened = self.lateness.immediate
        return opened and gettext("asked for immediately, %(opened)s") % {"opened": opened}

    @property
    def conflict(self) -> bool:
        """The owner says it is on target while its date has passed: both are shown."""
        return bool(self.lateness.current and self.assessed and self.assessed.assessment == Assessment.ON_TARGET)


def action_lines(actions: Iterable[Action], user: User, now: datetime) -> list[ActionLine]:
    """An ActionLine for each of `actions` (already visible to `user`), in their order. A constant number of queries."""
    today = london_date(now)
    lines = {action.pk: ActionLine(action, today) for action in actions}
    add_parts(lines, user, now)
    _add_updates(lines, user, now)
    asked = Standings(user, now=now)
    for request in _dates(asked, numbers=tuple(lines)):
        line = lines[request.action_id]
        if hasattr(request, "decision"):
            line.refused = not request.decision.agreed
        else:
            line.asked_for = request
    owners = {line.action.owner_id for line in lines.values() if line.action.owner_id}
    holders = {holding.post_id: str(holding.holder) for holding in _holdings(asked, posts=tuple(owners))}
    for line in lines.values():
        line.holder = holders.get(line.action.owner_id, "")
    return list(lines.values())


@prepared
def _dates(asked, *, numbers):
    waits = Q(pk__in=waiting.deadlines().values("pk"))
    of_target = Q(decision__isnull=False, day=F("action__target_on"))
    asked_for = DeadlineRequest.objects.alias(day=AGREED_ON).filter(waits | of_target, action__pk__among=numbers)
    return asked_for.select_related("recorded_by", "decision")


@prepared
def _holdings(asked, *, posts):
    return Holding.objects.on(asked.now).filter(post__pk__among=posts).select_related("holder")


def add_parts(lines: dict[int, ActionLine], user: User, now: datetime) -> None:
    """Put what each covers, of what `user` may see, into `lines`, by their numbers. One query."""
    for coverage in _covered(Standings(user, now=now), numbers=tuple(lines)):
        line = lines[coverage.action_id]
        line.parts.append(coverage.part)
        if coverage.recommended_in_id and not coverage.supported_in_id:
            line.with_dcc.append(coverage.part)


@prepared
def _covered(asked, *, numbers):
    covered = Coverage.objects.visible_to(asked.user, asked.now).filter(action__pk__among=numbers, ended_at=None)
    return covered.select_related("part__recommendation__inspection")


def add_sent_back(lines: dict[int, ActionLine], user: User, now: datetime) -> None:
    """Put the decisions by which each was sent back and that no update answered into `lines`, by their numbers. One query."""
    for decision in sent_back_on(Standings(user, now=now), numbers=tuple(lines)):
        lines[decision.action_id].sent_back.append(decision)


@prepared
def sent_back_on(asked: Standings, *, numbers: tuple[int, ...]) -> QuerySet[Decision]:
    """The decisions by which these actions, all in progress, were sent back or reopened, and that no update answered."""
    meant = waiting.sent_back().filter(action__pk__among=numbers).values("pk")
    returned = Decision.objects.visible_to(asked.user, asked.now).filter(pk__in=meant)
    return returned.select_related("recorded_by", "part__recommendation")


_NAMED = ("last_update", "assessed", "recommended")  # of an ActionLine, and of a row of _latest


def _add_updates(lines, user, now):
    asked = Standings(user, now=now)
    keys = {row["action"]: row for row in _latest(asked, numbers=tuple(lines))}
    named = {number: {row[name] for name in _NAMED if row[name]} for number, row in keys.items()}
    meant = set().union(*named.values())
    # Few actions have any, and naming each update twice would make the statement twice as long.
    corrected = set().union(*(named[number] for number, row in keys.items() if row["corrected"]))
    # An update that may not be seen shows nothing: the one before it must not pass for the last.
    updates_seen = _updates(asked, meant=tuple(meant), corrected=tuple(corrected))
    updates = {update.first_id: update for update in updates_seen}
    for number, row in keys.items():
        for name in _NAMED:
            setattr(lines[number], name, updates.get(row[name]))


@prepared
def _latest(asked, *, numbers):
    original = Q(corrects=None)
    updates = ProgressUpdate.objects.filter(action__pk__among=numbers).order_by()
    return updates.values("action").annotate(
        last_update=Max("pk", filter=original),
        assessed=Max("pk", filter=original & ~Q(assessment="")),
        recommended=Max("pk", filter=original & Q(recommends_complete=True)),
        corrected=Max("corrects"),
    )


@prepared
def _updates(asked, *, meant, corrected):
    updates = ProgressUpdate.objects.visible_to(asked.user, asked.now).as_corrected().select_related("recorded_by")
    return updates.filter(Q(pk__among=meant) | Q(corrects__pk__among=corrected))


def _days(since, today):
    return counted(days_between(since, today), "day")
