"""How a person chooses their password: by a one-time link (one_time_links.py), or with the old one."""

from datetime import datetime

from django.contrib import messages
from django.contrib.auth.forms import PasswordChangeForm, SetPasswordForm
from django.contrib.auth.views import PasswordChangeView, PasswordResetConfirmView
from django.http import HttpResponse
from django.urls import reverse_lazy

from .appointments import choose_password
from .lib.govuk import GovukFormMixin
from .models import User


class OwnPasswordForm(GovukFormMixin, SetPasswordForm):
    """The new password, twice. now: the request's moment."""

    now: datetime

    new_password1, new_password2 = SetPasswordForm.create_password_fields(label2="The same password again")
    new_password2.help_text = ""

    def save(self, commit: bool = True) -> User:
        """Record that the person chose it themselves."""
        return choose_password(self.user, self.cleaned_data["new_password1"], at=self.now)


class ChangePasswordForm(PasswordChangeForm, OwnPasswordForm):
    """The old password, and the new one twice."""


class AtTheMoment:
    """A view whose form knows the request's moment."""

    def get_form(self, form_class: type[OwnPasswordForm] | None = None) -> OwnPasswordForm:
        form = super().get_form(form_class)
        form.now = self.request.now
        return form


class SetPassword(AtTheMoment, PasswordResetConfirmView):
    """Where a one-time link leads: a person sets their password and is signed in."""

    form_class = OwnPasswordForm
    template_name = "registration/set_password.html"
    success_url = reverse_lazy("home")
    post_reset_login = True

    def get_user(self, uidb64: str) -> User | None:
        """The person whose link it is; None once they were made inactive."""
        person = super().get_user(uidb64)
        return person if person and person.is_active else None


class ChangePassword(AtTheMoment, PasswordChangeView):
    """Choosing another password, and the first of one's own where somebody else set it."""

    form_class = ChangePasswordForm
    template_name = "registration/change_password.html"
    success_url = reverse_lazy("home")

    def form_valid(self, form: ChangePasswordForm) -> HttpResponse:
        """Stay signed in, and say that it was done."""
        response = super().form_valid(form)
        messages.success(self.request, "Your password was changed.")
        return response
