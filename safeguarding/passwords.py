"""How a person chooses their password: by a one-time link (one_time_links.py), or with the old one."""

from datetime import datetime

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.forms import PasswordChangeForm, SetPasswordForm
from django.contrib.auth.views import PasswordChangeView, PasswordResetConfirmView
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse_lazy

from .appointments import choose_password
from .lib.pages.govuk import GovukFormMixin
from .lockout import address_of, count_try, failed, forget
from .models import User
from .second_step import enter


class OwnPasswordForm(GovukFormMixin, SetPasswordForm):
    """The new password, twice. now, address: the request's moment, and where it came from."""

    now: datetime
    address: str

    new_password1, new_password2 = SetPasswordForm.create_password_fields(label2="The same password again")
    new_password2.help_text = ""

    def save(self, commit: bool = True) -> User:
        """Record that the person chose it themselves."""
        return choose_password(self.user, self.cleaned_data["new_password1"], at=self.now)


class ChangePasswordForm(PasswordChangeForm, OwnPasswordForm):
    """The old password, and the new one twice."""

    def clean_old_password(self) -> str:
        """Django's; whoever finds a page left open does not guess here for long."""
        count_try(self.user.username, self.address, at=self.now)
        try:
            old = super().clean_old_password()
        except ValidationError:
            failed(self.user.username, self.address, at=self.now)
            raise
        forget(self.user.username)
        return old


class AtTheMoment:
    """A view of a password here, whose form knows the request's moment, and where it came from."""

    def setup(self, request: HttpRequest, *args: object, **kwargs: object) -> None:
        """Raise Http404 where nobody has a password here, but one of the directory's."""
        if not settings.LOCAL_ACCOUNTS:
            raise Http404
        super().setup(request, *args, **kwargs)

    def get_form(self, form_class: type[OwnPasswordForm] | None = None) -> OwnPasswordForm:
        form = super().get_form(form_class)
        form.now, form.address = self.request.now, address_of(self.request.META)
        return form


class SetPassword(AtTheMoment, PasswordResetConfirmView):
    """Where a one-time link leads: a person sets their password and is signed in."""

    form_class = OwnPasswordForm
    template_name = "registration/set_password.html"
    success_url = reverse_lazy("home")

    def form_valid(self, form: OwnPasswordForm) -> HttpResponse:
        """Sign in, by the second step too where there is one."""
        super().form_valid(form)
        logout(self.request)  # whoever else was signed in at this browser
        return enter(self.request, form.user)

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
