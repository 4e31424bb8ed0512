"""Which of a person's work stands on an inspection, so that it cannot be withdrawn."""

from django.db.models import Q
from django.utils.text import get_text_list
from django.utils.translation import gettext, ngettext

from inspections.models import Inspection
from safeguarding.lib.languages import counted

from ...models import PlanInspection


def stands_on(inspection: Inspection) -> str:
    """A sentence that says why an inspection cannot be withdrawn; "" where nothing was built on it. Four queries."""
    in_force = PlanInspection.objects.filter(inspection=inspection, document__withdrawal=None)
    readings = inspection.report_readings.filter(finished_at=None).count()
    met = inspection.milestones.exclude(Q(done_on=None) & Q(done_words="")).count()
    reading = ngettext("%(number)s report that is being read", "%(number)s reports that are being read", readings)
    met_words = ngettext("%(number)s milestone that was met", "%(number)s milestones that were met", met)
    recommended, read = (
        inspection.recommendations.filter(withdrawn_at=None).count(),
        inspection.report_documents.count(),
    )
    built = [
        (recommended, counted(recommended, "recommendation")),
        (read, counted(read, "recorded report")),
        (readings, reading % {"number": readings}),
        (plans := in_force.count(), counted(plans, "accepted plan")),
        (met, met_words % {"number": met}),
    ]
    found = get_text_list([words for number, words in built if number], gettext("and"))
    return gettext("It cannot be withdrawn: %(things)s would be left without it.") % {"things": found} if found else ""
