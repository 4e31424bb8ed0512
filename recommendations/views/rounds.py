"""Rounds of updates: all of them, one with its board, and what is done to it."""

from functools import cached_property

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _
from django.views.decorators.http import require_POST, require_safe

from safeguarding.as_at import joined, rows
from safeguarding.lib.languages import counted
from safeguarding.models import Post

from ..forms.reasons import ReasonForm
from ..forms.rounds import CommissionRoundForm, PutRoundRightForm
from ..models import UpdateRound
from ..permissions import Ruling, insist, may_coordinate, may_keep_rounds, may_read_rounds
from ..selectors.moves import Unmoved
from ..selectors.rounds.asked import asks_about_all, scopes_of
from ..selectors.rounds.board import Board
from ..selectors.rounds.last import past_their_day
from ..selectors.rounds.mailed import waiting_for, with_replies
from ..selectors.rounds.steps import steps
from ..selectors.standings import Standings
from ..services.rounds import chase, chase_all, close_round, commission_round, excuse, put_round_right, reopen_round
from .as_at import asked_at, not_there, page_of_then
from .form_page import FormPage
from .pagination import paged
from .put_right import PutRightPage
from .ticked import list_as_it_was, ticked_keys

ONLY = {"late": past_their_day, "replies": with_replies}


@require_safe
def rounds(request: HttpRequest) -> HttpResponse:
    """All rounds, the latest first; with `?only=` those of ONLY."""
    insist(may_read_rounds(request.user, at=request.now))
    only = request.GET.get("only")
    asked = Standings(request.user, now=request.now)
    found = ONLY[only](asked) if only in ONLY else UpdateRound.objects.all()
    page = paged(request, found.select_related("session"))
    may_commission = may_keep_rounds(request.user, at=request.now)
    return render(
        request, "recommendations/rounds/list.html", {"page": page, "may_commission": may_commission, "only": only}
    )


@require_safe
def round_board(request: HttpRequest, pk: int) -> HttpResponse:
    """One round: which post returned what, now or at a past moment."""
    insist(may_read_rounds(request.user, at=request.now))
    at_form, asked = asked_at(request)
    found = joined(rows(UpdateRound, asked.as_at).filter(id=pk), "session", at=asked.as_at)
    if not found:
        return not_there(request, asked, UpdateRound.objects.filter(pk=pk))
    (one,) = found
    board = Board(one, asked)
    may_keep = (
        Ruling((gettext("Nothing can be changed on a page of the past. Show today first."),))
        if asked.as_at
        else _may_keep(request, one)
    )
    context = {
        "round": one,
        "scopes": scopes_of(one, asked),
        "asks_about_all": asks_about_all(one),
        "tally": board.tally(),
        "page": paged(request, board),
        "steps": steps(one, asked),
        "mailed": [] if asked.as_at else waiting_for(request.user, one, now=request.now),
        "may_keep": may_keep,
        "may_hand_over": may_keep and may_coordinate(request.user, at=request.now),
        "may_reopen": not asked.as_at and one.closed_at and may_keep_rounds(request.user, at=request.now),
    }
    return render(request, "recommendations/rounds/round.html", context | page_of_then(at_form))


def _may_keep(request, one):
    return may_keep_rounds(request.user, at=request.now, round=one)


class CommissionRound(FormPage):
    """Commission a round; from the list of actions (`?back=`), about the ticked ones (`rows=`) alone."""

    template_name = "recommendations/rounds/commission.html"
    form_class = CommissionRoundForm
    may = staticmethod(may_keep_rounds)

    def get_form_kwargs(self) -> dict[str, object]:
        ticked = ticked_keys(self.request) if "back" in self.request.GET else None
        return super().get_form_kwargs() | {"user": self.request.user, "ticked": ticked}

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        if "back" in self.request.GET:
            back = {"back_url": list_as_it_was("action-list", self.request), "back_label": gettext("The list")}
        else:
            back = {"back_url": reverse("round-list"), "back_label": gettext("Rounds of updates")}
        return super().get_context_data(**back, **kwargs)

    def call_service(self, form: CommissionRoundForm) -> str:
        self.commissioned = commission_round(**form.service_data(), **self.by_at)
        return gettext("Commissioned: %(round)s. Each owner finds it on My actions.") % {"round": self.commissioned}

    def get_success_url(self) -> str:
        return reverse("round-detail", args=[self.commissioned.pk])


