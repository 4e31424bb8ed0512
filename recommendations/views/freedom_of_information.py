"""An answer under the Freedom of Information Act: every recommendation by body and year with its response, as the public may read it."""

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from safeguarding.lib.dates import london_date
from safeguarding.lib.write_tables import csv_lines

from ..forms.freedom_of_information import FreedomOfInformationForm
from ..packs.answers import answer_paper, answer_table
from ..permissions import insist, may_read_meetings
from ..selectors.packs.public_register import PublicRegister, counted_by_body
from .downloads import KINDS, headers, refused
from .long_work import made_by_worker

ON_PAPER = 1_000  # findings and recommendations in a Word file: more are taken as a table


def asked_for(request: HttpRequest) -> tuple[FreedomOfInformationForm, PublicRegister]:
    """The question of the address, and the register of it. Raises Refused."""
    insist(may_read_meetings(request.user, at=request.now))
    form = FreedomOfInformationForm(request.GET, at=request.now)
    return form, PublicRegister(at=request.now, only=form.only)


@require_GET
def freedom_of_information(request: HttpRequest) -> HttpResponse:
    """How much there is of each body and year, and the answer to take away."""
    form, register = asked_for(request)
    counts = counted_by_body(register)
    total = sum(one.asked for one in counts)
    context = {
        "form": form,
        "counts": counts,
        "total": total,
        "most": ON_PAPER,
        "on_paper": total <= ON_PAPER,
        "undated": register.undated().count(),
    }
    return render(request, "recommendations/freedom_of_information.html", context)


@require_GET
def csv(request: HttpRequest) -> HttpResponse | StreamingHttpResponse:
    """The answer as a table, made report by report while it is sent."""
    form, register = asked_for(request)
    if form.errors:
        return refused(form.errors)
    lines = csv_lines(answer_table(register.inspections(), at=request.now))
    return StreamingHttpResponse(lines, content_type=KINDS["csv"].content_type, headers=headers(_name(request, "csv")))


@require_GET
def paper(request: HttpRequest) -> HttpResponse:
    """The answer as a Word file."""
    form, register = asked_for(request)
    if form.errors:
        return refused(form.errors)
    if sum(one.asked for one in counted_by_body(register)) > ON_PAPER:
        return refused(
            {"": [f"More than {ON_PAPER:,} are too many for a Word file. Choose fewer years, or take the CSV."]}
        )
    file = KINDS["docx"]

    def made(count):
        table = answer_paper(register.inspections(), asked=form.words, at=request.now)
        return HttpResponse(file.write(table), content_type=file.content_type, headers=headers(_name(request, "docx")))

    return made_by_worker(request, made, called="Answer to a freedom of information request, Word")


def _name(request, kind):
    return f"recommendations-{london_date(request.now)}.{kind}"
