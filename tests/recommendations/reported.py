"""A report of our own words, as it is read and decided on in the tests."""

from django.core.files.uploadedfile import SimpleUploadedFile

from inspections.models import Inspection
from recommendations.services import drafts, reports
from safeguarding.lib.readers.reports import pages_of_text
from tests.factories import InspectionFactory
from tests.moments import NOW

NAME = "report.txt"
SEE, REVIEW, TRAIN = (
    "We recommend that the force immediately ensures that officers see every child in the house.",
    "We recommend that, within three months, the force reviews how it shares information, including:",
    "We recommend that, within six months, the force trains every custody sergeant.",
)
PARTS = ("at the first call", "at each later meeting.")
REPORT = f"""Initial contact

Officers do not always see the children of a house that they are called to.

{SEE}

Information

{REVIEW}
• {PARTS[0]};
• {PARTS[1]}

Police detention

{TRAIN}

Next steps

Within six weeks of the publication of this report, the inspectorate will require an update from the force.
"""
THREE = f"Recommendations\n\n{SEE}\n\n{TRAIN}\n\nWe recommend that the force publishes its figures each year.\n"
ONE = f"Recommendations\n\n{SEE}\n"


def report(words=REPORT, name=NAME):
    """The report as it is sent."""
    return SimpleUploadedFile(name, words.encode(), content_type="text/plain")


def begun(cast, words=REPORT, *, inspection: Inspection | None = None, at=NOW):
    """A reading of it, by the coordinator."""
    inspection = inspection or InspectionFactory()
    data = {"name": NAME, "data": words.encode(), "inspection": inspection}
    return reports.begin(pages_of_text(words), **data, by=cast.coordinator, at=at).reading


def draft(reading, order):
    """The draft that stands in this place, as it is now."""
    return reading.drafts.get(order=order)


def choose(reading, choice, *orders, by, at=NOW):
    """Keep or discard the drafts in these places; all that there are for none."""
    meant = reading.drafts.filter(order__in=orders) if orders else reading.drafts.all()
    return drafts.choose(reading, choice, versions={each.pk: each.version for each in meant}, by=by, at=at)
