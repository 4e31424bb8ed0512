"""The DCC's queue, and one door for each thing in it: an action, a statement, a date, a response. And asking."""

from datetime import datetime

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from safeguarding.lib.dates import in_words

from ..forms.questions import QuestionForm
from ..forms.scrutiny import AgreementForm, DecisionForm, StatementForm
from ..models import Action, DeadlineRequest, Response, TranscribedStatement
from ..permissions import (
    Refused,
    insist,
    may,
    may_agree_response,
    may_decide_deadline,
    may_read_scrutiny,
    may_see_queue,
)
from ..selectors.scrutiny import queue as queues
from ..selectors.scrutiny.dates import dates_beside
from ..selectors.scrutiny.item import scrutiny_item
from ..selectors.scrutiny.parts import part_lines, parts_covered
from ..selectors.scrutiny.queue_order import place
from ..selectors.scrutiny.statement import statement_page
from ..services import actions, recommendations, scrutiny
from ..workflow import MOVES
from .pagination import reads_and_writes, sent

WORTH_TOLD = {
    "support": "completion supported",
    "ask": "question asked",
    "stands": "the words stand and nothing moved",
    "rejected": "marked as not what was said",
}


@require_safe
def queue(request):
    """What waits for the DCC; a staff officer reads it too."""
    insist(may_see_queue(request.user, at=request.now))
    return render(request, "recommendations/scrutiny_queue.html", {"queue": queues.queue(request.user, at=request.now)})


@reads_and_writes
def item(request, number):
    """One action: everything there is to decide on, and the decision."""
    action = _visible(request, Action, "owner", pk=number)
    shown = scrutiny_item(action, request.user, at=request.now, looked_at=_looked_at(request))
    form = DecisionForm(*sent(request), item=shown, at=request.now)
    asks = request.POST.get("outcome") == "question" and "question" in shown.outcomes
    ruling = may(request.user, "question", action, at=request.now) if asks else shown.ruling

    def decide(by, at):
        return _decide(action, form, by=by, at=at)

    return _letter(request, "item", action, form, ruling, decide, item=shown)


def _decide(action, form, *, by, at):
    """Carry out the decision on a form in order; returns what to tell."""
    said, question = form.cleaned_data, form.question()
    outcome, part, text = said["outcome"], said.get("part"), said["text"]
    decision = {"digest": form.digest, "reason": text, "by": by, "at": at}
    if outcome == "support":
        scrutiny.support(action, part=part, despite=said.get("despite", ""), **decision)
    elif outcome == "send_back":
        scrutiny.send_back(action, part=part, **decision)
    elif outcome == "reopen":
        scrutiny.reopen(action, part=part, **decision)
    elif outcome == "withdraw":
        scrutiny.withdraw(action, **decision)
    elif outcome == "question":
        scrutiny.ask(action, text, part=part, answer_by=said["answer_by"], follows=question, by=by, at=at)
    else:
        scrutiny.accept_answer(question, by=by, at=at)
    which = f"{action.number}, {part}" if part else f"{action.number}"
    return MOVES[outcome].told.format(which=which) if outcome in MOVES else f"Action {which}: answer accepted."


@reads_and_writes
def statement(request, pk):
    """Words that a document says: what are they worth?"""
    related = ("action__owner", "part__recommendation", "recommendation__inspection", "decision__recorded_by")
    said = _visible(request, TranscribedStatement, *related, pk=pk)
    shown = statement_page(said, request.user, at=request.now)
    form = StatementForm(*sent(request), stated=shown, at=request.now)

    def confirm(by, at):
        outcome = form.cleaned_data["outcome"]
        scrutiny.confirm(said, outcome, reason=form.said_reason(), digest=shown.digest, by=by, at=at)
        return f"{shown.about}: {WORTH_TOLD[outcome]}."

    unable = [(outcome.label, why_not) for outcome, why_not in shown.closed.items()]
    return _letter(request, "statement", said, form, shown.ruling, confirm, statement=said, stated=shown, unable=unable)


