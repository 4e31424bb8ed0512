"""The second step of signing in: a code from an app on one's phone, or a recovery code; django-allauth's, on pages of ours."""

import base64
import hashlib
from collections.abc import Callable

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.account.forms import ReauthenticateForm
from allauth.account.internal.flows.login import (  # pinned: django-allauth has no other name for them
    clear_authentication_records,
    perform_password_login,
    record_authentication,
)
from allauth.account.models import Login
from allauth.account.views import ReauthenticateView
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.base import forms as code_forms
from allauth.mfa.base import views as code_views
from allauth.mfa.recovery_codes import views as recovery_views
from allauth.mfa.totp import forms as app_forms
from allauth.mfa.totp import views as app_views
from allauth.mfa.utils import is_mfa_enabled
from cryptography.fernet import Fernet
from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse_lazy
from django.utils.safestring import mark_safe
from django.utils.translation import gettext

from .appointments import taken_away_from
from .brought import welcome
from .lib.pages.govuk import GovukFormMixin
from .lockout import address_of, count_try, failed, forget
from .models import User
from .roles import needs_second_step

WRONG = (
    "This code is not right. Enter the six numbers that the app shows now, or a recovery code that you have not used."
)
# Pages, by the names of their addresses, that are there before a second step.
WITHOUT = {"mfa_activate_totp", "own-password", "sign-out", "accessibility"}
GetResponse = Callable[[HttpRequest], HttpResponse]


def enter(request: HttpRequest, person: User) -> HttpResponse:
    """Let in whoever gave the right password, or has a one-time link; whoever has a second step is asked for it first."""
    return perform_password_login(request, {}, Login(user=person))


def took_second_step(request: HttpRequest) -> bool:
    """Return whether whoever is signed in has given a code since they signed in, or came from a directory that asks for one."""
    methods = {record["method"] for record in get_authentication_records(request, request.user)}
    return "mfa" in methods or (settings.OIDC_SECOND_STEP and "socialaccount" in methods)


def lacks_second_step(request: HttpRequest) -> bool:
    """Return whether whoever is signed in has still to give a code before anything is shown to them."""
    if not settings.SECOND_STEP or took_second_step(request):
        return False
    return needs_second_step(request.user, request.now)


class SecondStepFirst:
    """Middleware: whoever needs a second step sets it up before anything else. Not in the demonstration (settings.SECOND_STEP)."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: GetResponse, args: object, kwargs: object
    ) -> HttpResponse | None:
        """Lead to the page where it is set up. A device that was set up was asked for at the sign-in."""
        if not (request.user.is_authenticated and getattr(view, "login_required", True)):
            return None
        if request.resolver_match.url_name in WITHOUT:
            return None
        return redirect("mfa_activate_totp") if lacks_second_step(request) else None


class Accounts(DefaultAccountAdapter):
    """How django-allauth lets people in: nobody signs up, and where one is led is decided in brought.py."""

    def post_login(self, request: HttpRequest, user: User, **how: object) -> HttpResponse:
        forget(user.username)
        return welcome(request, user)

    def add_message(self, *args: object, **kwargs: object) -> None:
        """Say nothing: our pages say it."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def is_reauthentication_required(self, *, app: str, **kwargs: object) -> bool:
        """Return whether a password or code is asked for once more: only where there is a device to be taken over."""
        return is_mfa_enabled(context.request.user)


class Devices(DefaultMFAAdapter):
    """How the secrets of the second step are kept: encrypted by the SECRET_KEY, which is not in the database."""

    def encrypt(self, text: str) -> str:
        return _cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _cipher().decrypt(encrypted_text.encode()).decode()

    def build_totp_svg(self, url: str) -> str:
        """The QR code, to stand in the page."""
        from qrcode import QRCode  # here, since a worker that nobody asks for one does without their megabytes
        from qrcode.image.svg import SvgPathImage

        code = QRCode(border=2)
        code.add_data(url)
        picture = code.make_image(image_factory=SvgPathImage).to_string(encoding="unicode")
        called = gettext("QR code for the app on your phone")
        named = f'<svg class="app-qr-code" role="img" aria-label="{called}" '
        return mark_safe(picture.replace("<svg ", named, 1))  # noqa: S308  made here, of nothing that was typed


