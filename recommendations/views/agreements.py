"""Agreements of the DCC, in their queue: to a date that an owner asks for, to a response that ends work on a part."""

from functools import cached_property

from django.utils.translation import gettext

from ..forms.drafted import DraftAgreementForm, DraftDateForm, DraftedAgreementForm, DraftedDateForm
from ..models import DeadlineRequest, Recommendation, Response
from ..permissions import Ruling, may_agree_response, may_ask_inspectorate, may_decide_deadline
from ..selectors.inspectorate import asked_on
from ..selectors.scrutiny.dates import dates_beside
from ..selectors.scrutiny.parts import part_lines
from ..selectors.scrutiny.rows_waiting import Matter
from ..selectors.standings import Standings
from ..services import actions, recommendations
from ..waiting import is_for_dcc
from .drafted import DraftedPage


class DecideDeadline(DraftedPage):
    """A date that an owner asks for: agreed or not, or another one instead."""

    template_name = "recommendations/scrutiny_deadline.html"
    form_class, draft_form_class = DraftedDateForm, DraftDateForm
    model, related = DeadlineRequest, ("action__owner", "recorded_by", "decision__recorded_by", "taken_back")

    @property
    def matter(self) -> Matter:
        return Matter(self.object.action_id)

    @property
    def about(self) -> dict[str, DeadlineRequest]:
        return {"deadline_request": self.object}

    @cached_property
    def may_decide(self) -> Ruling:
        return may_decide_deadline(self.request.user, self.object, at=self.request.now)

    def get_form_kwargs(self) -> dict[str, object]:
        return super().get_form_kwargs() | {"asked_on": self.object.new_on}

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        user, now = self.request.user, self.request.now
        inspectorate = asked_on(Standings(user, now=now), actions=[self.object.action_id])
        facts = {"dates": dates_beside(self.object, user, at=now, asked=inspectorate), "inspectorate": inspectorate}
        # Only of a date that nobody has decided, and that lies beyond their own.
        may_ask = self.may_decide and is_for_dcc(self.object) and may_ask_inspectorate(user, at=now)
        return super().get_context_data(asked=self.object, may_ask_inspectorate=may_ask, **facts, **kwargs)

    def decide(self, form: DraftedDateForm) -> str:
        decision = actions.decide_deadline(self.object, **form.service_data(), **self.by_at)
        return gettext("Action %(number)s: %(decision)s.") % {
            "number": self.object.action_id,
            "decision": decision,
        }


class DecideResponse(DraftedPage):
    """A response that ends work on a part of ours: agreed or not."""

    template_name = "recommendations/scrutiny_response.html"
    form_class, draft_form_class = DraftedAgreementForm, DraftAgreementForm
    model, related = Response, ("part__recommendation__inspection", "recorded_by", "decision__recorded_by")

    @property
    def matter(self) -> Matter:
        return Matter(None, self.object.part.recommendation_id)

    @property
    def recommendations(self) -> list[Recommendation]:
        return [self.object.part.recommendation]

    @property
    def about(self) -> dict[str, Response]:
        return {"response": self.object}

    @cached_property
    def may_decide(self) -> Ruling:
        return may_agree_response(self.request.user, self.object, at=self.request.now)

    def get_form_kwargs(self) -> dict[str, object]:
        agree, refuse = gettext("Agree: work on this part ends"), gettext("Do not agree: the part stays as it is")
        return super().get_form_kwargs() | {"agree": agree, "refuse": refuse, "reason_for_yes": False}

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        siblings = part_lines([self.object.part.recommendation_id], self.request.user, self.request.now)
        return super().get_context_data(response=self.object, siblings=siblings, **kwargs)

    def decide(self, form: DraftedAgreementForm) -> str:
        decision = recommendations.decide_response(self.object, **form.service_data(), **self.by_at)
        message = (
            gettext("%(part)s: response agreed.") if decision.agreed else gettext("%(part)s: response not agreed.")
        )
        part = self.object.part
        return message % {"part": f"{part.recommendation}{part.letter}"}
