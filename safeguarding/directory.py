"""Signing in by the force's directory, by OpenID Connect: django-allauth speaks with it, directory_people.py says who comes in."""

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from allauth.socialaccount.providers.openid_connect import views
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST
from requests import RequestException

from .brought import take_along
from .directory_people import come_in
from .roles import Refused

PROVIDER = "directory"  # its only one, as settings.SOCIALACCOUNT_PROVIDERS calls it
NOT_REACHED = (
    "The force’s directory does not answer. Try again in a few minutes; if it goes on, tell your IT service desk."
)
NOT_LET_IN = "The force’s directory did not let you in. Go back to the sign-in and try again."


@login_not_required
@require_POST
def to_directory(request: HttpRequest) -> HttpResponse:
    """Send to the directory whoever pressed its button. Raises Http404 where there is none."""
    if not settings.OIDC_SERVER:
        raise Http404
    take_along(request)
    return _asked(views.login, request)


@login_not_required
def from_directory(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Take back whoever the directory sends. Raises Http404 where there is none."""
    if not settings.OIDC_SERVER or provider_id != PROVIDER:
        raise Http404
    return _asked(views.callback, request)


class DirectoryPeople(DefaultSocialAccountAdapter):
    """Answers what django-allauth asks when somebody comes from the directory."""

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Find or make the person, and give them what their groups say."""
        claims_given = sociallogin.account.extra_data
        claims = {**claims_given.get("id_token", {}), **claims_given.get("userinfo", {})}
        groups = claims.get(settings.OIDC_GROUPS_CLAIM) or []
        known = sociallogin.user if sociallogin.is_existing else None
        try:
            person = come_in(
                known,
                str(claims.get(settings.OIDC_NAME_CLAIM) or ""),
                first=str(claims.get("given_name") or ""),
                last=str(claims.get("family_name") or claims.get("name") or ""),
                email=str(claims.get("email") or ""),
                groups=[groups] if isinstance(groups, str) else map(str, groups),
                at=request.now,
            )
        except Refused as refused:
            raise ImmediateHttpResponse(_no_way_in(request, str(refused))) from refused
        if known is None:
            sociallogin.user = sociallogin.account.user = person
            sociallogin.account.save()

    def on_authentication_error(self, request: HttpRequest, provider: object, **details: object) -> None:
        """Say that the directory did not let them in; cancelled or wrong, they begin anew."""
        raise ImmediateHttpResponse(_no_way_in(request, NOT_LET_IN))


def _asked(view, request):
    try:
        return view(request, PROVIDER)
    except RequestException:
        return _no_way_in(request, NOT_REACHED, status=503)


def _no_way_in(request, why, status=403):
    return render(request, "registration/no_way_in.html", {"why": why}, status=status)
