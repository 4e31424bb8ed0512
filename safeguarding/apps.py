"""The app safeguarding, and what happens when Django has started or migrated."""

from django.apps import AppConfig
from django.contrib.auth.signals import user_logged_in
from django.db.models.signals import post_migrate


class SafeguardingConfig(AppConfig):
    """Registers the checks, and installs the append-only triggers after every migration."""

    name = "safeguarding"

    def ready(self) -> None:
        """Called by Django when every app is loaded."""
        from . import checks  # noqa: F401  registers itself
        from .middleware import begin_session

        user_logged_in.connect(begin_session)
        post_migrate.connect(install_triggers, sender=self)


def install_triggers(using: str, **kwargs: object) -> None:
    """Install the append-only triggers again: SQLite loses them whenever it rebuilds a table."""
    from . import append_only

    append_only.install_triggers(using)
