"""The progress report of one inspection: recommendation, action, state, update with scrutiny, in the report's order."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext

from inspections.models import Inspection
from safeguarding.models import Marking, User
from safeguarding.roles import authority

from ...importers.owners import posts_named
from ...models import ProgressUpdate
from ...models.paper_lines import lines_of
from ...models.recommendations import pages
from ...workflow import Ledgers, PartState, Status
from ..agency_responses import add_agency_responses
from ..figures import Addresses
from ..how_it_stands import HowItStands
from ..lateness import Late
from ..measures import Measured, measured
from ..places import places_of
from ..post_holders import Holders
from ..register import visible_inspections, visible_register
from ..register_keys import Only, of_inspection
from ..register_rows import RegisterPart
from ..standings import Standings
from ..verdicts import add_verdicts
from .page import asks_of_us
from .report_entries import ReportEntries, ReportEntry


@dataclass(frozen=True)
class ReportedAction:
    """One action under a recommendation; `text` is None where it is withheld; `stands` as HowItStands.lines()."""

    number: int
    url: str
    text: str | None
    owner: str
    holder: str
    status: Status
    target_on: date | None
    target_precision: str
    target_words: str
    first_target_on: date | None
    late: Late | None
    covers: list[str]
    stands: list[tuple[str, str]]
    entries: list[ReportEntry]


@dataclass(frozen=True)
class Reported:
    """One recommendation or finding. places: (label, name) of board, portfolio and plan. lines: for the paper, (heading, words).

    ledgers: None without a verdict.
    """

    pk: int
    reference: str
    kind: str
    url: str
    text: str
    page: str
    state: PartState
    ledgers: Ledgers | None
    issue_owner: str
    holder: str
    places: list[tuple[str, str]]
    lines: list[tuple[str, str]]
    measures: list[Measured]
    parts: list[RegisterPart]
    actions: list[ReportedAction]
    entries: list[ReportEntry]


@dataclass(frozen=True)
class Report:
    """An inspection's progress. worked: (key, words, how many of the complete actions), by what shows that they worked.

    `known` is False where it was not yet recorded, or not open, at the moment asked for.
    """

    inspection: Inspection
    known: bool
    total: int
    states: list[tuple[PartState, int]]
    late: int
    worked: list[tuple[str, str, int]]
    items: list[Reported]
    marking: str


def progress_report(user: User, slug: str, *, now: datetime, as_at: datetime | None = None) -> Report:
    """The Report of the inspection `slug` that `user` may see, as it stood at `as_at` (None: as it stands).

    A constant number of queries. Words not released to `user` are withheld; states, dates and posts never are.
    Raises Inspection.DoesNotExist where `user` may see no such inspection.
    """
    row = visible_inspections(user, now=now, as_at=as_at).filter(slug=slug).first()
    inspection = row or Inspection.objects.visible_to(user, now).get(slug=slug)
    register = visible_register(
        user, now=now, as_at=as_at, only=Only(of_inspection, inspection.id), known=filter(None, [row])
    )
    reported = list(register.recommendations.values())
    asked = Standings(user, now=now, as_at=as_at)
    add_agency_responses(register, asked)
    if any(part.row.verdict_id for part in register.parts.values()):
        add_verdicts(register, asked)
    holders = Holders(register.posts, as_at)
    entries = ReportEntries(user, register, holders, now=now, as_at=as_at)
    to, moment = Addresses(as_at), as_at or now
    asking = [one for one in reported if asks_of_us(one.row.kind, one.state)]
    counts = Counter(one.state for one in asking)
    actions = {action.number: action for one in reported for action in one.actions}
    stands = HowItStands(user, now=now, as_at=as_at, inspection=inspection.id)
    hears = authority(user, now).hears(inspection.audience)
    read = defaultdict(list)
    for measure in measured(asked, inspection.audience, recommendation_id__in=register.keys.asked):
        read[measure.row.recommendation_id].append(measure)
    items = [_reported(one, entries, stands, holders, to, moment, read[one.pk], hears=hears) for one in reported]
    return Report(
        inspection=inspection,
        known=row is not None,
        total=len(asking),
        states=[(state, counts[state]) for state in PartState if counts[state]],
        late=sum(action.lateness.current for action in actions.values()),
        worked=list(_worked(actions.values(), entries.shown)),
        items=items,
        marking=_highest(inspection, actions.values(), items, stands),
    )


def _worked(actions, shown):
    complete = [shown.get(action.number) for action in actions if action.status == Status.COMPLETE]
    for word in (*ProgressUpdate.Shown, None):
        if count := complete.count(word):
            yield (
                (word.value, word.label, count)
                if word
                else ("done", gettext("Done, and nobody said whether it worked"), count)
            )


def _highest(inspection, actions, items, stands):
    """The highest marking of anything in the report, as it is printed."""
    entries = [entry for item in items for entry in item.entries]
    entries += [entry for item in items for action in item.actions for entry in action.entries]
    entries += [reply for entry in entries for reply in entry.replies]
    markings = {inspection.marking, *(action.row.marking for action in actions), *(entry.marking for entry in entries)}
    markings.update(marking for action in actions for marking in stands.markings(action.number))
    return Marking.highest(markings).label


def _reported(recommendation, entries, stands, holders, to, moment, measures, *, hears):
    row = recommendation.row
    return Reported(
        pk=recommendation.pk,
        reference=recommendation.reference,
        kind=recommendation.kind_label,
        url=to.recommendation(recommendation.pk),
        text=row.text,
        page=pages(row),
        state=recommendation.state,
        ledgers=recommendation.ledgers if recommendation.verdicts else None,
        issue_owner=recommendation.issue_owner or posts_named(row.issue_owner_words),
        holder=holders.of(row.issue_owner_id, moment),
        places=places_of(row),
        lines=lines_of(row) if hears else [],
        measures=measures,
        parts=recommendation.parts,
        actions=[_action(one, recommendation, entries, stands, holders, to, moment) for one in recommendation.actions],
        entries=entries.on_recommendation(recommendation),
    )


def _action(action, recommendation, entries, stands, holders, to, moment):
    row = action.row
    letters = [part.row.letter for part in action.parts if part.recommendation is recommendation and part.row.letter]
    return ReportedAction(
        number=action.number,
        url=to.action(action.number),
        text=None if action.withheld else row.text,
        owner=action.owner,
        holder=holders.of(row.owner_id, moment),
        status=action.status,
        target_on=row.target_on,
        target_precision=row.target_precision,
        target_words="" if action.withheld else row.target_words,
        first_target_on=None if row.original_target_on == row.target_on else row.original_target_on,
        late=action.lateness.late,
        covers=letters if len(letters) < len(recommendation.parts) else [],
        stands=stands.lines(action),
        entries=entries.on_action(action, recommendation),
    )
