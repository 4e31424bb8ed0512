"""The papers to an inspectorate made anew, now or as at a past day; they are issued in inspectorate_papers."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from inspections.models import Inspection, Theme
from safeguarding.accesses import shown
from safeguarding.lib.dates import london_date

from ..models import Pack
from ..packs.for_inspectorate import DRAFT
from ..packs.inspectorate_editions import FORMS, laid_out, name_of
from ..permissions import insist, may_print_for_inspectorate
from ..selectors.inspections.readers import embargoes
from ..selectors.packs.inspectorate_paper import TOO_MANY, Prepared, gather, reports_of, too_many
from ..selectors.register import visible_inspections
from .as_at import asked_at
from .downloads import headers, refused
from .long_work import made_by_worker

Paper = Pack.Paper


@require_GET
def revisit_packs(request: HttpRequest) -> HttpResponse:
    """The packs for a revisit by theme; those by inspection are on the page of each."""
    insist(may_print_for_inspectorate(request.user, at=request.now))
    context = {"themes": Theme.objects.all(), "kinds": FORMS[Paper.REVISIT].kinds}
    return render(request, "recommendations/revisit_packs.html", context)


@require_GET
def of_inspection(request: HttpRequest, slug: str, paper: str, kind: str) -> HttpResponse:
    """One of the two papers on an inspection, now or as it stood at `?at=`. 404 for another paper."""
    insist(may_print_for_inspectorate(request.user, at=request.now))
    if paper not in FORMS:
        raise Http404
    at_form, asked = asked_at(request)
    if at_form.errors:  # today must not pass for a past day
        return refused(at_form.errors)
    visible = visible_inspections(request.user, now=request.now, as_at=asked.as_at)
    inspection = get_object_or_404(visible, slug=slug)

    return _file(request, asked, Paper(paper), inspection, (inspection.body.name, inspection.title), kind)


@require_GET
def of_theme(request: HttpRequest, slug: str, kind: str) -> HttpResponse:
    """The pack for a revisit on a theme, of every inspection that the person sees, now or as it stood at `?at=`."""
    insist(may_print_for_inspectorate(request.user, at=request.now))
    at_form, asked = asked_at(request)
    if at_form.errors:
        return refused(at_form.errors)
    theme = get_object_or_404(Theme, slug=slug)
    return _file(request, asked, Paper.REVISIT, theme, ("", theme.name), kind)


def _file(request, asked, paper, about, named, kind):
    """A paper about an inspection or a theme as a file. named: to whom it goes, and what that is called."""
    file = FORMS[paper].kinds.get(kind)
    if file is None:
        raise Http404
    if number := too_many(about, asked):
        return refused({"": [TOO_MANY.format(number)]})
    at = asked.as_at or asked.now

    def written(count):
        reports = reports_of(about, asked)
        prepared = Prepared(*named, gather(about, reports, at=asked.now, as_at=asked.as_at))
        closed = embargoes(Inspection.objects.filter(pk__in=reports), asked)
        shown(request, prepared.found.marking)
        made = laid_out(paper, prepared, at=at, issued=" ".join((DRAFT, *closed)))
        sent = headers(name_of(paper, about.slug, kind, on=london_date(at)))
        return HttpResponse(
            file.write(made),
            content_type=file.content_type,
            headers=sent,
        )

    return made_by_worker(request, written, called=f"{paper.label}, {about}, {file.name}")
