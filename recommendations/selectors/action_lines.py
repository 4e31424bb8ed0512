"""An action as its owner reads it in a line: its parts, its dates, how late in words, its last update."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db.models import Max, Q
from django.utils.text import get_text_list

from safeguarding.lib.dates import Precision, days_between, in_words, london_date
from safeguarding.lib.words import counted
from safeguarding.models import Holding, User

from .. import waiting
from ..models import Action, Coverage, DeadlineRequest, Decision, Part, ProgressUpdate
from ..models.recommendations import printed
from .lateness import Lateness, lateness


@dataclass(eq=False)
class ActionLine:
    """One action with what a list says of it. Only parts that the reader may see are there."""

    action: Action
    today: date
    parts: list[Part] = field(default_factory=list)
    with_dcc: list[Part] = field(default_factory=list)
    holder: str = ""
    last_update: ProgressUpdate | None = None
    recommended: ProgressUpdate | None = None
    asked_for: DeadlineRequest | None = None
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
            references[asked.get_kind_display(), asked.inspection.title].append(printed(asked.reference) + part.letter)
        return "; ".join(
            f"{kind} {get_text_list(found, 'and')}, {title}" for (kind, title), found in references.items()
        )

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

    @property
    def lateness(self) -> Lateness:
        due_on = self.first_due and self.first_due.due_on
        on, precision = self.asked
        return lateness(self.action, due_on=due_on, asked_on=on, asked_precision=precision, today=self.today)

    @property
    def late_words(self) -> list[str]:
        """Late in words, against each date of its own: figures that must never be merged (domain.md)."""
        late, words = self.lateness, []
        if late.current:
            words.append(f"{_days(self.action.target_on, self.today)} late")
        if late.inspectorate:
            due = self.first_due
            words.append(
                f"{_days(due.due_on, self.today)} past the inspectorate's date,"
                f" {in_words(due.due_on, due.due_precision)}"
            )
        if late.original and late.moved:
            first = self.action.original_target_on
            words.append(f"{_days(first, self.today)} past its first target, {in_words(first)}")
        return words

    @property
    def immediate_words(self) -> str:
        """How long it has been open where it was asked for immediately, which is no due date; or ""."""
        opened = self.lateness.immediate
        return opened and f"asked for immediately, {opened}"

    @property
    def conflict(self) -> bool:
        """The owner says it is on target while its date has passed: both are shown."""
        return bool(self.lateness.current and self.last_update and self.last_update.assessment == "on-target")


def action_lines(actions: Iterable[Action], user: User, now: datetime) -> list[ActionLine]:
    """An ActionLine for each of `actions` (already visible to `user`), in their order. A constant number of queries."""
    today = london_date(now)
    lines = {action.pk: ActionLine(action, today) for action in actions}
    add_parts(lines, user, now)
    _add_updates(lines, user, now)
    for request in waiting.deadlines().filter(action__in=lines).select_related("recorded_by"):
        lines[request.action_id].asked_for = request
    owners = {line.action.owner_id for line in lines.values()}
    holders = {
        h.post_id: str(h.holder) for h in Holding.objects.on(now).filter(post__in=owners).select_related("holder")
    }
    for line in lines.values():
        line.holder = holders.get(line.action.owner_id, "")
    return list(lines.values())


def add_parts(lines: dict[int, ActionLine], user: User, now: datetime) -> None:
    """Put what each covers, of what `user` may see, into `lines`, by their numbers. One query."""
    covered = Coverage.objects.visible_to(user, now).filter(action__in=lines, ended_at=None)
    for coverage in covered.select_related("part__recommendation__inspection"):
        line = lines[coverage.action_id]
        line.parts.append(coverage.part)
        if coverage.recommended_in_id and not coverage.supported_in_id:
            line.with_dcc.append(coverage.part)


def add_sent_back(lines: dict[int, ActionLine], user: User, now: datetime) -> None:
    """Put the decisions by which each was sent back and that no update answered into `lines`, by their numbers. One query."""
    meant = waiting.sent_back().filter(action__in=lines).values("pk")
    returned = Decision.objects.visible_to(user, now).filter(pk__in=meant)
    for decision in returned.select_related("recorded_by", "part__recommendation"):
        lines[decision.action_id].sent_back.append(decision)


def _add_updates(lines, user, now):
    original = Q(corrects=None)
    latest = (
        ProgressUpdate.objects.filter(action__in=lines)
        .order_by()
        .values("action")
        .annotate(
            last=Max("pk", filter=original),
            recommended=Max("pk", filter=original & Q(recommends_complete=True)),
            corrected=Max("corrects"),
        )
    )
    keys = {row["action"]: row for row in latest}
    meant = {key for row in keys.values() for key in (row["last"], row["recommended"]) if key}
    # Few actions have any, and naming each update twice would make the statement twice as long.
    corrected = {key for row in keys.values() if row["corrected"] for key in (row["last"], row["recommended"]) if key}
    # An update that may not be seen shows nothing: the one before it must not pass for the last.
    seen = ProgressUpdate.objects.visible_to(user, now).as_corrected().select_related("recorded_by")
    updates = {update.first_id: update for update in seen.filter(Q(pk__in=meant) | Q(corrects__in=corrected))}
    for number, row in keys.items():
        lines[number].last_update = updates.get(row["last"])
        lines[number].recommended = updates.get(row["recommended"])


def _days(since, today):
    return counted(days_between(since, today), "day")
