"""Putting the register into the tracker: through the services, adding only what is missing."""

from collections import Counter

from django.conf import settings
from django.core import serializers

from inspections.models import InspectingBody, Inspection, InspectionKind, Theme
from inspections.services import meet_milestone, register_inspection
from safeguarding.history import verb, write

from ...models import Board, CaseAudit, NamedPlan, Portfolio
from ...services.grades import record_grades
from ...services.links import link
from ...services.measures import add_measure
from ...services.recommendations import add_recommendation, respond
from .files import NotReadable

_PLACES = {"theme": Theme, "board": Board, "portfolio": Portfolio, "plan": NamedPlan}
REFERENCE = settings.ROOT / "fixtures" / "reference"
REGISTER = settings.ROOT / "fixtures" / "register"


@verb()
def add_reference_data(*, by, at) -> None:
    """Add the reference data whose slug is not there yet; those there stay as the admin left them."""
    for path in sorted(REFERENCE.glob("*.yaml")):
        for row in serializers.deserialize("yaml", path.read_text(encoding="utf-8")):
            model = type(row.object)
            if not model.objects.filter(slug=row.object.slug).exists():
                row.object.pk = None  # the database gives the next, whatever was added by hand
                write(row.object, by=by, at=at, why="Reference data that the tracker came with")


def record(registered, *, by, at) -> Counter[str]:
    """Record what is missing of a RegisteredInspection: itself, its findings, then what the force says to them.

    Returns a Counter of what was added. Raises NotReadable for an unknown body, kind, theme, board, portfolio or plan; Refused.
    """
    return (
        record_inspection(registered, by=by, at=at)
        + record_milestones(registered, by=by, at=at)
        + record_findings(registered, by=by, at=at)
        + record_measures(registered, by=by, at=at)
        + record_responses(registered, by=by, at=at)
    )


def record_inspection(registered, *, by, at) -> Counter[str]:
    """The inspection itself, unless its slug is there."""
    if Inspection.objects.filter(slug=registered.slug).exists():
        return Counter()
    register_inspection(
        slug=registered.slug,
        body=_known(InspectingBody, registered.body, registered),
        kind=_known(InspectionKind, registered.kind, registered),
        title=registered.title,
        by=by,
        at=at,
        **registered.details,
    )
    return Counter(inspections=1)


def record_milestones(registered, *, by, at) -> Counter[str]:
    """The milestones that were met, where the tracker has them as not met."""
    added = Counter()
    for clock, day, words in registered.done:
        milestone = _inspection(registered).milestones.filter(clock=clock, done_on=None).first()
        if milestone:
            meet_milestone(milestone, done_on=day, words=words, by=by, at=at)
            added["milestones"] += 1
    return added


def record_findings(registered, *, by, at) -> Counter[str]:
    """The findings whose reference the inspection does not have, each with its parts."""
    inspection = _inspection(registered)
    there = set(inspection.recommendations.values_list("reference", flat=True))
    added = Counter()
    for order, finding in enumerate(registered.findings, 1):
        if finding.reference in there:
            continue
        add_recommendation(
            inspection,
            reference=finding.reference,
            text=finding.text,
            kind=finding.kind,
            parts=[part.draft for part in finding.parts],
            order=order,
            by=by,
            at=at,
            why="Entered from the register",
            **{name: _known(_PLACES[name], slug, registered) for name, slug in finding.places.items()},
            **finding.details,
        )
        added["recommendations"] += 1
    return added


def record_measures(registered, *, by, at) -> Counter[str]:
    """The measures that a recommendation does not have, by their names, and audits of cases where none are recorded."""
    inspection, added = _inspection(registered), Counter()
    recommendations = {row.reference: row for row in inspection.recommendations.all()}
    for finding in registered.findings:
        recommendation = recommendations[finding.reference]
        for measure in finding.measures:
            if not recommendation.measures.filter(name=measure["name"]).exists():
                add_measure(recommendation, **measure, by=by, at=at)
                added["measures"] += 1
    if registered.audits and not inspection.case_audits.exists():
        counts = {by_whom: dict.fromkeys(CaseAudit.COUNTS, 0) | cases for by_whom, cases in registered.audits.items()}
        record_grades(inspection, topics={}, audits=counts, source=registered.audit_source, by=by, at=at)
        added["audits"] += len(counts)
    return added


def record_responses(registered, *, by, at) -> Counter[str]:
    """The force's responses to parts that have none yet, and links that were never made."""
    recommendations = {row.reference: row for row in _inspection(registered).recommendations.prefetch_related("parts")}
    added = Counter()
    for finding in registered.findings:
        recommendation = recommendations[finding.reference]
        parts = {part.letter: part for part in recommendation.parts.all()}
        for stated in finding.parts:
            part = parts.get(stated.draft.letter)
            if part is None:
                continue  # the parts were arranged otherwise in the tracker
            if stated.response and not part.responses.exists():
                respond(part, by=by, at=at, **stated.response)
                added["responses"] += 1
            for kind, reference in stated.links:
                target = recommendations[reference]
                if not recommendation.links.filter(kind=kind, target=target).exists():
                    link(recommendation, target, kind, part=part if stated.draft.letter else None, by=by, at=at)
                    added["links"] += 1
    return added


def _inspection(registered):
    return Inspection.objects.get(slug=registered.slug)


def _known(model, slug, registered):
    row = model.objects.filter(slug=slug).first()
    if row is None:
        name = model._meta.verbose_name
        raise NotReadable(f"{registered.slug}: there is no {name} “{slug}” in the reference data.")
    return row
