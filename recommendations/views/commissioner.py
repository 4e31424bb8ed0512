"""The Commissioner's published response to reports (Police Act 1996 s.55): the list, one of them, its forms and its paper."""

from functools import cached_property

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _
from django.views.decorators.http import require_GET

from safeguarding.as_at import joined

from ..forms.commissioner import BeginForm, CommentForm, PublishForm, WriteForm
from ..models import CommissionerComment, CommissionerResponse, Recommendation
from ..packs.commissioner import response_paper
from ..permissions import may_respond_for_commissioner
from ..selectors.commissioner import (
    ResponsePage,
    asked_of,
    drafted,
    lacking,
    may_be_answered,
    responses,
    time_left,
    unanswered,
)
from ..selectors.standings import Standings
from ..services import commissioner
from .as_at import asked_at, not_there, page_of_then
from .downloads import PAPER_KINDS, headers
from .form_page import FormPage
from .pagination import paged

FIRST = 20  # of the reports that wait


@require_GET
def response_list(request: HttpRequest) -> HttpResponse:
    """The reports that wait for a response, by their last day, and the responses there are."""
    at_form, asked = asked_at(request)
    waiting = joined(unanswered(asked)[:FIRST], "inspection", at=asked.as_at)
    context = {
        "waiting": [(one, time_left(one.due_on, asked.today)) for one in waiting],
        "page": paged(request, responses(asked)),
        "writes": _writes(request, asked),
    }
    return render(request, "recommendations/commissioner/list.html", context | page_of_then(at_form))


def _writes(request, asked):
    return asked.as_at is None and bool(may_respond_for_commissioner(request.user, at=request.now))


@require_GET
def response_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One response: what it lacks, its steps, and what it says of each recommendation; now or as it stood."""
    at_form, asked = asked_at(request)
    response = responses(asked).filter(id=pk).first()
    if response is None:
        return not_there(request, asked, responses(Standings(request.user, now=request.now)).filter(pk=pk))
    context = {"found": ResponsePage(response, asked), "writes": _writes(request, asked)}
    return render(request, "recommendations/commissioner/response.html", context | page_of_then(at_form))


@require_GET
def response_file(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """The response as a paper to publish, or as it stood."""
    _, asked = asked_at(request)
    page = ResponsePage(get_object_or_404(responses(asked), id=pk), asked)
    file = PAPER_KINDS[kind]
    contents = file.write(response_paper(page))
    return HttpResponse(contents, content_type=file.content_type, headers=headers(f"response-{pk}.{kind}"))


class CommissionerPage(FormPage):
    """A form of the OPCC about a response. button: what is pressed."""

    template_name = "recommendations/commissioner/form.html"
    title: str
    button: str
    back_label = _("The Commissioner’s responses")
    may = staticmethod(may_respond_for_commissioner)
    success_url = reverse_lazy("commissioner-responses")

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        back = {"back_url": self.get_success_url(), "back_label": self.back_label}
        return super().get_context_data(title=self.title, button=self.button, **back, **kwargs)


class Begin(CommissionerPage):
    """Begin a response."""

    form_class = BeginForm
    title, button = _("Begin a response"), _("Begin it")

    def get_form_kwargs(self) -> dict[str, object]:
        return super().get_form_kwargs() | {"reports": may_be_answered(self.request.user, self.request.now)}

    def call_service(self, form: BeginForm) -> str:
        self.began = commissioner.begin_commissioner_response(**form.service_data(), **self.by_at)
        return gettext("Begun: %(title)s.") % {"title": self.began}

    def get_success_url(self) -> str:
        began = getattr(self, "began", None)
        return reverse("commissioner-response", args=[began.pk]) if began else super().get_success_url()


class OfResponse(CommissionerPage):
    """A form about one response, whose key the address gives."""

    back_label = _("The response")

    @cached_property
    def response(self) -> CommissionerResponse:
        """The response; 404 for one that the person may not see."""
        return get_object_or_404(responses(Standings(self.request.user, now=self.request.now)), pk=self.kwargs["pk"])

    def get_form_kwargs(self) -> dict[str, object]:
        drawn = {"thing": self.response, "published": bool(self.response.published_on)}
        return super().get_form_kwargs() | drawn

    def get_success_url(self) -> str:
        return reverse("commissioner-response", args=[self.response.pk])


class Write(OfResponse):
    """Write it, and record its steps."""

    form_class = WriteForm
    title, button = _("Write the response"), _("Save")

    def get_initial(self) -> dict[str, object]:
        answered = self.response.reports.filter(ended_at=None).values_list("inspection", flat=True)
        return {name: getattr(self.response, name) for name in (*commissioner.WRITTEN, *commissioner.PUBLISHED)} | {
            "inspections": list(answered)
        }

    def get_form_kwargs(self) -> dict[str, object]:
        reports = may_be_answered(self.request.user, self.request.now, self.response)
        return super().get_form_kwargs() | {"reports": reports}

    def call_service(self, form: WriteForm) -> str:
        commissioner.write_commissioner_response(self.response, **form.service_data(), **self.by_at)
        return gettext("The response is saved.")


class Comment(OfResponse):
    """Comment on one recommendation, beginning with how the register stands."""

    template_name = "recommendations/commissioner/comment.html"
    form_class = CommentForm
    title, button = _("Comment on a recommendation"), _("Save the comment")

    @cached_property
    def recommendation(self) -> Recommendation:
        """The recommendation; 404 for one of a report that the response does not answer."""
        asked = asked_of(self.response).select_related("inspection")
        return get_object_or_404(asked, pk=self.kwargs["recommendation"])

    @cached_property
    def comment(self) -> CommissionerComment | None:
        """The comment there is."""
        return self.response.recommendation_comments.filter(recommendation=self.recommendation).first()

    @cached_property
    def drafted(self) -> tuple[str, str]:
        """(kind, words) from the register, where nothing is written yet."""
        return (
            ("", "")
            if self.comment
            else drafted(self.recommendation, Standings(self.request.user, now=self.request.now))
        )

    def get_initial(self) -> dict[str, object]:
        kind, text = (self.comment.kind, self.comment.text) if self.comment else self.drafted
        return {"kind": kind, "text": text}

    def get_form_kwargs(self) -> dict[str, object]:
        return super().get_form_kwargs() | {"thing": self.comment}

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        about = {"recommendation": self.recommendation, "drafted": self.drafted[1]}
        return super().get_context_data(**about, **kwargs)

    def call_service(self, form: CommentForm) -> str:
        commissioner.comment_for_commissioner(self.response, self.recommendation, **form.service_data(), **self.by_at)
        return gettext("The comment on %(recommendation)s is saved.") % {"recommendation": self.recommendation}

    def get_success_url(self) -> str:
        return f"{super().get_success_url()}#r{self.recommendation.pk}"


class Publish(OfResponse):
    """Record that it was published."""

    template_name = "recommendations/commissioner/publish.html"
    form_class = PublishForm
    title, button = _("Record that it is published"), _("Record it")

    def get_form_kwargs(self) -> dict[str, object]:
        return super().get_form_kwargs() | {"published": False}

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        return super().get_context_data(lacking=lacking(self.response), **kwargs)

    def call_service(self, form: PublishForm) -> str:
        commissioner.publish_commissioner_response(self.response, **form.service_data(), **self.by_at)
        return gettext("Recorded as published. Send the copies, and record the day of each.")
