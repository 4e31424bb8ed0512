"""A page with a form on it: who may, which service takes what was sent, where it leads and what is told."""

from collections.abc import Callable
from functools import cached_property
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods
from django.views.generic import FormView

from ..forms.service_form import DatedForm, ServiceForm
from ..models import Action, Part, Recommendation
from ..permissions import Refused, Ruling, insist, may
from ..workflow import MOVES
from .kept_words import KeepsWords
from .sent_once import SentOnce

reads_and_writes = require_http_methods(["GET", "HEAD", "POST"])


def sent(request: HttpRequest) -> tuple[MultiValueDict, ...]:
    """The words and files a form begins with; nothing where the page is only read."""
    return (request.POST, request.FILES) if request.method == "POST" else ()


class FormPage(SentOnce, KeepsWords, FormView):
    """Django's FormView for a ServiceForm. A page names its `ruling`, calls its service and says what to tell.

    may: the rule of permissions by which it rules, where that asks of nothing but the person.

    It is sent once, and what is typed on it is kept until then.

    get_context_data() and what it reads are for a page that is shown: what is sent and taken leads elsewhere without them.
    """

    http_method_names = ["get", "head", "post"]
    form_class: type[ServiceForm]
    may: Callable[..., Ruling]

    @property
    def by_at(self) -> dict[str, object]:
        """Who does it and when, as every service takes it."""
        return {"by": self.request.user, "at": self.request.now}

    @cached_property
    def ruling(self) -> Ruling:
        return self.may(self.request.user, at=self.request.now)

    def get_visible_or_404(self, model: type[Model], *related: str, **key: object) -> Any:
        """The one of a model that the address names, with what is related; 404 for one that the person may not see."""
        visible = model.objects.visible_to(self.request.user, self.request.now)
        visible = visible.select_related(*related) if related else visible
        return get_object_or_404(visible, **key or {"pk": self.kwargs["pk"]})

    def call_service(self, form: ServiceForm) -> str:
        """Hand a form in order to its service. Returns what to tell on the next page, "" for nothing.

        Raises Refused, ValidationError: both are said on the page, and no typed word is lost.
        """
        raise NotImplementedError

    def get(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        insist(self.ruling)
        return super().get(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        # The service insists again; here so that nobody learns from a form's errors about what is not theirs.
        insist(self.ruling)
        return super().post(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict[str, object]:
        at = {"at": self.request.now} if issubclass(self.form_class, DatedForm) else {}
        return super().get_form_kwargs() | at

    def form_valid(self, form: ServiceForm) -> HttpResponse:
        try:
            message, leads_to = self.record(form)
        # A form in order may be overtaken: somebody else decides, hands over or withdraws between the page and the press.
        except (Refused, ValidationError) as error:
            form.refuse(error)
            return self.form_invalid(form)
        if message:
            messages.success(self.request, message)
        return redirect(leads_to)

    def form_invalid(self, form: ServiceForm) -> HttpResponse:
        if self.led_before:
            return self.led_before
        # Browsers do not send a file again with the page that comes back.
        form.keep_files(**self.by_at)
        self.keep_refused()
        return super().form_invalid(form)


class ActionFormPage(FormPage):
    """A form about the action whose `number` the address gives. `move`: the key of MOVES that rules it."""

    move: str

    @property
    def number(self) -> int:
        return self.kwargs["number"]

    @cached_property
    def action(self) -> Action:
        return self.get_visible_or_404(Action, "owner", pk=self.number)

    @cached_property
    def ruling(self) -> Ruling:
        return may(self.request.user, self.move, self.action, at=self.request.now)

    def get_success_message(self, **facts: object) -> str:
        """The words of the move once it is made. facts: what they name beside the action."""
        return gettext(MOVES[self.move].success_message).format(which=self.number, **facts)

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        facts = {"action": self.action, "marking": self.action.get_marking_display()}
        return super().get_context_data(**facts, **kwargs)

    def get_success_url(self) -> str:
        return reverse("action-detail", args=[self.number])


class RecommendationFormPage(FormPage):
    """A form about the recommendation whose key the address gives. It leads back there. button: what is pressed, else the title."""

    template_name = "recommendations/recommendation_form.html"
    title: str
    button = ""

    @cached_property
    def recommendation(self) -> Recommendation:
        return self.get_visible_or_404(Recommendation, "inspection", "issue_owner")

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        about = {"recommendation": self.recommendation, "marking": self.recommendation.inspection.get_marking_display()}
        back = {"back_url": self.get_success_url(), "back_label": gettext("The recommendation")}
        page = {"title": self.title, "button": self.button or self.title}
        return super().get_context_data(**about | back | page | kwargs)

    def get_success_url(self) -> str:
        return reverse("recommendation-detail", args=[self.recommendation.pk])


class PartFormPage(RecommendationFormPage):
    """A form about one part, whose key the address gives."""

    @cached_property
    def part(self) -> Part:
        return self.get_visible_or_404(Part, "recommendation__inspection")

    @property
    def recommendation(self) -> Recommendation:
        return self.part.recommendation

    @property
    def part_named(self) -> str:
        """The part with its kind, as within a sentence: "recommendation 8c", "next step 1"."""
        name = f"{self.recommendation}{self.part.letter}"
        return name[0].lower() + name[1:]

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        return super().get_context_data(part=self.part, **kwargs)
