"""Gathering the contents of a paper, as at its cut-off: as the OPCC reads the register, whoever prepares it."""

from datetime import datetime

from django.db.models import BooleanField, ExpressionWrapper, Q, QuerySet
from django.utils import timezone

from inspections.models import InspectingBody, Inspection
from safeguarding.as_at import field_of
from safeguarding.lib.counting import Count, counted_off, uncounted
from safeguarding.lib.dates import end_of_day, in_words, london_date, parse_british
from safeguarding.models import Audience, Marking, Seal, SealTimestamp
from safeguarding.models.people import Role
from safeguarding.roles import anybody

from ...models import Meeting
from ...models.paper_lines import LINES
from ...workflow import Ledgers
from ..actions.entries import NOT_RELEASED
from ..contacts import contacts
from ..cosignatures import cosigned_notes
from ..inspections.grades import grades
from ..plan_export_words import recommendation_words
from ..position.page import asks_of_us
from ..position.progress_report import Report, Reported, ReportedAction, progress_report
from ..rag import rag_scheme
from ..register import visible_inspections
from ..scrutinising_bodies import body_on, scrutinising_bodies
from ..standings import Standings
from ..what_changed.counted import counted
from ..what_changed.period import Period
from ..what_changed.sources import Change
from . import contents
from .contents import Choices, Contents, Grade, LeftOut, ReportedInspection, Words
from .names import Names
from .public import CAN_BE_PUBLIC

_ALL = Q()


def gather(
    meeting: Meeting,
    *,
    at: datetime,
    as_at: datetime | None,
    words: Words,
    choices: Choices,
    issued: str = "",
    count: Count = uncounted,
) -> Contents:
    """The Contents of the paper for a meeting, as it stood at `as_at` (None: as it stands at `at`, which is now).

    Each report that the OPCC may see by then is in it, but those that `choices` leave out. Queries: so many for each report.
    """
    moment = as_at or at
    asked = as_the_opcc(moment, as_at)
    found, names = list(reports_of(asked)), Names()
    since = meeting_before(meeting)
    new = Q(said_at__gt=end_of_day(since.held_on)) if since else Q()
    chosen = [one for one in found if one.id not in choices.inspections]
    reports = [reported(one, asked, choices, names, new) for one in counted_off(chosen, count, "reports")]
    seal = _last_seal(at)
    return Contents(
        meeting=meeting,
        at=moment,
        words=words,
        issued=issued,
        seal=seal,
        stamped=_stamped(seal, at),
        cosigned=_last_cosigned(at),
        held_to_account_by=body_on(meeting.held_on, scrutinising_bodies(as_at)),
        inspections=tuple(reports),
        rag=rag_scheme(meeting.board.slug, as_at),
        marking=Marking.highest(report.marking for report in reports).label,
        since=since and since.held_on,
        changes=_changes(since, asked) if since else (),
        left_out=tuple((one, choices.inspections[one.id]) for one in found if one.id in choices.inspections),
    )


def as_the_opcc(now: datetime, as_at: datetime | None = None) -> Standings:
    """The Standings of nobody in particular at the OPCC: who reads a paper, whoever prepares it."""
    return Standings(anybody(Role.OPCC), now=now, as_at=as_at)


def reports_of(asked: Standings) -> QuerySet[Inspection]:
    """The reports that they may see, the latest first; of each whether it `can_be_public`, and its body's name of then."""
    found = visible_inspections(asked.user, now=asked.now, as_at=asked.as_at)
    return found.annotate(
        can_be_public=ExpressionWrapper(CAN_BE_PUBLIC, output_field=BooleanField()),
        body_name=field_of(InspectingBody, "name", "body", asked.as_at),
    )


def meeting_before(meeting: Meeting) -> Meeting | None:
    """The last meeting of the same board before."""
    return Meeting.objects.filter(board=meeting.board_id, called_off=False, held_on__lt=meeting.held_on).first()


def _last_seal(at) -> tuple[str, ...]:
    note = Seal.objects.filter(sealed_at__lte=at).values_list("note", flat=True).last() or ""
    return tuple(note.strip().splitlines())


def _stamped(seal, at) -> str:
    """When the seal of these lines was stamped by `at` (RFC 3161), in words; "" where it was not."""
    size = int(seal[1]) if seal else None
    given_at = SealTimestamp.objects.filter(size=size, given_at__lte=at).values_list("given_at", flat=True).first()
    return f"{timezone.localtime(given_at):%H:%M} on {in_words(london_date(given_at))}" if given_at else ""


def _last_cosigned(at) -> tuple[str, ...]:
    notes = cosigned_notes(at)
    return tuple(notes[max(notes)].strip().splitlines()) if notes else ()


def _changes(since: Meeting, asked: Standings):
    period = Period(asked, begins_at=end_of_day(since.held_on))
    numbers = {}
    kinds = [
        kind for kind in Change if kind != Change.MEETING
    ]  # what the OPCC notes for itself is in no paper of the force
    for source, number in counted(period, kinds).items():
        numbers[source.kind.label] = numbers.get(source.kind.label, 0) + number
    return tuple((words, number) for words, number in numbers.items() if number)


