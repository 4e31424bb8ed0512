"""Words and files taken out of the record: what was asked for, asking from a thing's own page, and a second person's decision."""

from functools import cached_property

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext
from django.views.decorators.http import require_GET

from safeguarding.models import Marking

from ..forms.redactions import LEAVE, AskToRedactForm, DecideRedactionForm
from ..forms.taken_back import WhyTakenBackForm
from ..models import RedactionRequest, SearchText
from ..permissions import Ruling, confirms_redactions, insist, may_ask_to_redact, may_redact, may_take_back_redaction
from ..selectors.redactable import Thing, standing_on, thing
from ..selectors.redactions import as_listed, requests, still_in, waiting
from ..services.redactions import ask_to_redact, decline_to_redact, redact, take_back_redaction
from ..services.unrecorded import UNRECORDED
from .form_page import FormPage
from .pagination import paged


@require_GET
def redaction_list(request: HttpRequest) -> HttpResponse:
    """Requests that wait for the reader, and all that was asked for with what came of it. Raises Refused."""
    insist(may_ask_to_redact(request.user, at=request.now))
    reader = (request.user, request.now)
    page = paged(request, requests())
    context = {
        "page": page,
        "listed": as_listed(page.object_list, *reader),
        "waiting": set(waiting(*reader).values_list("pk", flat=True)),
        "confirms": confirms_redactions(request.user, at=request.now),
        "reader": request.user,
    }
    return render(request, "recommendations/redactions/list.html", context)


def _thing(request, kind, key) -> Thing:
    insist(may_ask_to_redact(request.user, at=request.now))
    found = thing(kind, key, request.user, request.now)
    if found is None:
        raise Http404
    return found


@require_GET
def redactable_on(request: HttpRequest, kind: str, key: int) -> HttpResponse:
    """All that can be taken out of a thing and what was recorded on it, to choose from. Raises Refused."""
    of = _thing(request, kind, key)
    found = standing_on(of.row, request.user, request.now)
    marking = Marking.highest(one.marking for one in (of, *found)).label
    context = {"of": of, "found": found, "marking": marking}
    return render(request, "recommendations/redactions/choose.html", context)


class AskToRedact(FormPage):
    """Ask that words or the file of one thing be taken out."""

    template_name = "recommendations/redactions/ask.html"
    form_class = AskToRedactForm
    may = staticmethod(may_ask_to_redact)
    success_url = reverse_lazy("redactions")

    @cached_property
    def thing(self) -> Thing:
        """The thing it is about; 404 for what the person may not read."""
        return _thing(self.request, self.kwargs["that"], self.kwargs["pk"])

    def get_form_kwargs(self) -> dict[str, object]:
        return super().get_form_kwargs() | {"standing": self.thing.words}

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        back = reverse("redactable-on", args=[self.kwargs["kind"], self.kwargs["key"]])
        marking = self.thing.marking.label
        return super().get_context_data(
            thing=self.thing, marking=marking, back_url=back, back_label=gettext("What stands there"), **kwargs
        )

    def call_service(self, form: AskToRedactForm) -> str:
        fields = form.cleaned_data["fields_named"]
        ask_to_redact(self.thing.kind, self.thing.row.pk, fields, reason=form.cleaned_data["reason"], **self.by_at)
        return gettext("Asked for. The coordinator or the DCC, and not you, takes it out or says why it stays.")


class RequestPage(FormPage):
    """A form about one request."""

    success_url = reverse_lazy("redactions")

    @cached_property
    def asked(self) -> RedactionRequest:
        """The request."""
        follow = ("recorded_by", "redaction", "declined", "taken_back")
        return get_object_or_404(RedactionRequest.objects.select_related(*follow), pk=self.kwargs["pk"])

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        back = {"back_url": reverse("redactions"), "back_label": gettext("Words and files taken out")}
        return super().get_context_data(asked=self.asked, **back, **kwargs)


class TakeBackRedaction(RequestPage):
    """Whoever asked, in error, asks no more."""

    template_name = "recommendations/redactions/take_back.html"
    form_class = WhyTakenBackForm

    @cached_property
    def ruling(self) -> Ruling:
        return may_take_back_redaction(self.request.user, self.asked, at=self.request.now)

    def call_service(self, form: WhyTakenBackForm) -> str:
        take_back_redaction(self.asked, **form.service_data(), **self.by_at)
        return gettext("Taken back. Nothing is taken out.")


class DecideRedaction(RequestPage):
    """Look at what another asked to be taken out, and take it out or leave it."""

    template_name = "recommendations/redactions/decide.html"
    form_class = DecideRedactionForm

    @cached_property
    def ruling(self) -> Ruling:
        return may_redact(self.request.user, self.asked, at=self.request.now)

    @cached_property
    def thing(self) -> Thing:
        """The thing it is about; 404 for what the person may not read."""
        return _thing(self.request, self.asked.kind, self.asked.key)

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        past = getattr(type(self.thing.row), "history", None)
        goes_with = {*UNRECORDED, SearchText, past and past.model}
        goes = [words for words in self.thing.words if words.name in self.asked.fields]
        own = f"{self.thing.row._meta.verbose_name} {self.thing.row.pk}"
        elsewhere = dict.fromkeys(
            place for words in goes for place in still_in(words.text, but=goes_with) if place != own
        )
        about = {
            "thing": self.thing,
            "goes": goes,
            "elsewhere": list(elsewhere),
            "marking": self.thing.marking.label,
        }
        return super().get_context_data(**about, **kwargs)

    def call_service(self, form: DecideRedactionForm) -> str:
        self.thing  # noqa: B018 - 404 for what the person may not read, before anything is done
        if form.cleaned_data["decision"] == LEAVE:
            decline_to_redact(self.asked, reason=form.cleaned_data["reason"], **self.by_at)
            return gettext("It stays as it is. Whoever asked is told why.")
        done = redact(self.asked, **self.by_at)
        if done.elsewhere:
            messages.warning(
                self.request,
                gettext("The same words stand, or may stand, in: %(places)s.") % {"places": "; ".join(done.elsewhere)},
            )
        return gettext("Taken out. The day, the reason and both names stay.")
