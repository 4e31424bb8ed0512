"""The responses of partner agencies, each agency's its own; what was wrong is mended by saying it anew."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.utils.translation import gettext

from safeguarding.history import verb, write
from safeguarding.models import Agency, User
from safeguarding.roles import Ruling

from ..models import AgencyResponse, Part, QualityCheck
from ..models.partners import latest_of_agencies
from ..permissions import insist, may_coordinate, may_respond_for_agency
from ..permissions.partners import agencies_of


@verb()
def respond_for_agency(
    part: Part, agency: Agency, *, position: str, text: str, said_on: date, by: User, at: datetime
) -> AgencyResponse:
    """Say for an agency what it does about a part (Response.Position), in its words; the last said stands.

    Raises Refused, ValidationError.
    """
    insist(may_respond_for_agency(by, part, at=at))
    if agency not in agencies_of(by, part, at=at):
        insist(Ruling((gettext("You do not speak for this agency, or the inspection does not concern it."),)))
    inspection = part.recommendation.inspection
    values = {"position": position, "text": text, "said_on": said_on}
    shown = {"audience": inspection.audience, "marking": inspection.marking}
    return write(AgencyResponse(part=part, agency=agency, **values, **shown), by=by, at=at)


@verb()
def check_quality(
    response: AgencyResponse, *, outcome: str, reason: str = "", after: int | None = None, by: User, at: datetime
) -> QualityCheck:
    """Record that a response was read (QualityCheck.Outcome), and what the agency is asked for. Another answer is the agency's.

    after: the key of the last check that the person saw, which this one takes the place of; None for none.
    Raises Refused, ValidationError.
    """
    insist(may_coordinate(by, at=at))
    # Held, so that of two at once the second is told that the first checked it.
    Part.objects.select_for_update(of=("self",)).get(pk=response.part_id)
    last = response.quality_checks.values_list("pk", flat=True).last()
    if last != after or not latest_of_agencies().filter(pk=response.pk).exists():
        raise ValidationError(gettext("It was checked, or the agency has said something else since. Look again."))
    shown = {"audience": response.audience, "marking": response.marking}
    return write(QualityCheck(response=response, outcome=outcome, reason=reason, **shown), by=by, at=at)
