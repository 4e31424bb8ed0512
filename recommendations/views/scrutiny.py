"""The DCC's queue, deciding on an action in it, asking a question about one, setting one aside, setting a check."""

from datetime import datetime
from functools import cached_property

from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from safeguarding.history import verb

from ..forms.questions import QuestionForm, SetAsideForm
from ..forms.scrutiny import DecisionForm
from ..forms.service_form import ServiceForm
from ..models import Action, AgendaItem, Question
from ..permissions import (
    Ruling,
    insist,
    may,
    may_read_scrutiny,
    may_see_queue,
    may_settle,
)
from ..selectors.scrutiny import queue as queues
from ..selectors.scrutiny import queue_order
from ..selectors.scrutiny.item import Item, scrutiny_item
from ..selectors.scrutiny.parts import parts_covered
from ..selectors.scrutiny.rows_waiting import Matter
from ..selectors.sessions.agenda import item_in_session, place_in
from ..services import scrutiny
from ..services.sessions import keep_outcomes
from ..workflow import MOVES
from .form_page import ActionFormPage, FormPage


@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    """The queue of the DCC; a staff officer reads it too."""
    insist(may_see_queue(request.user, at=request.now))
    found = queues.queue(request.user, at=request.now, page=request.GET.get("page", 1))
    return render(request, "recommendations/scrutiny_queue.html", {"queue": found})