def _cipher():
    key = hashlib.sha256(b"second step" + settings.SECRET_KEY.encode()).digest()
    return Fernet(base64.urlsafe_b64encode(key))


class Counted(GovukFormMixin):
    """A form with a code, whose tries are counted with those of the password."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        box = {"autocomplete": "one-time-code", "inputmode": "numeric", "class": "govuk-input--width-10"}
        self.fields["code"] = forms.CharField(label="Code", max_length=20, widget=forms.TextInput(attrs=box))

    def clean_code(self) -> str:
        """The code; raises ValidationError for a wrong one, and LockedOut."""
        request = context.request
        name, address = self.user.username, address_of(request.META)
        count_try(name, address, at=request.now)
        try:
            code = super().clean_code()
        except ValidationError:
            failed(name, address, at=request.now)
            raise ValidationError(WRONG, code="wrong_code") from None
        forget(name)
        return code


class CodeForm(Counted, code_forms.AuthenticateForm):
    """The code at the sign-in."""


class CodeAgainForm(Counted, code_forms.ReauthenticateForm):
    """The code once more."""


class FirstCodeForm(Counted, app_forms.ActivateTOTPForm):
    """The first code of a new device."""


class PasswordAgainForm(GovukFormMixin, ReauthenticateForm):
    """The password once more."""

    def clean_password(self) -> str:
        """Django-allauth's, its tries counted."""
        request = context.request
        name, address = self.user.username, address_of(request.META)
        count_try(name, address, at=request.now)
        try:
            password = super().clean_password()
        except ValidationError:
            failed(name, address, at=request.now)
            raise ValidationError(gettext("This is not your password."), code="wrong_password") from None
        forget(name)
        return password


class EnterCode(code_views.AuthenticateView):
    """At the sign-in: the code, after the password."""

    form_class = CodeForm
    template_name = "registration/enter_code.html"


class PasswordAgain(ReauthenticateView):
    """Before a device is replaced or the recovery codes are shown."""

    form_class = PasswordAgainForm
    template_name = "registration/again.html"


class CodeAgain(code_views.ReauthenticateView):
    """The same for whoever has no password here."""

    form_class = CodeAgainForm
    template_name = "registration/again.html"


class SetUp(app_views.ActivateTOTPView):
    """Setting up the app on one's phone, which leads to the recovery codes."""

    form_class = FirstCodeForm
    template_name = "registration/set_up_second_step.html"
    success_url = reverse_lazy("mfa_view_recovery_codes")

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        found = {
            "needed": needs_second_step(self.request.user, self.request.now),
            "taken_away": taken_away_from(self.request.user),
        }
        return super().get_context_data(**kwargs) | found

    def form_valid(self, form: FirstCodeForm) -> HttpResponse:
        """Count the code as given in this session, and go on to the recovery codes."""
        super().form_valid(form)
        record_authentication(self.request, self.request.user, "mfa", type="totp", reauthenticated=True)
        return redirect(self.success_url)


class Replace(app_views.DeactivateTOTPView):
    """Setting up another phone instead."""

    template_name = "registration/replace_device.html"
    success_url = reverse_lazy("mfa_activate_totp")

    def form_valid(self, form: forms.Form) -> HttpResponse:
        """Forget the code given in this session, so that another device is set up before anything else."""
        response = super().form_valid(form)
        clear_authentication_records(self.request)
        return response


class RecoveryCodes(recovery_views.ViewRecoveryCodesView):
    """The codes that let in without the phone, each once."""

    template_name = "registration/recovery_codes.html"


class NewRecoveryCodes(recovery_views.GenerateRecoveryCodesView):
    """Other codes instead of those that were lost or used."""

    template_name = "registration/new_recovery_codes.html"
