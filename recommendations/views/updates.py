"""The forms of owners: updates, waiting-on notes, requests for a date, answers, follow-up checks."""

from functools import cached_property

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from safeguarding.models import HistoryModel

from ..forms.actions import DeadlineForm, ReviewWaitForm, WaitForm
from ..forms.questions import AnswerForm
from ..forms.updates import UpdateForm
from ..models import Question, WaitingOn
from ..permissions import Refused, Ruling, may_answer
from ..selectors.brief import brief
from ..selectors.recommendations.questions import as_asked
from ..selectors.scrutiny.parts import coverages_of
from ..selectors.scrutiny.rows_waiting import Matter
from ..selectors.standings import Standings
from ..services import actions, scrutiny, uploads
from ..services.progress import post_update, recommend_parts
from .form_page import ActionFormPage
from .in_session import AnswersInSession


class OwnersFormPage(ActionFormPage):
    """A form that an owner fills in about an action, with a brief of it beside. It leads back to My actions.

    titled: its heading, with the number of the action in it.
    """

    titled: str
    leads_to_one_place = True

    def post(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        """Take the form, or say on the same page why not: the action may have moved on while its owner wrote.

        Never to those from whom the words around it are withheld.
        """
        if self.ruling or self.action.withheld:
            return super().post(request, *args, **kwargs)
        form = self.get_form()
        form.refuse(Refused(" ".join(self.ruling.why_not)))
        return self.render_to_response(self.get_context_data(form=form), status=403)

    def unless_over(self, row: HistoryModel, *, over: bool) -> HistoryModel:
        """The row; 404 for one that is over. What was being written on it then, its service refuses and gives back."""
        if over and self.request.method != "POST":
            raise Http404
        return row

    @property
    def heading(self) -> str:
        return gettext(self.titled) % {"number": self.number}

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        about = brief(self.action, self.request.user, now=self.request.now)
        return super().get_context_data(brief=about, heading=self.heading, **kwargs)

    def get_success_url(self) -> str:
        return reverse("my-actions")


class PostUpdate(OwnersFormPage):
    """Post an update on an action, with its evidence, and recommend it complete on the same page."""

    template_name = "recommendations/update.html"
    form_class = UpdateForm
    move = "update"
    titled = _("Update action %(number)s")

    def get_form_kwargs(self) -> dict[str, object]:
        coverages = coverages_of(self.action, self.request.user, self.request.now)
        return super().get_form_kwargs() | {"action": self.action, "coverages": coverages} | self.by_at

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        context = super().get_context_data(**kwargs)
        return context | {"formset": context["form"].evidence}

    def call_service(self, form: UpdateForm) -> str:
        data, parts = form.service_data() | self.by_at, form.parts_meant(recommends=form.recommends)
        if form.recommends and parts:
            recommend_parts(self.action, parts, **data)
        else:
            part = next(iter(parts), None)
            post_update(self.action, part=part, recommends_complete=form.recommends, **data)
        # After the service took them: had it refused, the person would have to choose the files again.
        uploads.forget(form.evidence.kept)
        return form.done_words


class WaitOn(OwnersFormPage):
    """Note what an action waits on."""

    template_name = "recommendations/wait.html"
    form_class = WaitForm
    move = "wait"
    titled = _("What does action %(number)s wait on?")

    def call_service(self, form: WaitForm) -> str:
        actions.wait_on(self.action, **form.service_data(), **self.by_at)
        return self.get_success_message()


class ReviewWait(OwnersFormPage):
    """Look again at what an action waits on: still, until when; or the wait has ended."""

    template_name = "recommendations/wait_review.html"
    form_class = ReviewWaitForm
    move = "wait"

    @cached_property
    def note(self) -> WaitingOn:
        # Without visible_to(): the action it leads to is looked up as the person sees it.
        note = get_object_or_404(WaitingOn, pk=self.kwargs["pk"])
        return self.unless_over(note, over=note.ended_at is not None)

    @property
    def number(self) -> int:
        return self.note.action_id

    @property
    def heading(self) -> str:
        about = {"number": self.number, "body": self.note.body}
        return gettext("Is action %(number)s still waiting on %(body)s?") % about

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        return super().get_context_data(note=self.note, **kwargs)

    def call_service(self, form: ReviewWaitForm) -> str:
        if form.ended:
            actions.stop_waiting(self.note, **form.service_data("why"), **self.by_at)
            return gettext("Action %(number)s is no longer waiting on %(body)s.") % {
                "number": self.number,
                "body": self.note.body,
            }
        actions.keep_waiting(self.note, **form.service_data("review_on", "confirmed_on"), **self.by_at)
        return gettext("Action %(number)s is still waiting on %(body)s.") % {
            "number": self.number,
            "body": self.note.body,
        }


class RequestDeadline(OwnersFormPage):
    """Ask for a target date, the first or another."""

    template_name = "recommendations/deadline.html"
    form_class = DeadlineForm
    move = "request_deadline"

    @property
    def heading(self) -> str:
        if self.action.target_on:
            return gettext("Ask for another target date on action %(number)s") % {"number": self.number}
        return gettext("Ask for a target date on action %(number)s") % {"number": self.number}

    def get_form_kwargs(self) -> dict[str, object]:
        return super().get_form_kwargs() | {"current": self.action.target_on}

    def call_service(self, form: DeadlineForm) -> str:
        actions.request_deadline(self.action, **form.service_data(), **self.by_at)
        return self.get_success_message()


class AnswerQuestion(AnswersInSession, OwnersFormPage):
    """Answer a scrutiny question."""

    template_name = "recommendations/answer.html"
    form_class = AnswerForm
    move = "answer"
    titled = _("Answer a question about action %(number)s")

    @cached_property
    def question(self) -> Question:
        """The question; 404 for one that the person may not see."""
        visible = Question.objects.visible_to(self.request.user, self.request.now).with_words("text", "answer_by")
        related = ("recorded_by", "action", "settlement", "followed_by")
        return get_object_or_404(visible.select_related(*related), pk=self.kwargs["pk"])

    @property
    def number(self) -> int:
        return self.question.action_id

    @property
    def matter(self) -> Matter:
        return Matter(self.number)

    @cached_property
    def ruling(self) -> Ruling:
        return may_answer(self.request.user, self.question, at=self.request.now)

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        asked = as_asked(self.question, Standings(self.request.user, now=self.request.now))
        return super().get_context_data(question=self.question, answers=asked.answers, **kwargs)

    def call_service(self, form: AnswerForm) -> str:
        scrutiny.answer(self.question, **form.service_data(), **self.by_at)
        return self.get_success_message()
