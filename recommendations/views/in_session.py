"""A page with a form that is opened from the agenda of a session: what is decided on it stands in the minutes."""

from functools import cached_property

from django.urls import reverse

from safeguarding.history import verb

from ..forms.service_form import ServiceForm
from ..models import AgendaItem, DraftedOutcome
from ..selectors.scrutiny.rows_waiting import Matter
from ..selectors.sessions.agenda import item_in_session, item_of_open_session
from ..services.sessions import keep_outcomes


class InSession:
    """For a FormPage, before it, whose address may name a session. draft: what its form begins with."""

    draft: DraftedOutcome | None = None

    @property
    def matter(self) -> Matter:
        """The matter that it belongs to."""
        raise NotImplementedError

    @cached_property
    def in_session(self) -> AgendaItem | None:
        """The item of the session in which the page was opened, as its address says: of an open one, or as who drafts."""
        session = self.request.GET.get("session", "")
        return item_in_session(session, self.matter, self.request.user, at=self.request.now) if session else None

    def record(self, form: ServiceForm) -> tuple[str, str]:
        """As every form; in a session, what was decided is bound to the item of its agenda in the same change."""
        with verb() as written:
            recorded = super().record(form)
            if self.in_session:
                keep_outcomes(self.in_session, list(written), draft=self.draft, **self.by_at)
        return recorded

    @property
    def session_url(self) -> str:
        return reverse("session-detail", args=[self.in_session.session_id])


class AnswersInSession(InSession):
    """For the page of an answer: it was given in the session that is open, if its matter stands on the agenda, wherever from."""

    @cached_property
    def in_session(self) -> AgendaItem | None:
        return item_of_open_session(self.matter)
