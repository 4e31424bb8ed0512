"""Questions on a recommendation: asked of its issue owner or the coordinator, answered, and accepted or asked again."""

from functools import cached_property

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _
from django.views.decorators.http import require_GET

from ..forms.drafted import DraftedQuestionAboutForm, DraftQuestionAboutForm
from ..forms.questions import AnswerForm, EnoughForm
from ..models import Question, Recommendation
from ..permissions import Ruling, may_answer, may_ask_about, may_settle
from ..selectors.position.questions import opcc_answered, opcc_questions, reads_as_opcc, reads_opcc_questions
from ..selectors.recommendations.questions import as_asked
from ..selectors.scrutiny.rows_waiting import Matter
from ..selectors.standings import Standings
from ..services import scrutiny
from ..services.questions import ask_about
from .as_at import asked_at
from .drafted import Drafts
from .form_page import FormPage, RecommendationFormPage
from .in_session import AnswersInSession, InSession
from .pagination import paged
from .scrutiny_page import ScrutinyFormPage


@require_GET
def question_list(request: HttpRequest) -> HttpResponse:
    """The OPCC's questions that nobody has answered, and apart those whose answer waits to be accepted; now or then. 403 for
    whoever does not read them."""
    at_form, asked = asked_at(request)
    if not reads_opcc_questions(asked):
        raise PermissionDenied(
            gettext("This page is for the OPCC, the DCC, the staff officer and the inspection coordinator.")
        )
    page = paged(request, opcc_questions(asked))
    context = {"page": page, "answered": opcc_answered(asked), "at_form": at_form, "as_at": at_form.moment}
    context |= {"today": asked.today, "own": reads_as_opcc(asked)}
    return render(request, "recommendations/question_list.html", context)


class AskAbout(Drafts, InSession, RecommendationFormPage):
    """Ask about a recommendation, or one part of it: the DCC and the OPCC; in a session a staff officer drafts it."""

    template_name = "recommendations/ask_about.html"
    form_class, draft_form_class = DraftedQuestionAboutForm, DraftQuestionAboutForm

    @property
    def button(self) -> str:
        return gettext("Keep the draft") if self.drafting else gettext("Ask")

    @property
    def title(self) -> str:
        draft, ask = (
            gettext("Draft a question about %(recommendation)s"),
            gettext("Ask a question about %(recommendation)s"),
        )
        return (draft if self.drafting else ask) % {"recommendation": self.recommendation}

    @property
    def matter(self) -> Matter:
        return Matter(None, self.recommendation.pk)

    @property
    def may_decide(self) -> Ruling:
        return may_ask_about(self.request.user, at=self.request.now)

    def get_form_kwargs(self) -> dict[str, object]:
        parts = self.recommendation.parts.select_related("recommendation").order_by("letter", "pk")
        return super().get_form_kwargs() | {"parts": list(parts)}

    def decide(self, form: DraftedQuestionAboutForm) -> str:
        ask_about(self.recommendation, **form.service_data(), **self.by_at)
        return gettext("Question asked. It is with the %(post)s.") % {
            "post": self.recommendation.issue_owner or gettext("inspection coordinator")
        }

    def get_success_url(self) -> str:
        return self.session_url if self.in_session else super().get_success_url()


class OneQuestion(FormPage):
    """A form about one question, with all that was said about it. only: lookups of those that have such a form.

    The address gives the key of what was asked first, whatever corrected it.
    """

    only: dict[str, object]

    @cached_property
    def question(self) -> Question:
        """The question; 404 for one that the person may not see."""
        visible = Question.objects.originals().visible_to(self.request.user, self.request.now).filter(**self.only)
        related = ("recorded_by", "action", "recommendation__inspection", "part__recommendation")
        followed = ("settlement", "followed_by")
        return get_object_or_404(visible.select_related(*related, *followed), pk=self.kwargs["pk"])

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        asked = as_asked(self.question, Standings(self.request.user, now=self.request.now))
        facts = {"question": self.question, "asked": asked, "marking": self.question.get_marking_display()}
        return super().get_context_data(**kwargs) | facts


class AnswerAbout(AnswersInSession, OneQuestion, RecommendationFormPage):
    """Answer a question on a recommendation."""

    template_name = "recommendations/answer_about.html"
    form_class = AnswerForm
    only = {"action": None}
    button = _("Send answer")

    @property
    def recommendation(self) -> Recommendation:
        return self.question.recommendation

    @property
    def title(self) -> str:
        return gettext("Answer a question about %(recommendation)s") % {"recommendation": self.recommendation}

    @property
    def matter(self) -> Matter:
        return Matter(None, self.question.recommendation_id)

    @cached_property
    def ruling(self) -> Ruling:
        return may_answer(self.request.user, self.question, at=self.request.now)

    def call_service(self, form: AnswerForm) -> str:
        scrutiny.answer(self.question, **form.service_data(), **self.by_at)
        return gettext("Answer sent on %(recommendation)s.") % {"recommendation": self.question.recommendation}

    def get_success_url(self) -> str:
        return reverse("my-actions")


class SettleQuestion(OneQuestion, ScrutinyFormPage):
    """Accept the answer to a question that blocks nothing, ask again, or set it aside; whoever may not reads it here too.

    The DCC's on a recommendation stands in their queue.
    """

    template_name = "recommendations/question_settle.html"
    form_class = EnoughForm
    only = {"blocks": False}  # one that blocks is settled with its action, in scrutiny

    @property
    def object(self) -> Question:
        return self.question

    @property
    def matter(self) -> Matter:
        return Matter(self.question.action_id, self.question.recommendation_id)

    @cached_property
    def ruling(self) -> Ruling:
        return may_settle(self.request.user, self.question, at=self.request.now)

    def get_form_kwargs(self) -> dict[str, object]:
        return super().get_form_kwargs() | {"answered": self.question.answers.exists()}

    def call_service(self, form: EnoughForm) -> str:
        on = self.question.action or self.question.recommendation
        if form.cleaned_data["enough"] == "yes":
            scrutiny.accept_answer(self.question, **self.by_at)
            return gettext("%(about)s: answer accepted.") % {"about": on}
        if form.cleaned_data["enough"] == "aside":
            scrutiny.set_aside(self.question, **form.service_data("reason"), **self.by_at)
            return gettext("%(about)s: question set aside.") % {"about": on}
        ask = scrutiny.ask if self.question.action else ask_about
        ask(on, **form.service_data("text", "answer_by"), follows=self.question, **self.by_at)
        return gettext("%(about)s: asked again.") % {"about": on}

    def get_success_url(self) -> str:
        if reads_as_opcc(Standings(self.request.user, now=self.request.now)):
            return reverse("question-list")
        return super().get_success_url()
