"""An inspectorate was asked about an action or a recommendation, and answered."""

from functools import cached_property

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _
from django.views.decorators.http import require_GET

from safeguarding.lib.dates import london_date
from safeguarding.lib.languages import in_words

from ..forms.inspectorate import AskInspectorateForm, CorrectRequestForm, InspectorateReplyForm
from ..models import Action, DeadlineRequest, InspectorateRequest, Recommendation
from ..permissions import Ruling, insist, may_ask_inspectorate, may_coordinate, may_record_reply
from ..selectors.inspectorate import asked_on, waited_for
from ..selectors.scrutiny.rows_waiting import Matter
from ..selectors.standings import Standings
from ..services.inspectorate import ask_inspectorate, correct_request, record_reply
from ..waiting import deadlines
from .corrected import CorrectPage
from .form_page import ActionFormPage, FormPage, RecommendationFormPage
from .in_session import InSession
from .pagination import paged


class AskInspectorate(InSession):
    """For a page about an action or a recommendation, before it: record that an inspectorate was asked.

    In a session it stands in the minutes. whole: the matter in words, beside a date asked for.
    """

    template_name = "recommendations/inspectorate/ask.html"
    form_class = AskInspectorateForm
    whole = ""
    date_asked: DeadlineRequest | None = None

    @cached_property
    def ruling(self) -> Ruling:
        return may_ask_inspectorate(self.request.user, at=self.request.now)

    @property
    def about(self) -> dict[str, Action | Recommendation]:
        """The matter, as an argument of services.inspectorate.ask_inspectorate."""
        raise NotImplementedError

    def get_form_kwargs(self) -> dict[str, object]:
        return super().get_form_kwargs() | {"whole": self.whole, "date_asked": self.date_asked}

    def get_initial(self) -> dict[str, object]:
        asked = Recommendation.objects.filter(parts__coverages__action=self.kwargs.get("number"))
        first = asked.first() if "number" in self.kwargs else self.recommendation
        return {"body": first and first.inspection.body_id, "asked_on": london_date(self.request.now)}

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        (matter,) = self.about.values()
        back = {"back_url": self.get_success_url(), "back_label": str(matter)}
        return super().get_context_data(**back | {"matter": matter} | kwargs)

    def call_service(self, form: AskInspectorateForm) -> str:
        asked = ask_inspectorate(**self.about, **form.service_data(), **self.by_at)
        return gettext("%(matter)s: waiting on %(body)s since %(on)s. The coordinator records the answer.") % {
            "matter": asked.matter,
            "body": asked.body,
            "on": in_words(asked.asked_on),
        }

    @property
    def query(self) -> str:
        """The query string that leads on within the session."""
        return f"?session={self.in_session.session_id}" if self.in_session else ""


class AskOnAction(AskInspectorate, ActionFormPage):
    """About an action, or a date beyond the inspectorate's own that is asked for on it."""

    whole = _("The whole action")

    @property
    def about(self) -> dict[str, Action]:
        return {"action": self.action}

    @property
    def matter(self) -> Matter:
        return Matter(self.number)

    @cached_property
    def date_asked(self) -> DeadlineRequest | None:
        return deadlines(with_dcc=True).filter(action=self.number).first()

    def get_success_url(self) -> str:
        return f"{reverse('scrutiny-item', args=[self.number])}{self.query}"


class AskOnRecommendation(AskInspectorate, RecommendationFormPage):
    """About a recommendation."""

    title = ""

    @property
    def about(self) -> dict[str, Recommendation]:
        return {"recommendation": self.recommendation}

    @property
    def matter(self) -> Matter:
        return Matter(None, self.recommendation.pk)

    def get_success_url(self) -> str:
        return self.session_url if self.in_session else super().get_success_url()


def _first_asked(request, pk):
    """The request of an inspectorate as it was first; 404 for what the person may not see. The address may name a correction of it."""
    visible = InspectorateRequest.objects.visible_to(request.user, request.now)
    related = ("body", "action", "recommendation", "recorded_by")
    asked = get_object_or_404(visible.select_related(*related, *(f"corrects__{name}" for name in related)), pk=pk)
    return asked.corrects or asked


class CorrectRequest(CorrectPage):
    """A request of an inspectorate that was recorded wrongly."""

    template_name = "recommendations/inspectorate/correct.html"
    form_class, model, noun = CorrectRequestForm, InspectorateRequest, _("what the inspectorate was asked")
    verb = staticmethod(correct_request)

    @cached_property
    def original(self) -> InspectorateRequest:
        return _first_asked(self.request, self.kwargs["pk"])

    @property
    def matter(self) -> Action | Recommendation:
        return self.original.matter

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        back = {"back_url": self.get_success_url(), "back_label": str(self.matter)}
        return super().get_context_data(**back, marking=self.original.get_marking_display(), **kwargs)

    def get_success_url(self) -> str:
        if self.original.action_id:
            return reverse("scrutiny-item", args=[self.original.action_id])
        return reverse("recommendation-detail", args=[self.original.recommendation_id])


class RecordReply(FormPage):
    """Record what an inspectorate answered, or that it was not asked after all."""

    template_name = "recommendations/inspectorate/reply.html"
    form_class = InspectorateReplyForm
    may = staticmethod(may_record_reply)

    @cached_property
    def asked(self) -> InspectorateRequest:
        return _first_asked(self.request, self.kwargs["pk"])

    def get_form_kwargs(self) -> dict[str, object]:
        return super().get_form_kwargs() | {"on_date": self.asked.deadline_request_id is not None}

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        on = {"actions": [self.asked.action_id], "recommendations": [self.asked.recommendation_id]}
        on = {name: list(filter(None, keys)) for name, keys in on.items()}
        beside = asked_on(Standings(self.request.user, now=self.request.now), **on)
        facts = {"asked": next(one for one in beside if one.versions.first == self.asked)}
        back = {"back_url": reverse("inspectorate-waited-for"), "back_label": gettext("Waiting on an inspectorate")}
        return super().get_context_data(**facts | back, marking=self.asked.get_marking_display(), **kwargs)

    def call_service(self, form: InspectorateReplyForm) -> str:
        reply = record_reply(self.asked, **form.service_data(), **self.by_at)
        return gettext("%(matter)s: %(body)s %(answered)s. The DCC finds it beside the matter.") % {
            "matter": self.asked.matter,
            "body": self.asked.body,
            "answered": reply.in_words,
        }

    def get_success_url(self) -> str:
        if self.asked.action_id:
            return reverse("action-detail", args=[self.asked.action_id])
        return reverse("recommendation-detail", args=[self.asked.recommendation_id])


@require_GET
def waited_for_list(request: HttpRequest) -> HttpResponse:
    """Show what inspectorates were asked and have not answered, those asked first first. Raises Refused."""
    insist(may_coordinate(request.user, at=request.now))
    page = paged(request, waited_for(Standings(request.user, now=request.now)))
    return render(request, "recommendations/inspectorate/waited_for.html", {"page": page})