class RoundFormPage(FormPage):
    """A form about one round."""

    back_label = _("The round")

    @cached_property
    def round(self) -> UpdateRound:
        """The round; 404 where there is none."""
        return get_object_or_404(UpdateRound.objects.select_related("session"), pk=self.kwargs["pk"])

    @cached_property
    def ruling(self) -> Ruling:
        return may_keep_rounds(self.request.user, at=self.request.now, round=self.round)

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        back = {"round": self.round, "back_url": self.get_success_url(), "back_label": self.back_label}
        return super().get_context_data(**back | kwargs)

    def get_success_url(self) -> str:
        return reverse("round-detail", args=[self.round.pk])


class CloseRound(RoundFormPage):
    """Close a round, or open it again where it is closed."""

    template_name = "recommendations/rounds/close.html"
    form_class = ReasonForm

    @cached_property
    def ruling(self) -> Ruling:
        return may_keep_rounds(self.request.user, at=self.request.now)

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        """With how many posts it is closed on."""
        tally = Board(self.round, Standings(self.request.user, now=self.request.now)).tally()
        missing = 0 if self.round.closed_at else tally["late"] + tally["waiting"]
        return super().get_context_data(missing=missing, **kwargs)

    def call_service(self, form: ReasonForm) -> str:
        if self.round.closed_at:
            reopen_round(self.round, **form.service_data(), **self.by_at)
            return gettext("The round is open again.")
        close_round(self.round, **form.service_data(), **self.by_at)
        return gettext("The round is closed. What is missing stays missing.")


class ExcuseReturn(RoundFormPage):
    """Excuse the owner of a post from its return, with the reason."""

    template_name = "recommendations/rounds/excuse.html"
    form_class = ReasonForm

    @cached_property
    def post_excused(self) -> Post:
        """The post; 404 where there is none."""
        return get_object_or_404(Post, pk=self.kwargs["post"])

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        return super().get_context_data(post=self.post_excused, **kwargs)

    def call_service(self, form: ReasonForm) -> str:
        excuse(self.round, self.post_excused, **form.service_data(), **self.by_at)
        return gettext("Excused: %(post)s. Chase it to ask again.") % {"post": self.post_excused}


@require_POST
def chase_return(request: HttpRequest, pk: int, post: int) -> HttpResponse:
    """Ask the holder of a post again. They read it on My actions."""
    found, asked = get_object_or_404(UpdateRound, pk=pk), get_object_or_404(Post, pk=post)
    insist(may_keep_rounds(request.user, at=request.now))
    try:
        chase(found, asked, by=request.user, at=request.now)
        messages.success(request, gettext("Chased: %(posts)s. It stands on their My actions.") % {"posts": asked})
    except ValidationError as error:
        messages.info(request, " ".join(error.messages))
    return redirect("round-detail", pk)


@require_POST
def chase_silent(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask the holder of every post again that returned nothing. They read it on My actions."""
    found = get_object_or_404(UpdateRound, pk=pk)
    insist(may_keep_rounds(request.user, at=request.now, round=found))
    chased = len(chase_all(found, by=request.user, at=request.now))
    if chased:
        messages.success(
            request, gettext("Chased: %(posts)s. It stands on their My actions.") % {"posts": counted(chased, "post")}
        )
    else:
        messages.info(request, gettext("Nobody is left to chase today: each was chased, is excused, or has returned."))
    return redirect("round-detail", pk)


class PutRoundRight(RoundFormPage, PutRightPage):
    """Put a round right as it is stated, its day too, with the reason."""

    form_class = PutRoundRightForm

    @property
    def thing(self) -> Model:
        return self.round

    def before(self) -> Unmoved:
        return Unmoved()

    def put_right(self, form: PutRoundRightForm) -> UpdateRound:
        return put_round_right(self.round, **form.service_data(), **self.by_at)
