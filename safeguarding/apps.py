"""The app safeguarding, and what happens when Django has started or migrated."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class SafeguardingConfig(AppConfig):
    """Registers the checks, and seals the tables that are written once after every migration."""

    name = "safeguarding"

    def ready(self):
        """Called by Django when every app is loaded."""
        from . import checks  # noqa: F401  registers itself

        post_migrate.connect(seal, sender=self)


def seal(using, **kwargs):
    """Put the write-once triggers back: SQLite loses them whenever it rebuilds a table."""
    from . import ledger

    ledger.seal(using)
