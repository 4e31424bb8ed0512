"""Checks that must hold before anything starts: run by `manage.py check`, `migrate` and the web server."""

from django.conf import settings
from django.core import checks
from django.db import connections

from .models import Demonstration


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


def _holds_demonstration(alias):
    table = Demonstration._meta.db_table
    return table in connections[alias].introspection.table_names() and Demonstration.objects.using(alias).exists()
