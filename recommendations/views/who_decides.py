"""Who may decide: its page, for the OPCC and the force, on which a second administrator confirms a role."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_POST

from safeguarding.appointments import confirm_role
from safeguarding.models import RoleGrant
from safeguarding.roles import may_confirm

from ..permissions import insist, may_compare_seals, may_see_who_decides
from ..selectors.who_decides import administrators, deciding_roles


@require_GET
def who_decides(request: HttpRequest) -> HttpResponse:
    """Show each role by which something is decided, and those who give roles. Raises Refused."""
    insist(may_see_who_decides(request.user, at=request.now))
    given = list(deciding_roles(request.now))
    context = {
        "rows": [(one, may_confirm(request.user, one, at=request.now)) for one in given],
        "administrators": administrators(request.now),
        "compares": may_compare_seals(request.user, at=request.now),
    }
    return render(request, "recommendations/who_decides.html", context)


@require_POST
def confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """Confirm a role that another administrator gave. Raises Refused."""
    given = get_object_or_404(RoleGrant.objects.select_related("user"), pk=pk)
    confirm_role(given, by=request.user, at=request.now)
    messages.success(
        request,
        gettext("%(person)s has the role %(role)s from now on.")
        % {"person": given.user, "role": gettext(given.get_role_display())},
    )
    return redirect("who-decides")
