"""Follow-up checks: set on what is complete, put right or called off, and what one found."""

from functools import cached_property

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from ..forms.checks import CheckForm, PutCheckRightForm, SetCheckForm
from ..forms.reasons import ReasonForm
from ..models import FollowUpCheck
from ..models.checks import UNANSWERED
from ..permissions import Ruling, may_change_check, may_record_check
from ..selectors.moves import Before
from ..selectors.post_holders import posts_to_choose
from ..selectors.scrutiny.rows_waiting import Matter
from ..services import checks
from .corrected import NothingMoves
from .form_page import ActionFormPage
from .in_session import InSession
from .put_right import PutRightPage
from .updates import OwnersFormPage


class SetCheck(InSession, ActionFormPage):
    """Set a day on which somebody looks whether it lasted: the DCC, or an owner. In a session it stands in the minutes."""

    template_name = "recommendations/set_check.html"
    form_class = SetCheckForm
    move = "set_check"

    @property
    def matter(self) -> Matter:
        return Matter(self.number)

    def get_form_kwargs(self) -> dict[str, object]:
        return super().get_form_kwargs() | {"posts": posts_to_choose(self.request.now)}

    def get_success_url(self) -> str:
        if self.in_session:
            return f"{reverse('scrutiny-item', args=[self.number])}?session={self.in_session.session_id}"
        return super().get_success_url()

    def call_service(self, form: SetCheckForm) -> str:
        checks.set_check(self.action, **form.service_data(), **self.by_at)
        return self.get_success_message()


class OfCheck(OwnersFormPage):
    """A form about one on an action."""

    @cached_property
    def check(self) -> FollowUpCheck:
        """The check; one that was made or called off is over."""
        on_actions = FollowUpCheck.objects.exclude(action=None).select_related("action__owner", "owner")
        check = get_object_or_404(on_actions, pk=self.kwargs["pk"])
        return self.unless_over(check, over=bool(check.done_on or check.called_off_at))

    @property
    def number(self) -> int:
        return self.check.action_id

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        return super().get_context_data(check=self.check, **kwargs)


class RecordCheck(OfCheck):
    """Record what a follow-up check found: did it last?"""

    template_name = "recommendations/check.html"
    form_class = CheckForm
    move = "check"
    titled = _("Follow-up check on action %(number)s")

    @cached_property
    def ruling(self) -> Ruling:
        return may_record_check(self.request.user, self.check, at=self.request.now)

    def call_service(self, form: CheckForm) -> str:
        checks.record_check(self.check, **form.service_data(), **self.by_at)
        return self.get_success_message()


class CallOffCheck(OfCheck):
    """One that was set in error, and that nobody has answered."""

    template_name = "recommendations/call_off_check.html"
    form_class = ReasonForm
    titled = _("Call off a follow-up check on action %(number)s")

    @cached_property
    def ruling(self) -> Ruling:
        return may_change_check(self.request.user, self.check, at=self.request.now)

    def call_service(self, form: ReasonForm) -> str:
        checks.call_off_check(self.check, **form.service_data(), **self.by_at)
        return gettext("Action %(number)s: the follow-up check is called off.") % {"number": self.number}

    def get_success_url(self) -> str:
        return reverse("action-detail", args=[self.number])


class ChangesCheck(PutRightPage):
    """A follow-up check that nobody has answered, to be changed: its day, what is looked at, and by which post."""

    form_class = PutCheckRightForm

    def get_form_kwargs(self) -> dict[str, object]:
        return super().get_form_kwargs() | {"posts": posts_to_choose(self.request.now)}

    def before(self) -> Before:
        return NothingMoves()

    def put_right(self, form: PutCheckRightForm) -> FollowUpCheck:
        return checks.put_check_right(self.thing, **form.service_data(), **self.by_at)


class PutCheckRight(ChangesCheck, ActionFormPage):
    """One on an action."""

    move = "set_check"
    back_label = _("The action")

    @cached_property
    def thing(self) -> FollowUpCheck:
        # Without visible_to(): the action it leads to is looked up as the person sees it.
        return get_object_or_404(FollowUpCheck.objects.filter(UNANSWERED).select_related("owner"), pk=self.kwargs["pk"])

    @property
    def number(self) -> int:
        return self.thing.action_id
