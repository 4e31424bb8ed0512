"""Questions on a recommendation or a part of it: they move nothing and block nothing, and need no action."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.utils.translation import gettext

from safeguarding.history import verb, write
from safeguarding.lib.dates import london_date
from safeguarding.models import Audience, User
from safeguarding.models.people import Role
from safeguarding.roles import has_role

from ..models import Part, Question, Recommendation
from ..permissions import insist, may_ask_about, may_settle


@verb()
def ask_about(
    recommendation: Recommendation,
    text: str,
    *,
    part: Part | None = None,
    answer_by: date | None = None,
    follows: Question | None = None,
    by: User,
    at: datetime,
) -> Question:
    """Ask about a recommendation, or one part of it. The answer is its issue owner's, or the coordinator's where it has none.

    follows: the question whose answer was not enough; the new one takes its place, for the same part.
    Raises Refused, ValidationError.
    """
    insist(may_ask_about(by, at=at))
    if follows:
        insist(may_settle(by, follows, at=at))
        if follows.recommendation_id != recommendation.pk:
            raise ValidationError(gettext("That question was asked about another recommendation."))
        part = follows.part
    if part and part.recommendation_id != recommendation.pk:
        raise ValidationError({"part": gettext("Select a part of this recommendation")})
    question = Question(
        recommendation=recommendation,
        part=part,
        text=text,
        answer_by=answer_by,
        asked_on=london_date(at),
        follows=follows,
        audience=_audience(recommendation, by, at),
        marking=recommendation.inspection.marking,
    )
    return write(question, by=by, at=at)


def _audience(recommendation, by, at):
    """That of the inspection; the OPCC's question is for the OPCC at least, or they could never read the answer."""
    audience = Audience(recommendation.inspection.audience)
    if audience == Audience.FORCE and not has_role(by, Role.DCC, at=at):
        return Audience.OPCC
    return audience