class ScrutinyFormPage(FormPage):
    """One thing that waits for a decision. It leads on to the next of the queue, or back here from outside the queue.

    The whole force reads it. Whoever may not decide is told why, and gets back the words that they sent.
    """

    model: type[Model]
    related: tuple[str, ...]

    @cached_property
    def object(self) -> Model:
        """The thing; 404 for one that the person may not see. Raises Refused outside the force."""
        visible = self.model.objects.visible_to(self.request.user, self.request.now).select_related(*self.related)
        thing = get_object_or_404(visible, pk=self.kwargs["pk"])
        # After the 404: outside the force too, nobody learns from a refusal that something exists.
        insist(may_read_scrutiny(self.request.user, at=self.request.now))
        return thing

    @property
    def matter(self) -> Matter:
        """The matter that it belongs to."""
        raise NotImplementedError

    @cached_property
    def in_session(self) -> AgendaItem | None:
        """The item of the open session in which the page was opened, as its address says."""
        session = self.request.GET.get("session", "")
        return item_in_session(session, self.matter) if session else None

    @cached_property
    def place(self) -> queue_order.Place | None:
        """Where its matter stands on the agenda, else in the queue; None: not there, or it is not for this person."""
        user, now = self.request.user, self.request.now
        if not may_see_queue(user, at=now):
            return None
        if self.in_session:
            return place_in(self.in_session, user, at=now)
        return queue_order.place(user, self.matter, at=now)

    def get(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        # Not FormPage's, which insists on the ruling: here whoever may not decide reads why.
        return self.render_to_response(self.get_context_data())

    def post(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if self.ruling:
            return super().post(request, *args, **kwargs)
        # Another may have decided while they wrote; their words are given back to copy, since the form is gone.
        typed = [text for name in self.form_class.words if (text := request.POST.get(name))]
        return self.render_to_response(self.get_context_data(typed=typed), status=403)

    def record(self, form: ServiceForm) -> tuple[str, str]:
        """As every form; in a session, what was decided is bound to the item of its agenda in the same change."""
        with verb() as written:
            recorded = super().record(form)
            if self.in_session:
                keep_outcomes(self.in_session, list(written), **self.by_at)
        return recorded

    def form_valid(self, form: ServiceForm) -> HttpResponse:
        self.number = self.place and self.place.number  # once it is decided, the next stands at its number
        return super().form_valid(form)

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        facts = {"ruling": self.ruling, "place": self.place, "marking": self.object.get_marking_display()}
        return super().get_context_data(**facts, **kwargs)

    def get_success_url(self) -> str:
        if self.in_session:
            return self._next_in_session()
        if self.number is None:
            return self.request.path
        onward = queues.onward(self.request.user, self.matter, self.number, at=self.request.now)
        return onward or reverse("scrutiny-queue")

    def _next_in_session(self):
        """The rest that waits in the matter and is theirs, else the next item, else the session."""
        within = queues.within(self.request.user, self.matter, at=self.request.now)
        leads_to = within or self.place.next
        if leads_to:
            return f"{leads_to}{self.place.query}"
        return reverse("session-detail", args=[self.in_session.session_id])


class DecideAction(ScrutinyFormPage):
    """One action: everything there is to decide on, and the decision."""

    template_name = "recommendations/scrutiny_item.html"
    form_class = DecisionForm
    model, related = Action, ("owner",)

    @property
    def matter(self) -> Matter:
        return Matter(self.object.pk)

    @cached_property
    def item(self) -> Item:
        looked_at = _looked_at(self.request)
        return scrutiny_item(self.object, self.request.user, at=self.request.now, looked_at=looked_at)

    @cached_property
    def ruling(self) -> Ruling:
        """The item's own, but for a question, which whoever may not decide may ask still."""
        if self.request.POST.get("outcome") == "question" and "question" in self.item.outcomes:
            return may(self.request.user, "question", self.object, at=self.request.now)
        return self.item.ruling

    def get_form_kwargs(self) -> dict[str, object]:
        return super().get_form_kwargs() | {"item": self.item}

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        return super().get_context_data(item=self.item, **kwargs)

    def call_service(self, form: DecisionForm) -> str:
        cleaned, question = form.cleaned_data, form.question()
        outcome, part, text = cleaned["outcome"], cleaned.get("part"), cleaned["text"]
        decision = {"digest": form.digest, "reason": text} | self.by_at
        if outcome == "support":
            scrutiny.support(self.object, part=part, despite=cleaned.get("despite", ""), **decision)
        elif outcome == "send_back":
            scrutiny.send_back(self.object, part=part, **decision)
        elif outcome == "reopen":
            scrutiny.reopen(self.object, part=part, **decision)
        elif outcome == "withdraw":
            scrutiny.withdraw(self.object, **decision)
        elif outcome == "question":
            asked = {"part": part, "answer_by": cleaned["answer_by"], "follows": question}
            scrutiny.ask(self.object, text, **asked, **self.by_at)
        else:
            scrutiny.accept_answer(question, **self.by_at)
        which = f"{self.object.number}, {part}" if part else f"{self.object.number}"
        return MOVES[outcome].told.format(which=which) if outcome in MOVES else f"Action {which}: answer accepted."


class AskQuestion(ActionFormPage):
    """Ask a scrutiny question about an action, from its own page: the DCC and the OPCC."""

    template_name = "recommendations/scrutiny_ask.html"
    form_class = QuestionForm
    move = "question"

    def get_form_kwargs(self) -> dict[str, object]:
        parts = parts_covered(self.action, self.request.user, self.request.now)
        return super().get_form_kwargs() | {"parts": parts}

    def call_service(self, form: QuestionForm) -> str:
        scrutiny.ask(self.action, **form.service_data(), **self.by_at)
        return self.told()


class SetAside(ActionFormPage):
    """Say in words why completion does not wait for the answer to a question; or that no answer is needed any more."""

    template_name = "recommendations/set_aside.html"
    form_class = SetAsideForm

    @cached_property
    def question(self) -> Question:
        """The question; 404 for one that the person may not see."""
        visible = Question.objects.visible_to(self.request.user, self.request.now).with_words("text", "answer_by")
        related = ("recorded_by", "action", "part__recommendation", "settlement", "followed_by")
        return get_object_or_404(visible.select_related(*related), pk=self.kwargs["pk"])

    @property
    def number(self) -> int:
        return self.question.action_id

    @cached_property
    def ruling(self) -> Ruling:
        return may_settle(self.request.user, self.question, at=self.request.now)

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        return super().get_context_data(question=self.question, **kwargs)

    def call_service(self, form: SetAsideForm) -> str:
        scrutiny.set_aside(self.question, **form.service_data(), **self.by_at)
        return f"Action {self.number}: question set aside."


def _looked_at(request: HttpRequest) -> datetime | None:
    """The moment when the page was opened that now comes back; None where it is not stated."""
    try:
        moment = datetime.fromisoformat(request.POST.get("looked_at", ""))
    except ValueError:
        return None
    # It comes from the browser; without a zone it could be compared with nothing.
    return moment if moment.tzinfo else None
