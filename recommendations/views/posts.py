"""Posts: who holds them, and how one is handed over."""

from functools import cached_property

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_POST

from safeguarding.appointments import acknowledge, arranged_last, hand_post_over
from safeguarding.lib.dates import start_of_day
from safeguarding.lib.languages import in_words
from safeguarding.models import Holding, Post

from ..forms.hand_over import HandOverForm
from ..permissions import insist, may_coordinate
from ..selectors.posts import list as selected
from ..selectors.posts.hand_over import goes_with
from ..selectors.standings import Standings
from .form_page import FormPage
from .pagination import paged


@require_GET
def post_list(request: HttpRequest) -> HttpResponse:
    """Show who holds each post, and the work that lies with it. Raises Refused."""
    insist(may_coordinate(request.user, at=request.now))
    only = request.GET.get("only", "")
    page = paged(request, selected.posts(Standings(request.user, now=request.now), only))
    shown = {"page": page, "rows": selected.post_rows(page), "only": selected.ONLY.get(only), "now": request.now}
    return render(request, "recommendations/posts/list.html", shown)


class HandOver(FormPage):
    """Give a post to another, or to nobody, with all that goes with it."""

    template_name = "recommendations/posts/hand_over.html"
    form_class = HandOverForm
    may = staticmethod(may_coordinate)
    success_url = reverse_lazy("post-list")

    @cached_property
    def post_held(self) -> Post:
        return get_object_or_404(Post, pk=self.kwargs["pk"])

    @cached_property
    def holding(self) -> Holding | None:
        return self.post_held.holdings.on(self.request.now).select_related("holder").first()

    @cached_property
    def last(self) -> Holding | None:
        return arranged_last(self.post_held, at=self.request.now)

    def get_form_kwargs(self) -> dict[str, object]:
        of_post = {"handed": self.post_held, "holding": self.holding, "last": self.last}
        return super().get_form_kwargs() | of_post

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        facts = {
            "post_held": self.post_held,
            "holding": self.holding,
            "coming": self.last if self.last != self.holding else None,
        }
        facts["goes_with"] = goes_with(self.post_held, Standings(self.request.user, now=self.request.now))
        back = {"back_url": reverse("post-list"), "back_label": gettext("Posts")}
        return super().get_context_data(**facts, **back, **kwargs)

    def call_service(self, form: HandOverForm) -> str:
        holder, on, why = (form.cleaned_data[name] for name in ("holder", "starts_on", "why"))
        starts_at = on and start_of_day(on)
        hand_post_over(self.post_held, holder, instead_of=self.last, starts_at=starts_at, why=why, **self.by_at)
        if holder is None:
            return gettext("%(post)s: nobody holds it now.") % {"post": self.post_held}
        held = {"post": self.post_held, "person": holder, "on": in_words(on) if on else ""}
        if on:
            message = gettext("%(post)s: %(person)s holds it from %(on)s, and is asked to look at what comes with it.")
        else:
            message = gettext("%(post)s: %(person)s holds it now, and is asked to look at what comes with it.")
        return message % held


@require_POST
def mark_seen(request: HttpRequest, pk: int) -> HttpResponse:
    """Its holder says that they have seen what came with a post."""
    holding = get_object_or_404(Holding.objects.filter(holder=request.user).select_related("post"), pk=pk)
    acknowledge(holding, by=request.user, at=request.now)
    messages.success(
        request,
        gettext("Noted: you have seen what came with %(post)s. The coordinator sees that too.")
        % {"post": holding.post},
    )
    return redirect("my-actions")
