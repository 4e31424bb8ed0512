"""Every change to an inspection: registered, read early, released, its milestones met."""

from datetime import date, datetime
from itertools import chain, count

from django.core.exceptions import ValidationError
from django.utils.text import slugify
from django.utils.translation import gettext

from safeguarding.history import verb, write
from safeguarding.models import Agency, User
from safeguarding.roles import insist

from .models import AgencyConcerned, EarlyReader, InspectingBody, Inspection, InspectionKind, Milestone
from .permissions import may_register, may_release
from .timetable import MilestoneDraft, milestones


@verb()
def register_inspection(
    *, body: InspectingBody, kind: InspectionKind, title: str, slug: str = "", by: User, at: datetime, **details: object
) -> Inspection:
    """Register an inspection and start its clocks. Whoever registers it before it opens reads it early.

    slug: "" for one made of body, title and year. details: further fields of Inspection. Raises Refused, ValidationError.
    """
    insist(may_register(by, at=at))
    published_on = details.get("published_on")
    slug = slug or free_slug(f"{body.slug} {title} {published_on.year if published_on else ''}")
    inspection = write(Inspection(slug=slug, body=body, kind=kind, title=title, **details), by=by, at=at)
    # Computed once and kept, with rule and source: a clock that is changed later must not move the dates of past reports.
    for draft in drafts_for(inspection):
        write(milestone_of(inspection, draft), by=by, at=at)
    # Under embargo only named early readers see it (domain.md, Released to the OPCC), and no role makes one.
    if inspection.is_under_embargo(at):
        name_early_reader(inspection, by, by=by, at=at)
    return inspection


def drafts_for(inspection: Inspection) -> list[MilestoneDraft]:
    """The milestones that the timetable has for an inspection, by its body, kind and dates."""
    return milestones(
        body=inspection.body.slug,
        kind=inspection.kind.slug,
        published_on=inspection.published_on,
        published_precision=inspection.published_precision,
        received_on=inspection.received_on,
    )


def milestone_of(inspection: Inspection, draft: MilestoneDraft) -> Milestone:
    """The Milestone, not yet written, that a draft of the timetable becomes."""
    return Milestone(
        inspection=inspection,
        clock=draft.key,
        label=draft.label,
        due_on=draft.due_on,
        due_precision=draft.precision,
        rule=draft.rule,
        source=draft.source,
    )


def free_slug(words: str) -> str:
    """A slug that no inspection has, made of `words`: cut at 50 letters, with a number where it is taken."""
    # 45, so that "-2" and on fit behind it
    wanted = slugify(words)[:45].strip("-") or "inspection"
    taken = set(Inspection.objects.filter(slug__startswith=wanted).values_list("slug", flat=True))
    more = (f"{wanted}-{number}" for number in count(2))
    return next(slug for slug in chain([wanted], more) if slug not in taken)


@verb()
def name_numbering(inspection: Inspection, words: str, *, by: User, at: datetime) -> Inspection:
    """Say who gave the recommendations their numbers. Raises Refused, ValidationError."""
    insist(may_register(by, at=at))
    inspection.numbering = words
    return write(inspection, by=by, at=at, why="Recommendations recorded")


@verb()
def add_milestone(
    inspection: Inspection, *, label: str, by: User, at: datetime, why: str = "", **details: object
) -> Milestone:
    """Add a step that the report itself states. details: further fields of Milestone. Raises Refused, ValidationError."""
    insist(may_register(by, at=at))
    return write(Milestone(inspection=inspection, label=label, **details), by=by, at=at, why=why)


@verb()
def name_early_reader(inspection: Inspection, reader: User, *, by: User, at: datetime) -> EarlyReader:
    """Let a person see the inspection before it opens. Raises Refused, ValidationError."""
    insist(may_register(by, at=at))
    return write(EarlyReader(inspection=inspection, reader=reader), by=by, at=at)


@verb()
def concern_agency(inspection: Inspection, agency: Agency, *, by: User, at: datetime) -> AgencyConcerned:
    """Say that a partner agency is concerned, and so may see the inspection. Raises Refused, ValidationError."""
    insist(may_register(by, at=at))
    return write(AgencyConcerned(inspection=inspection, agency=agency), by=by, at=at)


@verb()
def release_to_opcc(inspection: Inspection, *, by: User, at: datetime) -> Inspection:
    """Let the OPCC see the inspection from now on. Raises Refused."""
    insist(may_release(by, at=at))
    inspection.released_at = at
    return write(inspection, by=by, at=at, why="Released to the OPCC")


@verb()
def meet_milestone(milestone: Milestone, *, done_on: date | None, words: str = "", by: User, at: datetime) -> Milestone:
    """Record when a milestone was met, in a document's or the force's words. Raises Refused, ValidationError where it was before."""
    insist(may_register(by, at=at))
    milestone = Milestone.objects.select_for_update().get(pk=milestone.pk)
    if milestone.done_on or milestone.ended_at:
        raise ValidationError(
            gettext("It does not apply. Put that right, if it is wrong.")
            if milestone.ended_at
            else gettext("It is recorded as met. Put that right, if it is wrong.")
        )
    # A day before publication is legal: a force may have sent its plan before the report came out (domain.md, Clocks).
    milestone.done_on, milestone.done_words = done_on, words
    return write(milestone, by=by, at=at, why="Met")
