"""Actions: the list, one with everything that happened to it, its owner, its files."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import FileResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET

from safeguarding.lib.words import listed
from safeguarding.models import Marking

from ..filters import ActionFilter
from ..forms.actions import OwnerForm, ReleaseForm
from ..models import Action, Evidence
from ..permissions import insist, may, moves
from ..selectors.actions.list import action_rows
from ..selectors.actions.page import action_page, actions_to_show, posts_to_choose
from ..selectors.register import register
from ..services.actions import allocate, hand_over
from ..services.progress import release as release_words
from ..workflow import MOVES
from .pagination import paged, reads_and_writes, sent


@require_GET
def action_list(request):
    """The actions that a person may see, filtered."""
    seen = register(request.user, now=request.now)
    visible = Action.objects.visible_to(request.user, request.now)
    asked = ActionFilter(request.GET, queryset=visible, register=seen)
    page = paged(request, asked.qs)
    rows = action_rows(page, seen, at=request.now)
    marking = Marking.highest(row.marking for row in rows).label
    context = {"form": asked.form, "page": page, "rows": rows, "marking": marking}
    return render(request, "recommendations/action_list.html", context)


@require_GET
def action_detail(request, number):
    """One action: its facts, what I may do and why not, and everything that happened."""
    action = get_object_or_404(actions_to_show(request.user, request.now), pk=number)
    page = action_page(action, request.user, request.now)
    ways, refusals = _ways(request.user, action, at=request.now)
    context = {"page": page, "marking": page.marking, "ways": ways, "refusals": refusals}
    return render(request, "recommendations/action_detail.html", context)


def _ways(user, action, *, at):
    """The moves that lead somewhere, one link a page; and those refused, one line for each set of reasons."""
    keys = {"answer": action.to_answer, "check": action.to_check}  # they lead to the question and the check that wait
    ways, refusals = {}, {}
    offered = [(move, ruling) for move, ruling in moves(user, action, at=at) if move.pages]
    for move, ruling in offered:
        if key := keys.get(move.name, action.number):
            url = reverse(move.pages[0], args=[key])
            labels = ways.setdefault(url, []) if ruling else refusals.setdefault(ruling.why_not, [])
            labels.append(move.label)
    if action.to_decide and {"release", "withdraw"} & {move.name for move, _ in offered}:  # the issue owner or the DCC
        ways[reverse("scrutiny-deadline", args=[action.to_decide])] = ["Decide on the date asked for"]
    return (
        [{"url": url, "label": _either(labels)} for url, labels in ways.items()],
        [{"why_not": why_not, "label": _either(labels)} for why_not, labels in refusals.items()],
    )


def _either(labels):
    first, *rest = labels
    return listed([first, *(label[0].lower() + label[1:] for label in rest)], "or")


@reads_and_writes
def change_owner(request, number):
    """Allocate an action, or hand it over."""
    action = get_object_or_404(Action.objects.visible_to(request.user, request.now), pk=number)
    first = action.status in MOVES["allocate"].sources
    move = MOVES["allocate" if first else "hand_over"]
    insist(may(request.user, move.name, action, at=request.now))
    form = OwnerForm(*sent(request), action=action, posts=posts_to_choose(request.now))
    if form.is_valid():
        try:
            give = allocate if first else hand_over
            give(action, form.cleaned_data["owner"], why=form.cleaned_data["why"], by=request.user, at=request.now)
            messages.success(request, move.told.format(which=number, owner=form.cleaned_data["owner"]))
            return redirect("action-detail", number)
        except ValidationError as error:
            form.refuse(error)
    return render(request, "recommendations/owner.html", {"form": form, "action": action, "first": first})


@reads_and_writes
def release(request, number):
    """Show the OPCC what was said on an action for the force only."""
    action = get_object_or_404(Action.objects.visible_to(request.user, request.now), pk=number)
    insist(may(request.user, "release", action, at=request.now))
    form = ReleaseForm(*sent(request))
    if form.is_valid():
        release_words(action, reason=form.cleaned_data["reason"], by=request.user, at=request.now)
        messages.success(request, MOVES["release"].told.format(which=number))
        return redirect("action-detail", number)
    return render(request, "recommendations/release.html", {"form": form, "action": action})


@require_GET
def evidence_file(request, pk):
    """A file of evidence, always to be saved, never opened here: what is in it was not made by us."""
    seen = Evidence.objects.visible_to(request.user, request.now).exclude(file="")
    proof = get_object_or_404(seen, pk=pk)
    if proof.withheld:
        raise PermissionDenied("This file is not released to you yet.")
    try:
        file = proof.file.open()
    except FileNotFoundError:
        return render(request, "recommendations/file_missing.html", {"evidence": proof}, status=404)
    response = FileResponse(file, as_attachment=True, filename=proof.name, content_type="application/octet-stream")
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "no-store"
    return response
