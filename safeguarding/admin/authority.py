"""Who may look and who may change, in the admin."""

from django.http import HttpRequest

from ..models.people import Role
from ..roles import authority, has_role


def may_look(request: HttpRequest) -> bool:
    """Reviewers and auditors look, and so do administrators and whoever works in the force."""
    has = authority(request.user, request.now)
    return has.in_force or has.opcc


def may_look_at_people(request: HttpRequest) -> bool:
    """Users, who holds what and which roles: for auditors and administrators (domain.md, Who uses the tracker)."""
    return may_change(request) or has_role(request.user, Role.AUDITOR, at=request.now)


def may_change(request: HttpRequest) -> bool:
    """Administrators; and a superuser, or nobody could grant the first role after an installation."""
    return request.user.is_superuser or has_role(request.user, Role.ADMINISTRATOR, at=request.now)


def hears_everything(request: HttpRequest) -> bool:
    """Those of the force: nothing is ever withheld from them."""
    return authority(request.user, request.now).in_force
