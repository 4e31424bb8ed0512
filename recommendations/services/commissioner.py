"""The Commissioner's response to reports: begun, written, commented on one recommendation after another, published."""

from collections.abc import Iterable
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.utils.translation import gettext

from inspections.models import Inspection, Milestone
from safeguarding.history import verb, write
from safeguarding.lib.dates import london_date
from safeguarding.models import User

from ..models import AnsweredReport, CommissionerComment, CommissionerResponse, Recommendation
from ..models.commissioner import CLOCK
from ..permissions import insist, may_respond_for_commissioner
from ..selectors.commissioner import lacking, without_comment_in
from .as_shown import change, held_as_shown

WRITTEN = ("title", "comments", "chief_officer_comments", "reply")
WRITTEN += ("invited_on", "comments_by", "received_on", "inspectors_sent_on", "secretary_sent_on")
PUBLISHED = ("published_on", "published_where")


@verb()
def begin_commissioner_response(
    *, title: str, inspections: Iterable[Inspection], by: User, at: datetime
) -> CommissionerResponse:
    """Begin a response to the reports of some inspections. Raises Refused, ValidationError."""
    insist(may_respond_for_commissioner(by, at=at))
    response = write(CommissionerResponse(title=title), by=by, at=at)
    _answer(response, inspections, by, at)
    return response


@verb()
def write_commissioner_response(
    response: CommissionerResponse,
    *,
    version: int,
    inspections: Iterable[Inspection],
    why: str = "",
    by: User,
    at: datetime,
    **changes: object,
) -> CommissionerResponse:
    """Write fields of WRITTEN, and say which reports it answers. version: version_of() it as it was shown.

    Once it is published: of PUBLISHED too, with the reason `why`; the clocks that it met follow the day, that of a report it
    answers no more runs again. Raises Refused, ChangedMeanwhile, ValidationError; TypeError for another field.
    """
    insist(may_respond_for_commissioner(by, at=at))
    held = held_as_shown(response, version)
    _insist_on_why(held, why)
    met_on = held.published_on
    change(held, (*WRITTEN, *PUBLISHED) if met_on else WRITTEN, changes)
    for name in ("invited_on", "received_on", "published_on", "inspectors_sent_on", "secretary_sent_on"):
        _insist_on_past(held, name, at)
    gone = _answer(held, inspections, by, at)
    if met_on:
        _move_clocks(gone, met_on, None, why=f"No longer answered by: {held}", by=by, at=at)
        _meet(held, by, at, done_on=met_on)
        _meet(held, by, at, done_on=None)
    return write(held, by=by, at=at, why=why)


@verb()
def comment_for_commissioner(
    response: CommissionerResponse,
    recommendation: Recommendation,
    *,
    kind: str,
    text: str,
    version: int,
    why: str = "",
    by: User,
    at: datetime,
) -> CommissionerComment:
    """Say of a recommendation that it is done, what is proposed, or why nothing is (Police Act 1996 s.55).

    version: version_of() the comment as it was shown, 0 where there was none. why: as in write_commissioner_response. Raises
    Refused, ChangedMeanwhile, Overtaken, ValidationError.
    """
    insist(may_respond_for_commissioner(by, at=at))
    response = CommissionerResponse.objects.select_for_update().get(pk=response.pk)
    _insist_on_why(response, why)
    if not response.reports.filter(inspection=recommendation.inspection_id, ended_at=None).exists():
        raise ValidationError(gettext("This response does not answer the report of this recommendation."))
    comment = CommissionerComment(response=response, recommendation=recommendation)
    if version:
        comment = held_as_shown(response.recommendation_comments.get(recommendation=recommendation), version)
    comment.kind, comment.text = kind, text
    write(comment, by=by, at=at, why=why)
    if response.published_on:
        _meet(response, by, at, done_on=None)
    return comment


@verb()
def publish_commissioner_response(
    response: CommissionerResponse, *, version: int, published_on: date, published_where: str, by: User, at: datetime
) -> CommissionerResponse:
    """Record that it was published, which meets the clock of each report that it answers.

    version: version_of() it as it was shown. Raises Refused, ChangedMeanwhile, ValidationError: also where something is lacking.
    """
    insist(may_respond_for_commissioner(by, at=at))
    held = held_as_shown(response, version)
    if held.published_on:
        raise ValidationError(gettext("It is recorded as published."))
    if missing := lacking(held):
        raise ValidationError(missing)
    held.published_on, held.published_where = published_on, published_where
    _insist_on_past(held, "published_on", at)
    _meet(held, by, at, done_on=None)
    return write(held, by=by, at=at, why="Published")


def _meet(response, by, at, *, done_on):
    """Record as met by its publication the clocks of its reports that stand as met on `done_on` (None: as not met).

    Not of a report on which it still lacks a comment, as one that was added after publication may.
    """
    unsaid = without_comment_in(response).values("inspection")
    answered = response.reports.filter(ended_at=None).exclude(inspection__in=unsaid).values("inspection")
    _move_clocks(answered, done_on, response.published_on, why=f"Published: {response}", by=by, at=at)


def _move_clocks(inspections, stood, stands, *, why, by, at):
    """Let the clocks of `inspections` that stood as met on a day stand as met on another; None: not met."""
    clocks = Milestone.objects.filter(inspection__in=inspections, clock=CLOCK, ended_at=None, done_words="")
    for milestone in clocks.filter(done_on=stood).exclude(done_on=stands).select_for_update():
        milestone.done_on = stands
        write(milestone, by=by, at=at, why=why)


def _answer(response, inspections, by, at):
    """Let it answer these reports and no others; return the keys of those that it answers no more."""
    inspections, gone = {inspection.pk: inspection for inspection in inspections}, []
    if not inspections:
        raise ValidationError({"inspections": gettext("Select a report that it answers")})
    for inspection in inspections.values():
        if response.published_on and inspection.published_on > response.published_on:
            raise ValidationError(
                {
                    "inspections": gettext("%(inspection)s was published after this response. Begin another for it")
                    % {"inspection": inspection}
                }
            )
    for report in response.reports.filter(ended_at=None).select_related("inspection"):
        if inspections.pop(report.inspection_id, None) is None:
            report.ended_at = at
            gone.append(report.inspection_id)
            write(report, by=by, at=at)
    for inspection in inspections.values():
        write(AnsweredReport(response=response, inspection=inspection), by=by, at=at)
    return gone


def _insist_on_why(response, why):
    if response.published_on and not why:
        raise ValidationError({"why": gettext("Say why it changes: it is published")})


def _insist_on_past(response, name, at):
    on = getattr(response, name)
    if on and on > london_date(at):
        raise ValidationError({name: gettext("The date must be today or earlier")})
