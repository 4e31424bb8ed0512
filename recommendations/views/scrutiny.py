"""The DCC's queue, deciding on an action in it, asking a question about one, setting one aside, setting a check."""

from functools import cached_property

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from safeguarding.clock import kept_until

from ..forms.drafted import DraftDecisionForm, DraftedDecisionForm
from ..forms.questions import QuestionForm, SetAsideForm
from ..models import Action, Question, Recommendation
from ..permissions import Ruling, insist, may, may_direct, may_see_queue, may_settle
from ..selectors.scrutiny import queue as queues
from ..selectors.scrutiny.item import Item
from ..selectors.scrutiny.parts import parts_covered
from ..selectors.scrutiny.rows_waiting import Matter
from ..selectors.sessions.drafted import to_draft
from ..services import scrutiny
from ..workflow import MOVES
from .drafted import DraftedPage
from .form_page import ActionFormPage
from .looked import moment_sent


@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    """The queue of the DCC; a staff officer reads it too."""
    insist(may_see_queue(request.user, at=request.now))
    kept = kept_until(request.now)  # before any row is read
    found = queues.queue(request.user, at=request.now, page=request.GET.get("page", 1))
    return render(request, "recommendations/scrutiny_queue.html", {"queue": found, "kept_until": kept})


class DecideAction(DraftedPage):
    """One action: everything there is to decide on, and the decision."""

    template_name = "recommendations/scrutiny_item.html"
    form_class, draft_form_class = DraftedDecisionForm, DraftDecisionForm
    model, related = Action, ("owner",)

    @property
    def matter(self) -> Matter:
        return Matter(self.object.pk)

    @property
    def recommendations(self) -> list[Recommendation]:
        return self.item.recommendations

    @cached_property
    def item(self) -> Item:
        opened_at = moment_sent(self.request.POST, "looked_at")
        item = Item(self.object, self.request.user, at=self.request.now, opened_at=opened_at)
        return to_draft(item) if self.drafting else item

    @cached_property
    def may_decide(self) -> Ruling:
        """The item's own, but for a question, which whoever may not decide may ask still."""
        if self.request.POST.get("outcome") == "question" and "question" in self.item.outcomes:
            return may(self.request.user, "question", self.object, at=self.request.now)
        return self.item.ruling

    def get_form_kwargs(self) -> dict[str, object]:
        return super().get_form_kwargs() | {"item": self.item}

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        directs = may_direct(self.request.user, at=self.request.now)
        return super().get_context_data(item=self.item, may_direct=directs, **kwargs)

    def decide(self, form: DraftedDecisionForm) -> str:
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
        elif outcome == "reopen_withdrawn":
            scrutiny.reopen_withdrawn(self.object, **decision)
        elif outcome == "question":
            asked = {"part": part, "answer_by": cleaned["answer_by"], "follows": question}
            scrutiny.ask(self.object, text, **asked, **self.by_at)
        else:
            scrutiny.accept_answer(question, **self.by_at)
        which = f"{self.object.number}, {part}" if part else f"{self.object.number}"
        return (
            gettext(MOVES[outcome].success_message).format(which=which)
            if outcome in MOVES
            else gettext("Action %(which)s: answer accepted.") % {"which": which}
        )


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
        return self.get_success_message()


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
        return gettext("Action %(number)s: question set aside.") % {"number": self.number}
