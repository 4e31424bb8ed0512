"""The papers to an inspectorate: the update on an inspection, and packs for a revisit by inspection or theme."""

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from inspections.models import Theme
from safeguarding.accesses import shown
from safeguarding.lib.dates import london_date
from safeguarding.lib.words import counted

from ..packs.editions import KINDS
from ..packs.for_inspectorate import inspectorate_update, revisit_pack
from ..permissions import insist, may_print_for_inspectorate
from ..selectors.packs.for_inspectorate import MOST, for_inspectorate
from ..selectors.register import visible_inspections
from .as_at import asked_at
from .downloads import headers, refused
from .long_work import made_by_worker

PAPERS = {"update": inspectorate_update, "revisit": revisit_pack}
CALLED = {"update": "Update for the inspectorate", "revisit": "Pack for a revisit"}
ON_PAPER = {kind: KINDS[kind] for kind in ("docx", "pdf")}


@require_GET
def revisit_packs(request: HttpRequest) -> HttpResponse:
    """The packs for a revisit by theme; those by inspection are on the page of each."""
    insist(may_print_for_inspectorate(request.user, at=request.now))
    return render(request, "recommendations/revisit_packs.html", {"themes": Theme.objects.all(), "kinds": ON_PAPER})


@require_GET
def of_inspection(request: HttpRequest, slug: str, paper: str, kind: str) -> HttpResponse:
    """One of the two papers on an inspection, now or as it stood at `?at=`."""
    insist(may_print_for_inspectorate(request.user, at=request.now))
    if paper not in PAPERS:
        raise Http404
    at_form, asked = asked_at(request)
    if at_form.errors:  # today must not pass for a past day
        return refused(at_form.errors)
    visible = visible_inspections(request.user, now=request.now, as_at=asked.as_at)
    inspection = get_object_or_404(visible, slug=slug)

    def made(found, at):
        return PAPERS[paper](found, to=inspection.body.name, about=inspection.title, at=at)

    called = f"{CALLED[paper]}, {inspection}"
    return _file(request, asked, {"inspection": inspection.id}, made, f"{paper}-{slug}", kind, called, inspection)


@require_GET
def of_theme(request: HttpRequest, slug: str, kind: str) -> HttpResponse:
    """The pack for a revisit on a theme, of every inspection that the person sees, now or as it stood at `?at=`."""
    insist(may_print_for_inspectorate(request.user, at=request.now))
    at_form, asked = asked_at(request)
    if at_form.errors:
        return refused(at_form.errors)
    theme = get_object_or_404(Theme, slug=slug)

    def made(found, at):
        return revisit_pack(found, to="", about=theme.name, at=at)

    return _file(request, asked, {"theme": theme.pk}, made, f"revisit-{slug}", kind, f"{CALLED['revisit']}, {theme}")


def _file(request, asked, of, made, name, kind, called, inspection=None):
    """The paper of the recommendations that `of` names, which are of one `inspection` or of several, as a file; `made` lays it out."""
    if kind not in ON_PAPER:
        raise Http404
    number = asked.recommendations().filter(**of).count()
    if number > MOST:
        there = counted(number, "recommendation")
        return refused({"": [f"There are {there}, and a paper holds {MOST}. Print one for each inspection instead."]})
    at, file = asked.as_at or asked.now, ON_PAPER[kind]

    def written(count):
        paper = made(for_inspectorate(asked, Q(**of), inspection), at)
        shown(request, paper.marking)
        sent = headers(f"{name}-{london_date(at)}.{kind}")
        return HttpResponse(file.write(paper), content_type=file.content_type, headers=sent)

    return made_by_worker(request, written, called=f"{called}, {file.name}")
