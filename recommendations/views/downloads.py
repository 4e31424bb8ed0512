"""The plan of an inspection to take away: as the action form or the progress table, in three kinds of file."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_GET

from inspections.models import Inspection
from safeguarding.lib.dates import london_date
from safeguarding.lib.table_documents import write_docx
from safeguarding.lib.table_files import write_csv, write_xlsx

from ..packs.action_form import action_form
from ..packs.progress_table import progress_table
from ..selectors.plan import plan_rows

FORMS = {"action-form": action_form, "progress-table": progress_table}
OFFICE = "application/vnd.openxmlformats-officedocument"
KINDS = {
    "xlsx": (write_xlsx, f"{OFFICE}.spreadsheetml.sheet"),
    "docx": (write_docx, f"{OFFICE}.wordprocessingml.document"),
    "csv": (write_csv, "text/csv; charset=utf-8"),
}


@require_GET
def plan(request, slug, form, kind):
    """The plan as it stands for this person, as a file."""
    if form not in FORMS or kind not in KINDS:
        raise Http404
    visible = Inspection.objects.visible_to(request.user, request.now).select_related("body")
    inspection = get_object_or_404(visible, slug=slug)
    rows = plan_rows(inspection, request.user, request.now)
    write, content_type = KINDS[kind]
    name = f"{slug}-{form}-{london_date(request.now)}.{kind}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    contents = FORMS[form](inspection, rows, at=request.now)
    return HttpResponse(write(contents), content_type=content_type, headers=headers)
