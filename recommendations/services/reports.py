"""Reading a published report: begun, left and resumed, and in the end recorded in one transaction, or given up."""

import hashlib
from collections.abc import Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile, File
from django.db import transaction
from django.utils.text import Truncator
from django.utils.translation import gettext, ngettext

from inspections.models import Inspection, Milestone
from inspections.reading import read_report
from inspections.services import add_milestone, name_numbering, register_inspection
from safeguarding.history import verb, write, write_new
from safeguarding.lib.dates import london_date
from safeguarding.lib.languages import in_words
from safeguarding.lib.readers.reports import Page
from safeguarding.models import User

from ..models import (
    Recommendation,
    ReportDocument,
    ReportDraft,
    ReportParagraph,
    ReportReading,
    TranscribedStatement,
)
from ..permissions import insist, may_coordinate
from ..selectors.reports.numbering import clashes, references, standing, taken_in
from ..selectors.reports.reading import limit
from ..selectors.reports.stated import means, new_statuses
from .draft_fields import draft_fields
from .drafts import CHANGED_BEHIND, hold_reading, insist_as_drafted
from .recommendations import PartDraft, add_recommendation
from .uploads import is_as_it_came

NUMBERING = "Given by the force, in printed order"
FROM = "From "
SIGNED_TOGETHER = 50  # three parameters each
LONGEST_PAGE = ReportParagraph._meta.get_field("page").max_length


class Begun(NamedTuple):
    """A reading, and whether it was under way already."""

    reading: ReportReading
    resumed: bool


@dataclass
class Recorded:
    """The effect of recording a report. already: somebody had recorded it, so nothing was done now."""

    document: ReportDocument
    recommendations: list[Recommendation] = field(default_factory=list)
    milestones: list[Milestone] = field(default_factory=list)
    already: bool = False


def begin(
    pages: Sequence[Page],
    *,
    name: str,
    data: bytes,
    inspection: Inspection | None = None,
    register: Mapping[str, Any] | None = None,
    by: User,
    at: datetime,
) -> Begun:
    """Draft what a report asks, for somebody to decide on; a reading of the same file is resumed.

    name and data of the file that the pages are from. The inspection is given, or is registered with
    the fields in `register`. Raises Refused, ValidationError where the report was recorded already.
    """
    insist(may_coordinate(by, at=at))
    of = inspection or Inspection(**register)
    # before the transaction: it takes seconds, and on SQLite everybody's writes would wait
    report = read_report(pages, published=of.published_on, published_precision=of.published_precision)
    return _begin(report, name=name, data=data, inspection=inspection, register=register, by=by, at=at)


@verb()
def _begin(report, *, name, data, inspection, register, by, at):
    if register:
        inspection = register_inspection(**register, by=by, at=at)
    # held: of two at once the second finds the first's reading, or that the inspection was withdrawn
    if Inspection.objects.select_for_update().get(pk=inspection.pk).withdrawn_at:
        raise ValidationError(gettext("This inspection was withdrawn. Register it anew, or choose another."))
    sha256 = hashlib.sha256(data).hexdigest()
    if known := ReportDocument.objects.filter(inspection=inspection, sha256=sha256).first():
        before = gettext(
            "This report was recorded on %(on)s by %(person)s. To add something it missed, paste its words instead."
        )
        raise ValidationError(before % {"on": in_words(london_date(known.recorded_at)), "person": known.author})
    under_way = ReportReading.objects.filter(inspection=inspection, sha256=sha256, finished_at=None).first()
    if under_way:
        return Begun(under_way, resumed=True)
    drafted = [draft_fields(draft) for draft in (*report.items, *report.next_steps)]
    reading = ReportReading(inspection=inspection, name=name, sha256=sha256, started_by=by, started_at=at)
    reading.drafted = len(drafted)
    reading.file = ContentFile(data, name=name)
    reading.full_clean(exclude=["file"])
    with _file_goes_where_this_fails(reading):
        reading.save()
        _keep_drafts(
            ReportDraft(reading=reading, order=order, **fields) for order, fields in enumerate(drafted, start=1)
        )
        ReportParagraph.objects.bulk_create(
            ReportParagraph(
                reading=reading, number=number, **asdict(paragraph) | {"page": paragraph.page[:LONGEST_PAGE]}
            )
            for number, paragraph in enumerate(report.paragraphs)
        )
    return Begun(reading, resumed=False)


