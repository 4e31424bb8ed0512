"""A form is taken once: a second press of its page, however it comes, leads where the first led and records nothing.

That its words are the same is known by the token of the page; where Back fetched the page anew, by the words, for some minutes.
"""

from functools import cached_property

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext

from safeguarding import sent_once, unsent
from safeguarding.history import verb
from safeguarding.models import SentForm

from ..forms.service_form import ServiceForm


class SentOnce:
    """For a FormPage. The page carries a token of sent_once, which is used up in the transaction of what is recorded.

    A request without one, which no page of ours sends, is taken as it is.
    """

    leads_to_one_place = False  # get_success_url() hangs on nothing that is recorded, which spares a statement

    def dispatch(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        """Answer. A page that is shown again, refused or gone may be so because it was taken already."""
        try:
            response = super().dispatch(request, *args, **kwargs)
        except (Http404, PermissionDenied):
            if self.led_before:
                return self.led_before
            raise
        refused = isinstance(response, TemplateResponse)
        return self.led_before or response if refused else response

    @cached_property
    def led_before(self) -> HttpResponse | None:
        """The way to where the same words led when they were sent first; None: they were not."""
        before = (self.token and sent_once.used(self.token, by=self.request.user)) or self.sent_lately
        if not before or before.words != self.digest:
            return None
        unsent.let_go(self.request.path, of=self.request.user)
        messages.info(self.request, gettext("It is recorded already. Nothing was recorded twice."))
        return redirect(before.leads_to)

    @cached_property
    def sent_lately(self) -> SentForm | None:
        """The same words, sent from this page when it was drawn before."""
        return sent_once.sent_lately(self.digest, **self.by_at) if self.token else None

    @property
    def token(self) -> str:
        return self.request.POST.get("once", "")

    @cached_property
    def digest(self) -> str:
        return sent_once.digest(self.request.get_full_path(), self.request.POST, self.request.FILES)

    def record(self, form: ServiceForm) -> tuple[str, str]:
        """Call the service and use the token up, as one change. Returns what to tell, and the address that it leads to.

        Raises SentBefore, and all that the service does.
        """
        if self.sent_lately:
            raise sent_once.SentBefore
        with verb() as written:
            # First of all, so that of two at once the second waits, and keeps no file for nothing.
            sent = self.token and self._use()
            message = self.call_service(form)
            unsent.let_go(self.request.path, of=self.request.user)
            written.settle()  # the next page may be another by what was recorded
            leads_to = self.get_success_url()
            if sent and not sent.leads_to:
                sent.leads_to = leads_to
                sent.save(update_fields=["leads_to"])
        return message, leads_to

    def _use(self):
        leads_to = self.get_success_url() if self.leads_to_one_place else ""
        return sent_once.use(self.token, words=self.digest, leads_to=leads_to, **self.by_at)


class SentInPieces:
    """For a FormPage, before it: its service makes a change of each piece, and refuses by itself one that was made before.

    Or it takes so long that nobody's writes may wait for it. The token is used up once all is done.
    """

    def record(self, form: ServiceForm) -> tuple[str, str]:
        if self.sent_lately or (self.token and sent_once.used(self.token, by=self.request.user)):
            raise sent_once.SentBefore
        message = self.call_service(form)
        leads_to = self.get_success_url()
        with verb():
            if self.token:
                sent_once.use(self.token, words=self.digest, leads_to=leads_to, **self.by_at)
            unsent.let_go(self.request.path, of=self.request.user)
        return message, leads_to
