"""A page with a form whose change takes seconds: looked through in the request, and recorded by a worker that opens the page anew."""

from contextlib import suppress
from functools import cached_property

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import override

from safeguarding import sent_once, unsent

from ..forms.service_form import ServiceForm
from .downloads import refused
from .long_work import asked_of_worker, worker_lives

WORDS = "sent_words"  # in what a worker is sent: the digest of what the person sent, whose file is a kept one by now


class LeftToWorker:
    """For a FormPage, before it. Where no worker lives it is recorded in the request, as long as that takes.

    Its token is used up with what is recorded, so a worker that takes up what another had done finds where that led.
    """

    request: HttpRequest

    def called(self, form: ServiceForm) -> str:
        """How the pages of its person name it."""
        raise NotImplementedError

    def make(self, form: ServiceForm) -> None:
        """Make what takes seconds and changes nothing, so that nobody's writes wait for it. call_service records it."""

    @cached_property
    def is_left(self) -> bool:
        """Return whether a worker is to record it; not where a worker asks."""
        return self.request.method == "POST" and worker_lives(self.request)

    @cached_property
    def digest(self) -> str:
        return self.request.POST[WORDS] if hasattr(self.request, "long_work") else super().digest

    def form_valid(self, form: ServiceForm) -> HttpResponse:
        if not self.is_left:
            return super().form_valid(form)
        if self.led_before:
            return self.led_before
        form.keep_files(**self.by_at)
        sent = sent_once.typed(form.data) | {"once": [self.token], WORDS: [self.digest]}
        return asked_of_worker(self.request, self.request.get_full_path(), sent, called=self.called(form))

    def record(self, form: ServiceForm) -> tuple[str, str]:
        if self.led_before:
            raise sent_once.SentBefore
        del self.led_before  # asked anew, where another press was recorded while this one is made
        with override(settings.LANGUAGE_CODE):  # what is kept is in English, whoever makes it
            self.make(form)
        return super().record(form)

    def form_invalid(self, form: ServiceForm) -> HttpResponse:
        """Say why not: on the page, with what was typed; a worker keeps that for it."""
        if not hasattr(self.request, "long_work"):
            return super().form_invalid(form)
        if self.led_before:
            return self.led_before
        typed = sent_once.typed(self.request.POST)
        typed.pop(WORDS)
        with suppress(unsent.TooLong):
            unsent.keep(typed, page=self.request.path, **self.by_at)
        return refused(form.errors)
