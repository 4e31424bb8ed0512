"""One draft of a report: putting it right, merging it with another, splitting it; and adding one that was missed."""

from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, render

from ..forms.drafts import AddForm, DraftForm, MergeForm, SplitForm
from ..models import ReportDraft
from ..selectors.reports.reading import reading_page
from ..services import drafts
from .pagination import sent
from .reports import of_reading, to_draft

Choice = ReportDraft.Choice


@of_reading
def edit(request, reading, draft):
    """The whole of a draft, beside where it was found; save it, and keep it at once."""
    row, _ = _row(reading, draft)
    form = DraftForm(*sent(request), draft=row.draft)

    def send(by, at):
        choice = {"choice": Choice.KEPT} if request.POST.get("press") == Choice.KEPT else {}
        return drafts.revise(row.draft, version=form.cleaned_data["version"], **form.said(), **choice, by=by, at=at)

    return _letter(request, "draft", form, send, reading=reading, row=row, formset=form.rows)


@of_reading
def add(request, reading):
    """Add by hand what the reader missed."""
    form = AddForm(*sent(request), rows=reading_page(reading).rows)

    def send(by, at):
        return drafts.add(reading, after=form.after_draft, **form.said(), by=by, at=at)

    return _letter(request, "draft", form, send, reading=reading, formset=form.rows)


@of_reading
def merge(request, reading, draft):
    """Join a draft to another that it belongs to."""
    row, others = _row(reading, draft)
    initial = {"version": row.draft.version}
    form = MergeForm(*sent(request), rows=others, initial=initial)

    def send(by, at):
        return drafts.merge(row.draft, **form.said(), by=by, at=at)

    heading = f"Merge {row.name.lower()} with another"
    return _letter(request, "merge", form, send, reading=reading, row=row, heading=heading)


@of_reading
def split(request, reading, draft):
    """Make two of one draft."""
    row, _ = _row(reading, draft)
    form = SplitForm(*sent(request), draft=row.draft, initial={"version": row.draft.version})

    def send(by, at):
        drafts.split(row.draft, **form.said(), by=by, at=at)
        return row.draft

    return _letter(request, "split", form, send, reading=reading, row=row, heading=f"Split {row.name.lower()} in two")


def _row(reading, draft):
    """The row of one draft, and the rows of the others that are not discarded; 404 for none."""
    get_object_or_404(reading.drafts, pk=draft)
    rows = {row.draft.pk: row for row in reading_page(reading).rows}
    row = rows.pop(draft)
    return row, [other for other in rows.values() if other.draft.choice != Choice.DISCARDED]


def _letter(request, page, form, send, **context):
    """Show a letter, or send it and go back to the draft that send(by, at) returns; a refusal is said where it was written."""
    if form.is_valid():
        try:
            return to_draft(context["reading"], send(request.user, request.now).pk)
        except ValidationError as error:
            form.refuse(error)
    context |= {"form": form, "marking": context["reading"].inspection.get_marking_display()}
    return render(request, f"recommendations/reports/{page}.html", context)
