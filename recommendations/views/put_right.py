"""A page on which something recorded is put right: typed, looked at with what moves, recorded, and said once."""

from functools import partial

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from safeguarding.models import HistoryModel

from ..forms.put_right import ShownForm
from ..permissions import Refused
from ..selectors.moves import Before
from ..services.as_shown import foresee
from .form_page import FormPage


class PutRightPage(FormPage):
    """The `thing` as it stands, to be changed; then, before anything is recorded, what moves."""

    template_name = "recommendations/put_right.html"
    check_template = "recommendations/put_right_check.html"
    form_class: type[ShownForm]
    back_label: str  # of get_success_url()
    button = _("Put right")

    @property
    def thing(self) -> HistoryModel:
        raise NotImplementedError

    @property
    def subject(self) -> str:
        """The thing in words, for the page that shows what moves."""
        return str(self.thing)

    def before(self) -> Before:
        """Everything that may move, as it stands now."""
        raise NotImplementedError

    def put_right(self, form: ShownForm) -> object:
        """Hand a form in order to its service. Raises Refused, ValidationError."""
        raise NotImplementedError

    def get_form_kwargs(self) -> dict[str, object]:
        return super().get_form_kwargs() | {"thing": self.thing}

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        back = {"back_url": self.get_success_url(), "back_label": self.back_label, "button": self.button}
        return super().get_context_data(**back | {"thing": self.thing, "subject": self.subject} | kwargs)

    def form_valid(self, form: ShownForm) -> HttpResponse:
        """Record what was looked at, lead back to the form, or show what moves: by the button that was pressed."""
        press = self.request.POST.get("press")
        if press == "edit":
            return self.render_to_response(self.get_context_data(form=form))
        return super().form_valid(form) if press == "record" else self.check(form)

    def check(self, form: ShownForm) -> HttpResponse:
        """Show what was and will be, and what moves."""
        try:
            moves = foresee(partial(self.put_right, form), self.before())
        except (Refused, ValidationError) as error:
            form.refuse(error)
            return self.form_invalid(form)
        self.template_name = self.check_template
        return self.render_to_response(self.get_context_data(form=form, moves=moves))

    def form_invalid(self, form: ShownForm) -> HttpResponse:
        """Show the form again; where it was sent twice, the thing that it put right already."""
        if form.done:
            messages.info(self.request, gettext("This is recorded already. Nothing was recorded twice."))
            return redirect(self.get_success_url())
        return super().form_invalid(form)

    def call_service(self, form: ShownForm) -> str:
        self.put_right(form)
        return self.get_success_message(form)

    def get_success_message(self, form: ShownForm) -> str:
        """The words that tell what was recorded."""
        return gettext("Put right: %(what)s.") % {"what": ", ".join(move.label.lower() for move in form.moves)}
