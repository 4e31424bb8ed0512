"""Correct this: an update, an answer, a question, a note of what an action waits on that was wrong."""

from collections.abc import Callable
from functools import cached_property, reduce

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from ..forms.corrected import CorrectForm, CorrectQuestionForm, CorrectTextForm, CorrectUpdateForm
from ..forms.put_wait_right import PutWaitRightForm
from ..models import Action, Answer, ProgressUpdate, Question, Recommendation, WaitingOn
from ..models.correctable import Correctable
from ..permissions import Ruling, may_correct
from ..selectors.moves import Before, Moves
from ..services import actions, corrected
from .form_page import ActionFormPage, FormPage, RecommendationFormPage
from .put_right import PutRightPage
from .updates import OwnersFormPage


class CorrectPage(FormPage):
    """The words as they stand, to be corrected. to: what they were said on, from the record."""

    form_class: type[CorrectForm]
    model: type[Correctable]
    noun: str
    verb: Callable[..., Correctable]
    to = "action"

    @cached_property
    def original(self) -> Correctable:
        """The first that was said; 404 for what the person may not see. The address may name a correction of it."""
        on_one = self.model.objects.exclude(**{self.to: None})
        visible = on_one.visible_to(self.request.user, self.request.now)
        related = ("recorded_by", self.to, f"corrects__{self.to}", "corrects__recorded_by")
        record = get_object_or_404(visible.select_related(*related), pk=self.kwargs["pk"])
        return record.corrects or record

    @cached_property
    def last(self) -> Correctable:
        """The words that stand."""
        return self.original.corrections.select_related("recorded_by").last() or self.original

    @property
    def matter(self) -> Action | Recommendation:
        return reduce(getattr, self.to.split("__"), self.original)

    @cached_property
    def ruling(self) -> Ruling:
        return may_correct(self.request.user, self.original, at=self.request.now)

    def get_form_kwargs(self) -> dict[str, object]:
        return super().get_form_kwargs() | {"last": self.last}

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        return super().get_context_data(last=self.last, said=self.original, **kwargs)

    def call_service(self, form: CorrectForm) -> str:
        self.corrected = self.verb(self.original, **form.service_data(), **self.by_at)
        return gettext("%(on)s: %(noun)s corrected. What was said first stays beside it.") % {
            "on": self.matter,
            "noun": gettext(self.noun),
        }


class CorrectOnAction(CorrectPage, OwnersFormPage):
    """Something said on an action. It leads to the correction in the action's timeline."""

    template_name = "recommendations/correct.html"
    leads_to_one_place = False

    @property
    def number(self) -> int:
        return self.matter.number

    @property
    def heading(self) -> str:
        return gettext("Correct %(noun)s on action %(number)s") % {"noun": gettext(self.noun), "number": self.number}

    def get_success_url(self) -> str:
        kind = self.noun.split()[-1]
        return f"{reverse('action-detail', args=[self.number])}#{kind}-{self.corrected.pk}"


class CorrectUpdate(CorrectOnAction):
    """An update that was wrong."""

    form_class, model, noun = CorrectUpdateForm, ProgressUpdate, _("an update")
    verb = staticmethod(corrected.correct_update)


class CorrectAnswer(CorrectOnAction):
    """An answer that was wrong."""

    form_class, model, noun = CorrectTextForm, Answer, _("an answer")
    verb = staticmethod(corrected.correct_answer)
    to = "question__action"


class CorrectQuestion(CorrectOnAction):
    """A question that was wrong. It blocks as before, and its answers stay with it."""

    form_class, model, noun = CorrectQuestionForm, Question, _("a question")
    verb = staticmethod(corrected.correct_question)


class CorrectAbout(CorrectPage, RecommendationFormPage):
    """Something said on a recommendation. It leads to the question there, with what it said first."""

    template_name = "recommendations/correct_about.html"
    button = _("Record the correction")

    @property
    def recommendation(self) -> Recommendation:
        return self.matter

    @property
    def title(self) -> str:
        return gettext("Correct %(noun)s on %(recommendation)s") % {
            "noun": gettext(self.noun),
            "recommendation": self.recommendation,
        }

    def get_success_url(self) -> str:
        question = self.original.question_id if isinstance(self.original, Answer) else self.original.pk
        return f"{super().get_success_url()}#question-{question}"


class CorrectAnswerAbout(CorrectAbout):
    """An answer that was wrong."""

    form_class, model, noun = CorrectTextForm, Answer, _("an answer")
    verb = staticmethod(corrected.correct_answer)
    to = "question__recommendation"


class CorrectQuestionAbout(CorrectAbout):
    """A question that was wrong. Its answers stay with it."""

    form_class, model, noun = CorrectQuestionForm, Question, _("a question")
    verb = staticmethod(corrected.correct_question)
    to = "recommendation"


class NothingMoves:
    """A note stops no clock, so no date and no figure moves with it."""

    def moves(self) -> Moves:
        return Moves()


class PutWaitRight(PutRightPage, ActionFormPage):
    """A note of what an action waits on, as it stands, to be changed."""

    form_class = PutWaitRightForm
    move = "wait"
    back_label = _("The action")

    @cached_property
    def thing(self) -> WaitingOn:
        # Without visible_to(): the action it leads to is looked up as the person sees it.
        return get_object_or_404(WaitingOn, pk=self.kwargs["pk"])

    @property
    def number(self) -> int:
        return self.thing.action_id

    def before(self) -> Before:
        return NothingMoves()

    def put_right(self, form: PutWaitRightForm) -> WaitingOn:
        return actions.put_wait_right(self.thing, **form.service_data(), **self.by_at)
