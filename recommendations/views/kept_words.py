"""Words typed on a page with a form are kept as one types, and given back by the same page."""

from contextlib import suppress
from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext

from safeguarding import sent_once, unsent
from safeguarding.lib.dates import london_date
from safeguarding.lib.languages import in_words
from safeguarding.models import UnsentForm

from ..forms.service_form import ServiceForm

LATER, AFRESH = "later", "afresh"


class KeepsWords:
    """For a FormPage: the words of one person on one page, kept by its script every few seconds, or by a button without.

    They are given back only where the page itself is shown, so with the right to see it goes the sight of them.
    """

    def post(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        """Keep what was typed, or start afresh, where one of these was pressed; else take the form."""
        press = request.POST.get("press")
        if press == AFRESH:
            unsent.let_go(request.path, of=request.user)
            return redirect(request.get_full_path())
        if press == LATER:
            return self.keep_words()
        return super().post(request, *args, **kwargs)

    def keep_words(self) -> HttpResponse:
        """Keep what was typed, and say so: to the script, which names JSON as what it accepts, or on the page."""
        by_script = self.request.accepts("text/html") is False
        try:
            if not self._recorded_since():
                unsent.keep(sent_once.typed(self.request.POST), page=self.request.path, **self.by_at)
        except unsent.TooLong as error:
            if by_script:
                return JsonResponse({"told": gettext("Not kept: %(why)s") % {"why": error.message}}, status=413)
            form = self.get_form()
            form.refuse(error)
            return self.form_invalid(form)
        if by_script:
            # Whoever signed in again in another window needs the new token to send the page.
            return JsonResponse(
                {
                    "told": gettext("Kept at %(time)s") % {"time": when(self.request.now)},
                    "csrf": get_token(self.request),
                }
            )
        messages.info(self.request, gettext("Kept, not sent. You find it here whenever you open this page."))
        return redirect(self.request.get_full_path())

    def keep_refused(self) -> None:
        """Keep what was typed on a page that comes back refused, so that whoever leaves it first finds it again."""
        if self.form_class.words_kept:
            with suppress(unsent.TooLong):
                unsent.keep(sent_once.typed(self.request.POST), page=self.request.path, **self.by_at)

    def get_form_kwargs(self) -> dict[str, object]:
        self.kept = self._kept()
        return super().get_form_kwargs() | ({"data": unsent.as_typed(self.kept)} if self.kept else {})

    def get_form(self, *args: object) -> ServiceForm:
        form = super().get_form(*args)
        form.once = sent_once.new_token(self.request.user)
        form.kept_from = when(self.kept.kept_at, self.request.now) if self.kept else ""
        return form

    def _recorded_since(self) -> bool:
        # The script's last request may be overtaken by the press that records.
        before = self.token and sent_once.used(self.token, by=self.request.user)
        return bool(before) and before.sent_at >= self.request.now

    def _kept(self) -> UnsentForm | None:
        if self.request.method == "POST" or not self.form_class.words_kept:
            return None
        return unsent.kept(self.request.path, of=self.request.user)


def when(at: datetime, now: datetime | None = None) -> str:
    """A moment of a working day: "14:02 today", "14:02 yesterday", "14:02 on 9 September 2015"; the hour alone without `now`."""
    moment = {"time": f"{timezone.localtime(at):%H:%M}", "on": in_words(london_date(at))}
    if now is None:
        return moment["time"]
    days = (london_date(now) - london_date(at)).days
    sentence = {0: gettext("%(time)s today"), 1: gettext("%(time)s yesterday")}.get(days, gettext("%(time)s on %(on)s"))
    return sentence % moment
