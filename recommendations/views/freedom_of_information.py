"""An answer under the Freedom of Information Act: every recommendation by body and year with its response, as the public may read it."""

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_GET

from safeguarding.lib.dates import london_date
from safeguarding.lib.writers.tables import csv_lines

from ..forms.as_at import AsAtForm
from ..forms.freedom_of_information import FreedomOfInformationForm
from ..packs.freedom_of_information import answer_paper, answer_table
from ..permissions import insist, may_read_meetings
from ..selectors.packs.public_register import PublicRegister, counted_by_body
from .as_at import asked_at, page_of_then
from .downloads import KINDS, headers, refused
from .long_work import made_by_worker

ON_PAPER = 1_000  # findings and recommendations in a Word file: more are taken as a table


def asked_for(request: HttpRequest) -> tuple[AsAtForm, FreedomOfInformationForm, PublicRegister]:
    """The moment and the question of the address, and the register of both. Raises Refused."""
    insist(may_read_meetings(request.user, at=request.now))
    at_form, _ = asked_at(request)
    of_then = {"at": request.now, "as_at": at_form.moment}
    form = FreedomOfInformationForm(request.GET, register=PublicRegister(**of_then))
    return at_form, form, PublicRegister(**of_then, only=form.only)


@require_GET
def freedom_of_information(request: HttpRequest) -> HttpResponse:
    """How much there is of each body and year, and the answer to take away."""
    at_form, form, register = asked_for(request)
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
    return render(request, "recommendations/freedom_of_information.html", context | page_of_then(at_form))


@require_GET
def csv(request: HttpRequest) -> HttpResponse | StreamingHttpResponse:
    """The answer as a table, made report by report while it is sent."""
    at_form, form, register = asked_for(request)
    if errors := at_form.errors or form.errors:  # today must not pass for a past day
        return refused(errors)

    def made(count):
        lines = csv_lines(answer_table(register.inspections(count), at=register.stood_at))
        name = headers(_name(register, "csv"))
        return StreamingHttpResponse(lines, content_type=KINDS["csv"].content_type, headers=name)

    return made_by_worker(request, made, called="Answer to a freedom of information request, CSV")


@require_GET
def paper(request: HttpRequest) -> HttpResponse:
    """The answer as a Word file."""
    at_form, form, register = asked_for(request)
    if errors := at_form.errors or form.errors:
        return refused(errors)
    if sum(one.asked for one in counted_by_body(register)) > ON_PAPER:
        return refused(
            {
                "": [
                    gettext("More than %(number)s are too many for a Word file. Choose fewer years, or take the CSV.")
                    % {"number": f"{ON_PAPER:,}"}
                ]
            }
        )
    file = KINDS["docx"]

    def made(count):
        table = answer_paper(register.inspections(count), asked=form.words, at=register.stood_at)
        return HttpResponse(file.write(table), content_type=file.content_type, headers=headers(_name(register, "docx")))

    return made_by_worker(request, made, called="Answer to a freedom of information request, Word")


def _name(register, kind):
    return f"recommendations-{london_date(register.stood_at)}.{kind}"