def _keep_drafts(drafts):
    made = ReportDraft.objects.bulk_create(drafts)
    for draft in made:
        draft.sign()  # now that it has a key
    ReportDraft.objects.bulk_update(made, ["signed"], batch_size=SIGNED_TOGETHER)


@verb()
def give_up(reading: ReportReading, *, by: User, at: datetime) -> None:
    """Leave a reading for good: its drafts and its file go, nothing is recorded.

    Raises Refused, ReadingGone, ValidationError once the report is recorded.
    """
    insist(may_coordinate(by, at=at))
    if hold_reading(reading).finished_at:
        raise ValidationError(
            gettext("This report was recorded while you had this page open, so it cannot be given up.")
        )
    reading.delete()
    # the contents last: a reading without its file could be opened, a file without its reading cannot
    transaction.on_commit(lambda: reading.file.delete(save=False))


@verb()
def record(reading: ReportReading, *, by: User, at: datetime) -> Recorded:
    """Record everything kept from a report, with its file; next steps become milestones.

    Once: a second press finds it recorded. Raises Refused, ReadingGone, ValidationError while something is to decide or to mend.
    """
    insist(may_coordinate(by, at=at))
    reading = hold_reading(reading)
    if reading.finished_at:
        document = ReportDocument.objects.get(inspection=reading.inspection, sha256=reading.sha256)
        return Recorded(document, already=True)
    if not is_as_it_came(reading):
        raise ValidationError(
            gettext("The file that waits is not the one that was read. Give this reading up and read the report again.")
        )
    drafts = list(reading.drafts.select_related("theme"))
    insist_as_drafted([reading, *drafts])
    if len(drafts) != reading.drafted:
        raise ValidationError(gettext(CHANGED_BEHIND))
    taken = taken_in(reading.inspection)  # by recommendations that stand in the inspection already
    _refuse_unready(drafts, taken)
    kept = [draft for draft in drafts if draft.choice == ReportDraft.Choice.KEPT]
    recorded = Recorded(_document(reading, len(kept)))
    with reading.file.open(), _file_goes_where_this_fails(recorded.document):
        write(recorded.document, by=by, at=at)
        _record_all(reading, kept, references(drafts, taken), standing(kept, taken), recorded, by=by, at=at)
    reading.finished_at = at
    reading.save(update_fields=["finished_at"])
    transaction.on_commit(lambda: reading.file.storage.delete(reading.file.name))
    return recorded


def _refuse_unready(drafts, taken):
    left = sum(draft.choice == ReportDraft.Choice.UNDECIDED for draft in drafts)
    if left:
        undecided = ngettext("%(number)s draft is still to decide.", "%(number)s drafts are still to decide.", left)
        raise ValidationError(undecided % {"number": f"{left:,}"})
    if all(draft.choice == ReportDraft.Choice.DISCARDED for draft in drafts):
        raise ValidationError(gettext("Nothing is kept. Keep something, or give up the reading."))
    wrong = clashes(drafts, taken)
    for draft in drafts:
        if draft.pk in wrong:
            raise ValidationError(
                gettext("Number %(reference)s: %(why)s Give it another number.")
                % {"reference": draft.reference, "why": wrong[draft.pk]}
            )


