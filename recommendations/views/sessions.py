"""Sessions of scrutiny: all of them, one with its agenda and minutes, and what is done to it."""

from functools import cached_property

from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _
from django.views.decorators.http import require_safe

from ..forms.reasons import ReasonForm
from ..forms.sessions import AddItemForm, MoveSessionForm, PlanSessionForm, PutSessionRightForm
from ..models import AgendaItem, ScrutinySession
from ..permissions import (
    Ruling,
    insist,
    may_draft,
    may_hold_session,
    may_prepare_session,
    may_read_rounds,
    may_read_session,
    may_read_sessions,
    readable_sessions,
)
from ..selectors.moves import Unmoved
from ..selectors.sessions.agenda import agenda
from ..selectors.sessions.page import session_page
from ..services.sessions import COMES_FROM, add_item, move_session, plan_session, put_session_right, take_off
from .form_page import FormPage
from .put_right import PutRightPage

PAGE = 25
SUCCESS_MESSAGES = {
    "open": _("%(session)s: opened."),
    "paused": _("%(session)s: paused."),
    "closed": _("%(session)s: closed. Its minutes are on this page, as Word and as PDF."),
}


@require_safe
def sessions(request: HttpRequest) -> HttpResponse:
    """All sessions, the latest first; outside the force those that are closed."""
    insist(may_read_sessions(request.user, at=request.now))
    found = readable_sessions(request.user, at=request.now).select_related("chair")
    counted = found.annotate(standing=Count("items", filter=Q(items__taken_off_at=None))).order_by("-held_on", "-pk")
    page = Paginator(counted, PAGE).get_page(request.GET.get("page"))
    may_plan = may_prepare_session(request.user, at=request.now)
    return render(request, "recommendations/sessions/list.html", {"page": page, "may_plan": may_plan})


@require_safe
def session(request: HttpRequest, pk: int) -> HttpResponse:
    """One session: its agenda and its minutes."""
    found = get_object_or_404(ScrutinySession.objects.select_related("chair"), pk=pk)
    insist(may_read_session(request.user, found, at=request.now))
    shown = session_page(found, request.user, at=request.now)
    may_prepare = may_prepare_session(request.user, at=request.now, session=found)
    facts = {
        "shown": shown,
        "session": found,
        "marking": shown.marking.label,
        "may_prepare": may_prepare,
        "may_draft": may_draft(request.user, found, at=request.now),
        "may_put_right": may_prepare_session(request.user, at=request.now),
        "may_hold": may_hold_session(request.user, found, at=request.now),
        "rounds": found.rounds.all() if may_read_rounds(request.user, at=request.now) else (),
    }
    return render(request, "recommendations/sessions/session.html", facts)


class PlanSession(FormPage):
    """Plan a session, its agenda by rules."""

    template_name = "recommendations/sessions/plan.html"
    form_class = PlanSessionForm
    may = staticmethod(may_prepare_session)

    def get_initial(self) -> dict[str, object]:
        """A chief officer who plans it mostly chairs it; anybody else is not in the list."""
        return super().get_initial() | {"chair": self.request.user.pk}

    def call_service(self, form: PlanSessionForm) -> str:
        self.planned = plan_session(**form.service_data(), **self.by_at)
        return gettext("Planned: %(session)s.") % {"session": self.planned}

    def get_success_url(self) -> str:
        return reverse("session-detail", args=[self.planned.pk])


class SessionFormPage(FormPage):
    """A form about one session."""

    back_label = _("The session")

    @cached_property
    def session(self) -> ScrutinySession:
        """The session; 404 where there is none."""
        return get_object_or_404(ScrutinySession.objects.select_related("chair"), pk=self.kwargs["pk"])

    @cached_property
    def ruling(self) -> Ruling:
        return may_prepare_session(self.request.user, at=self.request.now, session=self.session)

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        back = {"session": self.session, "back_url": self.get_success_url(), "back_label": self.back_label}
        return super().get_context_data(**back | kwargs)

    def get_success_url(self) -> str:
        return reverse("session-detail", args=[self.session.pk])


class MoveSession(SessionFormPage):
    """Open a session, pause it, take it up, close it."""

    template_name = "recommendations/sessions/move.html"
    form_class = MoveSessionForm

    @cached_property
    def ruling(self) -> Ruling:
        return may_hold_session(self.request.user, self.session, at=self.request.now)

    def get_form_kwargs(self) -> dict[str, object]:
        moves = [to for to, sources in COMES_FROM.items() if self.session.state in sources]
        return super().get_form_kwargs() | {"session": self.session, "moves": moves}

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        """With how many items are not dealt with, where it may be closed."""
        held = self.session.state in COMES_FROM[ScrutinySession.State.CLOSED]
        on_it = agenda(self.session, self.request.user, at=self.request.now)
        return super().get_context_data(left=on_it.left().count() if held else 0, **kwargs)

    def call_service(self, form: MoveSessionForm) -> str:
        moved = move_session(self.session, **form.service_data(), **self.by_at)
        return gettext(SUCCESS_MESSAGES[moved.state]) % {"session": moved}


class AddItem(SessionFormPage):
    """Put an action or a recommendation on the agenda by hand."""

    template_name = "recommendations/sessions/add.html"
    form_class = AddItemForm

    def get_form_kwargs(self) -> dict[str, object]:
        return super().get_form_kwargs() | {"user": self.request.user}

    def call_service(self, form: AddItemForm) -> str:
        return gettext("%(item)s: on the agenda.") % {
            "item": add_item(self.session, **form.service_data(), **self.by_at)
        }


class TakeOff(SessionFormPage):
    """Take an item off the agenda, with the reason."""

    template_name = "recommendations/sessions/take_off.html"
    form_class = ReasonForm

    @cached_property
    def item(self) -> AgendaItem:
        """The item; 404 for one of another session."""
        return get_object_or_404(self.session.items.all(), pk=self.kwargs["item"])

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        return super().get_context_data(item=self.item, **kwargs)

    def call_service(self, form: ReasonForm) -> str:
        return gettext("%(item)s: off the agenda.") % {"item": take_off(self.item, **form.service_data(), **self.by_at)}


class PutSessionRight(SessionFormPage, PutRightPage):
    """Put a session right as it is stated, with the reason; a closed one too."""

    form_class = PutSessionRightForm

    @cached_property
    def ruling(self) -> Ruling:
        return may_prepare_session(self.request.user, at=self.request.now)

    @property
    def thing(self) -> ScrutinySession:
        return self.session

    def before(self) -> Unmoved:
        return Unmoved()

    def put_right(self, form: PutSessionRightForm) -> ScrutinySession:
        return put_session_right(self.session, **form.service_data(), **self.by_at)
