"""Gaps that somebody waived, with who, why and until when; now or then."""

from django.db.models import Q

from ...models import GapWaiver
from ...models.gaps import waivers_in_force
from ...models.visibility import withheld
from ..first_rows import FirstRows, first_rows
from ..standings import Standings

SHOWN = 25


def waivers(asked: Standings) -> FirstRows[GapWaiver]:
    """The first waivers in force on what may be seen, those that end soonest first; each says whether its words are `withheld`."""
    visible = Q(action__in=asked.actions().values("action"))
    visible |= Q(recommendation__in=asked.recommendations().values("recommendation"))
    found = waivers_in_force(asked.today, asked.as_at).filter(visible)
    found = found.annotate(withheld=withheld(GapWaiver, asked.user, asked.now))
    related = ("recorded_by", "part__recommendation", "recommendation__inspection")
    return first_rows(found.select_related(*related).order_by("until", "pk"), SHOWN)
