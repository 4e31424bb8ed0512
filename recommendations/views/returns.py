"""The return of one post to a round: what it says, and the page on which it is filled in and submitted."""

from functools import cached_property

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _
from django.views.decorators.http import require_safe

from safeguarding.as_at import rows
from safeguarding.models import Post

from ..forms.returns import ReturnForm
from ..models import UpdateRound
from ..permissions import Ruling, insist, may_draft_return, may_read_return, may_read_rounds, may_submit_return
from ..selectors.rounds.mailed import waiting_for
from ..selectors.rounds.returned import marking_of, returned
from ..selectors.rounds.rows import ReturnRows, handed_over, return_rows
from ..services.returns import keep_drafts, submit_return
from .as_at import asked_at, not_there, page_of_then
from .rounds import RoundFormPage


@require_safe
def round_return(request: HttpRequest, pk: int, post: int) -> HttpResponse:
    """The returns of a post, now or at a past moment."""
    owing = get_object_or_404(Post, pk=post)
    insist(may_read_return(request.user, owing, at=request.now))
    at_form, asked = asked_at(request)
    found = rows(UpdateRound, asked.as_at).filter(id=pk).first()
    if found is None:
        return not_there(request, asked, UpdateRound.objects.filter(pk=pk))
    may_draft = not asked.as_at and may_draft_return(request.user, found, owing, at=request.now)
    answers = returned(found, post, asked)
    facts = {
        "round": found,
        "post": owing,
        "returned": answers,
        "handed_over": [] if asked.as_at else handed_over(found, owing, request.user, now=request.now),
        "may_draft": may_draft,
        "mailed": waiting_for(request.user, found, [post], now=request.now) if may_draft else [],
        "may_read_round": may_read_rounds(request.user, at=request.now),
        "marking": marking_of(answers),
    }
    return render(request, "recommendations/rounds/return.html", facts | page_of_then(at_form))


class ReturnPage(RoundFormPage):
    """A form about the return of one post."""

    back_label = _("The return")

    @cached_property
    def owing(self) -> Post:
        """The post; 404 where there is none."""
        return get_object_or_404(Post, pk=self.kwargs["post"])

    @cached_property
    def ruling(self) -> Ruling:
        return may_draft_return(self.request.user, self.round, self.owing, at=self.request.now)

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        facts = {"post": self.owing, "back_url": self.address("round-return")}
        return super().get_context_data(**facts | kwargs)

    def address(self, name: str, *more: int) -> str:
        """The address of a page of this return."""
        return reverse(name, args=[self.round.pk, self.owing.pk, *more])


class FillReturn(ReturnPage):
    """A page of the return: filled in by whoever helps, submitted by the holder of the post."""

    template_name = "recommendations/rounds/fill.html"
    form_class = ReturnForm
    submitted = False

    @cached_property
    def rows(self) -> ReturnRows:
        """The rows of the page that the address asks for; 404 where there is no such page."""
        number = self.kwargs.get("page", 1)
        rows = return_rows(self.round, self.owing, self.request.user, now=self.request.now, page=number)
        if rows.page.number != number:
            raise Http404
        return rows

    def get_form_kwargs(self) -> dict[str, object]:
        return super().get_form_kwargs() | {"rows": self.rows.rows}

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        submits = may_submit_return(self.request.user, self.round, self.owing, at=self.request.now)
        facts = {"rows": self.rows, "may_submit": submits, "marking": self.rows.marking}
        return super().get_context_data(**facts, **kwargs)

    def call_service(self, form: ReturnForm) -> str:
        self.submitted = form.submits
        changed = keep_drafts(self.round, self.owing, form.drafted(), **self.by_at)
        if form.submits:
            submit_return(self.round, self.owing, **self.by_at)
            return gettext("Returned. Each update stands on its action.")
        return gettext("Kept. The owner submits it.") if changed else gettext("Nothing new was typed.")

    def get_success_url(self) -> str:
        if self.submitted:
            return self.address("round-return")
        following = self.rows.page.number + self.rows.page.has_next()
        return self.address("return-fill", following)
