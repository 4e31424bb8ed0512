"""Signing in and out, where a person starts, whether the process is up."""

from datetime import datetime

from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.views import LoginView, LogoutView
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST
from django.views.defaults import bad_request

from .brought import carried, welcome
from .lib.govuk import GovukFormMixin
from .models import Holding, RoleGrant, User
from .models.people import Role
from .roles import authority

# Who may be signed in as by a click: never an administrator of the whole database.
INVENTED = {"is_active": True, "is_superuser": False}


@login_not_required
@require_GET
def health(request: HttpRequest) -> HttpResponse:
    """Answer "ok" to a monitor: the process is up. Asks nothing of the database."""
    return HttpResponse("ok", content_type="text/plain")


@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """Where a person's week starts: their queue, what to coordinate, the set-up, their actions, or the position.

    But first at a password of their own, where somebody else knows theirs.
    """
    if request.user.password_by_another:
        return redirect("own-password")
    has = authority(request.user, request.now)
    if has.roles & {Role.DCC, Role.STAFF_OFFICER}:
        return redirect("scrutiny-queue")
    if Role.COORDINATOR in has.roles:
        return redirect("coordination")
    if Role.ADMINISTRATOR in has.roles and not has.posts:
        return redirect("set-up")
    return redirect("my-actions" if has.posts else "position")


@require_GET
def accessibility(request: HttpRequest) -> HttpResponse:
    """Show the accessibility statement."""
    return render(request, "accessibility.html")


class SignInForm(GovukFormMixin, AuthenticationForm):
    """User name and password."""


class SignIn(LoginView):
    """The sign-in page; in the demonstration its cast, one click each."""

    authentication_form = SignInForm
    redirect_authenticated_user = True

    def post(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        """Sign in; where a page with a form led here, ask for the name and password first."""
        if "brought" in request.GET:
            return self.get(request, *args, **kwargs)
        return super().post(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict[str, object]:
        nothing_yet = {"data": None, "files": None} if "brought" in self.request.GET else {}
        return super().get_form_kwargs() | nothing_yet

    def form_valid(self, form: SignInForm) -> HttpResponse:
        login(self.request, form.get_user())
        return welcome(self.request, form.get_user())

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        cast = _cast(self.request.now) if settings.DEMONSTRATION else []
        found = {"cast": cast, "begun": User.objects.exists(), "brought": carried(self.request)}
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


def unread(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer what was not even read: more files or words at once than DATA_UPLOAD_* in the settings, or no sound request."""
    if isinstance(exception, (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)):
        return render(request, "413.html", status=413)
    return bad_request(request, exception)


@login_not_required
@require_POST
def sign_in_as(request: HttpRequest, username: str) -> HttpResponse:
    """Sign in as one of the demonstration's invented people; not there in production."""
    if not settings.DEMONSTRATION:
        raise Http404
    person = get_object_or_404(User, username=username, **INVENTED)
    login(request, person, backend="django.contrib.auth.backends.ModelBackend")
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
