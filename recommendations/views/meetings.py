"""Meetings of boards and their papers: all of them, one, and the standing text of a board."""

from functools import cached_property

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from ..forms.standing_text import StandingTextForm
from ..models import Meeting, PackFile
from ..packs.editions import KINDS
from ..permissions import insist, may_issue, may_prepare_paper, may_read_draft, may_read_meetings
from ..selectors.meetings import meetings_with_papers
from ..selectors.packs.draft import draft
from ..selectors.packs.prepared import given_up, latest, reports_in_paper
from ..services.standing_text import write_standing_text
from .form_page import FormPage

PAGE = 25


@require_safe
def meeting_list(request: HttpRequest) -> HttpResponse:
    """All meetings, the latest first."""
    insist(may_read_meetings(request.user, at=request.now))
    page = Paginator(meetings_with_papers(), PAGE).get_page(request.GET.get("page"))
    return render(request, "recommendations/meetings/list.html", {"page": page})


@require_safe
def meeting_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One meeting and its papers."""
    insist(may_read_meetings(request.user, at=request.now))
    meeting = _meeting(pk)
    pack, reads = latest(meeting), may_read_draft(request.user, at=request.now)
    under_way = pack is not None and not pack.is_issued
    files = PackFile.objects.filter(issue__pack__meeting=meeting).defer("base64")
    reports = reports_in_paper(pack, draft(meeting, at=request.now)) if under_way and reads else []
    context = {
        "meeting": meeting,
        "kinds": KINDS,
        "pack": pack,
        "under_way": under_way,
        "given_up": None if under_way or not reads else given_up(meeting),
        "stands": reports,
        "unsaid": any(one.whole is None for one in reports),
        "files": files.select_related("issue__pack").order_by("-issue__pack__version", "for_public", "kind"),
        "may_read_draft": reads and (pack is None or under_way),
        "may_prepare": may_prepare_paper(request.user, at=request.now),
        "may_issue": all(one.is_settled for one in reports)
        and under_way
        and may_issue(request.user, pack, at=request.now),
    }
    return render(request, "recommendations/meetings/meeting.html", context)


def _meeting(pk: int) -> Meeting:
    return get_object_or_404(Meeting.objects.select_related("board"), pk=pk)


class WriteStandingText(FormPage):
    """Write the standing text of the board of a meeting, or change it."""

    template_name = "recommendations/meetings/standing_text.html"
    form_class = StandingTextForm
    may = staticmethod(may_prepare_paper)

    @cached_property
    def meeting(self) -> Meeting:
        return _meeting(self.kwargs["pk"])

    def get_form_kwargs(self) -> dict[str, object]:
        return super().get_form_kwargs() | {"board": self.meeting.board}

    def call_service(self, form: StandingTextForm) -> str:
        write_standing_text(self.meeting.board, **form.service_data(), **self.by_at)
        return gettext("The standing text is saved.")

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        back = {"back_url": self.get_success_url(), "back_label": str(self.meeting)}
        return super().get_context_data(meeting=self.meeting, **back, **kwargs)

    def get_success_url(self) -> str:
        return reverse("meeting-detail", args=[self.meeting.pk])
