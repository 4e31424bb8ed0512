"""Files to take away: the plan of an inspection, in two forms and three kinds; the papers of a session; the actions as CSV."""

from collections.abc import Callable
from typing import NamedTuple

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBadRequest, StreamingHttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_GET

from safeguarding.accesses import shown
from safeguarding.lib.dates import london_date
from safeguarding.lib.writers.file_kinds import CSV, EXCEL, PDF, WORD, Kind
from safeguarding.lib.writers.tables import csv_lines

from ..filters import ActionFilter
from ..forms.as_at import AsAtForm
from ..models import ScrutinySession
from ..packs.action_csv import action_list
from ..packs.action_form import action_form, empty_form
from ..packs.progress_table import progress_table
from ..packs.session import minutes, pre_read
from ..permissions import insist, may_coordinate, may_read_session
from ..selectors.actions.list import every_action_row, highest_marking
from ..selectors.inspections.readers import embargoes, embargoes_on
from ..selectors.plan_export import plan_rows
from ..selectors.register import visible_inspections
from ..selectors.sessions.page import session_page
from ..selectors.standings import Standings
from .as_at import asked_at
from .long_work import made_by_worker


class Form(NamedTuple):
    """A form in which a plan can be taken away; `holds` is said beside its name."""

    name: str
    holds: str
    contents: Callable


FORMS = {
    "action-form": Form(gettext_noop("Action form"), gettext_noop("who does what by when"), action_form),
    "progress-table": Form(gettext_noop("Progress table"), gettext_noop("how far each action is"), progress_table),
}
SESSION_PAPERS = {"pre-read": pre_read, "minutes": minutes}
KINDS = {
    "xlsx": Kind("Excel", "tables:write_xlsx", EXCEL),
    "docx": Kind("Word", "docx:write_docx", WORD),
    "csv": Kind("CSV", "tables:write_csv", CSV),
}
# Of a session's papers, which nobody computes with.
PAPER_KINDS = {"docx": KINDS["docx"], "pdf": Kind("PDF", "pdf:write_pdf", PDF)}


@require_GET
def empty_plan(request: HttpRequest, kind: str) -> HttpResponse:
    """The action form with nothing in it, to be filled in and brought in. 404 for a kind of file that it is not made as."""
    if kind not in ("xlsx", "docx"):
        raise Http404
    insist(may_coordinate(request.user, at=request.now))
    file = KINDS[kind]
    contents = file.write(empty_form(at=request.now))
    return HttpResponse(contents, content_type=file.content_type, headers=headers(f"action-form.{kind}"))


@require_GET
def plan(request: HttpRequest, slug: str, form: str, kind: str) -> HttpResponse:
    """The plan as it stands for this person, or as it stood at `?at=`, as a file. 400 where that is no past moment, 404 for another
    form or kind of file."""
    if form not in FORMS or kind not in KINDS:
        raise Http404
    asked = AsAtForm(request.GET, now=request.now)
    if asked.errors:  # today's plan must not pass for one of the past
        return refused(asked.errors)
    at = asked.moment or request.now
    visible = visible_inspections(request.user, now=request.now, as_at=asked.moment)
    inspection = get_object_or_404(visible, slug=slug)
    file = KINDS[kind]

    def made(count):
        rows = plan_rows(inspection, request.user, request.now, asked.moment)
        notices = embargoes([inspection], Standings(request.user, now=request.now, as_at=asked.moment))
        contents = FORMS[form].contents(inspection, rows, embargoes=notices, at=at)
        shown(request, contents.marking)
        name = headers(f"{slug}-{form}-{london_date(at)}.{kind}")
        return HttpResponse(file.write(contents), content_type=file.content_type, headers=name)

    return made_by_worker(request, made, called=f"{FORMS[form].name}, {inspection}, {file.name}")


@require_GET
def session(request: HttpRequest, pk: int, paper: str, kind: str) -> HttpResponse:
    """The pre-read or the minutes of a session of scrutiny, of what this person sees, as a Word file or a PDF."""
    found = get_object_or_404(ScrutinySession.objects.select_related("chair"), pk=pk)
    insist(may_read_session(request.user, found, at=request.now))
    file = PAPER_KINDS[kind]

    def made(count):
        contents = SESSION_PAPERS[paper](session_page(found, request.user, at=request.now), at=request.now)
        shown(request, contents.marking)
        name = headers(f"{paper}-{found.held_on}.{kind}")
        return HttpResponse(file.write(contents), content_type=file.content_type, headers=name)

    return made_by_worker(request, made, called=f"{paper.capitalize()} of the {found}, {file.name}")


@require_GET
def actions(request: HttpRequest) -> HttpResponse | StreamingHttpResponse:
    """The list of actions as its address asks for it, every page of it, as CSV. 400 where that cannot be understood."""
    at_form, standings = asked_at(request)
    asked = ActionFilter(request.GET, standings)
    if problems := at_form.errors | asked.form.errors:
        return refused(problems)
    at, marking = at_form.moment or request.now, highest_marking(asked.qs, standings)
    shown(request, marking)
    facts = {"marking": marking.label, "embargoes": embargoes_on(asked.qs, standings), "at": at}
    lines = csv_lines(action_list(every_action_row(asked.qs, standings), **facts))
    name = f"actions-{london_date(at)}.csv"
    return StreamingHttpResponse(lines, content_type=KINDS["csv"].content_type, headers=headers(name))


def refused(problems: dict[str, list[str]]) -> HttpResponseBadRequest:
    """The first problem of a form, as a plain page."""
    first = next(iter(problems.values()))[0]
    return HttpResponseBadRequest(first, content_type="text/plain; charset=utf-8")


def headers(name: str) -> dict[str, str]:
    """Those of a file to take away under a name."""
    # Not stored: what a file holds depends on who asks, and may be marked.
    return {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
