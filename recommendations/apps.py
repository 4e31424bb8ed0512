"""The app recommendations, and what happens when a verb ends or the database was migrated."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class RecommendationsConfig(AppConfig):
    """Brings the standings up to date whenever a verb ends."""

    name = "recommendations"

    def ready(self) -> None:
        """Called by Django when every app is loaded."""
        from safeguarding.history import verb_ends

        from .standings.restate import build_if_there_are_none, restate_written

        verb_ends.connect(restate_written)
        post_migrate.connect(build_if_there_are_none, sender=self)
