"""The form of a return as a file: taken away, and brought back, its rows looked at before they are kept."""

from functools import cached_property

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_GET

from safeguarding.lib.database.batches import batched
from safeguarding.lib.dates import london_date
from safeguarding.lib.languages import counted
from safeguarding.models import Marking, Post

from ..forms.return_file import ReturnFileForm
from ..forms.service_form import ServiceForm
from ..models import MailedForm, UpdateRound
from ..packs.return_form import return_form
from ..permissions import Ruling, insist, may_draft_return, may_look_at_mailed
from ..selectors.inspections.readers import embargoes
from ..selectors.rounds.form_rows import form_rows
from ..selectors.rounds.mailed import Readable, sender_held_against
from ..selectors.rounds.rows import AT_ONCE, asked_of
from ..selectors.rounds.uploaded import Uploaded, uploaded
from ..selectors.standings import Standings
from ..services.mailed_forms import note_looked_at
from ..services.returns import Drafted, keep_drafts
from .downloads import KINDS, headers
from .returns import ReturnPage


@require_GET
def download(request: HttpRequest, pk: int, post: int, kind: str) -> HttpResponse:
    """The form of a return, as Word or Excel."""
    found, owing = get_object_or_404(UpdateRound, pk=pk), get_object_or_404(Post, pk=post)
    insist(may_draft_return(request.user, found, owing, at=request.now))
    rows = form_rows(found, owing, request.user, now=request.now)
    reports = (part.recommendation.inspection for row in rows for part in row.line.parts)
    notices = embargoes(reports, Standings(request.user, now=request.now))
    contents = return_form(found, owing, rows, embargoes=notices, at=request.now)
    name = f"return-{found.pk}-{owing.pk}-{london_date(request.now)}.{kind}"
    return HttpResponse(KINDS[kind].write(contents), content_type=KINDS[kind].content_type, headers=headers(name))


class FormOfReturn(ReturnPage):
    """A form that came back: what becomes of each row is looked at, and those that are fine are kept as drafts."""

    check_template = "recommendations/rounds/bring_back_check.html"

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        asked = asked_of(self.round, self.owing).visible_to(self.request.user, self.request.now)
        marking = Marking.highest(asked.values_list("marking", flat=True).distinct()).label
        return super().get_context_data(marking=marking, **kwargs)

    def keep(self, found: Uploaded) -> str:
        """Keep those that are fine. Returns what to tell."""
        typed = [
            Drafted(one.number, one.version, one.row.done, one.row.no_change_because, one.assessment)
            for one in found.taken
        ]
        for some in batched(typed, AT_ONCE):  # all of them are one change
            keep_drafts(self.round, self.owing, some, **self.by_at)
        kept = ngettext(
            "%(number)s of %(rows)s kept as a draft.", "%(number)s of %(rows)s kept as drafts.", len(typed)
        ) % {"number": len(typed), "rows": counted(len(found.rows), "row")}
        return gettext("%(kept)s Look through what is kept; then the owner submits the return.") % {"kept": kept}

    def get_success_url(self) -> str:
        return self.address("return-fill", 1)


class BringBack(FormOfReturn):
    """Bring the form back as a file that is chosen."""

    template_name = "recommendations/rounds/bring_back.html"
    form_class = ReturnFileForm

    def found(self, form: ReturnFileForm) -> Uploaded:
        """The rows of a form in order, each with what becomes of it."""
        return uploaded(form.read, self.round, self.owing, self.request.user, now=self.request.now)

    def form_valid(self, form: ReturnFileForm) -> HttpResponse:
        """Keep what was looked at, or show what becomes of each row: by the button that was pressed."""
        if self.request.POST.get("press") == "record":
            return super().form_valid(form)
        self.template_name = self.check_template
        return self.render_to_response(self.get_context_data(form=form, found=self.found(form)))

    def call_service(self, form: ReturnFileForm) -> str:
        return self.keep(self.found(form))


class LookAtMailed(FormOfReturn):
    """Look at a form that came by mail: keep the rows that are fine as drafts, or put it aside."""

    template_name = FormOfReturn.check_template
    form_class = ServiceForm

    @cached_property
    def mailed(self) -> MailedForm:
        """The form; 404 where this return has no such one."""
        mailed = MailedForm.objects.select_related("post", "round", "looked_at_by")
        return get_object_or_404(mailed, round=self.round, post=self.owing, pk=self.kwargs["mailed"])

    @cached_property
    def readable(self) -> Readable:
        """Its rows, as the person may read them."""
        return Readable([self.mailed], self.request.user, self.request.now)

    @cached_property
    def ruling(self) -> Ruling:
        reads_all = self.readable.all_of(self.mailed)
        return may_look_at_mailed(self.request.user, self.mailed, reads_all=reads_all, at=self.request.now)

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        says = [self.mailed.came, sender_held_against(self.mailed, self.request.user, self.request.now)]
        return super().get_context_data(says=says, found=self.found(), **kwargs)

    def found(self) -> Uploaded:
        """Its rows in order, each with what becomes of it."""
        return uploaded(
            self.readable.rows(self.mailed), self.round, self.owing, self.request.user, now=self.request.now
        )

    @property
    def put_aside(self) -> bool:
        """Return whether that was pressed."""
        return self.request.POST.get("press") == "aside"

    def call_service(self, form: ServiceForm) -> str:
        if self.put_aside:
            note_looked_at(self.mailed, kept=0, **self.by_at)
            return gettext("Put aside. Nothing of it was kept.")
        found = self.found()
        if not found.taken:
            raise ValidationError(
                gettext("Nothing in it can be kept any more. Look through it again, or put it aside.")
            )
        note_looked_at(self.mailed, kept=len(found.taken), **self.by_at)
        return self.keep(found)

    def get_success_url(self) -> str:
        return self.address("round-return") if self.put_aside else super().get_success_url()
