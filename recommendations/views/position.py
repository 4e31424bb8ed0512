"""The OPCC's view: the position, and the progress report of one inspection, now or as they stood."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from inspections.models import Inspection

from ..forms.as_at import AsAtForm
from ..selectors.figures import Addresses
from ..selectors.inspections.readers import embargoes
from ..selectors.position import page as positions
from ..selectors.position import progress_report as reports
from ..selectors.standings import Standings
from .downloads import FORMS, KINDS


@require_GET
def position(request: HttpRequest) -> HttpResponse:
    """Where the register stands for this person: recommendations, deadlines, scrutiny, owners."""
    form = AsAtForm(request.GET, now=request.now)
    page = request.GET.get("page", "1")
    found = positions.position(request.user, now=request.now, as_at=form.moment, page=page)
    context = {"form": form, "as_at": form.moment, "position": found, "query": Addresses(form.moment).query}
    return render(request, "recommendations/position.html", context)


@require_GET
def progress_report(request: HttpRequest, slug: str) -> HttpResponse:
    """Recommendation, action, state, update and scrutiny of one inspection, in the order of its report."""
    form = AsAtForm(request.GET, now=request.now)
    try:
        found = reports.progress_report(request.user, slug, now=request.now, as_at=form.moment)
    except Inspection.DoesNotExist:
        raise Http404 from None
    asked = Standings(request.user, now=request.now, as_at=form.moment)
    context = {"form": form, "as_at": form.moment, "report": found, "marking": found.marking}
    published_on = found.inspection.published_on
    context |= {"embargoes": embargoes([found.inspection], asked), "forms": FORMS, "kinds": KINDS}
    context["unpublished"] = published_on is not None and published_on > asked.today
    return render(request, "recommendations/progress_report.html", context)
