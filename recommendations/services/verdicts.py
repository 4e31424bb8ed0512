"""The inspectorate's verdicts are recorded beside the force's closure; no action moves, and the DCC reopens what has to be."""

from collections.abc import Iterable
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext

from inspections.models import InspectingBody, Inspection
from safeguarding.history import verb, write
from safeguarding.lib.dates import london_date
from safeguarding.lib.languages import in_words
from safeguarding.models import User

from ..models import Part, PartStanding, Recommendation, Verdict
from ..permissions import insist, may_record_verdict
from ..workflow import CLOSED_BY_US, VerdictOutcome
from .corrected import corrected_by

OF_VERDICT = ("outcome", "grade", "claimed", "given_on", "body", "source", "given_in", "difference")


@verb()
def record_verdict(
    recommendation: Recommendation,
    *,
    part: Part | None = None,
    outcome: VerdictOutcome | str,
    given_on: date,
    body: InspectingBody,
    source: str,
    grade: str = "",
    claimed: str = "",
    given_in: Inspection | None = None,
    difference: str = "",
    by: User,
    at: datetime,
) -> Verdict:
    """Record what a body says of a recommendation, or of one part of it. Raises Refused, ValidationError.

    grade: how far it is met as they say, claimed: as the force had said (Grade, "" where nobody said). given_in: the inspection
    whose report it stands in, where that is registered. difference: needed where they hold open what the force has closed.
    """
    insist(may_record_verdict(by, at=at))
    held = _held(recommendation)
    if part and (part.recommendation_id != held.pk or part.ended_at):
        raise ValidationError({"part": gettext("Select a part of this recommendation.")})
    shown = {"audience": held.inspection.audience, "marking": held.inspection.marking}
    values = {"outcome": outcome, "grade": grade, "claimed": claimed, "given_on": given_on, "body": body}
    values |= {"source": source, "given_in": given_in, "difference": difference}
    verdict = Verdict(recommendation=held, part=part, **values, **shown)
    _check(verdict, at)
    write(verdict, by=by, at=at)
    _echo(verdict, by=by, at=at)
    return verdict


@verb()
def correct_verdict(verdict: Verdict, *, why: str, seen: int, by: User, at: datetime, **words: object) -> Verdict:
    """Correct a verdict, or with the outcome VerdictOutcome.NONE take back one that was recorded in error.

    As services.corrected.correct_update(), with words of OF_VERDICT.
    """
    _held(verdict.recommendation)
    after = corrected_by(verdict, OF_VERDICT, why, seen, words, by=by, at=at)
    _check(after, at)
    _echo(after, by=by, at=at)
    return after


def _held(recommendation):
    return Recommendation.objects.select_for_update(of=("self",)).select_related("inspection").get(pk=recommendation.pk)


def _check(verdict, at):
    """Raise ValidationError beside the field where the verdict cannot have been given so."""
    published = verdict.recommendation.inspection.published_on
    if verdict.given_on > london_date(at):
        raise ValidationError({"given_on": gettext("The date must be today or earlier")})
    if published and verdict.given_on < published:
        raise ValidationError(
            {
                "given_on": gettext("The report was published on %(on)s, and this is before it")
                % {"on": in_words(published)}
            }
        )
    closed = PartStanding.objects.at().filter(part__in=_parts(verdict), state__in=CLOSED_BY_US)
    if verdict.outcome == VerdictOutcome.STILL_OPEN and not verdict.difference.strip() and closed.exists():
        raise ValidationError({"difference": gettext("We have closed this. Say why they still hold it open")})


def _parts(verdict) -> Iterable[Part]:
    """The part that it is on, or all that the recommendation has."""
    there = Part.objects.filter(recommendation=verdict.recommendation_id, ended_at=None).order_by("pk")
    return there.filter(pk=verdict.part_id) if verdict.part_id else there


def _echo(verdict, *, by, at):
    """Let each part point at the last verdict on it, or on the whole."""
    for part in _parts(verdict).select_for_update():
        last = Verdict.objects.filter(Q(part=part) | Q(part=None), recommendation=part.recommendation_id)
        part.verdict = last.counting().last()
        write(part, by=by, at=at, why=f"Verdict of {verdict.body}")
