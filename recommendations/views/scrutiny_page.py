"""The page of one thing that waits for a decision of the DCC: where it stands, and where it leads on to."""

from collections.abc import Iterable
from functools import cached_property

from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from ..forms.service_form import ServiceForm
from ..models import Recommendation
from ..permissions import insist, may_read_scrutiny, may_see_queue
from ..selectors.inspections.readers import embargoes
from ..selectors.scrutiny import queue as queues
from ..selectors.scrutiny import queue_order
from ..selectors.sessions.agenda import place_in
from ..selectors.standings import Standings
from .form_page import FormPage
from .in_session import InSession


class ScrutinyFormPage(InSession, FormPage):
    """One thing that waits for a decision. It leads on to the next of the queue, or back here from outside the queue.

    The whole force reads it. Whoever may not decide is told why, and gets back the words that they sent.
    """

    model: type[Model]
    related: tuple[str, ...]
    recommendations: Iterable[Recommendation] = ()  # whose words the page has

    @cached_property
    def object(self) -> Model:
        """The thing; 404 for one that the person may not see. Raises Refused outside the force."""
        thing = self.get_visible_or_404(self.model, *self.related)
        # After the 404: outside the force too, nobody learns from a refusal that something exists.
        insist(may_read_scrutiny(self.request.user, at=self.request.now))
        return thing

    @cached_property
    def place(self) -> queue_order.Place | None:
        """Where its matter stands on the agenda, else in the queue; None: not there, or it is not for this person."""
        user, now = self.request.user, self.request.now
        if not may_see_queue(user, at=now):
            return None
        if self.in_session:
            return place_in(self.in_session, user, at=now)
        return queue_order.place(user, self.matter, at=now)

    def get(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        # Not FormPage's, which insists on the ruling: here whoever may not decide reads why.
        return self.render_to_response(self.get_context_data())

    def post(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if self.ruling:
            return super().post(request, *args, **kwargs)
        # Another may have decided while they wrote; their words are given back to copy, since the form is gone.
        typed = [text for name in self.form_class.words if (text := request.POST.get(name))]
        return self.render_to_response(self.get_context_data(typed=typed), status=403)

    def form_valid(self, form: ServiceForm) -> HttpResponse:
        self.number = self._number()  # once it is decided, the next stands at its number
        return super().form_valid(form)

    def _number(self):
        """As place has it, without its neighbours."""
        user, now = self.request.user, self.request.now
        if self.in_session or not may_see_queue(user, at=now):
            return self.place and self.place.number
        return queue_order.queued(user, now).number(self.matter)

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        facts = {"ruling": self.ruling, "place": self.place, "marking": self.object.get_marking_display()}
        asked = Standings(self.request.user, now=self.request.now)
        facts["embargoes"] = embargoes([one.inspection for one in self.recommendations], asked)
        return super().get_context_data(**facts, **kwargs)

    def get_success_url(self) -> str:
        if self.in_session:
            leads_to = self.next_in_session()
            return f"{leads_to}{self.place.query}" if leads_to else self.session_url
        if self.number is None:
            return self.request.path
        onward = queues.onward(self.request.user, self.matter, self.number, at=self.request.now)
        return onward or reverse("scrutiny-queue")

    def next_in_session(self) -> str:
        """The address of the rest that waits in the matter and is theirs, else of the next item with anything left; "" behind the last."""
        return queues.within(self.request.user, self.matter, at=self.request.now) or self.place.onward
