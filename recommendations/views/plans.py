"""Plans that come in: brought in, looked through and answered, accepted, withdrawn again."""

from functools import cached_property

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _
from django.views.decorators.http import require_GET

from safeguarding.history import verb
from safeguarding.lib.readers.refusals import Unreadable

from ..forms.plans import AnswersForm, PlanForm, WithdrawForm
from ..models import PlanDocument, StagedPlan
from ..permissions import insist, may_coordinate
from ..selectors.plans.accepted import accepted_page
from ..selectors.plans.list import accepted_plans, plans_under_way
from ..selectors.plans.preview import preview
from ..selectors.plans.staged import is_read, read_staged
from ..services import staged_plans
from ..services.intake import PlanMovedOn, accepted_before
from ..services.withdrawals import withdraw_import
from .downloads import refused
from .form_page import FormPage, reads_and_writes, sent
from .kept_answers import give_back, keep_press, let_go_of_saved
from .kept_files import kept_file
from .long_work import count_of_change, given_to_worker, recorded_by_worker, worker_lives
from .pagination import paged
from .sent_once import SentInPieces

GONE = _("That plan is no longer under way: it was accepted or given up.")


class BringInPlan(SentInPieces, FormPage):
    """Bring in a plan; those under way, and those accepted."""

    template_name = "recommendations/plans/list.html"
    form_class = PlanForm
    may = staticmethod(may_coordinate)

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        reader = self.request.user, self.request.now
        known = {"under_way": plans_under_way(*reader), "page": paged(self.request, accepted_plans(*reader))}
        return super().get_context_data(**known | kwargs)

    def get_form_kwargs(self) -> dict[str, object]:
        at_once = self.request.method != "POST" or not worker_lives(self.request)
        return super().get_form_kwargs() | {"reads": at_once}

    def call_service(self, form: PlanForm) -> str:
        before = accepted_before(form.sha256)
        # Said here and not refused: whoever brings the same file again wants to know what became of it.
        if before and not hasattr(before, "withdrawal"):
            messages.info(
                self.request, gettext("This file was accepted before, so nothing was changed. This is what it did.")
            )
            self.leads_to = reverse("plan-accepted", args=[before.pk])
            return ""
        came = {"name": form.name, "sha256": form.sha256, "data": form.contents}
        came |= {"inspection": self.request.GET.get("inspection", "")}
        self.leads_to = reverse("plan", args=[staged_plans.stage_plan(**came, **self.by_at).pk])
        return ""

    def get_success_url(self) -> str:
        return self.leads_to


@reads_and_writes
def plan(request: HttpRequest, pk: int) -> HttpResponse:
    """A plan on its way in: what each row would do, and what is to be answered first."""
    staged = _staged(request, pk)
    if staged is None:
        return _gone(request)
    try:
        if request.method != "POST" and (answer := _read(request, staged)):
            return answer
        return _shown(request, staged)
    except (staged_plans.PlanGone, FileNotFoundError):  # meanwhile
        return _gone(request)
    except staged_plans.PlanChangedBehind as error:
        messages.error(request, error.message)
        return redirect("plan-list")


def _read(request: HttpRequest, staged: StagedPlan) -> HttpResponse | None:
    """Have a worker read the file, which takes seconds; None where that is done, or none lives."""
    if not hasattr(request, "long_work"):
        asked = None if is_read(staged) else request.path
        return asked and given_to_worker(request, asked, called=f"Reading {staged.name}")
    try:
        staged_plans.keep_reading(staged, count=count_of_change(request))
    except Unreadable as error:
        return refused(
            {
                "": [
                    gettext("%(why)s The file is kept under “Not accepted yet”, where it can be given up.")
                    % {"why": error}
                ]
            }
        )
    return redirect("plan", staged.pk)


def _shown(request: HttpRequest, staged: StagedPlan) -> HttpResponse:
    """The page of a plan, or where a press of it leads."""
    if answer := keep_press(request):
        return answer
    shown = preview(staged, by=request.user, at=request.now)
    show = shown.showing(request.GET.get("show"))
    page = paged(request, shown.rows_with(show))
    form = AnswersForm(*sent(request)[:1], preview=shown, shown=page)
    give_back(form, request)
    if form.is_valid():
        answers = form.answers(every=request.POST.get("every"))
        # Kept before accepting is tried: where that is refused, no answer is lost.
        staged = staged_plans.answer_about(staged, **answers, by=request.user, at=request.now)
        let_go_of_saved(request)
        return _accept(request, staged) if "accept" in request.POST else redirect(request.get_full_path())
    context = {"staged": staged, "preview": shown, "show": show, "page": page, "form": form, "marking": shown.marking}
    return render(request, "recommendations/plans/plan.html", context)


