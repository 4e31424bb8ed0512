"""Correct this: an update, an answer, a question, a note of what an action waits on that was wrong."""

from functools import cached_property

from django.shortcuts import get_object_or_404
from django.urls import reverse

from ..forms.corrected import CorrectForm, CorrectQuestionForm, CorrectTextForm, CorrectUpdateForm
from ..forms.put_wait_right import PutWaitRightForm
from ..models import Answer, ProgressUpdate, Question, WaitingOn
from ..models.correctable import Correctable
from ..permissions import Ruling, may_correct
from ..selectors.moves import Before, Moves
from ..services import actions, corrected
from .form_page import ActionFormPage
from .put_right import PutRightPage
from .updates import OwnersFormPage


class CorrectPage(OwnersFormPage):
    """The words as they stand, to be corrected. It leads to the correction in the action's timeline."""

    template_name = "recommendations/correct.html"
    form_class: type[CorrectForm]
    model: type[Correctable]
    noun: str
    to_action = "action"

    @cached_property
    def said(self) -> Correctable:
        """The first that was said; 404 for what the person may not see. The address may name a correction of it."""
        # One that was asked of a recommendation has no action whose page leads here.
        on_action = self.model.objects.exclude(**{self.to_action: None})
        visible = on_action.visible_to(self.request.user, self.request.now)
        related = ("recorded_by", self.to_action, f"corrects__{self.to_action}", "corrects__recorded_by")
        said = get_object_or_404(visible.select_related(*related), pk=self.kwargs["pk"])
        return said.corrects or said

    @cached_property
    def last(self) -> Correctable:
        """The words that stand."""
        return self.said.corrections.select_related("recorded_by").last() or self.said

    @property
    def number(self) -> int:
        return self.said.action_id

    @cached_property
    def ruling(self) -> Ruling:
        return may_correct(self.request.user, self.said, at=self.request.now)

    @property
    def heading(self) -> str:
        return f"Correct {self.noun} on action {self.number}"

    def get_form_kwargs(self) -> dict[str, object]:
        return super().get_form_kwargs() | {"last": self.last}

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        return super().get_context_data(last=self.last, said=self.said, **kwargs)

    def call_service(self, form: CorrectForm) -> str:
        self.corrected = self.correct(form)
        return f"Corrected {self.noun} on action {self.number}. What was said first stays beside it."

    def correct(self, form: CorrectForm) -> Correctable:
        """Hand a form in order to its service. Raises Refused, ValidationError."""
        raise NotImplementedError

    def get_success_url(self) -> str:
        kind = self.noun.split()[-1]
        return f"{reverse('action-detail', args=[self.number])}#{kind}-{self.corrected.pk}"


class CorrectUpdate(CorrectPage):
    """An update that was wrong."""

    form_class, model, noun = CorrectUpdateForm, ProgressUpdate, "an update"

    def correct(self, form: CorrectUpdateForm) -> ProgressUpdate:
        return corrected.correct_update(self.said, **form.service_data(), **self.by_at)


class CorrectAnswer(CorrectPage):
    """An answer that was wrong."""

    form_class, model, noun = CorrectTextForm, Answer, "an answer"
    to_action = "question__action"

    @property
    def number(self) -> int:
        return self.said.question.action_id

    def correct(self, form: CorrectTextForm) -> Answer:
        return corrected.correct_answer(self.said, **form.service_data(), **self.by_at)


class CorrectQuestion(CorrectPage):
    """A question that was wrong. It blocks as before, and its answers stay with it."""

    form_class, model, noun = CorrectQuestionForm, Question, "a question"

    def correct(self, form: CorrectQuestionForm) -> Question:
        return corrected.correct_question(self.said, **form.service_data(), **self.by_at)


class NothingMoves:
    """A note stops no clock, so no date and no figure moves with it."""

    def moves(self) -> Moves:
        return Moves()


class PutWaitRight(ActionFormPage, PutRightPage):
    """A note of what an action waits on, as it stands, to be changed."""

    form_class = PutWaitRightForm
    move = "wait"
    back_label = "The action"

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
