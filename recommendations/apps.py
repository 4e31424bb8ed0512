"""The app recommendations, and what happens when a verb ends or the database was migrated."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate, post_save


class RecommendationsConfig(AppConfig):
    """Brings the standings, and the texts that can be found, up to date whenever a verb ends."""

    name = "recommendations"

    def ready(self) -> None:
        """Called by Django when every app is loaded."""
        from safeguarding.history import verb_ends
        from safeguarding.models import User

        from .search import index, owner_names, restate
        from .standings.restate import build_if_there_are_none, restate_written

        verb_ends.connect(restate_written)
        post_migrate.connect(build_if_there_are_none, sender=self)
        verb_ends.connect(restate.restate_written)
        post_save.connect(owner_names.write_names_of, sender=User)
        post_migrate.connect(index.install_index, sender=self)
        post_migrate.connect(restate.build_if_there_are_none, sender=self)
