"""Signing in and out: by name and password, and in the demonstration by one click."""

from datetime import datetime

from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.views import LoginView, LogoutView
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _
from django.views.decorators.http import require_POST

from .brought import carried, take_along, welcome
from .lib.pages.govuk import GovukFormMixin
from .lockout import LockedOut, address_of, count_try, failed
from .models import Holding, RoleGrant, User
from .models.people import Role
from .second_step import enter

# Who may be signed in as by a click: never an administrator of the whole database.
INVENTED = {"is_active": True, "is_superuser": False}
TOO_MANY = 429  # the HTTP status


class SignInForm(GovukFormMixin, AuthenticationForm):
    """User name and password. locked_out: too many tries were wrong, so this one was not taken."""

    error_messages = AuthenticationForm.error_messages | {
        "invalid_login": _("The username or the password is not right. Small and capital letters count.")
    }
    locked_out = False

    def clean(self) -> dict[str, object]:
        """Django's, each try counted (lockout.py)."""
        name, address = self.cleaned_data.get("username"), address_of(self.request.META)
        if not name or not self.cleaned_data.get("password"):
            return self.cleaned_data
        try:
            count_try(name, address, at=self.request.now)
            return super().clean()
        except LockedOut:
            self.locked_out = True
            raise
        except ValidationError:
            failed(name, address, at=self.request.now)
            raise


class SignIn(LoginView):
    """The sign-in page; in the demonstration its cast, one click each."""

    authentication_form = SignInForm
    redirect_authenticated_user = True

    def post(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        """Sign in; where a page with a form led here, ask for the name and password first."""
        if "brought" in request.GET:
            return self.get(request, *args, **kwargs)
        if not settings.LOCAL_ACCOUNTS:
            raise Http404
        return super().post(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict[str, object]:
        nothing_yet = {"data": None, "files": None} if "brought" in self.request.GET else {}
        return super().get_form_kwargs() | nothing_yet

    def form_valid(self, form: SignInForm) -> HttpResponse:
        take_along(self.request)
        return enter(self.request, form.get_user())

    def form_invalid(self, form: SignInForm) -> HttpResponse:
        response = super().form_invalid(form)
        response.status_code = TOO_MANY if form.locked_out else response.status_code
        return response

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        cast = _cast(self.request.now) if settings.DEMONSTRATION else []
        found = {"cast": cast, "begun": User.objects.exists(), "brought": carried(self.request)}
        found |= {"directory": settings.OIDC_SERVER and settings.OIDC_NAME, "local": settings.LOCAL_ACCOUNTS}
        if "brought" in self.request.GET:  # the form that came along may have a field of this name
            found["next"] = self.request.GET.get("next", "")
        return super().get_context_data(**kwargs) | found


class SignOut(LogoutView):
    """Signing out; whoever sits down next finds no page by going back."""

    def post(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        """Django's, after which the browser forgets what it kept."""
        response = super().post(request, *args, **kwargs)
        response["Clear-Site-Data"] = '"cache"'
        return response


@login_not_required
def admin_sign_in(request: HttpRequest) -> HttpResponse:
    """The admin's own sign-in, which counts no tries, leads to ours. Raises PermissionDenied for whoever is signed in already."""
    if request.user.is_authenticated:
        raise PermissionDenied(gettext("You cannot use the admin. Ask an administrator of the tracker if you should."))
    return redirect(f"{reverse('sign-in')}?{urlencode({'next': request.GET.get('next', '')})}")


@login_not_required
@require_POST
def sign_in_as(request: HttpRequest, username: str) -> HttpResponse:
    """Sign in as one of the demonstration's invented people; not there in production."""
    if not settings.DEMONSTRATION:
        raise Http404
    person = get_object_or_404(User, username=username, **INVENTED)
    login(request, person, backend="django.contrib.auth.backends.ModelBackend")
    take_along(request)
    return welcome(request, person)


def _cast(now: datetime) -> list[dict[str, object]]:
    """The invented people by role: each once, under the role that says most."""
    posts = {}
    for holding in Holding.objects.on(now).select_related("post"):
        posts.setdefault(holding.holder_id, []).append(holding.post.title)
    by_role, placed = {}, set()
    invented = User.objects.filter(**INVENTED)
    grants = RoleGrant.objects.on(now).filter(user__in=invented).select_related("user", "agency")
    grants = list(grants.order_by("user__last_name"))
    for role in [Role.DCC, Role.COORDINATOR, Role.OWNER, Role.STAFF_OFFICER, Role.OPCC, *Role]:
        for grant in grants:
            if grant.role == role and grant.user_id not in placed:
                placed.add(grant.user_id)
                person = {
                    "name": str(grant.user),
                    "post": ", ".join(posts.get(grant.user_id, [])) or (grant.agency and grant.agency.name) or "",
                    "username": grant.user.username,
                }
                by_role.setdefault(role.label, []).append(person)
    return [{"role_label": label, "people": people} for label, people in by_role.items()]
