"""What owners write: updates, waiting-on notes, requests for a date, answers, follow-up checks."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render

from ..forms.actions import CheckForm, DeadlineForm, ReviewWaitForm, WaitForm
from ..forms.progress import UpdateForm
from ..forms.questions import AnswerForm
from ..models import Action, FollowUpCheck, Question, WaitingOn
from ..permissions import Refused, insist, may, may_answer
from ..selectors.my_actions import brief
from ..services import actions, scrutiny, uploads
from ..services.progress import post_update
from ..workflow import MOVES
from .pagination import reads_and_writes, sent


@reads_and_writes
def update(request, number):
    """Post an update on an action, with its evidence, and recommend it complete on the same page."""
    action, about = _action(request, number)
    form = UpdateForm(*sent(request), action=action, parts=about["brief"].line.parts, by=request.user, at=request.now)

    def send(by, at):
        post_update(action, **form.said(), by=by, at=at)
        uploads.forget(form.evidence.kept)
        return form.done_words

    ruling = may(request.user, "update", action, at=request.now)
    heading = f"Update action {number}"
    return _letter(request, "update", heading, form, ruling, send, **about, formset=form.evidence)


@reads_and_writes
def wait(request, number):
    """Note what an action waits on."""
    action, about = _action(request, number)
    form = WaitForm(*sent(request), at=request.now)

    def send(by, at):
        actions.wait_on(action, **form.said(), by=by, at=at)
        return MOVES["wait"].told.format(which=number)

    ruling = may(request.user, "wait", action, at=request.now)
    heading = f"What does action {number} wait on?"
    return _letter(request, "wait", heading, form, ruling, send, **about)


@reads_and_writes
def stop_waiting(request, pk):
    """Look again at what an action waits on: still, until when; or the wait has ended."""
    note = get_object_or_404(WaitingOn, pk=pk, ended_at=None)
    action, about = _action(request, note.action_id)
    form = ReviewWaitForm(*sent(request), at=request.now)

    def send(by, at):
        if form.ended:
            actions.stop_waiting(note, why=form.cleaned_data["why"], by=by, at=at)
            return f"Action {action.number} no longer waits on {note.body}."
        actions.keep_waiting(note, **form.said("review_on", "confirmed_on"), by=by, at=at)
        return f"Action {action.number} still waits on {note.body}."

    ruling = may(request.user, "wait", action, at=request.now)
    heading = f"Does action {action.number} still wait on {note.body}?"
    return _letter(request, "wait_review", heading, form, ruling, send, **about, note=note)


@reads_and_writes
def request_deadline(request, number):
    """Ask for a target date, the first or another."""
    action, about = _action(request, number)
    form = DeadlineForm(*sent(request), current=action.target_on, at=request.now)

    def send(by, at):
        actions.request_deadline(action, **form.said(), by=by, at=at)
        return MOVES["request_deadline"].told.format(which=number)

    ruling = may(request.user, "request_deadline", action, at=request.now)
    heading = f"Ask for {'another' if action.target_on else 'a'} target date on action {number}"
    return _letter(request, "deadline", heading, form, ruling, send, **about)


@reads_and_writes
def answer(request, pk):
    """Answer a scrutiny question."""
    related = ("recorded_by", "action", "settlement", "followed_by")
    asked = Question.objects.visible_to(request.user, request.now).select_related(*related)
    question = get_object_or_404(asked, pk=pk)
    action, about = _action(request, question.action_id)
    form = AnswerForm(*sent(request), at=request.now)

    def send(by, at):
        scrutiny.answer(question, **form.said(), by=by, at=at)
        return MOVES["answer"].told.format(which=action.number)

    ruling = may_answer(request.user, question, at=request.now)
    heading = f"Answer a question about action {action.number}"
    return _letter(request, "answer", heading, form, ruling, send, **about, question=question)


@reads_and_writes
def check(request, pk):
    """Record what a follow-up check found: did it last?"""
    due = get_object_or_404(FollowUpCheck, pk=pk, done_on=None)
    action, about = _action(request, due.action_id)
    form = CheckForm(*sent(request), at=request.now)

    def send(by, at):
        actions.record_check(due, **form.said(), by=by, at=at)
        return MOVES["check"].told.format(which=action.number)

    ruling = may(request.user, "check", action, at=request.now)
    heading = f"Follow-up check on action {action.number}"
    return _letter(request, "check", heading, form, ruling, send, **about, check=due)


def _action(request, number):
    """The action, and what its page says around the letter; 404 for one that the person may not see."""
    visible = Action.objects.visible_to(request.user, request.now).select_related("owner")
    action = get_object_or_404(visible, pk=number)
    about = {"brief": brief(action, request.user, now=request.now), "marking": action.get_marking_display()}
    return action, about | {"action": action}


def _letter(request, page, heading, form, ruling, send, **context):
    """Show a letter, or send it and go back to My actions. send(by, at) writes it and returns what to tell.

    Whatever refuses it is said on the page it was written on, so that no word and no file is lost: the action may
    have moved on while its owner wrote. Never to those from whom the words around it are withheld.
    """
    if request.method != "POST" or context["action"].withheld:
        insist(ruling)
    elif form.is_valid() and ruling:
        try:
            messages.success(request, send(request.user, request.now))
            return redirect("my-actions")
        except (Refused, ValidationError) as error:
            form.refuse(error)
    elif not ruling:
        form.refuse(Refused(" ".join(ruling.why_not)))
    if request.method == "POST" and ruling:
        form.keep_files(by=request.user, at=request.now)
    context |= {"heading": heading, "form": form}
    return render(request, f"recommendations/{page}.html", context, status=200 if ruling else 403)