def reported(
    inspection: Inspection, asked: Standings, choices: Choices, names: Names, new: Q = _ALL
) -> ReportedInspection:
    """One of reports_of(asked), with its items but those that `choices` leave out. A constant number of queries.

    new: a condition on the contact with its body that is told.
    """
    report = progress_report(asked.user, inspection.slug, now=asked.now, as_at=asked.as_at)
    published, passed = inspection.published_on, contacts(inspection, asked, new)
    return ReportedInspection(
        pk=inspection.id,
        slug=inspection.slug,
        title=inspection.title,
        body=inspection.body_name,
        published=in_words(published, inspection.published_precision) if published else "",
        published_on=published,
        grades=tuple(_grades(inspection, asked)),
        items=tuple(_item(one, report, names) for one in report.items if one.pk not in choices.recommendations),
        worked=tuple((words.lower(), number) for _, words, number in report.worked),
        left_out=tuple(
            LeftOut(f"{one.kind} {one.reference}", choices.recommendations[one.pk])
            for one in report.items
            if one.pk in choices.recommendations
        ),
        marking=Marking.highest([_value(report.marking), *(one.contact.marking for one in passed)]),
        contacts=tuple(_contact(one) for one in reversed(passed)),
        can_be_public=inspection.can_be_public,
    )


def _contact(one):
    words = NOT_RELEASED if one.contact.withheld else f"{one.contact.text} ({one.contact.source})"
    return contents.Contact(one.contact.happened_on, one.what, one.about_in_words, words)


def _value(label):
    """The value of Marking that is printed so."""
    return next(marking for marking in Marking if marking.label == label)


def _grades(inspection, asked):
    found = grades(inspection, asked)
    before_public = bool(found.before) and asked.inspections.filter(CAN_BE_PUBLIC, pk=found.before.pk).exists()
    for topic, here, before in found.topics:
        if here:
            was = before.get_grade_display() if before else ""
            yield Grade(("topic", here.first_id), topic, here.get_grade_display(), was, before_public)
    earlier = {audit.assessed_by: _cases(audit) for audit in found.audits_before}
    for audit in found.audits:
        was = earlier.get(audit.assessed_by, "")
        topic = f"Case audit, {audit.get_assessed_by_display().lower()}"
        yield Grade(("audit", audit.first_id), topic, _cases(audit), was, before_public)


def _cases(audit):
    counts = [f"{getattr(audit, name)} {name.replace('_', ' ')}" for name in audit.COUNTS]
    return f"{audit.cases} cases: {', '.join(counts)}"


def _item(one: Reported, report: Report, names: Names) -> contents.Item:
    found = one.parts[0].recommendation
    ours = [part for part in one.parts if part.row.ours and not part.state.closed]
    lines = tuple((name, getattr(found.row, name)) for name in LINES if one.lines and getattr(found.row, name))
    register = {action.number: action for part in one.parts for action in part.actions}
    words = recommendation_words(found)
    return contents.Item(
        pk=one.pk,
        kind=one.kind,
        reference=one.reference,
        words=words,
        words_can_be_public=not names.in_any(words),
        state=one.state,
        asks=asks_of_us(found.row.kind, one.state),
        issue_owner=found.issue_owner,
        corporate_or_local=found.row.corporate_or_local,
        verdict=one.ledgers.label if one.ledgers and one.ledgers != Ledgers.NONE else "",
        immediate=sum(part.asked_immediately for part in ours),
        past=sum(part.late for part in ours),
        lines=lines,
        public_lines=tuple((name, words) for name, words in lines if not names.in_any(words)),
        measures=tuple(_measure(measure) for measure in one.measures),
        actions=tuple(_action(action, register[action.number], names) for action in one.actions),
        entries=_entries(one.entries, names),
    )


def _measure(measure):
    read = [reading.words for reading in measure.readings if reading.words]
    sentence = f"{measure.row.name}: baseline {measure.baseline or 'not stated'}"
    return f"{sentence}; last {read[-1]} ({measure.shows})" if read else f"{sentence}; {measure.shows}"


def _action(action: ReportedAction, found, names: Names) -> contents.Action:
    row, late = found.row, found.lateness
    hidden = found.withheld
    text = "" if hidden else row.text
    return contents.Action(
        number=action.number,
        text=NOT_RELEASED if hidden else row.text,
        cost="" if hidden else row.cost_words,
        owner=found.owner,
        status=action.status,
        covers=", ".join(action.covers),
        standing=late.standing,
        target=_day(row.target_on, row.target_precision, "" if hidden else row.target_words),
        first_target=action.first_target_on,
        expected=_day(row.expected_on, "day", "" if hidden else row.expected_words),
        marking=row.marking,
        stands=tuple(action.stands),
        entries=_entries(action.entries, names),
        can_be_public=not hidden
        and row.marking == Marking.OFFICIAL
        and row.audience != Audience.FORCE
        and not names.in_any(text, row.cost_words, row.target_words, row.expected_words),
    )


def _day(on, precision, stated):
    """A date as one where it is a day; else as it was said."""
    if on is None:
        return stated
    return on if precision == "day" or parse_british(stated).on == on else in_words(on, precision)


def _entries(entries, names: Names) -> tuple[contents.Entry, ...]:
    """All that was said, the oldest first; answers and settlements after their questions."""
    return tuple(
        _entry(one, names)
        for entry in sorted(entries, key=lambda entry: (entry.on, entry.at))
        for one in (entry, *entry.replies)
    )


def _entry(entry, names):
    words = tuple(entry.body) if entry.body is not None else (NOT_RELEASED,)
    return contents.Entry(
        on=entry.on,
        kind=entry.kind,
        said=entry.title,
        tag=entry.tag if entry.tag != entry.title else "",
        part=entry.part,
        post=entry.post,
        words=words,
        marking=entry.marking,
        note=entry.note,
        can_be_public=entry.body is not None
        and entry.kind != "transcribed"  # the words of somebody else's document, which may name anybody
        and entry.marking == Marking.OFFICIAL
        and entry.audience != Audience.FORCE
        and not names.in_any(*words),
    )


def cut_off(meeting: Meeting, now: datetime) -> datetime | None:
    """Where nobody has set another: the end of the day before the meeting, once that is past; None: now (our convention)."""
    end = end_of_day(meeting.held_on)
    return end if london_date(now) > meeting.held_on else None
