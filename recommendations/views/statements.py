"""Words that a document says, in the DCC's queue."""

from functools import cached_property

from ..forms.scrutiny import StatementForm
from ..models import TranscribedStatement
from ..permissions import Ruling
from ..selectors.scrutiny.rows_waiting import Matter
from ..selectors.scrutiny.statement import StatementPage, statement_page
from ..services import scrutiny
from .scrutiny import ScrutinyFormPage

WORTH_TOLD = {
    "support": "completion supported",
    "ask": "question asked",
    "stands": "it is left as it is, and nothing changed",
    "rejected": "marked as not what was said",
}


class ConfirmStatement(ScrutinyFormPage):
    """Say what they are worth."""

    template_name = "recommendations/scrutiny_statement.html"
    form_class = StatementForm
    model = TranscribedStatement
    related = ("action__owner", "part__recommendation", "recommendation__inspection", "decision__recorded_by")

    @property
    def matter(self) -> Matter:
        number = self.object.action_id
        return Matter(number, None if number else self.object.recommendation_id)

    @cached_property
    def stated(self) -> StatementPage:
        return statement_page(self.object, self.request.user, at=self.request.now)

    @property
    def ruling(self) -> Ruling:
        return self.stated.ruling

    def get_form_kwargs(self) -> dict[str, object]:
        return super().get_form_kwargs() | {"stated": self.stated}

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        unable = [(outcome.label, why_not) for outcome, why_not in self.stated.closed.items()]
        return super().get_context_data(statement=self.object, stated=self.stated, unable=unable, **kwargs)

    def call_service(self, form: StatementForm) -> str:
        # The form has compared the digest that was sent with this one (ActionStateForm).
        scrutiny.confirm(self.object, **form.service_data(), digest=self.stated.digest, **self.by_at)
        return f"{self.stated.about}: {WORTH_TOLD[form.cleaned_data['outcome']]}."
