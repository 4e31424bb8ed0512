"""Taken back by who said it: a recommendation to complete, a date or an update asked for, evidence given in error."""

from functools import cached_property

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from safeguarding.lib.languages import in_words

from ..forms.taken_back import TakeBackForm, WhyTakenBackForm
from ..models import DeadlineRequest, Evidence, Part, UpdateRequest
from ..permissions import Ruling, may, may_take_back_date, may_take_back_evidence, may_take_back_request
from ..selectors.scrutiny.parts import parts_covered
from ..services import taken_back
from ..services.update_requests import take_back_request
from ..workflow import WORKED_ON, Status
from .updates import OwnersFormPage


class TakeBackRecommendation(OwnersFormPage):
    """The owner takes back that an action, or a part of it, is complete."""

    template_name = "recommendations/take_back.html"
    form_class = TakeBackForm
    move = "take_back"
    titled = _("Take back the recommendation to complete action %(number)s")

    @cached_property
    def parts(self) -> list[Part]:
        """The parts that are recommended complete and wait for a decision."""
        waiting = self.action.coverages.filter(ended_at=None, recommended_in__isnull=False, supported_in=None)
        recommended = set(waiting.values_list("part", flat=True))
        covered = parts_covered(self.action, self.request.user, self.request.now)
        return [part for part in covered if part.pk in recommended]

    @cached_property
    def ruling(self) -> Ruling:
        """That on the whole; on a part where only parts are recommended."""
        part = self.parts[0] if self.parts and not self.whole else None
        return may(self.request.user, self.move, self.action, at=self.request.now, part=part)

    @property
    def whole(self) -> bool:
        return self.action.status == Status.RECOMMENDED_COMPLETE

    def get_form_kwargs(self) -> dict[str, object]:
        # Nothing to choose from where another decided meanwhile: then the whole is what is refused.
        return super().get_form_kwargs() | {"parts": self.parts, "whole": self.whole or not self.parts}

    def call_service(self, form: TakeBackForm) -> str:
        taken_back.take_back_recommendation(self.action, **form.service_data(), **self.by_at)
        return self.get_success_message()


class TakeBackDate(OwnersFormPage):
    """A date that was asked for is no longer asked for."""

    template_name = "recommendations/take_back.html"
    form_class = WhyTakenBackForm

    @cached_property
    def asked(self) -> DeadlineRequest:
        return self.get_visible_or_404(DeadlineRequest, "action", "decision", "taken_back", "document__withdrawal")

    @property
    def number(self) -> int:
        return self.asked.action_id

    @cached_property
    def ruling(self) -> Ruling:
        return may_take_back_date(self.request.user, self.asked, at=self.request.now)

    @property
    def heading(self) -> str:
        return gettext("Take back the request for %(on)s on action %(number)s") % {
            "on": in_words(self.asked.new_on),
            "number": self.number,
        }

    def call_service(self, form: WhyTakenBackForm) -> str:
        taken_back.take_back_date(self.asked, **form.service_data(), **self.by_at)
        return gettext("Action %(number)s: %(on)s is no longer asked for.") % {
            "number": self.number,
            "on": in_words(self.asked.new_on),
        }


class TakeBackEvidence(OwnersFormPage):
    """Evidence was given in error, such as the wrong file."""

    template_name = "recommendations/take_back_evidence.html"
    form_class = WhyTakenBackForm
    titled = _("Take back evidence on action %(number)s")

    @cached_property
    def evidence(self) -> Evidence:
        """The evidence; 404 for what the person may not see or read."""
        return self.get_visible_or_404(Evidence, "action", "taken_back", pk=self.kwargs["pk"], withheld=False)

    @property
    def number(self) -> int:
        return self.evidence.action_id

    @cached_property
    def ruling(self) -> Ruling:
        return may_take_back_evidence(self.request.user, self.evidence, at=self.request.now)

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        return super().get_context_data(evidence=self.evidence, **kwargs)

    def call_service(self, form: WhyTakenBackForm) -> str:
        taken_back.take_back_evidence(self.evidence, **form.service_data(), **self.by_at)
        message = gettext("Action %(number)s: the evidence is taken back.") % {"number": self.number}
        again = gettext("Give the right one with an update.")
        return f"{message} {again}" if self.action.status in WORKED_ON else message

    def get_success_url(self) -> str:
        return reverse("action-detail", args=[self.number])


class TakeBackRequest(OwnersFormPage):
    """An update that was asked for is no longer asked for."""

    template_name = "recommendations/take_back.html"
    form_class = WhyTakenBackForm
    titled = _("Take back the request for an update on action %(number)s")

    @cached_property
    def asked(self) -> UpdateRequest:
        return self.get_visible_or_404(UpdateRequest, "action")

    @property
    def number(self) -> int:
        return self.asked.action_id

    @cached_property
    def ruling(self) -> Ruling:
        return may_take_back_request(self.request.user, self.asked, at=self.request.now)

    def call_service(self, form: WhyTakenBackForm) -> str:
        take_back_request(self.asked, **form.service_data(), **self.by_at)
        return gettext("Action %(number)s: the update is no longer asked for.") % {"number": self.number}

    def get_success_url(self) -> str:
        return reverse("action-detail", args=[self.number])
