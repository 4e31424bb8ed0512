"""Which of a person's work stands on an inspection, so that it cannot be withdrawn."""

from django.db.models import Q
from django.utils.text import get_text_list

from inspections.models import Inspection
from safeguarding.lib.words import counted

from ...models import PlanInspection


def stands_on(inspection: Inspection) -> str:
    """A sentence that says why an inspection cannot be withdrawn; "" where nothing was built on it. Four queries."""
    in_force = PlanInspection.objects.filter(inspection=inspection, document__withdrawal=None)
    built = [
        (inspection.recommendations.filter(withdrawn_at=None).count(), "recommendation"),
        (inspection.report_documents.count(), "recorded report"),
        (inspection.report_readings.filter(finished_at=None).count(), "report that is being read"),
        (in_force.count(), "accepted plan"),
        (inspection.milestones.exclude(Q(done_on=None) & Q(done_words="")).count(), "milestone that was met"),
    ]
    said = [counted(number, noun) if number == 1 else _several(number, noun) for number, noun in built if number]
    return f"It cannot be withdrawn: {get_text_list(said, 'and')} would be left without it." if said else ""


def _several(number, noun):
    """ "3 reports that are being read": the noun stands before its clause."""
    first, _, clause = noun.partition(" that ")
    many = {"is being read": "are being read", "was met": "were met"}.get(clause, "")
    return counted(number, first) + (f" that {many}" if many else "")
