"""The DCC directs that something be done on a recommendation: an action opens, with its post and its date."""

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from ..forms.directions import DirectionForm
from ..permissions import may_direct
from ..selectors.post_holders import posts_to_choose
from ..selectors.recommendations.parts_to_answer import parts_to_answer
from ..selectors.scrutiny.rows_waiting import Matter
from ..services.actions import open_action
from ..services.sessions import keep_direction
from .form_page import RecommendationFormPage
from .in_session import InSession


class GiveDirection(InSession, RecommendationFormPage):
    """Direct, from the page of a recommendation or, as `action` in the address says, from that of an action in scrutiny."""

    form_class = DirectionForm
    title = _("Give a direction")
    may = staticmethod(may_direct)

    @property
    def action(self) -> int | None:
        """The number of the action from which it is given."""
        number = self.request.GET.get("action", "")
        return int(number) if number.isascii() and number.isdecimal() and len(number) < 19 else None

    @property
    def matter(self) -> Matter:
        return Matter(self.action) if self.action else Matter(None, self.recommendation.pk)

    def get_form_kwargs(self) -> dict[str, object]:
        parts = parts_to_answer(self.recommendation)
        return super().get_form_kwargs() | {"posts": posts_to_choose(self.request.now), "parts": parts}

    def call_service(self, form: DirectionForm) -> str:
        opened = open_action(**form.service_data(), directed=True, **self.by_at)
        if self.in_session:
            keep_direction(self.in_session, opened, **self.by_at)
        return gettext("%(action)s opened by your direction. It is with the %(post)s.") % {
            "action": opened,
            "post": opened.owner,
        }

    def get_success_url(self) -> str:
        if self.action:
            session = f"?session={self.in_session.session_id}" if self.in_session else ""
            return f"{reverse('scrutiny-item', args=[self.action])}{session}"
        return self.session_url if self.in_session else super().get_success_url()
