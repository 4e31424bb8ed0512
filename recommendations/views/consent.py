"""The drafts of an open session, confirmed together: each that was opened and is ticked, with a result for each."""

from functools import cached_property

from django.utils.translation import gettext, ngettext

from ..forms.consent import ConsentForm
from ..models import ScrutinySession
from ..permissions import Ruling, may_hold_session
from ..selectors.sessions.consent import ToConfirm, to_confirm
from ..services.drafted import confirm_draft
from ..services.ticked import SomeRefused, each
from .opened import opened
from .sent_once import SentInPieces
from .sessions import SessionFormPage


class ConfirmDrafts(SentInPieces, SessionFormPage):
    """Decide as it was drafted, on several items at one press; refused for one, it is done for the others."""

    template_name = "recommendations/sessions/confirm.html"
    form_class = ConsentForm

    @cached_property
    def ruling(self) -> Ruling:
        """Of whoever holds the session, while it is open."""
        why_not = may_hold_session(self.request.user, self.session, at=self.request.now).why_not
        shut = self.session.state != ScrutinySession.State.OPEN
        return Ruling((*why_not, *([gettext("The session is not open.")] if shut and not why_not else [])))

    def waiting(self) -> list[ToConfirm]:
        """The drafts that wait, as they stand."""
        return to_confirm(self.session, self.request.user, opened(self.request), at=self.request.now)

    def get_form_kwargs(self) -> dict[str, object]:
        return super().get_form_kwargs() | {"waiting": self.waiting()}

    def call_service(self, form: ConsentForm) -> str:
        digests = opened(self.request)
        try:
            done = each(form.ticked(), lambda draft: confirm_draft(draft, opened=digests[str(draft.pk)], **self.by_at))
        except SomeRefused as some:
            self.extra_context = {"told": self._success_message(some.done) if some.done else ""}
            form.offer(self.waiting())
            raise
        return self._success_message(done)

    def _success_message(self, done):
        return ngettext(
            "%(number)s draft confirmed: %(items)s.", "%(number)s drafts confirmed: %(items)s.", len(done)
        ) % {
            "number": len(done),
            "items": ", ".join(str(draft.item) for draft in done),
        }
