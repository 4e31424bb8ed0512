"""Meetings of boards and their papers: all of them, one, and the standing text of a board."""

from functools import cached_property

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_safe

from ..forms.standing_text import StandingTextForm
from ..models import Meeting
from ..packs.editions import KINDS, file_name, paper_file
from ..permissions import Ruling, insist, may_prepare_paper, may_read_draft, may_read_meetings
from ..selectors.packs.draft import draft
from ..services.standing_text import write_standing_text
from .downloads import headers
from .form_page import FormPage

PAGE = 25
EDITIONS = {"paper": False, "public": True}


@require_safe
def meeting_list(request: HttpRequest) -> HttpResponse:
    """All meetings, the latest first."""
    insist(may_read_meetings(request.user, at=request.now))
    page = Paginator(Meeting.objects.select_related("board"), PAGE).get_page(request.GET.get("page"))
    return render(request, "recommendations/meetings/list.html", {"page": page})


@require_safe
def meeting_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One meeting and its papers."""
    insist(may_read_meetings(request.user, at=request.now))
    context = {
        "meeting": _meeting(pk),
        "kinds": KINDS,
        "may_read_draft": may_read_draft(request.user, at=request.now),
        "may_prepare": may_prepare_paper(request.user, at=request.now),
    }
    return render(request, "recommendations/meetings/meeting.html", context)


@require_GET
def paper(request: HttpRequest, pk: int, edition: str, kind: str) -> HttpResponse:
    """The draft of a paper as a file."""
    meeting = _meeting(pk)
    insist(may_read_draft(request.user, at=request.now))
    if edition not in EDITIONS or kind not in KINDS:
        raise Http404
    contents, for_public = draft(meeting, at=request.now), EDITIONS[edition]
    name = file_name(contents, kind, for_public=for_public)
    data = paper_file(contents, kind, for_public=for_public)
    return HttpResponse(data, content_type=KINDS[kind].content_type, headers=headers(name))


def _meeting(pk: int) -> Meeting:
    return get_object_or_404(Meeting.objects.select_related("board"), pk=pk)


class WriteStandingText(FormPage):
    """Write the standing text of the board of a meeting, or change it."""

    template_name = "recommendations/meetings/standing_text.html"
    form_class = StandingTextForm

    @cached_property
    def meeting(self) -> Meeting:
        return _meeting(self.kwargs["pk"])

    @property
    def ruling(self) -> Ruling:
        return may_prepare_paper(self.request.user, at=self.request.now)

    def get_form_kwargs(self) -> dict[str, object]:
        return super().get_form_kwargs() | {"board": self.meeting.board}

    def call_service(self, form: StandingTextForm) -> str:
        write_standing_text(self.meeting.board, **form.service_data(), **self.by_at)
        return "The standing text is saved."

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        back = {"back_url": self.get_success_url(), "back_label": str(self.meeting)}
        return super().get_context_data(meeting=self.meeting, **back, **kwargs)

    def get_success_url(self) -> str:
        return reverse("meeting-detail", args=[self.meeting.pk])
