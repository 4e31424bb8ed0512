"""A link by which a person sets their own password, once: nobody else ever knows it."""

from django.conf import settings
from django.contrib.auth.tokens import default_token_generator
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode

from .models import User


def one_time_link(user: User, host: str = "") -> str:
    """The address. host: the name, with the port, that the tracker answers to; "" for the first of the settings.

    It works until it was used, the person signed in, or PASSWORD_RESET_TIMEOUT seconds have gone.
    """
    key = urlsafe_base64_encode(force_bytes(user.pk))
    path = reverse("set-password", args=[key, default_token_generator.make_token(user)])
    scheme = "https" if settings.SECURE_SSL_REDIRECT else "http"
    return f"{scheme}://{host or settings.ALLOWED_HOSTS[0]}{path}"
