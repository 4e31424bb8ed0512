"""The words of partner agencies on the parts of a Register, now or as they had said it."""

from collections import defaultdict

from safeguarding.as_at import recorded

from ..models import AgencyResponse
from ..models.visibility import withheld
from .register_rows import OfAgency, Register
from .standings import Standings


def add_agency_responses(register: Register, asked: Standings) -> None:
    """Give each part of the register its `agencies`, by their names; each response says how it was `checked`. One query."""
    said = recorded(AgencyResponse, asked.as_at).filter(part__recommendation__in=register.asked)
    said = said.annotate(withheld=withheld(AgencyResponse, asked.user, asked.now))
    found = said.select_related("agency", "recorded_by", "quality_check__recorded_by").order_by(
        "agency__name", "-recorded_at", "-pk"
    )
    by_part = defaultdict(dict)
    for response in found:
        check = getattr(response, "quality_check", None)
        response.checked = check if check and (asked.as_at is None or check.recorded_at <= asked.as_at) else None
        of_agency = by_part[response.part_id].setdefault(response.agency_id, OfAgency(response))
        if of_agency.last is not response:
            of_agency.earlier.append(response)
    for key, agencies in by_part.items():
        register.parts[key].agencies = list(agencies.values())
