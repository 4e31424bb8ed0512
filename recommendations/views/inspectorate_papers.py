"""The papers to an inspectorate on an inspection or a theme: prepared, issued by a second person, kept, and corrected by a new version."""

from functools import cached_property
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _
from django.views.decorators.http import require_GET, require_safe

from inspections.models import Inspection, Theme
from safeguarding.accesses import shown
from safeguarding.lib.dates import london_date

from ..forms.packs import CorrectPaperForm, CutOffForm, IssueForm
from ..forms.reasons import ReasonForm
from ..forms.service_form import ServiceForm
from ..models import Pack
from ..packs import inspectorate_editions as editions
from ..packs.inspectorate_editions import FORMS
from ..packs.layouts import LATEST
from ..permissions import Ruling, insist, may_issue, may_prepare_paper, may_print_for_inspectorate, readable_papers
from ..selectors.packs.inspectorate_paper import TOO_MANY, as_prepared, reports_of, too_many, versions
from ..selectors.packs.prepared import given_up, latest, page_of
from ..selectors.standings import Standings
from ..services.packs import MadeFile, correct_pack, give_up_paper, issue_to_inspectorate, prepare_paper
from .downloads import headers
from .form_page import FormPage
from .issuing import Issuing
from .long_work import made_by_worker


class OnPage(NamedTuple):
    """One of the papers as the page has it, and who may do what with it."""

    paper: str
    under_way: Pack | None
    issued: list[Pack]  # its versions, the latest first
    may_prepare: Ruling
    may_issue: Ruling | None
    given_up: Pack | None  # one that is not taken up again

    @property
    def name(self) -> str:
        return Pack.Paper(self.paper).label

    @property
    def form(self) -> editions.Form:
        return FORMS[self.paper]


@require_safe
def of_inspection(request: HttpRequest, slug: str) -> HttpResponse:
    """The papers on an inspection: each as it would be now, in preparation, and as it was issued."""
    insist(may_print_for_inspectorate(request.user, at=request.now))
    visible = Inspection.objects.visible_to(request.user, request.now).select_related("body")
    return _page(request, get_object_or_404(visible, slug=slug), FORMS)


@require_safe
def of_theme(request: HttpRequest, slug: str) -> HttpResponse:
    """The pack for a revisit on a theme."""
    insist(may_print_for_inspectorate(request.user, at=request.now))
    return _page(request, get_object_or_404(Theme, slug=slug), [Pack.Paper.REVISIT])


def _page(request, about, papers):
    readable = readable_papers(request.user, at=request.now)
    may_prepare = may_prepare_paper(request.user, at=request.now)
    found = []
    for paper in papers:
        there = versions(about, paper, readable)
        under_way = next((one for one in there if not one.is_issued), None)
        ruling = may_issue(request.user, under_way, at=request.now) if under_way else None
        gone = None if under_way else given_up(about, paper)
        found.append(OnPage(paper, under_way, [one for one in there if one.is_issued], may_prepare, ruling, gone))
    return render(request, "recommendations/inspectorate_papers/page.html", {"about": about, "papers": found})


