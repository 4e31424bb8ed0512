"""The form of a return as a file: taken away, and brought back, its rows looked at before they are kept."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_GET

from safeguarding.lib.dates import london_date
from safeguarding.models import Marking, Post

from ..forms.return_file import ReturnFileForm
from ..models import UpdateRound
from ..packs.return_form import return_form
from ..permissions import insist, may_draft_return
from ..selectors.rounds.form_rows import form_rows
from ..selectors.rounds.rows import AT_ONCE, asked_of
from ..selectors.rounds.uploaded import Uploaded, uploaded
from ..services.returns import Drafted, keep_drafts
from .downloads import KINDS, headers
from .returns import ReturnPage


@require_GET
def download(request: HttpRequest, pk: int, post: int, kind: str) -> HttpResponse:
    """The form of a return, as Word or Excel."""
    found, owing = get_object_or_404(UpdateRound, pk=pk), get_object_or_404(Post, pk=post)
    insist(may_draft_return(request.user, found, owing, at=request.now))
    rows = form_rows(found, owing, request.user, now=request.now)
    contents = return_form(found, owing, rows, at=request.now)
    name = f"return-{found.pk}-{owing.pk}-{london_date(request.now)}.{kind}"
    return HttpResponse(KINDS[kind].write(contents), content_type=KINDS[kind].content_type, headers=headers(name))


class BringBack(ReturnPage):
    """Bring the form back: choose it, look at what becomes of each row, keep those that are fine."""

    template_name = "recommendations/rounds/bring_back.html"
    check_template = "recommendations/rounds/bring_back_check.html"
    form_class = ReturnFileForm

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        asked = asked_of(self.round, self.owing).visible_to(self.request.user, self.request.now)
        marking = Marking.highest(asked.values_list("marking", flat=True).distinct()).label
        return super().get_context_data(marking=marking, **kwargs)

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
        found = self.found(form)
        typed = [
            Drafted(one.number, one.version, one.row.done, one.row.no_change_because, one.assessment)
            for one in found.taken
        ]
        for first in range(0, len(typed), AT_ONCE):  # a statement takes no more keys; all of them are one change
            keep_drafts(self.round, self.owing, typed[first : first + AT_ONCE], **self.by_at)
        return f"{len(typed)} of {len(found.rows)} rows kept as drafts. Look through them; then the owner submits the return."

    def get_success_url(self) -> str:
        return self.address("return-fill", 1)
