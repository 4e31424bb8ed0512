"""The words of partner agencies on the parts of a Register, now or as they had said it; and those that wait for an agency."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, Prefetch, QuerySet, prefetch_related_objects

from inspections.models import AgencyConcerned
from safeguarding.as_at import recorded
from safeguarding.roles import authority

from ..models import AgencyResponse, Part, QualityCheck
from ..models.partners import latest_of_agencies
from ..models.visibility import withheld
from .prepared import prepared
from .register_keys import RegisterKeys
from .register_rows import OfAgency, Register
from .standings import Standings


@dataclass(frozen=True)
class ForAgency:
    """All that waits for an agency of the reader's: see asked_to_say_more() and without_response()."""

    say_more: list[QualityCheck]
    without_response: list[AgencyConcerned]


def waits_for_agency(asked: Standings) -> ForAgency | None:
    """The ForAgency of the reader; None for who speaks for none. Two queries."""
    if not _agencies(asked):
        return None
    return ForAgency(list(asked_to_say_more(asked)), list(without_response(asked)))


def add_agency_responses(register: Register, asked: Standings) -> None:
    """Give each part of the register its `agencies`, by their names, each response with_checks(). One query; two with responses."""
    found = _responses(asked, **register.keys.only._asdict())
    prefetch_related_objects(found, _checks(asked.as_at))
    by_part = defaultdict(dict)
    for response in found:
        of_agency = by_part[response.part_id].setdefault(response.agency_id, OfAgency(response))
        if of_agency.last is not response:
            of_agency.earlier.append(response)
    for key, agencies in by_part.items():
        register.parts[key].agencies = list(agencies.values())


@prepared
def _responses(asked, *, kept, key):
    responses = recorded(AgencyResponse, asked.as_at).filter(
        part__recommendation__in=RegisterKeys(asked, kept, key).asked
    )
    responses = responses.annotate(withheld=withheld(AgencyResponse, asked.user, asked.now))
    return responses.select_related("agency", "recorded_by").order_by("agency__name", "-recorded_at", "-pk")


def with_checks(responses: QuerySet[AgencyResponse], at: datetime | None = None) -> QuerySet[AgencyResponse]:
    """The responses, each with its `checks` recorded by `at` (None: by now), of which the last counts; for agency_response.html."""
    return responses.select_related("agency", "recorded_by").prefetch_related(_checks(at))


def _checks(at):
    checks = recorded(QualityCheck, at).select_related("recorded_by")
    return Prefetch("quality_checks", checks, to_attr="checks")


def without_response(asked: Standings) -> QuerySet[AgencyConcerned]:
    """Each report that concerns an agency of the reader's, asks something of others than the force, and of which it has said nothing."""
    of_report = {"part__recommendation__inspection": OuterRef("inspection")}
    responses = AgencyResponse.objects.filter(agency=OuterRef("agency"), **of_report)
    parts = Part.objects.filter(recommendation__inspection=OuterRef("inspection"), ended_at=None)
    concerned = AgencyConcerned.objects.filter(agency__in=_agencies(asked), inspection__in=asked.inspections)
    concerned = concerned.filter(~Exists(responses), Exists(parts.exclude(ours=True, addressees="")), ended_at=None)
    return concerned.select_related("inspection", "agency").order_by("pk")


def asked_to_say_more(asked: Standings) -> QuerySet[QualityCheck]:
    """The checks by which an agency of the reader's is asked to say more, and has not since."""
    checks = QualityCheck.objects.visible_to(asked.user, asked.now).filter(outcome=QualityCheck.Outcome.ASKED)
    later = QualityCheck.objects.filter(response=OuterRef("response"), pk__gt=OuterRef("pk"))
    theirs = checks.filter(~Exists(later), response__in=latest_of_agencies().filter(agency__in=_agencies(asked)))
    return theirs.select_related("response__agency", "response__part__recommendation__inspection").order_by("pk")


def _agencies(asked):
    return authority(asked.user, asked.now).agencies
