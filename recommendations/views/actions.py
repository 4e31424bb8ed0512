"""Actions: the list, one with everything that happened to it, its owner, its files."""

from dataclasses import replace

from django.core.exceptions import PermissionDenied
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_GET

from safeguarding.models import Marking
from safeguarding.models.people import Role
from safeguarding.roles import has_role

from ..filters import ActionFilter
from ..forms.actions import AskForUpdateForm, ReleaseForm
from ..forms.owners import OwnerForm
from ..models import Action, Evidence, SavedView
from ..permissions import may_ask_to_redact, may_coordinate, moves
from ..selectors.actions.list import action_rows
from ..selectors.actions.page import action_page, action_to_show
from ..selectors.post_holders import posts_to_choose
from ..selectors.saved_views import saved_views
from ..services.actions import give
from ..services.progress import release
from ..services.update_requests import ask_for_update
from ..workflow import MOVES
from .as_at import asked_at, not_there, page_of_then
from .form_page import ActionFormPage
from .kept_files import kept_file
from .pagination import listed
from .ways import correctable, ways_on


@require_GET
def action_list(request: HttpRequest) -> HttpResponse:
    """The actions that a person may see, filtered and sorted, now or as they stood."""
    _, standings, shown = listed(request, ActionFilter)
    rows = action_rows(shown["page"].object_list, standings)
    shown |= {
        "rows": rows,
        "views": list(saved_views(request.user, SavedView.Page.ACTIONS)),
        "coordinates": may_coordinate(request.user, at=request.now),
    }
    marking = Marking.highest(row.marking for row in rows).label
    return render(request, "recommendations/action_list.html", shown | {"marking": marking})


@require_GET
def action_detail(request: HttpRequest, number: int) -> HttpResponse:
    """One action: its facts, what I may do and why not, and everything that happened; or as it stood, when nothing is done."""
    at_form, asked = asked_at(request)
    action = action_to_show(number, asked)
    if action is None:
        today = Action.objects.visible_to(request.user, request.now).filter(number=number)
        return not_there(request, asked, today)
    page = action_page(action, asked)
    shown = {"page": page, "marking": page.marking} | page_of_then(at_form)
    if asked.as_at:
        return render(request, "recommendations/action_detail.html", shown | {"ways": [], "refusals": []})
    allowed = moves(request.user, action, at=request.now)
    ways, refusals = ways_on(action, allowed)
    shown |= {
        "page": replace(page, entries=correctable(page.entries, allowed, request.user)),
        "ways": ways,
        "refusals": refusals,
        "sets": any(ruling for move, ruling in allowed if move.name == "set_check"),
        "puts_right": any(ruling for move, ruling in allowed if move.name == "wait"),
        "coordinates": may_coordinate(request.user, at=request.now),
        "redacts": may_ask_to_redact(request.user, at=request.now),
        "requests_of": request.user,
        "notes_it": has_role(request.user, Role.OPCC, at=request.now),
    }
    return render(request, "recommendations/action_detail.html", shown)


class ChangeOwner(ActionFormPage):
    """Allocate an action, or hand it over."""

    template_name = "recommendations/owner.html"
    form_class = OwnerForm

    @property
    def move(self) -> str:
        return "allocate" if self.action.status in MOVES["allocate"].sources else "hand_over"

    def get_form_kwargs(self) -> dict[str, object]:
        return super().get_form_kwargs() | {"action": self.action, "posts": posts_to_choose(self.request.now)}

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        return super().get_context_data(does=MOVES[self.move].label, **kwargs)

    def call_service(self, form: OwnerForm) -> str:
        give(self.action, **form.service_data(), **self.by_at)
        return self.get_success_message(owner=form.cleaned_data["owner"])


class AskForUpdate(ActionFormPage):
    """Ask the owner of an action for an update by a day."""

    template_name = "recommendations/ask_update.html"
    form_class = AskForUpdateForm
    move = "ask_update"

    def call_service(self, form: AskForUpdateForm) -> str:
        ask_for_update(self.action, **form.service_data(), **self.by_at)
        return self.get_success_message(owner=self.action.owner)


class Release(ActionFormPage):
    """Show the OPCC what was said on an action for the force only."""

    template_name = "recommendations/release.html"
    form_class = ReleaseForm
    move = "release"

    def call_service(self, form: ReleaseForm) -> str:
        release(self.action, **form.service_data(), **self.by_at)
        return self.get_success_message()


@require_GET
def evidence_file(request: HttpRequest, pk: int) -> HttpResponse | FileResponse:
    """A file of evidence, whole or not at all. 403 where it is not released to the reader."""
    visible = Evidence.objects.visible_to(request.user, request.now).exclude(file="")
    proof = get_object_or_404(visible, pk=pk)
    # Not a 404: the page of the action lists it already, since that there is evidence is never force-only (domain.md, Released to
    # the OPCC).
    if proof.withheld:
        raise PermissionDenied(gettext("This file is not released to you yet."))
    return kept_file(request, proof, back=reverse("action-detail", args=[proof.action_id]))
