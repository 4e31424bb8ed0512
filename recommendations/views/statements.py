"""Words that a document says, in the DCC's queue."""

from functools import cached_property

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from safeguarding.lib.languages import counted

from ..forms.alike import AlikeForm
from ..forms.drafted import DraftedStatementForm, DraftStatementForm
from ..models import Recommendation, ScrutinySession, TranscribedStatement
from ..permissions import Ruling, may_confirm
from ..selectors.scrutiny.alike import alike, is_alone
from ..selectors.scrutiny.rows_waiting import Matter
from ..selectors.scrutiny.statement import StatementPage, statement_page
from ..selectors.sessions.agenda import open_session
from ..selectors.sessions.drafted import stated_to_draft
from ..services import scrutiny
from ..services.sessions import keep_together
from .drafted import DraftedPage
from .form_page import FormPage

OUTCOME_WORDS = {
    "support": _("completion supported"),
    "ask": _("question asked"),
    "stands": _("it is left as it is, and nothing changed"),
    "rejected": _("marked as not what was said"),
}


class ConfirmStatement(DraftedPage):
    """Say what they are worth."""

    template_name = "recommendations/scrutiny_statement.html"
    form_class, draft_form_class = DraftedStatementForm, DraftStatementForm
    model = TranscribedStatement
    related = ("action__owner", "part__recommendation", "recommendation__inspection", "decision__recorded_by")

    @property
    def matter(self) -> Matter:
        number = self.object.action_id
        return Matter(number, None if number else self.object.recommendation_id)

    @property
    def recommendations(self) -> list[Recommendation]:
        return [self.object.recommendation] if self.object.recommendation else []

    @property
    def about(self) -> dict[str, TranscribedStatement]:
        return {"statement": self.object}

    @cached_property
    def stated(self) -> StatementPage:
        stated = statement_page(self.object, self.request.user, at=self.request.now)
        return stated_to_draft(stated) if self.drafting else stated

    @property
    def may_decide(self) -> Ruling:
        return self.stated.ruling

    def get_form_kwargs(self) -> dict[str, object]:
        return super().get_form_kwargs() | {"stated": self.stated}

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        alone = self.drafting or not self.ruling or is_alone(self.object, self.request.user, at=self.request.now)
        unable = [(outcome.label, why_not) for outcome, why_not in self.stated.closed.items()]
        return super().get_context_data(statement=self.object, stated=self.stated, unable=unable, alone=alone, **kwargs)

    def decide(self, form: DraftedStatementForm) -> str:
        # The form has compared the digest that was sent with this one (ActionStateForm).
        scrutiny.confirm(self.object, **form.service_data(), digest=self.stated.digest, **self.by_at)
        return f"{self.stated.about}: {OUTCOME_WORDS[form.cleaned_data['outcome']]}."


class ConfirmAlike(FormPage):
    """Say of several statements of one document, which mean the same, what they are worth."""

    template_name = "recommendations/scrutiny_alike.html"
    form_class = AlikeForm

    @cached_property
    def statement(self) -> TranscribedStatement:
        """The one that the others are like; 404 for one that the person may not see."""
        return self.get_visible_or_404(TranscribedStatement, "action", "decision", "document__withdrawal", "report")

    @cached_property
    def alike(self) -> list[TranscribedStatement]:
        return alike(self.statement, self.request.user, at=self.request.now)

    @cached_property
    def ruling(self) -> Ruling:
        return may_confirm(self.request.user, self.statement, at=self.request.now)

    def get_form_kwargs(self) -> dict[str, object]:
        return super().get_form_kwargs() | {"alike": self.alike}

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        return super().get_context_data(statement=self.statement, count=len(self.alike), **kwargs)

    @cached_property
    def session(self) -> ScrutinySession | None:
        """The open session in which the page was opened, as its address says."""
        return open_session(self.request.GET.get("session", ""))

    def call_service(self, form: AlikeForm) -> str:
        decisions = scrutiny.confirm_together(form.chosen, **form.service_data(), **self.by_at)
        if self.session:
            keep_together(self.session, decisions, **self.by_at)
        return f"{counted(len(form.chosen), 'statement')}: {gettext(OUTCOME_WORDS[form.cleaned_data['outcome']])}."

    def get_success_url(self) -> str:
        return reverse("session-detail", args=[self.session.pk]) if self.session else reverse("scrutiny-queue")