@reads_and_writes
def deadline(request, pk):
    """A date that an owner asks for: agreed or not."""
    asked = _visible(request, DeadlineRequest, "action__owner", "recorded_by", "decision__recorded_by", pk=pk)
    form = AgreementForm(
        *sent(request),
        agree=f"Agree {in_words(asked.new_on)}",
        refuse="Do not agree; the target stays as it is",
        reason_for_yes=True,
        at=request.now,
    )
    ruling = may_decide_deadline(request.user, asked, at=request.now)

    def decide(by, at):
        decision = actions.decide_deadline(asked, **form.said(), by=by, at=at)
        return f"Action {asked.action_id}: {in_words(asked.new_on)} {'' if decision.agreed else 'not '}agreed."

    dates = dates_beside(asked, request.user, at=request.now)
    return _letter(request, "deadline", asked, form, ruling, decide, asked=asked, dates=dates)


@reads_and_writes
def response(request, pk):
    """A response that ends work on a part of ours: agreed or not."""
    proposed = _visible(
        request, Response, "part__recommendation__inspection", "recorded_by", "decision__recorded_by", pk=pk
    )
    form = AgreementForm(
        *sent(request),
        agree="Agree: work on this part ends",
        refuse="Do not agree: the part stays as it is",
        reason_for_yes=False,
        at=request.now,
    )
    ruling = may_agree_response(request.user, proposed, at=request.now)

    def decide(by, at):
        decision = recommendations.decide_response(proposed, **form.said(), by=by, at=at)
        return f"{proposed.part}: response {'' if decision.agreed else 'not '}agreed."

    siblings = part_lines([proposed.part.recommendation_id], request.user, request.now)
    return _letter(request, "response", proposed, form, ruling, decide, response=proposed, siblings=siblings)


@reads_and_writes
def ask(request, number):
    """Ask a scrutiny question about an action, from its own page: the DCC and the OPCC."""
    action = get_object_or_404(Action.objects.visible_to(request.user, request.now).select_related("owner"), pk=number)
    insist(may(request.user, "question", action, at=request.now))
    parts = parts_covered(action, request.user, request.now)
    form = QuestionForm(*sent(request), parts=parts, at=request.now)
    if form.is_valid():
        scrutiny.ask(action, **form.said(), by=request.user, at=request.now)
        messages.success(request, MOVES["question"].told.format(which=number))
        return redirect("action-detail", number)
    context = {"action": action, "parts": parts, "form": form, "marking": action.get_marking_display()}
    return render(request, "recommendations/scrutiny_ask.html", context)


def _visible(request, model, *related, pk):
    """What the address names, where the reader may know of it and is of the force."""
    found = get_object_or_404(model.objects.visible_to(request.user, request.now).select_related(*related), pk=pk)
    insist(may_read_scrutiny(request.user, at=request.now))
    return found


def _looked_at(request):
    """When the page was opened that now comes back; None where that is not said."""
    try:
        moment = datetime.fromisoformat(request.POST.get("looked_at", ""))
    except ValueError:
        return None
    return moment if moment.tzinfo else None


def _letter(request, page, thing, form, ruling, send, **context):
    """Show one thing of the queue with its form, or send the form and go on to the next. send() returns what to tell.

    Whatever refuses it is said on the page, and no typed word is lost: somebody else may have been quicker.
    """
    stands = place(request.user, request.path, at=request.now) if may_see_queue(request.user, at=request.now) else None
    refused = request.method == "POST" and not ruling
    if form.is_bound and not refused and form.is_valid():
        try:
            messages.success(request, send(request.user, request.now))
            return _onward(request, stands)
        except (Refused, ValidationError) as error:
            form.refuse(error)
    context |= {
        "form": form,
        "ruling": ruling,
        "typed": [text for name in form.words if (text := request.POST.get(name))] if refused else [],
        "place": stands,
        "marking": thing.get_marking_display(),
    }
    return render(request, f"recommendations/scrutiny_{page}.html", context, status=403 if refused else 200)


def _onward(request, stands):
    """The next thing of the queue that is the reader's; the page itself where it was not in the queue."""
    if stands is None:
        return redirect(request.path)
    return redirect(queues.onward(request.user, stands.number, at=request.now) or "scrutiny-queue")
