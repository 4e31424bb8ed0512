"""Inspections: the list, one with what it found, its release to the OPCC."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_GET

from inspections.models import Inspection
from inspections.permissions import may_put_right, may_register, may_release
from inspections.services import release_to_opcc
from safeguarding.models import Marking
from safeguarding.models.people import Role
from safeguarding.roles import has_role, insist

from ..filters import InspectionFilter
from ..permissions import may_check_inspection, may_coordinate, may_print_for_inspectorate
from ..selectors.inspections.changes import changes
from ..selectors.inspections.findings import findings
from ..selectors.inspections.list import inspection_rows
from ..selectors.inspections.page import inspection_page
from ..selectors.register import visible_inspections
from .as_at import asked_at, not_there, page_of_then
from .downloads import FORMS, KINDS
from .form_page import reads_and_writes
from .pagination import listed


@require_GET
def inspection_list(request: HttpRequest) -> HttpResponse:
    """The inspections that a person may see, filtered and sorted, now or as they stood."""
    _, standings, shown = listed(request, InspectionFilter)
    rows = inspection_rows(shown["page"].object_list, standings)
    shown |= {
        "rows": rows,
        "registers": standings.as_at is None and may_register(request.user, at=request.now),
    }
    marking = Marking.highest(row.inspection.marking for row in rows).label
    return render(request, "recommendations/inspection_list.html", shown | {"marking": marking})


@require_GET
def inspection_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """One inspection: its facts and milestones, and what it found; now or as it stood, when nothing is done."""
    at_form, asked = asked_at(request)
    visible = visible_inspections(request.user, now=request.now, as_at=asked.as_at)
    inspection = visible.filter(slug=slug).first()
    if inspection is None:
        today = Inspection.objects.visible_to(request.user, request.now).filter(slug=slug)
        return not_there(request, asked, today)
    context = {
        "inspection": inspection,
        "page": inspection_page(inspection, asked),
        "changes": changes(inspection, asked),
        "put_right": asked.as_at is None and may_put_right(request.user, at=request.now),
        "sets_checks": asked.as_at is None and may_check_inspection(request.user, at=request.now),
        "findings": findings(inspection, asked),
        "release": may_release(request.user, at=request.now),
        "coordinates": asked.as_at is None and may_coordinate(request.user, at=request.now),
        "assures": asked.as_at is None and has_role(request.user, Role.OPCC, at=request.now),
        "prints": bool(may_print_for_inspectorate(request.user, at=request.now)),
        "forms": FORMS,
        "kinds": KINDS,
        "marking": inspection.get_marking_display(),
    }
    return render(request, "recommendations/inspection_detail.html", context | page_of_then(at_form))


@reads_and_writes
def release(request: HttpRequest, slug: str) -> HttpResponse:
    """Let the OPCC see an inspection from now on, after asking once."""
    inspection = _inspection(request, slug)
    insist(may_release(request.user, at=request.now))
    embargo = inspection.opens_at() if inspection.is_under_embargo(request.now) else None
    if inspection.released_at is None and request.method == "POST":
        release_to_opcc(inspection, by=request.user, at=request.now)
        can_see = gettext("The OPCC can see this inspection now.")
        messages.success(
            request, gettext("The OPCC can see this inspection once its embargo ends.") if embargo else can_see
        )
    if inspection.released_at:
        return redirect("inspection-detail", slug)
    context = {"inspection": inspection, "embargo": embargo, "marking": inspection.get_marking_display()}
    return render(request, "recommendations/inspection_release.html", context)


def _inspection(request: HttpRequest, slug: str) -> Inspection:
    visible = Inspection.objects.visible_to(request.user, request.now).select_related("body", "kind")
    return get_object_or_404(visible, slug=slug)
