"""Plans that come in: brought in, looked through and answered, accepted, withdrawn again."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import FileResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from ..forms.plans import AnswersForm, PlanForm, WithdrawForm
from ..importers.preview import preview
from ..models import PlanDocument, StagedPlan
from ..permissions import insist, may_coordinate
from ..selectors.intake.accepted import accepted_page, accepted_plans
from ..services import staged_plans
from ..services.intake import accept_plan, accepted_before
from ..services.withdrawals import withdraw_import
from .requests import paged, reads_and_writes, sent


@reads_and_writes
def plan_list(request):
    """Bring in a plan; those under way, and those accepted."""
    insist(may_coordinate(request.user, at=request.now))
    form = PlanForm(*sent(request))
    if form.is_valid():
        before = accepted_before(form.sha256)
        if before and not hasattr(before, "withdrawal"):
            messages.info(request, "This file was accepted before, so nothing was changed. This is what it did.")
            return redirect("plan-accepted", before.pk)
        came = {"name": form.name, "sha256": form.sha256, "data": form.contents}
        came |= {"inspection": request.GET.get("inspection", "")}
        return redirect("plan", staged_plans.stage_plan(**came, by=request.user, at=request.now).pk)
    staged = StagedPlan.objects.select_related("edited_by")
    page = paged(request, accepted_plans())
    return render(request, "recommendations/plans/list.html", {"form": form, "staged": staged, "page": page})


@reads_and_writes
def plan(request, pk):
    """A plan on its way in: what each row would do, and what is to be answered first."""
    insist(may_coordinate(request.user, at=request.now))
    staged = get_object_or_404(StagedPlan, pk=pk)
    seen = preview(staged, by=request.user, at=request.now)
    show = seen.showing(request.GET.get("show"))
    page = paged(request, seen.rows_with(show))
    form = AnswersForm(*sent(request)[:1], preview=seen, shown=page)
    if form.is_valid():
        answers = form.answers(every=request.POST.get("every"))
        staged_plans.answer_about(staged, **answers, by=request.user, at=request.now)
        return redirect(request.get_full_path())
    context = {"staged": staged, "preview": seen, "show": show, "page": page, "form": form}
    return render(request, "recommendations/plans/plan.html", context)


@require_POST
def accept(request, pk):
    """Record a plan as it was looked at."""
    staged = get_object_or_404(StagedPlan, pk=pk)
    insist(may_coordinate(request.user, at=request.now))
    seen = preview(staged, by=request.user, at=request.now)
    with staged.file.open() as file:
        came = {"name": staged.name, "sha256": staged.sha256, "data": file.read()}
    try:
        accepted = accept_plan(
            seen.planned, **came, answers=seen.answers, seen=request.POST.get("seen"), by=request.user, at=request.now
        )
    except ValidationError as error:
        for message in error.messages:
            messages.error(request, message)
        return redirect("plan", pk)
    staged_plans.leave_plan(staged, by=request.user, at=request.now)
    messages.success(request, accepted.told)
    return redirect("plan-accepted", accepted.document.pk)


@require_POST
def leave(request, pk):
    """Let go of a plan that was not accepted."""
    staged = get_object_or_404(StagedPlan, pk=pk)
    staged_plans.leave_plan(staged, by=request.user, at=request.now)
    messages.success(request, f"{staged.name} was let go. Nothing of it was recorded.")
    return redirect("plan-list")


@require_GET
def accepted(request, pk):
    """What accepting a plan did, and whether the import can be withdrawn still."""
    page = accepted_page(_document(request, pk), request.user, at=request.now)
    return render(request, "recommendations/plans/accepted.html", {"page": page, "marking": page.marking})


@reads_and_writes
def withdraw(request, pk):
    """Withdraw a whole import, after asking why."""
    document = _document(request, pk)
    page = accepted_page(document, request.user, at=request.now)
    form = WithdrawForm(*sent(request))
    if form.is_valid():
        try:
            withdraw_import(document, **form.cleaned_data, by=request.user, at=request.now)
            messages.success(request, f"The import of {document.name} is withdrawn. The register stands as before it.")
            return redirect("plan-accepted", pk)
        except ValidationError as error:
            form.add_error(None, error)
    return render(request, "recommendations/plans/withdraw.html", {"page": page, "form": form})


@require_GET
def plan_file(request, pk):
    """The file as it came, always to be saved, never opened here."""
    document = _document(request, pk)
    response = FileResponse(document.file.open(), as_attachment=True, filename=document.name)
    response["Content-Type"] = "application/octet-stream"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "no-store"
    return response


def _document(request, pk):
    insist(may_coordinate(request.user, at=request.now))
    return get_object_or_404(PlanDocument.objects.select_related("recorded_by", "withdrawal__recorded_by"), pk=pk)
