"""A row in every table that is written once, for the tests that try all of them."""

import pytest

from inspections.services import concern_agency, name_early_reader
from safeguarding.models import AccessLogEntry, Seal, SealTimestamp, Verification
from tests.everything import record_everything
from tests.factories import InspectionFactory
from tests.moments import OPENED
from tests.walk import DECIDED, recommendation


@pytest.fixture
def everything(cast):
    """At least one row in every table that is written once."""
    inspection = InspectionFactory()  # its clocks make milestones
    name_early_reader(inspection, cast.owner, by=cast.coordinator, at=OPENED)
    concern_agency(inspection, cast.agency, by=cast.coordinator, at=OPENED)
    record_everything(cast, recommendation(cast, "a", "b", inspection=inspection))
    AccessLogEntry.objects.create(at=DECIDED, kind="signed-in", address="127.0.0.1")
    Seal.objects.create(size=1, sealed_at=DECIDED, note="-", frontier=b"-")
    SealTimestamp.objects.create(size=1, given_at=DECIDED, answer="-")
    Verification.objects.create(verified_at=DECIDED, leaves=1, sealed=1, found=0, words=[])
