"""Checks that must hold before anything starts: run by `manage.py check`, `migrate` and the web server."""

from django.conf import settings
from django.core import checks
from django.db import connections

from . import guards
from .models import Demonstration
from .models.people import Role


@checks.register(checks.Tags.database)
def no_demonstration_in_production(databases: list[str] | None = None, **kwargs: object) -> list[checks.Error]:
    """An error for each database that holds the demonstration's people while DEMONSTRATION is off."""
    if settings.DEMONSTRATION:
        return []
    return [
        checks.Error(
            "This database holds the demonstration and its accounts.",
            hint="Point DATABASE_URL at an empty database, or set DEMONSTRATION=on.",
            id="safeguarding.E001",
        )
        for alias in databases or []
        if _holds_demonstration(alias)
    ]


@checks.register
def groups_give_roles(**kwargs: object) -> list[checks.Error]:
    """An error for each group of the directory that would give what is no role, or one that needs an agency."""
    roles = set(Role.values) - {Role.PARTNER}
    return [
        checks.Error(
            f"OIDC_GROUPS gives the group {group} the role {role}, which is none that a group can give.",
            hint=f"Use one of {', '.join(sorted(roles))}.",
            id="safeguarding.E002",
        )
        for group, role in settings.OIDC_GROUPS.items()
        if role not in roles
    ]


@checks.register(checks.Tags.database)
def triggers_are_as_installed(databases: list[str] | None = None, **kwargs: object) -> list[checks.Warning]:
    """A warning for each trigger that is missing, was changed, or is not ours, since the last `migrate`."""
    hint = "Find out who did that; then `manage.py migrate` puts it right, and records that it was so."
    return [
        checks.Warning(sentence, hint=hint, id="safeguarding.W001")
        for alias in databases or []
        for sentence in guards.lost(alias)
    ]


def _holds_demonstration(alias):
    table = Demonstration._meta.db_table
    return table in connections[alias].introspection.table_names() and Demonstration.objects.using(alias).exists()
