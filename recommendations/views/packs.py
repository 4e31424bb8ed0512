"""The paper for a meeting: prepared, its reports marked, issued by a second person, corrected, and taken away as it was issued."""

from functools import cached_property

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _
from django.views.decorators.http import require_GET, require_POST

from inspections.models import Inspection
from safeguarding.accesses import shown

from ..forms.packs import ChoiceForm, CorrectPaperForm, IssueForm, PreparePaperForm
from ..forms.service_form import ServiceForm
from ..models import Meeting, Pack, PackFile
from ..packs.editions import KINDS, content_of, file_name, files_of, paper_file
from ..packs.layouts import LATEST
from ..permissions import insist, may_prepare_paper, may_read_draft, readable_papers
from ..selectors.packs.draft import draft, issued_on
from ..selectors.packs.faithful import lacks
from ..selectors.packs.prepared import latest, page_of, reports_in_paper
from ..services.packs import all_ready, choose, correct_pack, issue_pack, prepare_paper
from .downloads import headers
from .form_page import FormPage
from .issuing import Issuing
from .kept_files import why_refused
from .long_work import count_of_change, made_by_worker

EDITIONS = {"paper": False, "public": True}


@require_GET
def paper(request: HttpRequest, pk: int, edition: str, kind: str) -> HttpResponse:
    """The draft of a paper as a file."""
    meeting = get_object_or_404(Meeting.objects.select_related("board"), pk=pk)
    insist(may_read_draft(request.user, at=request.now))
    if edition not in EDITIONS or kind not in KINDS:
        raise Http404
    for_public = EDITIONS[edition]

    def made(count):
        contents = draft(meeting, at=request.now, count=count)
        shown(request, "" if for_public else contents.marking)
        name = headers(file_name(contents, kind, for_public=for_public))
        data = paper_file(contents, kind, for_public=for_public)
        return HttpResponse(data, content_type=KINDS[kind].content_type, headers=name)

    called = "Public edition of the paper" if for_public else "Paper"
    return made_by_worker(request, made, called=f"{called} for {meeting}, {KINDS[kind].name}")


@require_GET
def issued_file(request: HttpRequest, pk: int) -> HttpResponse:
    """A file of an issued paper, as it was issued."""
    readable = readable_papers(request.user, at=request.now)
    files = PackFile.objects.filter(issue__pack__in=readable).select_related(
        "issue__pack__inspection", "issue__pack__theme"
    )
    file = get_object_or_404(files, pk=pk)
    pack = file.issue.pack
    if refused := why_refused(request, file, page_of(pack)):
        return refused
    shown(request, file.marking)
    return HttpResponse(file.data, content_type=KINDS[file.kind].content_type, headers=headers(file.name))


@require_POST
def mark_ready(request: HttpRequest, pk: int) -> HttpResponse:
    """Mark as ready each report of which nothing is said yet."""
    pack = _pack(pk)
    insist(may_prepare_paper(request.user, at=request.now))
    found = [one.inspection for one in reports_in_paper(pack, draft(pack.meeting, at=request.now))]
    try:
        marked = all_ready(pack, found, by=request.user, at=request.now)
        messages.success(request, gettext("Marked as ready: %(number)s.") % {"number": len(marked)})
    except ValidationError as error:
        messages.info(request, " ".join(error.messages))
    return redirect("meeting-detail", pk)


def _pack(meeting: int) -> Pack:
    found = latest(get_object_or_404(Meeting, pk=meeting))
    if found is None:
        raise Http404
    return found


class PaperFormPage(FormPage):
    """A form about the paper for the meeting whose key the address gives. It leads back there."""

    template_name = "recommendations/meetings/form.html"
    title: str
    button: str
    may = staticmethod(may_prepare_paper)

    @cached_property
    def pack(self) -> Pack:
        return _pack(self.kwargs["pk"])

    @cached_property
    def meeting(self) -> Meeting:
        return get_object_or_404(Meeting.objects.select_related("board"), pk=self.kwargs["pk"])

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        back = {"back_url": self.get_success_url(), "back_label": str(self.meeting)}
        return super().get_context_data(title=self.title, button=self.button, meeting=self.meeting, **back, **kwargs)

    def get_success_url(self) -> str:
        return reverse("meeting-detail", args=[self.kwargs["pk"]])


class PreparePaper(PaperFormPage):
    """Begin the paper for a meeting, or change what is written of it."""

    form_class = PreparePaperForm
    title, button = _("Prepare the paper"), _("Save")

    def get_form_kwargs(self) -> dict[str, object]:
        contents = draft(self.meeting, at=self.request.now)
        return super().get_form_kwargs() | {"pack": latest(self.meeting), "contents": contents}

    def call_service(self, form: PreparePaperForm) -> str:
        prepare_paper(self.meeting, **form.service_data(), **self.by_at)
        return gettext("The paper is saved.")


class Choose(PaperFormPage):
    """Say how a report stands in the paper."""

    form_class = ChoiceForm
    button = _("Save")

    @property
    def title(self) -> str:
        return str(self.inspection)

    @cached_property
    def inspection(self) -> Inspection:
        return self.get_visible_or_404(Inspection, slug=self.kwargs["slug"])

    def get_form_kwargs(self) -> dict[str, object]:
        return super().get_form_kwargs() | {"inspection": self.inspection}

    def call_service(self, form: ChoiceForm) -> str:
        choice = choose(self.pack, self.inspection, **form.service_data(), **self.by_at)
        return gettext("Saved: %(choice)s.") % {"choice": choice}


class IssuePaper(Issuing, PaperFormPage):
    """Issue the paper: its files are made, which takes seconds, and kept as they are."""

    template_name = "recommendations/meetings/issue.html"

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        found = lacks(self.pack, draft(self.meeting, at=self.request.now))
        return super().get_context_data(pack=self.pack, lacks=found, kinds=KINDS, **kwargs)

    def make(self, form: IssueForm) -> None:
        at, count = self.request.now, count_of_change(self.request)
        self.contents = made = draft(self.meeting, at=at, issued=issued_on(at), count=count)
        self.files = files_of(made)

    def call_service(self, form: IssueForm) -> str:
        laid_out = {"layout": LATEST, "content": content_of(self.contents)}
        issue_pack(self.pack, self.contents, self.files, **laid_out, seen=form.cleaned_data["seen"], **self.by_at)
        return gettext("The paper is issued.")


class CorrectPaper(PaperFormPage):
    """Begin the next version of an issued paper."""

    form_class = CorrectPaperForm
    title, button = _("Correct the paper by a new version"), _("Begin the new version")

    def call_service(self, form: ServiceForm) -> str:
        made = correct_pack(self.pack, **form.service_data(), **self.by_at)
        message = gettext(
            "Version %(version)s is in preparation. Change what was wrong, then mark its reports as ready: nobody is asked to "
            "issue it before that."
        )
        return message % {"version": made.version}