@require_GET
def draft(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """A paper in preparation as a file, as it stood at its cut-off."""
    pack = _pack(request, pk)
    file = FORMS[pack.paper].kinds.get(kind)
    if file is None or pack.is_issued:
        raise Http404

    def made(count):
        prepared = as_prepared(pack, at=request.now)
        shown(request, prepared.found.marking)
        data = file.write(editions.laid_out(pack.paper, prepared, at=pack.cut_off_at))
        return HttpResponse(data, content_type=file.content_type, headers=headers(_name(pack, kind)))

    return made_by_worker(request, made, called=f"{pack}, {file.name}")


def page_about(about: Inspection | Theme) -> str:
    """The address of the papers about it."""
    return reverse("revisit-papers" if isinstance(about, Theme) else "inspectorate-papers", args=[about.slug])


def _pack(request, pk) -> Pack:
    insist(may_print_for_inspectorate(request.user, at=request.now))
    readable = readable_papers(request.user, at=request.now).exclude(paper=Pack.Paper.MEETING)
    return get_object_or_404(readable.select_related("inspection__body", "theme", "issue"), pk=pk)


def _name(pack, kind):
    on = london_date(pack.cut_off_at)
    return editions.name_of(pack.paper, pack.about.slug, kind, on=on, version=pack.version)


class PaperPage(FormPage):
    """A form about a paper to an inspectorate, of the key that the address gives. It leads back to all papers about the same."""

    template_name = "recommendations/inspectorate_papers/form.html"
    title: str
    button: str
    may = staticmethod(may_prepare_paper)

    @cached_property
    def pack(self) -> Pack:
        return _pack(self.request, self.kwargs["pk"])

    @property
    def about(self) -> Inspection | Theme:
        return self.pack.about

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        page = {"title": self.title, "button": self.button, "about": self.about}
        back = {"back_url": self.get_success_url(), "back_label": gettext("The papers")}
        return super().get_context_data(**page | back | kwargs)

    def get_success_url(self) -> str:
        return page_about(self.about)


class Prepare(PaperPage):
    """Begin to prepare a paper, or change its cut-off."""

    form_class = CutOffForm
    button = _("Save")

    @property
    def title(self) -> str:
        return gettext("Prepare: %(paper)s") % {"paper": gettext(Pack.Paper(self.paper).label)}

    @property
    def paper(self) -> str:
        paper = self.kwargs.get("paper", Pack.Paper.REVISIT)
        if paper not in FORMS:
            raise Http404
        return paper

    @cached_property
    def about(self) -> Inspection | Theme:
        slug = self.kwargs["slug"]
        if "paper" not in self.kwargs:
            return get_object_or_404(Theme, slug=slug)
        return self.get_visible_or_404(Inspection, slug=slug)

    def get_form_kwargs(self) -> dict[str, object]:
        found = latest(self.about, self.paper)
        under_way = None if found is None or found.is_issued else found
        return super().get_form_kwargs() | {"pack": under_way}

    def call_service(self, form: CutOffForm) -> str:
        typed = form.service_data()
        asked = Standings(self.request.user, now=self.request.now, as_at=min(typed["cut_off_at"], self.request.now))
        if number := too_many(self.about, asked):
            raise ValidationError(TOO_MANY.format(number))
        reports = Inspection.objects.filter(pk__in=reports_of(self.about, asked))
        if not reports:
            raise ValidationError({"cut_off": gettext("Nothing of this was recorded by that day. Enter a later day")})
        prepare_paper(self.about, self.paper, reports=list(reports), **typed, **self.by_at)
        return gettext("The paper is in preparation. Somebody else issues it.")


class Issue(Issuing, PaperPage):
    """Issue a paper: its files are made, which takes seconds, and kept as they are."""

    template_name = "recommendations/inspectorate_papers/issue.html"

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        return super().get_context_data(pack=self.pack, kinds=FORMS[self.pack.paper].kinds, **kwargs)

    def make(self, form: IssueForm) -> None:
        self.made = editions.to_issue(self.pack, at=self.request.now)
        kinds = FORMS[self.pack.paper].kinds
        self.files = [
            MadeFile(_name(self.pack, kind), kind, False, kinds[kind].write(self.made.paper)) for kind in kinds
        ]

    def call_service(self, form: IssueForm) -> str:
        values = {"layout": LATEST, "content": self.made.content, "seen": form.cleaned_data["seen"]}
        issue_to_inspectorate(self.pack, self.made.marking, self.files, **values, **self.by_at)
        return gettext("The paper is issued.")


class Correct(PaperPage):
    """Begin the next version of an issued paper."""

    form_class = CorrectPaperForm
    title, button = _("Correct the paper by a new version"), _("Begin the new version")

    def call_service(self, form: ServiceForm) -> str:
        made = correct_pack(self.pack, **form.service_data(), **self.by_at)
        return gettext("Version %(version)s is in preparation, with the cut-off of the one before.") % {
            "version": made.version
        }


class GiveUp(PaperPage):
    """Give up a version that is in preparation, of a paper for a meeting too."""

    form_class = ReasonForm
    title, button = _("Give this version up"), _("Give it up")

    @cached_property
    def pack(self) -> Pack:
        readable = readable_papers(self.request.user, at=self.request.now).filter(issue=None, given_up_at=None)
        return get_object_or_404(readable.select_related(*Pack.ABOUT, "meeting__board", "issue"), pk=self.kwargs["pk"])

    def call_service(self, form: ReasonForm) -> str:
        give_up_paper(self.pack, **form.service_data(), **self.by_at)
        return gettext("Version %(version)s is given up. Preparing or correcting the paper takes it up again.") % {
            "version": self.pack.version
        }

    def get_success_url(self) -> str:
        return page_of(self.pack)