def _accept(request: HttpRequest, staged: StagedPlan) -> HttpResponse:
    """Record a plan as it was looked at; back to its page where it is another than was seen, or a row cannot go in."""
    # The button carries the digest of the comparison that the page showed.
    digest = request.POST["accept"]
    if answer := given_to_worker(
        request, reverse("plan-accept", args=[staged.pk]), {"accept": digest}, called=f"Recording {staged.name}"
    ):
        return answer
    try:
        accepted = staged_plans.accept_staged(staged, digest=digest, by=request.user, at=request.now)
    except (staged_plans.PlanGone, staged_plans.PlanChangedBehind):
        raise
    except PlanMovedOn as error:
        messages.info(request, gettext("Your answers are kept. %(why)s") % {"why": error.message})
        return redirect("plan", staged.pk)
    except ValidationError as error:
        for message in error.messages:
            messages.error(request, message)
        return redirect("plan", staged.pk)
    messages.success(request, accepted.summary)
    return redirect("plan-accepted", accepted.document.pk)


@reads_and_writes
def accept(request: HttpRequest, pk: int) -> HttpResponse:
    """Record a plan as it was looked at, as the worker is asked to; 400 with why it cannot be. A visit leads to its page."""
    staged = _staged(request, pk)
    if request.method != "POST":
        return redirect("plan", pk)
    if staged is None:
        return refused({"": [gettext(GONE)]})
    digest = request.POST.get("accept", "")
    try:
        read_staged(staged)  # so that nobody's writes wait for it
        count = count_of_change(request)
        with verb():
            accepted = staged_plans.accept_staged(staged, digest=digest, count=count, by=request.user, at=request.now)
            leads_to = reverse("plan-accepted", args=[accepted.document.pk])
            recorded_by_worker(request, leads_to, message=accepted.summary)
    except ValidationError as error:
        return refused(
            {
                "": [
                    gettext("Your answers are kept, and nothing was recorded. %(why)s")
                    % {"why": " ".join(error.messages)}
                ]
            }
        )
    return redirect(leads_to)


@reads_and_writes
def give_up(request: HttpRequest, pk: int) -> HttpResponse:
    """Let go of a plan that was not accepted, after asking once."""
    staged = _staged(request, pk)
    if staged is None:
        return _gone(request)
    if request.method == "POST":
        staged_plans.give_up_plan(staged, by=request.user, at=request.now)
        messages.success(request, gettext("%(plan)s is given up. Nothing was recorded.") % {"plan": staged.name})
        return redirect("plan-list")
    return render(request, "recommendations/plans/give_up.html", {"staged": staged})


@require_GET
def accepted(request: HttpRequest, pk: int) -> HttpResponse:
    """The plan once accepted: its changes, and whether it can be withdrawn still."""
    page = accepted_page(_document(request, pk), request.user, at=request.now)
    return render(request, "recommendations/plans/accepted.html", {"page": page, "marking": page.marking})


class WithdrawPlan(FormPage):
    """Withdraw a plan as a whole, after asking why."""

    template_name = "recommendations/plans/withdraw.html"
    form_class = WithdrawForm
    may = staticmethod(may_coordinate)

    @cached_property
    def document(self) -> PlanDocument:
        return _document(self.request, self.kwargs["pk"])

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        page = accepted_page(self.document, self.request.user, at=self.request.now)
        return super().get_context_data(page=page, marking=page.marking, **kwargs)

    def call_service(self, form: WithdrawForm) -> str:
        withdraw_import(self.document, **form.service_data(), **self.by_at)
        return gettext("%(plan)s is withdrawn. The register is as it was before.") % {"plan": self.document.name}

    def get_success_url(self) -> str:
        return reverse("plan-accepted", args=[self.document.pk])


@require_GET
def plan_file(request: HttpRequest, pk: int) -> HttpResponse | FileResponse:
    """The file as it came."""
    return kept_file(request, _document(request, pk), back=reverse("plan-accepted", args=[pk]))


def _staged(request: HttpRequest, pk: int) -> StagedPlan | None:
    """The plan under way, or None where it was accepted or given up meanwhile."""
    insist(may_coordinate(request.user, at=request.now))
    return next((staged for staged in plans_under_way(request.user, request.now) if staged.pk == pk), None)


def _gone(request: HttpRequest) -> HttpResponse:
    messages.info(request, gettext(GONE))
    return redirect("plan-list")


def _document(request: HttpRequest, pk: int) -> PlanDocument:
    insist(may_coordinate(request.user, at=request.now))
    return get_object_or_404(accepted_plans(request.user, request.now), pk=pk)
