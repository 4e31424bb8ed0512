"""Targets that slipped: a later date was asked for and agreed; how often, by how many days, why, and who agreed."""

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from safeguarding.as_at import not_yet, recorded

from ..models import DeadlineRequest
from ..models.deadlines import AGREED_ON
from .standings import Standings

ANY = "any"  # reason


def extensions(asked: Standings) -> QuerySet[DeadlineRequest]:
    """The requests of which a later target than there was had been agreed, each with the day `agreed_on`.

    A first date, or an earlier one, is no extension.
    """
    agreed = ~not_yet("decision", asked.as_at) & Q(decision__agreed=True)
    requests = recorded(DeadlineRequest, asked.as_at).filter(agreed).annotate(agreed_on=AGREED_ON)
    return requests.filter(agreed_on__gt=F("previous_on"))


def has_slipped(because: str, asked: Standings) -> Q:
    """A condition on actions: their target slipped, for this reason or ANY."""
    of_it = extensions(asked).filter(action=OuterRef("action"))
    return Q(Exists(of_it if because == ANY else of_it.filter(because=because)))
