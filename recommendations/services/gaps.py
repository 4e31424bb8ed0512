"""A severe gap of the plan is waived until a day, with the reason; and a waiver is taken back."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.utils.translation import gettext

from safeguarding.history import verb, write
from safeguarding.lib.dates import add_months, london_date
from safeguarding.models import User

from ..models import Action, GapWaiver, GapWaiverTakenBack, Part, Recommendation
from ..models.gaps import waivers_in_force
from ..permissions import insist, may_waive
from ..workflow import WAIVABLE, Gap

LONGEST = 12  # months: our convention, so that somebody looks at it again


@verb()
def waive(
    gap: Gap, thing: Action | Recommendation | Part, *, reason: str, until: date, by: User, at: datetime
) -> GapWaiver:
    """Waive a gap of an action, a recommendation or a part, until and including a day. Raises Refused, ValidationError."""
    part = thing if isinstance(thing, Part) else None
    on = part.recommendation if part else thing
    insist(may_waive(by, on, at=at))
    today = london_date(at)
    if gap not in WAIVABLE:
        raise ValidationError(gettext("This gap cannot be waived: put it right."))
    if not today < until <= add_months(today, LONGEST):
        raise ValidationError(
            {"until": gettext("The date must be after today, and within %(months)s months") % {"months": LONGEST}}
        )
    # Held, so that of two at once the second is told that the first waived it.
    type(on).objects.select_for_update(of=("self",)).get(pk=on.pk)
    where = {"action": on} if isinstance(on, Action) else {"recommendation": on, "part": part}
    if waivers_in_force(today).filter(gap=gap, **where).exists():
        raise ValidationError(gettext("Somebody else waived it while you were writing."))
    shown = on if isinstance(on, Action) else on.inspection
    audience = {"audience": shown.audience, "marking": shown.marking}
    return write(GapWaiver(gap=gap, reason=reason, until=until, **where, **audience), by=by, at=at)


@verb()
def take_back_waiver(waiver: GapWaiver, *, reason: str, by: User, at: datetime) -> GapWaiverTakenBack:
    """Take a waiver back. Raises Refused, ValidationError."""
    insist(may_waive(by, waiver.action or waiver.recommendation, at=at))
    if not waivers_in_force(london_date(at)).filter(pk=waiver.pk).exists():
        raise ValidationError(gettext("This waiver has ended already."))
    taken_back = GapWaiverTakenBack(waiver=waiver, reason=reason, audience=waiver.audience, marking=waiver.marking)
    return write(taken_back, by=by, at=at)
