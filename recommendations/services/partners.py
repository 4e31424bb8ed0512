"""The responses of partner agencies, each agency's its own; what was wrong is mended by saying it anew."""

from datetime import date, datetime

from safeguarding.history import verb, write
from safeguarding.models import Agency, User
from safeguarding.roles import Ruling

from ..models import AgencyResponse, Part
from ..permissions import insist, may_respond_for_agency
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
        insist(Ruling(("You do not speak for this agency, or the inspection does not concern it.",)))
    inspection = part.recommendation.inspection
    said = {"position": position, "text": text, "said_on": said_on}
    shown = {"audience": inspection.audience, "marking": inspection.marking}
    return write(AgencyResponse(part=part, agency=agency, **said, **shown), by=by, at=at)
