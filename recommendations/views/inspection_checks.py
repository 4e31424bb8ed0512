"""Follow-up checks on an inspection itself, such as an audit every two years: set, put right or called off, and what one found."""

from functools import cached_property

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext

from safeguarding.lib.languages import in_words

from ..forms.checks import CheckForm, SetCheckOnForm
from ..forms.reasons import ReasonForm
from ..models import FollowUpCheck
from ..models.checks import UNANSWERED
from ..permissions import Ruling, may_change_check, may_check_inspection, may_record_check
from ..selectors.post_holders import posts_to_choose
from ..services import checks
from .checks import ChangesCheck
from .inspection_corrections import InspectionFormPage


class SetCheckOn(InspectionFormPage):
    """Set a day on which a post looks at it again."""

    template_name = "recommendations/inspections/set_check.html"
    form_class = SetCheckOnForm
    may = staticmethod(may_check_inspection)

    def get_form_kwargs(self) -> dict[str, object]:
        return super().get_form_kwargs() | {"posts": posts_to_choose(self.request.now)}

    def call_service(self, form: SetCheckOnForm) -> str:
        check = checks.set_check_on(self.inspection, **form.service_data(), **self.by_at)
        return gettext("Follow-up check set for %(on)s. The %(post)s finds it under My actions.") % {
            "on": in_words(check.due_on),
            "post": check.owner,
        }


class OfCheck(InspectionFormPage):
    """A form about one that nobody has answered."""

    @cached_property
    def thing(self) -> FollowUpCheck:
        """The check; 404 for one that was made or called off, or is on another inspection."""
        open_ones = self.inspection.checks.filter(UNANSWERED).select_related("owner")
        return get_object_or_404(open_ones, pk=self.kwargs["pk"])


class RecordCheckOn(OfCheck):
    """Record what it found: did it last?"""

    template_name = "recommendations/inspections/check.html"
    form_class = CheckForm

    @cached_property
    def ruling(self) -> Ruling:
        return may_record_check(self.request.user, self.thing, at=self.request.now)

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        return super().get_context_data(check=self.thing, **kwargs)

    def call_service(self, form: CheckForm) -> str:
        checks.record_check(self.thing, **form.service_data(), **self.by_at)
        return gettext("Follow-up check recorded: %(what)s.") % {"what": self.thing.what}


class PutCheckOnRight(OfCheck, ChangesCheck):
    """One that nobody has answered, to be changed."""

    @cached_property
    def ruling(self) -> Ruling:
        return may_change_check(self.request.user, self.thing, at=self.request.now)


class CallOffCheckOn(OfCheck):
    """One that was set in error."""

    template_name = "recommendations/inspections/call_off_check.html"
    form_class = ReasonForm

    @cached_property
    def ruling(self) -> Ruling:
        return may_change_check(self.request.user, self.thing, at=self.request.now)

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        return super().get_context_data(check=self.thing, **kwargs)

    def call_service(self, form: ReasonForm) -> str:
        checks.call_off_check(self.thing, **form.service_data(), **self.by_at)
        return gettext("Follow-up check called off: %(what)s.") % {"what": self.thing.what}
