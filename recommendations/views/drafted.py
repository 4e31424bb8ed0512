"""Pages of scrutiny on which, in a session, a staff officer drafts what the DCC then finds filled in."""

from functools import cached_property

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext

from ..forms.service_form import ServiceForm
from ..models import DeadlineRequest, DraftedOutcome, Response, TranscribedStatement
from ..permissions import Ruling, may_draft
from ..selectors.sessions.drafted import Drafted, digest_on, standing_on
from ..services.drafted import draft_outcome
from .opened import note_opened
from .scrutiny_page import ScrutinyFormPage


class Drafts:
    """For a page of a session, before it: a staff officer drafts here, and whoever decides finds it filled in.

    about: the date, response or statement that is meant, else the item's own matter is.
    """

    draft_form_class: type[ServiceForm]
    about: dict[str, DeadlineRequest | Response | TranscribedStatement] = {}
    waits = True

    @property
    def may_decide(self) -> Ruling:
        """The Ruling on who decides."""
        raise NotImplementedError

    @cached_property
    def ruling(self) -> Ruling:
        """On drafting for whoever drafts here, else on the decision."""
        return Ruling() if self.drafting else self.may_decide

    @cached_property
    def drafting(self) -> bool:
        """Return whether the person drafts here what another decides."""
        item = self.in_session
        return bool(item and may_draft(self.request.user, item.session, at=self.request.now)) and self.waits

    @cached_property
    def drafts(self) -> list[Drafted]:
        item, user, now = self.in_session, self.request.user, self.request.now
        return standing_on(item, user, at=now, **self.about) if item else []

    @property
    def draft(self) -> DraftedOutcome | None:
        """The draft that the form begins with."""
        return self.drafts[0].draft if self.drafts else None

    def get(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if self.drafts and not self.drafting:
            note_opened(request, self.drafts)
        return super().get(request, *args, **kwargs)

    def get_form_class(self) -> type[ServiceForm]:
        return self.draft_form_class if self.drafting else self.form_class

    def get_form_kwargs(self) -> dict[str, object]:
        return super().get_form_kwargs() | {"draft": self.draft}

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        return super().get_context_data(drafts=self.drafts, drafting=self.drafting, **kwargs)

    def call_service(self, form: ServiceForm) -> str:
        if not self.drafting:
            return self.decide(form)
        suggested = form.suggestion()
        digest = digest_on(self.in_session, next(iter(self.about.values()), None), part=suggested.get("part"))
        draft = draft_outcome(self.in_session, **self.about, **suggested, digest=digest, **self.by_at)
        return gettext("%(session)s: drafted for the DCC, %(suggests)s.") % {
            "session": self.in_session,
            "suggests": Drafted(draft).suggests.lower(),
        }

    def decide(self, form: ServiceForm) -> str:
        """As call_service(), for whoever decides."""
        raise NotImplementedError


class DraftedPage(Drafts, ScrutinyFormPage):
    """One thing that waits for a decision, or is drafted."""

    @property
    def waits(self) -> bool:
        """Return whether there is anything to decide."""
        return any(one.url == self.request.path for one in self.place.waits) if self.about else True

    def call_service(self, form: ServiceForm) -> str:
        message = super().call_service(form)
        return message if self.drafting else self._leading_back(message)

    def _leading_back(self, message):
        # The page leads on to the next thing; what stands before the colon leads to what was decided.
        number, recommendation = self.matter
        about, colon, decided = message.partition(":")
        name, key = ("action-detail", number) if number else ("recommendation-detail", recommendation)
        link = '<a class="govuk-notification-banner__link" href="{}">{}</a>{}{}'
        return format_html(link, reverse(name, args=[key]), about, colon, decided)

    def next_in_session(self) -> str:
        """For whoever drafts, what else waits in the matter comes first too, although none of it is theirs to decide."""
        if not self.drafting:
            return super().next_in_session()
        waits = list(dict.fromkeys(one.url for one in self.place.waits))
        here = waits.index(self.request.path) + 1 if self.request.path in waits else len(waits)
        return next(iter(waits[here:]), self.place.next)