def _record_all(reading, kept, given, known, recorded, *, by, at):
    """Record what is new of the drafts that are kept; of those that stand already (`known`, by draft) the status alone."""
    inspection = reading.inspection
    days = set(inspection.milestones.filter(ended_at=None).exclude(due_on=None).values_list("due_on", flat=True))
    for draft in kept:
        if draft.is_next_step:
            recorded.milestones += _add_milestone(inspection, draft, days, by=by, at=at)
        elif draft.pk in known:
            draft.recommendation = known[draft.pk]
            draft.save(update_fields=["recommendation"])
        else:
            recorded.recommendations.append(_add_recommendation(draft, given[draft.pk], by=by, at=at))
    asked = [draft for draft in kept if not draft.is_next_step]
    stated = new_statuses(asked, known)
    write_new(
        [(_statement(draft, recorded.document), _source(draft)) for draft in asked if draft.pk in stated], by=by, at=at
    )
    # A report that prints no numbers gets them from the force, and has to say so wherever they are quoted.
    if asked and not known and not any(draft.reference for draft in asked) and not inspection.numbering:
        name_numbering(inspection, NUMBERING, by=by, at=at)


def _add_recommendation(draft, reference, *, by, at):
    printed = f"Printed under “{draft.theme_words}”." if draft.theme_words and not draft.theme else ""
    try:
        draft.recommendation = add_recommendation(
            draft.reading.inspection,
            reference=reference,
            kind=draft.kind,
            text=draft.text,
            page_reference=draft.page_reference,
            theme=draft.theme,
            note=printed,
            parts=[PartDraft(**part) for part in clauses(draft)],
            why=_source(draft),
            by=by,
            at=at,
        )
    except ValidationError as error:
        raise ValidationError(
            gettext("Number %(reference)s: %(why)s") % {"reference": reference, "why": " ".join(error.messages)}
        ) from error
    draft.save(update_fields=["recommendation"])
    return draft.recommendation


def _statement(draft, document):
    """The words of a register on what has become of a recommendation: its body's own, which decide nothing."""
    return TranscribedStatement(
        recommendation=draft.recommendation,
        means=means(draft),
        words=draft.status,
        said_by=draft.status_by,
        said_on=draft.status_on,
        report=document,
        source=_source(draft).removeprefix(FROM),
        audience=document.audience,
        marking=document.marking,
    )


def clauses(draft: ReportDraft) -> list[dict[str, Any]]:
    """The parts that a draft becomes, as the fields of PartDraft; a sub-part without its own limit has the whole's."""
    whole = {name: getattr(draft, name) for name in ("text", "timescale", "addressees", "ours")}
    inherited = {"timescale": draft.timescale, "addressees": draft.addressees}
    return [inherited | {name: value for name, value in part.items() if value != ""} for part in draft.parts] or [whole]


def _add_milestone(inspection, draft, days, *, by, at):
    """The milestone that a next step becomes, in a list; none where the timetable has one on that day."""
    asked = limit(draft.timescale, inspection)
    if asked and asked.on in days:
        return []
    label = Truncator(draft.text).chars(300)
    source = _source(draft) if label == draft.text else f"{_source(draft)}: {draft.text}"
    source += f" Its status there: “{draft.status}”." if draft.status else ""
    details = {"due_on": asked.on, "due_precision": asked.precision, "rule": asked.rule} if asked else {}
    return [add_milestone(inspection, label=label, source=source, **details, why=_source(draft), by=by, at=at)]


def _source(draft):
    page = f", {draft.page_reference}" if draft.page_reference else ""
    return f"{FROM}{draft.reading.name}{page}"


def _document(reading, items):
    """The document to be kept of the reading's file, which has to be open when it is written."""
    inspection = reading.inspection
    return ReportDocument(
        inspection=inspection,
        name=reading.name,
        sha256=reading.sha256,
        file=File(reading.file, name=reading.name),
        items=items,
        audience=inspection.audience,
        marking=inspection.marking,
    )


@contextmanager
def _file_goes_where_this_fails(thing):
    """Take away the file of a thing that is saved in here where something fails: no rollback would."""
    try:
        yield
    except Exception:
        if thing.file.name != thing.name:  # it lies in its place by now
            thing.file.delete(save=False)
        raise
