"""The app recommendations, and what happens when a verb ends or the database was migrated."""

from django.apps import AppConfig
from django.db import connections
from django.db.models.signals import post_migrate, pre_migrate


class RecommendationsConfig(AppConfig):
    """Brings the standings, the texts that can be found and the likenesses up to date whenever a verb ends."""

    name = "recommendations"

    def ready(self) -> None:
        from safeguarding.history import verb_ends

        from . import likenesses
        from .four_eyes import triggers
        from .search import index, restate
        from .standings.restate import build_if_there_are_none, restate_written

        for receiver in (restate_written, restate.restate_written, likenesses.restate_written):
            verb_ends.connect(receiver)
        pre_migrate.connect(triggers.make_way, sender=self)
        for receiver in (
            build_if_there_are_none,
            index.install_index,
            restate.build_if_there_are_none,
            likenesses.build_if_there_are_none,
            triggers.install,
        ):
            self._when_migrated(receiver)

    def _when_migrated(self, receiver):
        """Call a receiver of post_migrate only where every table is there: `migrate recommendations 0003` stops before."""

        def call(using: str = "default", **kwargs: object) -> None:
            there = set(connections[using].introspection.table_names())
            if all(model._meta.db_table in there for model in self.get_models()):
                receiver(using=using, **kwargs)

        post_migrate.connect(call, sender=self, weak=False, dispatch_uid=f"{receiver.__module__}.{receiver.__name__}")
